"""When things break: each row of the fault table in docs/security.md is a test here, against the real application."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from ask_sdk_core.exceptions import PersistenceException

from bench.authority import headers
from skill.app import create_app
from skill.memory.volatile import VolatileStore
from skill.service import Service
from skill.settings import Settings
from skill.verify import Verifier
from tests.amazon import AUTHORITY, CHAIN, LEAF, amazon_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.testing import FlaskClient

    from skill.coach.coach import Coach

SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000001"
SETTINGS = Settings(skill_ids=(SKILL,))
REQUESTS = Path(__file__).parent / "requests"


def body(name: str = "how_to", at: datetime | None = None, attributes: dict[str, Any] | None = None) -> bytes:
    envelope = json.loads((REQUESTS / f"{name}.json").read_text())
    envelope["request"]["timestamp"] = (at or datetime.now(UTC)).isoformat()
    if attributes is not None:
        envelope["session"] |= {"attributes": attributes, "new": False}
    return json.dumps(envelope).encode()


def post(client: FlaskClient, what: bytes | None = None) -> int:
    what = what or body()
    return client.post("/alexa", data=what, headers=headers(LEAF, what)).status_code


@pytest.fixture
def client_of(coach: Coach) -> Callable[..., FlaskClient]:
    """The verified application, with another store, download or clock."""

    def made(store: Any = None, **verifier: Any) -> FlaskClient:
        verifier = {"roots": [AUTHORITY.root.certificate], "fetch": lambda address: CHAIN} | verifier
        service = Service(coach, store or VolatileStore(), (SKILL,))
        return create_app(SETTINGS, service, Verifier.for_skills([SKILL], **verifier)).test_client()

    return made


# Clock skew.


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_clock_that_is_wrong_refuses_and_says_so_in_the_log(
    client_of: Callable[..., FlaskClient], minutes: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "skill")
    client = client_of(clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes))
    answer = client.post("/alexa", data=(what := body()), headers=headers(LEAF, what))
    assert answer.status_code == 400
    assert "timestamp" not in answer.get_data(as_text=True)
    assert [record.fields["reason"] for record in caplog.records] == ["timestamp is too far from now"]


# Names and the certificate host.


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose name server is gone."""

    def gone(*args: object, **named: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", gone)


def test_without_names_a_new_certificate_is_refused(client_of: Callable[..., FlaskClient], no_names: None) -> None:
    from skill.verify.network import download

    assert post(client_of(fetch=download)) == 400


def test_while_the_certificate_host_is_down_the_cached_certificate_serves(
    client_of: Callable[..., FlaskClient], no_names: None
) -> None:
    from skill.verify.network import download

    # GIVEN a host that answered once and is down since
    answers = iter([CHAIN])
    client = client_of(fetch=lambda address: next(answers, None) or download(address))
    # THEN its certificate goes on to serve
    assert [post(client) for _ in range(3)] == [200, 200, 200]


# Stores that fail.


class Failing(VolatileStore):
    """Fails in a chosen way, at chosen calls."""

    def __init__(self, error: Exception, fails: Callable[[int], bool] = lambda call: True) -> None:
        super().__init__()
        self.error, self.fails, self.calls = error, fails, 0

    def _maybe(self) -> None:
        self.calls += 1
        if self.fails(self.calls):
            raise self.error

    def get_attributes(self, request_envelope: Any) -> dict[str, Any]:
        self._maybe()
        return super().get_attributes(request_envelope)

    def save_attributes(self, request_envelope: Any, attributes: dict[str, Any]) -> None:
        self._maybe()
        super().save_attributes(request_envelope, attributes)

    def check(self) -> None:
        self._maybe()


ERRORS = [
    sqlite3.OperationalError("database or disk is full"),
    OSError(28, "No space left on device"),
    PersistenceException("get_item failed: ProvisionedThroughputExceededException"),
    PersistenceException("get_item failed: AccessDeniedException"),
    PersistenceException("get_item failed: ReadTimeoutError"),
    TimeoutError(),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
@pytest.mark.parametrize("name", ["launch", "how_to", "start_warm_up", "event_skill_disabled"])
def test_a_store_that_fails_costs_memory_and_never_the_answer(
    client_of: Callable[..., FlaskClient], error: Exception, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "skill")
    what = body(name)
    answer = client_of(Failing(error)).post("/alexa", data=what, headers=headers(LEAF, what))
    assert answer.status_code == 200
    if name != "event_skill_disabled":
        assert answer.json["response"]["outputSpeech"]["ssml"]
        assert any(record.getMessage().startswith("store failed to ") for record in caplog.records)


def test_a_store_that_comes_and_goes_never_costs_an_answer(client_of: Callable[..., FlaskClient]) -> None:
    client = client_of(Failing(TimeoutError(), lambda call: call % 3 == 0))
    assert Counter(post(client) for _ in range(30)) == {200: 30}


def test_health_says_that_the_memory_is_gone_and_stays_in_service(client_of: Callable[..., FlaskClient]) -> None:
    health = client_of(Failing(TimeoutError())).get("/healthz")
    assert (health.status_code, health.json["status"], health.json["store"]) == (200, "degraded", "failing")
    assert client_of().get("/healthz").json["status"] == "ok"


# Two versions side by side while a new one is deployed.


def after(client: FlaskClient, name: str) -> dict[str, Any]:
    """The session attributes that a turn leaves."""
    what = body(name, attributes={})
    return client.post("/alexa", data=what, headers=headers(LEAF, what)).json["sessionAttributes"]


@pytest.mark.parametrize("first", ["how_to", "start_warm_up", "launch"])
@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept | {"invented_by_tomorrow": {"a": [1]}},
        lambda kept: kept | {"phase": "a_phase_of_tomorrow"},
        lambda kept: {},
        *(
            lambda kept, lost=lost: dict(list(kept.items())[:lost] + list(kept.items())[lost + 1 :])
            for lost in range(4)
        ),
        *(lambda kept, other=other: dict.fromkeys(kept, other) for other in (None, 7, "x", [], {})),
    ],
)
@pytest.mark.parametrize("second", ["next", "repeat", "yes", "resume", "how_to"])
def test_a_session_of_another_version_is_read(
    client_of: Callable[..., FlaskClient],
    first: str,
    change: Callable[..., Any],
    second: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # GIVEN a session that another version began
    client = client_of()
    what = body(second, attributes=change(after(client, first)))
    # WHEN this one continues it
    caplog.clear()
    answer = client.post("/alexa", data=what, headers=headers(LEAF, what))
    # THEN it answers as if nothing were strange
    assert answer.json["response"]["outputSpeech"]["ssml"]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("kept", [{"tomorrow": 1}, {"pace": "warp"}, {"heard": []}, {"level": 3, "met": True}])
def test_a_memory_of_another_version_is_read(client_of: Callable[..., FlaskClient], kept: dict[str, Any]) -> None:
    store = VolatileStore()
    store.rows["amzn1.ask.account.TESTUSER"] = kept
    assert post(client_of(store)) == 200


# The server itself, as a process.


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`backcoach serve` in its public mode, on a free port, in a world where Amazon is on this machine."""
    with amazon_here(folder) as (_, amazon):
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "BACKCOACH_SKILL_ID": SKILL,
            "BACKCOACH_STORE": "memory",
        }
        command = [sys.executable, "-m", "skill.local.cli", "serve", "--port", "0", "--workers", "2"]
        with (
            (folder / "log.txt").open("w") as log,
            subprocess.Popen(
                command, env=variables | amazon | environment, stdout=subprocess.PIPE, stderr=log, text=True
            ) as process,
        ):
            assert process.stdout
            line = process.stdout.readline()
            assert line.startswith("listening on "), (folder / "log.txt").read_text()
            port = int(line.rpartition(":")[2].partition("/")[0])
            try:
                wait_for(lambda: get(port, "/healthz") == 200)
                yield process, port
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(20)


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            Event().wait(0.02)
    raise TimeoutError


def get(port: int, path: str, method: str = "GET", **more: Any) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path, **more)
        return connection.getresponse().status


def ask(port: int) -> int:
    what = body()
    return get(port, "/alexa", "POST", body=what, headers=headers(LEAF, what))


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("server")) as (_, number):
        yield number


def test_the_public_server_takes_what_alexa_signed_and_nothing_else(port: int) -> None:
    what = body()
    assert ask(port) == 200
    assert get(port, "/alexa", "POST", body=what) == 400
    assert get(port, "/alexa", "POST", body=what[:-1], headers=headers(LEAF, what)) == 400
    assert get(port, "/alexa") == 405
    assert get(port, "/alexa", "POST", body=b"x" * 300_000) == 413


def test_a_request_that_breaks_off_harms_nobody(port: int) -> None:
    for part in (
        b"",
        b"POST /al",
        b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
        b"\x16\x03\x01\x00",
    ):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(part)
    assert ask(port) == 200


def test_slow_clients_do_not_keep_others_waiting(port: int) -> None:
    # GIVEN forty clients that have sent half a request each, more than there are threads
    head = b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(head)
        # THEN another one is answered at once
        begun = time.monotonic()
        assert ask(port) == 200
        assert time.monotonic() - begun < 2
    finally:
        for connection in slow:
            connection.close()


def test_a_stop_under_load_loses_no_request_that_was_taken(tmp_path: Path) -> None:
    answers: Counter[str] = Counter()
    with serving(tmp_path) as (process, port):
        stop = Event()

        def load() -> None:
            while not stop.is_set():
                try:
                    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
                        connection.connect()
                        what = body()
                        connection.request("POST", "/alexa", body=what, headers=headers(LEAF, what))
                        answers[str(connection.getresponse().status)] += 1
                except ConnectionRefusedError:
                    return  # the door is closed: a proxy asks the next server
                except OSError as error:
                    answers[type(error).__name__] += 1

        threads = [Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        wait_for(lambda: answers["200"] > 40)
        # WHEN the server is told to stop in the middle of it
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        stop.set()
        for thread in threads:
            thread.join()
    # THEN whoever got in got an answer, but for those who knocked while the door was being closed
    assert answers["200"] > 40
    assert sum(answers.values()) - answers["200"] <= 4, answers


def test_the_servers_lines_are_json_with_a_correlation_id_and_without_words_or_tokens(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, port):
        ask(port)
        get(port, "/alexa", "POST", body=body())
    lines = [json.loads(line) for line in (tmp_path / "log.txt").read_text().splitlines()]
    [turn] = [line for line in lines if line["event"] == "turn"]
    assert turn["request"] == "amzn1.echo-api.request.TEST"
    [refused] = [line for line in lines if line["event"] == "request refused"]
    assert refused["reason"] == "signature headers are missing"
    text = (tmp_path / "log.txt").read_text()
    for secret in ("good mornings", "test-api-access-token", "TESTUSER", "TESTDEVICE", "Signature"):
        assert secret not in text
