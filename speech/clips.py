"""The sound of `<audio>` clips: local files, built-in chimes for soundbank names, the web only where it is allowed."""

from __future__ import annotations

import urllib.request
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import numpy as np

from speech.sound import LOUDEST, Samples

if TYPE_CHECKING:
    from pathlib import Path

NOTES: Final = {
    "amzn_sfx_doorbell_chime_01": ((880.0, 0.0), (698.5, 0.35)),
    "amzn_sfx_doorbell_01": ((659.3, 0.0), (523.3, 0.4)),
    "amzn_ui_sfx_gameshow_positive_response_01": ((523.3, 0.0), (659.3, 0.12), (784.0, 0.24)),
    "amzn_ui_sfx_gameshow_neutral_response_01": ((587.3, 0.0),),
    "amzn_ui_sfx_gameshow_countdown_loop_32s_full_01": tuple((440.0, float(second)) for second in range(32)),
    "amzn_sfx_boxing_bell_1x_01": ((1174.7, 0.0),),
    "amzn_sfx_boxing_bell_3x_01": ((1174.7, 0.0), (1174.7, 0.3), (1174.7, 0.6)),
    "amzn_sfx_clock_ticking_01": tuple((1000.0, float(second)) for second in range(5)),
}
"""Our own chimes under names of Alexa's sound library: pitch in hertz and start in seconds of each note."""
PLACEHOLDER: Final = ((784.0, 0.0),)
"""What stands in for a clip that cannot be had."""
MAX_BYTES = 20_000_000
MAX_SECONDS = 240

_NOTE_SECONDS = 0.6
_DECAY = 6.0
_TIMEOUT_SECONDS = 10


class Clips:
    """Finds clips; whatever cannot be had becomes a chime and a note."""

    def __init__(self, *, fetch: bool = False, folder: Path | None = None) -> None:
        self.notes: list[str] = []
        self._fetch = fetch
        self._folder = folder

    def samples(self, src: str, sample_rate: int) -> Samples:
        """The clip as 16-bit mono at this rate."""
        name = src.rsplit("/", 1)[-1]
        parts = urlsplit(src)
        if parts.scheme == "soundbank":
            if name not in NOTES:
                self._note(src, "it is only in Alexa's library")
            return chime(NOTES.get(name, PLACEHOLDER), sample_rate)
        try:
            return _decoded(self._read(src), sample_rate)
        except _UnavailableError as reason:
            self._note(src, str(reason))
            return chime(PLACEHOLDER, sample_rate)

    def _read(self, src: str) -> bytes:
        parts = urlsplit(src)
        if parts.scheme in {"", "file"} and self._folder is not None:
            return _local(self._folder / unquote(parts.path))
        if parts.scheme != "https":
            raise _UnavailableError("it is neither a local file nor https")
        if not self._fetch:
            raise _UnavailableError("the web is asked only with --fetch")
        return _fetched(src)

    def _note(self, src: str, reason: str) -> None:
        note = f"a chime stands in for {src}: {reason}"
        if note not in self.notes:
            self.notes.append(note)


class _UnavailableError(Exception):
    """Why there is no such clip."""


@lru_cache(maxsize=32)
def chime(notes: tuple[tuple[float, float], ...], sample_rate: int) -> Samples:
    """Struck notes that die away."""
    length = round((max(start for _, start in notes) + _NOTE_SECONDS) * sample_rate)
    out = np.zeros(length)
    time = np.arange(round(_NOTE_SECONDS * sample_rate)) / sample_rate
    for hertz, start in notes:
        at = round(start * sample_rate)
        out[at : at + time.size] += np.exp(-_DECAY * time) * np.sin(2 * np.pi * hertz * time)
    sound: Samples = (out / np.abs(out).max() * 0.3 * LOUDEST).astype(np.int16)
    return sound


def _local(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _UnavailableError((error.strerror or str(error)).lower()) from None


def _fetched(src: str) -> bytes:
    try:
        with urllib.request.urlopen(src, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310  # `_read` lets only https come here
            data: bytes = answer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _UnavailableError(f"it cannot be fetched ({error})") from None
    if len(data) > MAX_BYTES:
        raise _UnavailableError(f"it has more than {MAX_BYTES // 1_000_000} megabytes")
    return data


def _decoded(data: bytes, sample_rate: int) -> Samples:
    """MP3, WAV, FLAC or Ogg Vorbis, by miniaudio."""
    try:
        import miniaudio

        decoded = miniaudio.decode(data, miniaudio.SampleFormat.SIGNED16, 1, sample_rate)
    except ImportError:
        raise _UnavailableError("miniaudio is not installed: pip install 'lower-back-coach[voice]'") from None
    except miniaudio.MiniaudioError as error:
        raise _UnavailableError(f"it cannot be decoded ({error})") from None
    return np.asarray(decoded.samples, dtype=np.int16)[: MAX_SECONDS * sample_rate]
