"""The process that owns pyttsx3: one utterance at a time, its end awaited. Started by `speech.voices.pyttsx3`.

An engine of its own process cannot take the program down, can be replaced when it is stuck, and has the main thread
that macOS asks for. On Linux every utterance gets a fresh copy of the process: espeak carries the state of its last
words into the next, so that only a first word always sounds the same. Requests and answers are lines of JSON; the
sound goes through a file.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

from speech.voices.espeak import preload

if TYPE_CHECKING:
    from collections.abc import Callable

Request: TypeAlias = dict[str, Any]
"""`text`, `timeout` in seconds, and settings."""
Answer: TypeAlias = dict[str, Any]
"""`file`, or `error` with what went wrong."""

USUAL_VOICE = "en-us"
"""Loaded before it is asked for."""

_ESPEAK = "pyttsx3.drivers._espeak"
_SETTINGS = ("voice", "rate", "pitch")
_PHONEMES = 0x100
"""The flag that lets espeak take sounds in [[double brackets]]."""


class Speaker:
    """The engine in the only pattern that holds."""

    def __init__(self, folder: Path) -> None:
        if _ESPEAK not in sys.modules:
            preload()
        import pyttsx3  # after the library is loaded

        self._file = folder / "speech.wav"
        self._ended = threading.Event()
        self._engine: Any = pyttsx3.init()
        self._engine.connect("finished-utterance", self._on_end)
        self._espeak = sys.modules.get(_ESPEAK)
        self._now: dict[str, object] = {}
        if self._espeak is not None:
            _take_phonemes(self._espeak)
            sys.modules["pyttsx3.drivers.espeak"].time = SimpleNamespace(sleep=_nap)  # type: ignore[attr-defined]
            self._apply({"voice": USUAL_VOICE})

    def speak(self, request: Request) -> Answer:
        """Write one utterance to the file and name it."""
        self._apply(request)
        self._file.unlink(missing_ok=True)
        self._ended.clear()
        self._engine.save_to_file(request["text"], str(self._file))
        self._engine.runAndWait()
        if not self._ended.wait(request["timeout"]):
            return {"error": "the engine did not finish in time"}
        self._settle()
        return {"file": str(self._file)} if self._file.exists() else {"error": "the engine wrote no sound"}

    def _apply(self, request: Request) -> None:
        """Set what changed; a new voice forgets the other settings, so they are all set again."""
        if request.get("voice") != self._now.get("voice"):
            self._now = {}
        changed = {
            name: request[name] for name in _SETTINGS if name in request and request[name] != self._now.get(name)
        }
        for name, value in changed.items():
            self._set(name, value)
        self._now |= changed
        if changed:
            self._settle()

    def _set(self, name: str, value: Any) -> None:
        """Straight to espeak where it speaks: pyttsx3 would queue the setting and cancel it as the next word starts."""
        if self._espeak is None:
            self._engine.setProperty(name, value)
        elif name == "voice":
            self._espeak.SetVoiceByName(value.encode())
        else:
            self._espeak.SetParameter(getattr(self._espeak, name.upper()), value, 0)

    def _settle(self) -> None:
        """Wait until espeak's own thread is idle: pyttsx3 cancels whatever is under way when it starts a word.

        The end of an utterance is announced from inside that thread, so the announcement alone does not mean rest.
        """
        while self._espeak is not None and self._espeak.IsPlaying():
            time.sleep(0.0005)

    def _on_end(self, **_: object) -> None:
        self._ended.set()


def _take_phonemes(espeak: Any) -> None:
    plain = espeak.Synth

    def synth(text: bytes, *, flags: int = 0) -> Any:
        return plain(text, flags=flags | _PHONEMES)

    espeak.Synth = synth


def _nap(_: float) -> None:
    """In place of the hundredth of a second that pyttsx3 sleeps between two looks at its engine."""
    time.sleep(0.0005)


def main(folder: Path) -> None:
    """Answer requests until the input ends; what pyttsx3 prints goes to the error output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    speak = _forking(folder) if sys.platform == "linux" else _staying(folder)
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(speak(json.loads(line))), file=answers, flush=True)


def _staying(folder: Path) -> Callable[[Request], Answer]:
    """One engine for all utterances."""
    try:
        return Speaker(folder).speak
    except Exception as error:  # whatever the engine raises, the other side has to hear of it
        message = str(error)
        return lambda _: {"error": message, "missing": True}


def _forking(folder: Path) -> Callable[[Request], Answer]:
    """A fresh copy of this process for each utterance; the next one gets ready while the last one speaks."""
    with suppress(Exception):  # the copy meets the same and reports it
        preload()
        import_module("pyttsx3.drivers.espeak")
    answer_file = folder / "answer.json"
    ready = [_Copy(folder)]

    def speak(request: Request) -> Answer:
        answer_file.unlink(missing_ok=True)
        copy = ready.pop()
        copy.ask(request)
        ready.append(_Copy(folder))
        copy.wait()
        if not answer_file.exists():
            return {"error": "the engine died"}
        answer: Answer = json.loads(answer_file.read_text(encoding="utf-8"))
        return answer

    return speak


class _Copy:
    """A copy of this process that answers one request, which comes through a pipe."""

    def __init__(self, folder: Path) -> None:
        reading, self._writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._writing)
            _answer_one(folder, reading)
        os.close(reading)

    def ask(self, request: Request) -> None:
        """Hand the request over; a copy that died is found out when it is waited for."""
        with suppress(BrokenPipeError), os.fdopen(self._writing, "w", encoding="utf-8") as pipe:
            json.dump(request, pipe)

    def wait(self) -> None:
        """Until the copy has ended."""
        os.waitpid(self._process, 0)


def _answer_one(folder: Path, reading: int) -> None:
    """The copy's whole life; where the pipe closes without a request, nothing was wanted of it."""
    try:
        speak = _staying(folder)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            asked = pipe.read()
        if asked:
            (folder / "answer.json").write_text(json.dumps(speak(json.loads(asked))), encoding="utf-8")
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
