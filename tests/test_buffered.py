"""ASGI outside, WSGI inside: the WSGI application sees the request that was sent, once it is whole."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from flask import Flask, Response, request
from hypothesis import given
from hypothesis import strategies as st

from skill.buffered import Buffered, environ

LIMIT = 1000


def echo() -> Flask:
    app = Flask("echo")
    app.config["MAX_CONTENT_LENGTH"] = LIMIT

    @app.route("/<path:path>", methods=["GET", "POST"])
    def everything(path: str) -> Any:
        headers = {name.lower(): value for name, value in request.headers.items()}
        return {"path": path, "query": dict(request.args), "body": request.get_data().hex(), "headers": headers}

    @app.get("/empty")
    def empty() -> Response:
        return Response(status=204, headers=[("X-A", "1"), ("X-A", "2")])

    return app


APP = echo()


def scope(path: str = "/x", method: str = "POST", query: bytes = b"", headers: Any = ()) -> dict[str, Any]:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "http_version": "1.1",
        "headers": headers,
    }


def exchange(sent: dict[str, Any], messages: list[Any], seconds: float = 5.0) -> list[dict[str, Any]]:
    """Play messages; after the last one the sender is silent for ever."""
    answered: list[dict[str, Any]] = []
    waiting = iter(messages)

    async def receive() -> dict[str, Any]:
        message = next(waiting, None)
        return message if message is not None else await asyncio.Event().wait()  # type: ignore[func-returns-value]

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    application = Buffered(APP, threads=1, max_body=LIMIT, seconds=seconds)
    asyncio.run(application(sent, receive, send))
    return answered


def part(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def answer(sent: dict[str, Any], messages: list[Any], seconds: float = 5.0) -> tuple[int, Any]:
    start, body = exchange(sent, messages, seconds)
    return start["status"], APP.json.loads(body["body"]) if body["body"] else None


@given(st.lists(st.binary(max_size=90), min_size=1, max_size=9))
def test_a_body_in_pieces_is_the_body(pieces: list[bytes]) -> None:
    messages = [part(piece, more=True) for piece in pieces[:-1]] + [part(pieces[-1])]
    status, seen = answer(scope(), messages)
    assert (status, bytes.fromhex(seen["body"])) == (200, b"".join(pieces))


def test_path_query_and_headers_arrive() -> None:
    headers = [(b"content-type", b"text/x"), (b"x-two", b"a"), (b"x-two", b"b"), (b"signature-256", b"s")]
    status, seen = answer(scope("/gr\u00fcn", query=b"a=1&b=%C3%A9", headers=headers), [part(b"")])
    assert status == 200
    assert (seen["path"], seen["query"]) == ("gr\u00fcn", {"a": "1", "b": "\u00e9"})
    assert seen["headers"]["x-two"] == "a,b"
    assert seen["headers"]["signature-256"] == "s"
    assert seen["headers"]["content-type"] == "text/x"


def test_the_answers_headers_arrive_all() -> None:
    start, body = exchange(scope("/empty", "GET"), [part(b"")])
    assert (start["status"], body["body"]) == (204, b"")
    assert start["headers"][:2] == [(b"x-a", b"1"), (b"x-a", b"2")] or (b"x-a", b"2") in start["headers"]


def test_a_body_that_is_too_long_is_refused_without_reading_its_end() -> None:
    # GIVEN a sender who would never stop
    endless = [part(b"x" * 600, more=True) for _ in range(3)]
    assert exchange(scope(), endless)[0]["status"] == 413


def test_a_body_that_is_announced_too_long_is_refused() -> None:
    assert exchange(scope(headers=[(b"content-length", b"99999")]), [part(b"x")])[0]["status"] == 413


@pytest.mark.parametrize("junk", [b"-5", b"many", b"\xb2"])
def test_an_announcement_that_is_no_number_does_not_count(junk: bytes) -> None:
    assert environ(scope(headers=[(b"content-length", junk)]), b"abc")["CONTENT_LENGTH"] == "3"


def test_a_sender_who_falls_silent_is_sent_away() -> None:
    status, seen = answer(scope(), [part(b"x", more=True)], seconds=0.01)
    assert (status, seen) == (408, {"error": "request timeout"})


def test_a_sender_who_left_gets_no_answer() -> None:
    assert exchange(scope(), [part(b"x", more=True), {"type": "http.disconnect"}]) == []


def test_what_is_no_http_is_left_alone() -> None:
    assert exchange({"type": "lifespan"}, []) == []


def test_chunks_are_taken_for_a_whole() -> None:
    found = environ(scope(headers=[(b"transfer-encoding", b"chunked")]), b"abc")
    assert found["CONTENT_LENGTH"] == "3"
    assert "HTTP_TRANSFER_ENCODING" not in found
