"""MP3 as Alexa's `<audio>` takes it: every frame header is read, and an independent decoder agrees on the length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import miniaudio
import numpy as np
import pytest

from speech.errors import OutputError
from speech.mp3 import write_mp3
from speech.script import pause, script
from speech.voices.tone import ToneVoice

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE_RATES = {0: 22_050, 1: 24_000, 2: 16_000}
BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLES_IN_A_FRAME = 576


class At(ToneVoice):
    """A tone at any rate."""

    def __init__(self, rate: int) -> None:
        self.sample_rate = rate
        self.identity = f"tone-{rate}"

    def speak(self, utterance):
        return super().speak(utterance)


def frames(data: bytes) -> list[tuple[int, int, int]]:
    """Kilobits, sample rate and channels of each frame; fails where anything but MPEG-2 layer III frames is found."""
    found, at = [], 0
    while at < len(data):
        head = int.from_bytes(data[at : at + 4], "big")
        assert head >> 21 == 0x7FF, f"no frame at byte {at}"
        assert (head >> 19) & 3 == 2, "not MPEG-2"
        assert (head >> 17) & 3 == 1, "not layer III"
        bits, rate = BIT_RATES[(head >> 12) & 15], SAMPLE_RATES[(head >> 10) & 3]
        found.append((bits, rate, 1 if (head >> 6) & 3 == 3 else 2))
        at += 72_000 * bits // rate + ((head >> 9) & 1)
    assert at == len(data), "the last frame is cut off"
    return found


@pytest.mark.parametrize(("rate", "written"), [(16_000, 16_000), (22_050, 22_050), (24_000, 24_000), (44_100, 24_000)])
def test_every_frame_is_what_alexa_takes(tmp_path: Path, rate: int, written: int) -> None:
    path = tmp_path / "a.mp3"
    cues = write_mp3(script("Hello there.", pause(3), "Goodbye."), At(rate), path)

    found = frames(path.read_bytes())

    assert set(found) == {(48, written, 1)}
    assert len(found) * SAMPLES_IN_A_FRAME / written == pytest.approx(cues[-1].end, abs=0.1)


def test_another_decoder_hears_the_same_silence(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    write_mp3(script("Hello there.", pause(3), "Goodbye."), ToneVoice(), path)

    decoded = miniaudio.mp3_read_file_s16(str(path))

    assert (decoded.sample_rate, decoded.nchannels) == (24_000, 1)
    loud = np.flatnonzero(np.abs(np.asarray(decoded.samples, dtype=np.int32)) > 300)
    assert np.diff(loud).max() / 24_000 == pytest.approx(3, abs=0.02)


def test_the_same_script_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.mp3", "b.mp3"):
        write_mp3(script("Hello.", pause(1)), ToneVoice(), tmp_path / name)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_a_missing_encoder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speech.mp3.find_spec", lambda _: None)
    with pytest.raises(OutputError, match=r"lameenc, which is not installed: pip install 'lower-back-coach\[voice\]'"):
        write_mp3(script("Hello."), ToneVoice(), tmp_path / "a.mp3")
