"""Plays sound while the rest of it is still being made: pause, resume, seek; a missing device is a clear error."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from speech.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from speech.audio import Block
    from speech.sound import Samples
    from speech.timing import Cue

NO_DEVICE = "no sound device: write a file with --wav or --out, or connect a loudspeaker"
BUFFER_MS = 50
_BYTES = 2
_STALLED_SECONDS = 3.0
_LOOK_EVERY_SECONDS = 0.05


class Device(Protocol):
    """Something that asks for sound, a few milliseconds at a time."""

    def start(self, pull: Callable[[int], bytes]) -> None:
        """Begin, or go on; `pull(frames)` gives 16-bit mono samples."""

    def stop(self) -> None:
        """Fall silent; `start` goes on."""

    def close(self) -> None:
        """Let go of the device."""


class Loudspeaker:
    """The default sound device, by miniaudio."""

    def __init__(self, sample_rate: int, *, silent: bool = False) -> None:
        try:
            import miniaudio
        except ImportError:
            raise OutputError("playing needs miniaudio: pip install 'lower-back-coach[voice]'") from None
        backends = [miniaudio.Backend.NULL] if silent else None
        try:
            with unheard():
                self._device: Any = miniaudio.PlaybackDevice(
                    miniaudio.SampleFormat.SIGNED16, 1, sample_rate, BUFFER_MS, backends=backends, app_name="backcoach"
                )
        except miniaudio.MiniaudioError:
            raise OutputError(NO_DEVICE) from None
        self._errors: type[Exception] = miniaudio.MiniaudioError

    def start(self, pull: Callable[[int], bytes]) -> None:
        """Begin to ask for sound."""
        asking = _asking(pull)
        next(asking)
        try:
            self._device.start(asking)
        except self._errors:
            raise OutputError(NO_DEVICE) from None

    def stop(self) -> None:
        """Stop asking."""
        with suppress(self._errors):
            self._device.stop()

    def close(self) -> None:
        """Give the device back."""
        self._device.close()


class Player:
    """Plays one rendering. All methods may be called from any thread; the device calls back from its own."""

    def __init__(
        self, blocks: Iterable[Block], sample_rate: int, device: Device, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = sample_rate
        self._device = device
        self._clock = clock
        self._track = _Track()
        self._at = 0
        self._paused = False
        self._stopped = threading.Event()
        self._ended = threading.Event()
        self._pulled = clock()
        self._failure: Exception | None = None
        self.cues: list[Cue] = []
        self._maker = threading.Thread(target=self._make, args=(blocks,), daemon=True)

    def play(self) -> None:
        """Begin, or go on after `pause`. Raises OutputError where there is no device."""
        self._paused = False
        self._pulled = self._clock()
        if self._maker.ident is None:
            self._maker.start()
        self._device.start(self._pull)

    def pause(self) -> None:
        """Fall silent and keep the place."""
        self._paused = True
        self._device.stop()

    def seek(self, seconds: float) -> None:
        """Go on from another place; one that is not made yet is waited for in silence."""
        self._at = max(0, round(seconds * self._rate))
        self._ended.clear()

    @property
    def position(self) -> float:
        """Seconds from the beginning that were handed to the device."""
        return self._at / self._rate

    @property
    def current(self) -> Cue | None:
        """What is heard now."""
        now = self.position
        return next((cue for cue in tuple(self.cues) if cue.start <= now < cue.end), None)

    def wait(self) -> None:
        """Return when everything was played, or `stop` was called.

        Raises what went wrong while making the sound, and OutputError where the device stops asking for it.
        """
        while not self._ended.wait(_LOOK_EVERY_SECONDS) and not self._stopped.is_set():
            if not self._paused and self._clock() - self._pulled > _STALLED_SECONDS:
                self.stop()
                raise OutputError("the sound device has disappeared")
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """End, and let go of the device."""
        self._stopped.set()
        self._device.stop()
        self._device.close()
        if self._maker.ident is not None and self._maker is not threading.current_thread():
            self._maker.join()
        self._track.close()

    def _make(self, blocks: Iterable[Block]) -> None:
        try:
            for block in blocks:
                if self._stopped.is_set():
                    return
                self._track.append(block.samples)
                if block.cue is not None:
                    self.cues.append(block.cue)
        except Exception as error:  # it belongs to the thread that waits
            self._failure = error
        finally:
            self._track.finish()

    def _pull(self, frames: int) -> bytes:
        self._pulled = self._clock()
        data = self._track.read(self._at, frames)
        self._at += len(data) // _BYTES
        if not data and self._track.finished:
            self._ended.set()
        return data.ljust(frames * _BYTES, b"\0")


class _Track:
    """Sound that grows at its end and is read anywhere; it lies in a temporary file, so that memory stays flat."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as the track is
        self._lock = threading.Lock()
        self.finished = False

    def append(self, samples: Samples) -> None:
        with self._lock:
            self._file.seek(0, 2)
            self._file.write(samples.tobytes())

    def read(self, at: int, count: int) -> bytes:
        with self._lock:
            self._file.seek(at * _BYTES)
            return self._file.read(count * _BYTES)

    def finish(self) -> None:
        self.finished = True

    def close(self) -> None:
        with self._lock:
            self._file.close()


@contextmanager
def unheard() -> Iterator[None]:
    """Swallow what the system's sound library writes to the error output when it finds no device."""
    sys.stderr.flush()
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _asking(pull: Callable[[int], bytes]) -> Generator[bytes, int]:
    """What miniaudio wants: a generator that is sent how many frames to give."""
    frames = yield b""
    while True:
        frames = yield pull(frames)
