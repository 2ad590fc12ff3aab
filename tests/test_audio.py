"""Script to samples: exact silences, no drift, trimmed phrases, gain, stretching; cache, clips and files."""

from __future__ import annotations

import math
import wave
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.audio import Studio, write_wav
from speech.cache import Cache
from speech.clips import NOTES, Clips
from speech.errors import OutputError, VoiceError
from speech.files import whole_file
from speech.script import Clip, Pause, Say, Style, pause, restyled, say, script
from speech.sound import amplified, resampled, silence, stretched, trimmed, whispered
from speech.soundfile import read_sound
from speech.spoken import prepared
from speech.timing import seconds, timeline
from speech.voices.tone import ToneVoice
from speech.voices.voice import Sounds, Words
from tests.speech_strategies import scripts

RATE = 24_000
BELL = Clip("soundbank://soundlibrary/boxing/amzn_sfx_boxing_bell_1x_01")


def sound_of(made, voice=None, **kinds) -> np.ndarray:
    studio = Studio(voice or ToneVoice(), **kinds)
    return np.concatenate([block.samples for block in studio.blocks(made)] or [silence(0)])


def tone(count: int, hertz: float = 200.0, loud: float = 10_000) -> np.ndarray:
    return (np.sin(2 * np.pi * hertz * np.arange(count) / RATE) * loud).astype(np.int16)


def pitch(samples: np.ndarray, rate: int = RATE) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.fft.rfftfreq(samples.size, 1 / rate)[np.argmax(spectrum)])


class Slow22:
    """A tone voice at 22.05 kHz, where most milliseconds are no whole number of samples."""

    name = "tone-22"
    sample_rate = 22_050
    identity = "tone-22"
    profile = ToneVoice.profile

    def __init__(self) -> None:
        self.spoken: list[object] = []

    def speak(self, utterance):
        self.spoken.append(utterance)
        return np.concatenate((silence(500), tone(4_410), silence(700)))

    def close(self) -> None:
        pass


def test_a_pause_is_exactly_as_long_as_it_was_asked_for() -> None:
    heard = sound_of(script("Go", pause(3.217), "on"))
    loud = np.flatnonzero(heard)
    gaps = np.diff(loud)
    assert gaps.max() - 1 == pytest.approx(3.217 * RATE, abs=2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=60))
def test_rounding_never_adds_up(lengths: list[int]) -> None:
    # GIVEN pauses of any length at a rate where a millisecond is 22.05 samples
    made = script(*(part for ms in lengths for part in ("a", Pause(ms))))
    # WHEN they are rendered
    cues = [block.cue for block in Studio(Slow22()).blocks(made) if block.cue]
    pauses = [cue for cue in cues if isinstance(cue.item, Pause)]
    # THEN each is right to a sample, and so is their sum
    assert all(abs((cue.end - cue.start) * 22_050 - cue.item.ms * 22.05) < 1.001 for cue in pauses)
    total = sum(cue.end - cue.start for cue in pauses)
    assert abs(total - sum(lengths) / 1000) * 22_050 <= 0.51


def test_the_timeline_is_the_foretold_one() -> None:
    made = script("Stand tall.", pause(1.5), "Breathe in,", say("now", Style(emphasis="strong")), "and out.", pause(2))
    cues = [block.cue for block in Studio(ToneVoice()).blocks(made) if block.cue]
    for cue, foretold in zip(cues, timeline(made, ToneVoice.profile), strict=True):
        assert cue.item == foretold.item
        assert cue.start == pytest.approx(foretold.start, abs=0.001)
        assert cue.end == pytest.approx(foretold.end, abs=0.001)


@settings(max_examples=40, deadline=None)
@given(scripts)
def test_any_script_takes_the_time_that_was_foretold(made) -> None:
    with patch("speech.clips.chime", lambda _, rate: silence(rate)):
        frames = sum(block.samples.size for block in Studio(ToneVoice()).blocks(made))
    assert frames / RATE == pytest.approx(seconds(made, ToneVoice.profile), abs=0.001 * (1 + len(made.items)))


def test_a_long_pause_comes_in_pieces() -> None:
    blocks = list(Studio(ToneVoice()).blocks(script(pause(25))))
    assert [block.samples.size / RATE for block in blocks] == [10, 10, 5]
    assert [bool(block.cue) for block in blocks] == [False, False, True]
    assert blocks[-1].cue is not None
    assert (blocks[-1].cue.start, blocks[-1].cue.end) == (0.0, 25.0)


def test_phrases_lose_the_silence_at_their_ends() -> None:
    cut = trimmed(np.concatenate((silence(900), tone(2_000), silence(500))), RATE)
    assert 1_950 <= cut.size <= 2_000
    assert abs(int(cut[0])) < 400
    assert trimmed(silence(10), RATE).size == 0
    assert trimmed(silence(0), RATE).size == 0
    assert trimmed(np.array([9_000], dtype=np.int16), RATE).size == 1


def test_gain_is_in_decibels_and_never_wraps_round() -> None:
    wave_ = tone(1_000)
    louder = amplified(wave_, 6.0)
    assert np.abs(louder).max() == pytest.approx(np.abs(wave_).max() * 10 ** (6 / 20), rel=0.01)
    assert amplified(wave_, 0.0) is wave_
    assert not amplified(wave_, float("-inf")).any()
    assert amplified(np.array([32_000, -32_000], dtype=np.int16), 12.0).tolist() == [32_767, -32_768]


@pytest.mark.parametrize("factor", [0.4, 0.8, 1.25, 2.0])
def test_stretching_changes_the_length_and_keeps_the_pitch(factor: float) -> None:
    longer = stretched(tone(RATE), factor, RATE)
    assert longer.size == round(RATE * factor)
    assert pitch(longer) == pytest.approx(200, abs=4)
    assert np.abs(longer[2_000:-3_000]).max() > 8_000


def test_resampling_changes_both() -> None:
    higher = resampled(tone(RATE), 0.5)
    assert higher.size == RATE // 2
    assert pitch(higher) == pytest.approx(400, abs=4)
    assert resampled(tone(100), 1.0).size == 100
    assert stretched(tone(100), 2.0, RATE).size == 200
    assert stretched(tone(100), 1.0, RATE).size == 100


def test_a_whisper_is_as_long_and_has_no_pitch() -> None:
    voiced = tone(RATE // 2)
    quiet = whispered(voiced, RATE)
    assert quiet.size == voiced.size
    assert (quiet == whispered(voiced, RATE)).all()
    clear = lambda x: np.abs(np.fft.rfft(x)).max() / np.abs(np.fft.rfft(x)).sum()  # noqa: E731
    assert clear(quiet) < clear(voiced) / 5


def test_styles_reach_the_voice_and_the_sound() -> None:
    plain = sound_of(script("Steady"))
    assert sound_of(restyled(script("Steady"), rate=50.0)).size == pytest.approx(2 * plain.size, abs=4)
    assert pitch(sound_of(restyled(script("Steady"), pitch=50.0))) == pytest.approx(300, abs=8)
    assert np.abs(sound_of(restyled(script("Steady"), volume=-6.0)).astype(int)).max() == pytest.approx(
        np.abs(plain.astype(int)).max() / 2, rel=0.02
    )
    assert not sound_of(restyled(script("Steady"), volume=float("-inf"))).any()


def test_a_phrase_is_made_of_words_and_sounds() -> None:
    made = script("The 2 psoas")
    assert prepared(made.items[0]).utterance.parts == (Words("The two psoas"),)
    assert prepared(say("Deep", Style(emotion="disappointed:high", pitch=-33))).utterance.pitch == -45.0
    assert Sounds("a", "b") != Words("b")


# The cache


def test_a_phrase_is_spoken_once(tmp_path: Path) -> None:
    voice = Slow22()
    made = script("In.", pause(1), "In.", pause(1), say("In.", Style(volume=-3.0)), say("In.", Style(rate=90.0)))
    first = sound_of(made, voice, cache=Cache(tmp_path))
    assert len(voice.spoken) == 2
    assert (sound_of(made, voice, cache=Cache(tmp_path)) == first).all()
    assert len(voice.spoken) == 2


def test_another_voice_has_its_own_phrases(tmp_path: Path) -> None:
    other = Slow22()
    other.identity = "tone-23"
    sound_of(script("In."), Slow22(), cache=Cache(tmp_path))
    sound_of(script("In."), other, cache=Cache(tmp_path))
    assert len(other.spoken) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: b"", lambda data: b"XXXX" + data[4:],
                                    lambda data: data[:-1] + bytes([data[-1] ^ 1])])  # fmt: skip
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage) -> None:
    cache = Cache(tmp_path)
    cache.put("key", tone(100))
    (entry,) = tmp_path.glob("??/*")
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.get("key") is None
    assert not entry.exists()
    cache.put("key", tone(100))
    assert (cache.get("key") == tone(100)).all()


def test_the_cache_stays_within_its_size_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    import os

    cache = Cache(tmp_path, limit_bytes=10_000)
    for number in range(8):
        cache.put(f"key {number}", tone(1_000))
        os.utime(cache._path(f"key {number}"), (number, number))
    cache.sweep()
    kept = [number for number in range(8) if cache.get(f"key {number}") is not None]
    assert kept == [5, 6, 7] or kept == [4, 5, 6, 7]
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= 10_000
    cache.sweep()
    assert cache.get("key 7") is not None


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    voice = Slow22()
    sound_of(script("In.", pause(1), "In."), voice, cache=Cache(blocked / "cache"))
    assert len(voice.spoken) == 2
    Cache(blocked / "cache").sweep()


def test_two_processes_may_write_the_same_phrase(tmp_path: Path) -> None:
    first, second = Cache(tmp_path), Cache(tmp_path)
    for _ in range(70):
        first.put("key", tone(100))
        second.put("key", tone(100))
    assert (first.get("key") == tone(100)).all()
    assert len(list(tmp_path.glob("??/*"))) == 1


def test_the_usual_cache_lies_where_the_system_keeps_such_things(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("speech.cache.user_cache_dir", lambda name: str(tmp_path / name))
    assert Cache().folder == tmp_path / "backcoach" / "speech"


# Files


def test_the_wav_holds_what_was_rendered(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    seen = []
    cues = write_wav(script("Go.", pause(1), "On."), ToneVoice(), path, progress=seen.append)
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() / RATE == pytest.approx(cues[-1].end)
    assert tuple(seen) == cues
    again = tmp_path / "b.wav"
    write_wav(script("Go.", pause(1), "On."), ToneVoice(), again)
    assert again.read_bytes() == path.read_bytes()


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*nowhere/a.wav: no such file or directory"):
        write_wav(script("Go."), ToneVoice(), tmp_path / "nowhere" / "a.wav")


class Dying(ToneVoice):
    """Speaks once."""

    def speak(self, utterance):
        if utterance.parts[0].text == "Last.":
            raise VoiceError("it died")
        return super().speak(utterance)


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_nothing_half_done_is_left_behind(tmp_path: Path, error) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")

    def interrupt(_) -> None:
        raise error

    with pytest.raises((KeyboardInterrupt, OutputError)):
        write_wav(script("Go.", "On."), ToneVoice(), path, progress=interrupt)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.wav"]
    assert path.read_bytes() == b"old"


def test_a_voice_that_dies_in_the_middle_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="it died"):
        write_wav(script("First.", "Last."), Dying(), tmp_path / "a.wav")
    assert not list(tmp_path.iterdir())


def test_a_full_device_is_named_and_stays_a_device() -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("there is no /dev/full here")
    with pytest.raises(OutputError, match="cannot write /dev/full: no space left on device"):
        write_wav(script("Go.", pause(1), "On."), ToneVoice(), full)
    assert full.is_char_device()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a directory"):
        write_wav(script("Go."), ToneVoice(), tmp_path)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.wav").write_bytes(b"old")
    (tmp_path / "link.wav").symlink_to(tmp_path / "real.wav")
    write_wav(script("Go."), ToneVoice(), tmp_path / "link.wav")
    assert (tmp_path / "link.wav").is_symlink()
    assert (tmp_path / "real.wav").read_bytes()[:4] == b"RIFF"


def test_a_new_file_is_as_open_as_any_other(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a") as file:
        file.write(b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_sound_files_of_every_system_are_read(tmp_path: Path) -> None:
    stereo = tmp_path / "stereo.wav"
    with wave.open(str(stereo), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(12_000)
        file.writeframes(np.repeat(tone(1_200), 2).astype("<i2").tobytes())
    assert read_sound(stereo, RATE).size == 2_400


@pytest.mark.parametrize("kind", [b"NONE", b"sowt"])
def test_a_file_from_a_mac_is_read(tmp_path: Path, kind: bytes) -> None:
    import struct

    data = tone(100).astype("<i2" if kind == b"sowt" else ">i2").tobytes()
    exponent = math.frexp(22_050)[1] - 1
    rate = struct.pack(">HQ", exponent + 16_383, int(22_050 * 2.0 ** (63 - exponent)))
    common = struct.pack(">hLh", 1, 100, 16) + rate + kind + b"\0\0"
    chunks = b"".join(
        name + struct.pack(">L", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in ((b"FVER", b"odd"), (b"COMM", common), (b"SSND", b"\0" * 8 + data))
    )
    path = tmp_path / "a.aiff"
    path.write_bytes(b"FORM" + struct.pack(">L", 4 + len(chunks)) + b"AIFC" + chunks)
    assert (read_sound(path, 22_050) == tone(100)).all()
    path.write_bytes(path.read_bytes().replace(struct.pack(">hLh", 1, 100, 16), struct.pack(">hLh", 1, 100, 8)))
    with pytest.raises(VoiceError, match="8 bits instead of 16"):
        read_sound(path, 22_050)


def test_a_file_that_is_no_sound_is_a_clear_error(tmp_path: Path) -> None:
    bad = tmp_path / "a.wav"
    bad.write_bytes(b"RIFFnonsense")
    with pytest.raises(VoiceError, match="cannot be read"):
        read_sound(bad, RATE)
    with wave.open(str(bad), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(b"\0" * 10)
    with pytest.raises(VoiceError, match="8 bits instead of 16"):
        read_sound(bad, RATE)
    with pytest.raises(VoiceError, match="cannot be read"):
        read_sound(tmp_path / "missing.wav", RATE)


# Clips


@pytest.mark.parametrize("name", NOTES)
def test_the_built_in_chimes_are_heard(name: str) -> None:
    clips = Clips()
    heard = clips.samples(f"soundbank://soundlibrary/any/{name}", RATE)
    assert np.abs(heard).max() > 5_000
    assert not clips.notes


@pytest.mark.parametrize(
    ("src", "reason"),
    [
        ("soundbank://soundlibrary/animals/lion", "only in Alexa's library"),
        ("https://example.com/a.mp3", "only with --fetch"),
        ("ftp://example.com/a.mp3", "neither a local file nor https"),
        ("missing.wav", "no such file"),
    ],
)
def test_what_cannot_be_had_is_a_chime_and_one_note(tmp_path: Path, src: str, reason: str) -> None:
    clips = Clips(folder=tmp_path)
    first = clips.samples(src, RATE)
    assert (clips.samples(src, RATE) == first).all()
    assert first.any()
    assert len(clips.notes) == 1
    assert reason in clips.notes[0]


def test_a_local_file_is_played_at_the_voices_rate(tmp_path: Path) -> None:
    write_wav(script("Hello there."), ToneVoice(), tmp_path / "a b.wav")
    clips = Clips(folder=tmp_path)
    assert clips.samples("a%20b.wav", 12_000).size == pytest.approx(7_200, abs=5)
    (tmp_path / "bad.mp3").write_bytes(b"nonsense")
    clips.samples("bad.mp3", RATE)
    assert "cannot be decoded" in clips.notes[0]
    assert Clips().samples("a.wav", RATE).any()


def test_the_web_is_asked_where_that_is_allowed(tmp_path: Path) -> None:
    write_wav(script("Hello."), ToneVoice(), tmp_path / "a.wav")
    with patch("urllib.request.urlopen") as opened:
        answer = opened.return_value.__enter__.return_value
        clips = Clips(fetch=True)
        answer.read.return_value = (tmp_path / "a.wav").read_bytes()
        assert clips.samples("https://example.com/a.mp3", RATE).size == pytest.approx(0.3 * RATE, abs=5)
        assert not clips.notes
        answer.read.return_value = b"x" * 20_000_001
        clips.samples("https://example.com/b.mp3", RATE)
        opened.side_effect = OSError("no route")
        clips.samples("https://example.com/c.mp3", RATE)
    assert "more than 20 megabytes" in clips.notes[0]
    assert "no route" in clips.notes[1]


def test_a_missing_decoder_is_named(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    monkeypatch.setitem(__import__("sys").modules, "miniaudio", None)
    clips = Clips(folder=tmp_path)
    clips.samples("a.wav", RATE)
    assert "miniaudio is not installed" in clips.notes[0]


def test_a_clip_has_its_place_in_the_timeline() -> None:
    cues = [block.cue for block in Studio(ToneVoice()).blocks(script("Go", BELL, "on")) if block.cue]
    assert cues[1].item == BELL
    assert cues[1].end - cues[1].start == pytest.approx(0.6)
    assert isinstance(cues[2].item, Say)
    assert cues[2].start == cues[1].end
