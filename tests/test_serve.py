"""`backcoach serve`: what it insists on before it opens a door, and which server stands behind it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

import skill.server
from skill.buffered import Buffered
from skill.local.cli import main
from skill.log import LOGGER
from skill.server import STOP_SECONDS, application, free_port, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BACKCOACH_STORE", "memory")
    monkeypatch.delenv("BACKCOACH_SKILL_ID", raising=False)
    before = LOGGER.handlers[:], LOGGER.level, LOGGER.propagate
    yield
    LOGGER.handlers[:], LOGGER.level, LOGGER.propagate = before


class Served:
    """A server that says that it started, and ends."""

    bind_port = 4711

    def __init__(self) -> None:
        self.started: list[Callable[[], None]] = []

    def on_startup(self, hook: Callable[[], None]) -> None:
        self.started.append(hook)

    def serve(self) -> None:
        for hook in self.started:
            hook()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Which doors were opened; none really is."""
    doors: list[tuple[Any, ...]] = []

    def fake(*arguments: Any) -> Served:
        doors.append(arguments)
        return Served()

    monkeypatch.setattr(skill.server, "server", fake)
    return doors


def test_in_public_it_wants_to_know_its_skill(opened: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve"]) == 2
    assert "BACKCOACH_SKILL_ID" in capsys.readouterr().err
    assert opened == []


def test_in_public_it_says_where_it_listens_once_it_does(
    opened: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKCOACH_SKILL_ID", SKILL)
    assert main(["serve", "--host", "0.0.0.0", "--port", "0", "--workers", "3"]) == 0
    assert opened == [("0.0.0.0", 0, 3)]
    assert capsys.readouterr().out == "listening on http://0.0.0.0:4711/alexa\n"


@pytest.mark.parametrize("arguments", [["--insecure-local"], []])
def test_without_signatures_it_opens_to_this_machine_only(
    opened: list[Any], arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKCOACH_VERIFY", "off")
    assert main(["serve", "--host", "0.0.0.0", *arguments]) == 2
    assert "loopback only" in capsys.readouterr().err
    assert opened == []


def test_the_servers_processes_stop_later_than_alexa_gives_up() -> None:
    made = server("127.0.0.1", 0, 2)
    assert (made.workers, made.workers_kill_timeout) == (2, STOP_SECONDS)
    assert made.bind_port > 0
    assert STOP_SECONDS >= 8


def test_a_processor_gets_a_worker_unless_told_otherwise() -> None:
    assert server("127.0.0.1", 0).workers >= 1


def test_a_free_port_is_free_again() -> None:
    assert free_port("127.0.0.1") > 0


def test_a_worker_runs_the_whole_application(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN what a worker makes from the environment
    monkeypatch.setenv("BACKCOACH_SKILL_ID", SKILL)
    made = application()
    assert isinstance(made, Buffered)
    # WHEN it is asked how it is
    answered: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/healthz",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [],
    }
    asyncio.run(made(scope, receive, send))
    # THEN it is well
    assert answered[0]["status"] == 200
    assert json.loads(answered[1]["body"])["store"] == "ok"
