"""One utterance from the microphone into a WAV file, by miniaudio; where it begins and ends says `endpoint`."""

from __future__ import annotations

import queue
import wave
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import numpy as np

from speech.ears.endpoint import Endpoint, State
from speech.ears.recording import SAMPLE_RATE
from speech.errors import OutputError
from speech.files import whole_file
from speech.playback import unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from speech.sound import Samples

NO_MICROPHONE = "no microphone: connect one, or ask with --audio FILE"
_BUFFER_MS = 50
_GONE_SECONDS = 3.0
"""A device that gives nothing for so long has been unplugged."""


class Source(Protocol):
    """Something that gives sound as it comes."""

    def __call__(self) -> Iterator[Samples]:
        """Pieces of 16-bit mono sound at 16 kHz, until nobody wants more."""


def record(path: Path, source: Source | None = None) -> bool:
    """Write what is said next to a WAV file; False, and no file, where nobody speaks in time.

    `source` is the microphone unless something else is given. Raises OutputError where there is none.
    """
    endpoint = Endpoint(SAMPLE_RATE)
    pieces: list[Samples] = []
    for piece in (source or microphone)():
        pieces.append(piece)
        match endpoint.feed(piece):
            case State.SILENT:
                return False
            case State.DONE:
                break
    if endpoint.state is State.WAITING:
        return False
    with whole_file(path) as file, wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(SAMPLE_RATE)
        wav.writeframes(np.concatenate(pieces).tobytes())
    return True


def microphone() -> Iterator[Samples]:
    """Sound from the default microphone. Raises OutputError where there is none, or where it disappears."""
    try:
        import miniaudio
    except ImportError:
        raise OutputError("listening needs miniaudio: pip install 'lower-back-coach[voice,listen]'") from None
    arrived: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    try:
        with unheard():
            device = miniaudio.CaptureDevice(miniaudio.SampleFormat.SIGNED16, 1, SAMPLE_RATE, _BUFFER_MS)
        keeping = _keeping(arrived.put)
        next(keeping)
        device.start(keeping)
    except miniaudio.MiniaudioError:
        raise OutputError(NO_MICROPHONE) from None
    try:
        while True:
            yield np.frombuffer(_next(arrived), dtype=np.int16)
    finally:
        with suppress(miniaudio.MiniaudioError):
            device.close()


def _next(arrived: queue.SimpleQueue[bytes]) -> bytes:
    try:
        return arrived.get(timeout=_GONE_SECONDS)
    except queue.Empty:
        raise OutputError("the microphone has disappeared") from None


def _keeping(keep: Callable[[bytes], None]) -> Generator[None, bytes, None]:
    """What miniaudio wants: a started generator that each piece is sent to."""
    while True:
        keep(bytes((yield)))
