"""The process that owns pyttsx3, run in this one: its engine and the system's calls are replaced at their borders."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from speech.voices import worker


class Engine:
    """As pyttsx3's: announces the end of an utterance when it is run."""

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        self.ends = True
        self.writes = True

    def connect(self, topic: str, call) -> None:
        assert topic == "finished-utterance"
        self.announce = call

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802  # pyttsx3's name
        self.calls.append((name, value))

    def save_to_file(self, text: str, file: str) -> None:
        self.calls.append(("say", text))
        if self.writes:
            Path(file).write_bytes(text.encode())

    def runAndWait(self) -> None:  # noqa: N802  # pyttsx3's name
        if self.ends:
            self.announce(completed=True)


class Espeak:
    """The functions of espeak that pyttsx3 hands on; busy for a while after each setting."""

    RATE, PITCH = 1, 3

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        self.busy = 0

    def Synth(self, text: bytes, flags: int = 0) -> tuple:  # noqa: N802  # espeak's name
        return text, flags

    def SetVoiceByName(self, name: bytes) -> None:  # noqa: N802  # espeak's name
        self.calls.append(("voice", name))
        self.busy = 2

    def SetParameter(self, parameter: int, value: int, _: int) -> None:  # noqa: N802  # espeak's name
        self.calls.append((parameter, value))
        self.busy = 2

    def IsPlaying(self) -> bool:  # noqa: N802  # espeak's name
        self.busy -= 1
        return self.busy > 0


@pytest.fixture(autouse=True)
def _no_library(monkeypatch) -> None:
    """The real library belongs into a process of its own."""
    monkeypatch.setattr(worker, "preload", lambda: "")
    monkeypatch.setattr(worker, "import_module", lambda _: None)


@pytest.fixture
def engine(monkeypatch) -> Engine:
    made = Engine()
    monkeypatch.setitem(sys.modules, "pyttsx3", SimpleNamespace(init=lambda: made))
    monkeypatch.delitem(sys.modules, "pyttsx3.drivers._espeak", raising=False)
    return made


@pytest.fixture
def espeak(engine: Engine, monkeypatch) -> Espeak:
    made = Espeak()
    monkeypatch.setitem(sys.modules, "pyttsx3.drivers._espeak", made)
    monkeypatch.setitem(sys.modules, "pyttsx3.drivers.espeak", SimpleNamespace(time=None))
    return made


def request(text: str, **settings: object) -> dict:
    return {"text": text, "timeout": 0.0, "rate": 160, **settings}


def test_an_utterance_is_written_to_the_file(engine: Engine, tmp_path: Path) -> None:
    answer = worker.Speaker(tmp_path).speak(request("hello"))
    assert Path(answer["file"]).read_bytes() == b"hello"
    assert engine.calls == [("rate", 160), ("say", "hello")]


def test_only_what_changed_is_set_again(engine: Engine, tmp_path: Path) -> None:
    speaker = worker.Speaker(tmp_path)
    for settings in ({"voice": "en"}, {"voice": "en"}, {"voice": "fr"}, {"voice": "fr", "rate": 90}):
        speaker.speak(request("x", **settings))
    assert [call for call in engine.calls if call[0] != "say"] == [
        ("voice", "en"),
        ("rate", 160),
        ("voice", "fr"),
        ("rate", 160),
        ("rate", 90),
    ]


def test_an_engine_that_does_not_end_or_write_is_told(engine: Engine, tmp_path: Path) -> None:
    speaker = worker.Speaker(tmp_path)
    engine.writes = False
    assert speaker.speak(request("hello")) == {"error": "the engine wrote no sound"}
    engine.ends = False
    assert speaker.speak(request("hello")) == {"error": "the engine did not finish in time"}


def test_espeak_is_set_directly_and_comes_to_rest_before_it_speaks(espeak: Espeak, tmp_path: Path) -> None:
    speaker = worker.Speaker(tmp_path)
    speaker.speak(request("hello", voice="en-us", pitch=60))
    assert espeak.calls == [("voice", b"en-us"), (1, 160), (3, 60)]
    assert espeak.busy <= 0
    assert espeak.Synth(b"x", flags=1) == (b"x", 0x101)
    sys.modules["pyttsx3.drivers.espeak"].time.sleep(0.01)


class Gone(BaseException):
    """A copy of the process that has ended."""


@pytest.fixture
def ended(monkeypatch) -> None:
    def end(_: int) -> None:
        raise Gone

    monkeypatch.setattr(os, "_exit", end)


def piped(text: str) -> int:
    """The reading end of a pipe that holds a text and is closed."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return reading


@pytest.mark.usefixtures("engine", "ended")
def test_a_copy_answers_one_request_and_ends(tmp_path: Path) -> None:
    with pytest.raises(Gone):
        worker._answer_one(tmp_path, piped(json.dumps(request("hello"))))
    answer = json.loads((tmp_path / "answer.json").read_text())
    assert Path(answer["file"]).read_bytes() == b"hello"


@pytest.mark.usefixtures("engine", "ended")
def test_a_copy_that_is_asked_nothing_ends_without_a_word(tmp_path: Path) -> None:
    with pytest.raises(Gone):
        worker._answer_one(tmp_path, piped(""))
    assert not list(tmp_path.iterdir())


def test_a_copy_lets_go_of_the_other_end_of_its_pipe(tmp_path: Path, monkeypatch) -> None:
    given = []
    monkeypatch.setattr(os, "fork", lambda: 0)
    monkeypatch.setattr(worker, "_answer_one", lambda folder, reading: given.append(os.fstat(reading)))
    copy = worker._Copy(tmp_path)
    assert len(given) == 1
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(copy._writing)


@pytest.mark.parametrize("answered", [True, False])
def test_each_utterance_has_a_copy_and_the_next_one_gets_ready(tmp_path: Path, monkeypatch, answered: bool) -> None:
    # GIVEN copies that take their request, and answer or die
    life = []

    class Copy:
        def __init__(self, folder: Path) -> None:
            life.append("ready")

        def ask(self, asked: dict) -> None:
            life.append(asked["text"])

        def wait(self) -> None:
            life.append("wait")
            if answered:
                (tmp_path / "answer.json").write_text('{"file": "x"}')

    monkeypatch.setattr(worker, "_Copy", Copy)
    # WHEN a word is asked for
    answer = worker._forking(tmp_path)(request("hello"))
    # THEN the next copy gets ready while the first one speaks
    assert life == ["ready", "hello", "ready", "wait"]
    assert answer == ({"file": "x"} if answered else {"error": "the engine died"})


def test_the_parent_hands_the_request_over_and_waits(tmp_path: Path, monkeypatch) -> None:
    waited = []
    monkeypatch.setattr(os, "fork", lambda: 77)
    monkeypatch.setattr(os, "waitpid", lambda process, _: waited.append(process))
    reading, writing = os.pipe()
    spare = os.dup(reading)
    monkeypatch.setattr(os, "pipe", lambda: (reading, writing))
    copy = worker._Copy(tmp_path)
    copy.ask(request("hello"))
    copy.wait()
    with os.fdopen(spare) as pipe:
        assert json.load(pipe)["text"] == "hello"
    assert waited == [77]


def test_a_copy_that_died_early_is_no_mistake_yet(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: 77)
    copy = worker._Copy(tmp_path)
    copy.ask(request("hello"))


def test_a_missing_engine_is_told_with_every_answer(monkeypatch, tmp_path: Path) -> None:
    def none() -> None:
        raise RuntimeError("no espeak here")

    monkeypatch.setattr(worker, "preload", lambda: "")
    monkeypatch.setitem(sys.modules, "pyttsx3", SimpleNamespace(init=none))
    assert worker._staying(tmp_path)(request("hello")) == {"error": "no espeak here", "missing": True}


@pytest.mark.parametrize(("system", "way"), [("linux", "_forking"), ("darwin", "_staying")])
def test_requests_are_answered_until_the_input_ends(monkeypatch, tmp_path: Path, system: str, way: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"text": "a"}\n{"text": "b"}\n'))
    monkeypatch.setattr(worker, way, lambda folder: lambda asked: {"heard": asked["text"]})
    monkeypatch.setattr(os, "dup", lambda _: 99)
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    answers = io.StringIO()
    monkeypatch.setattr(os, "fdopen", lambda *_, **__: answers)
    worker.main(tmp_path)
    assert [json.loads(line) for line in answers.getvalue().splitlines()] == [
        {"ready": True},
        {"heard": "a"},
        {"heard": "b"},
    ]
