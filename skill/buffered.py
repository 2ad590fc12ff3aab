"""ASGI outside, WSGI inside: a request gets a thread when it is whole, so that a slow sender keeps nobody waiting."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from sys import stderr
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping
    from wsgiref.types import WSGIApplication

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

BODY_SECONDS: Final = 5.0
"""For the whole body to arrive; Alexa sends it in one go."""
_TOO_SLOW: Final = (
    408,
    [(b"content-type", b"application/json"), (b"connection", b"close")],
    b'{"error":"request timeout"}',
)

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
"""Status, headers, body."""


class Buffered:
    """An ASGI application that runs a WSGI one in threads, with the body already in memory."""

    def __init__(self, wsgi: WSGIApplication, *, threads: int, max_body: int, seconds: float = BODY_SECONDS) -> None:
        """Of a body longer than `max_body` bytes the end is not read; the WSGI application refuses its length."""
        self._wsgi, self._max_body, self._seconds = wsgi, max_body, seconds
        self._threads = ThreadPoolExecutor(threads, "answer")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to somebody who left."""
        if scope["type"] != "http":
            return
        try:
            body = await asyncio.wait_for(self._whole(receive), self._seconds)
        except TimeoutError:
            await _answer(send, _TOO_SLOW)
            return
        if body is not None:
            loop = asyncio.get_running_loop()
            await _answer(send, await loop.run_in_executor(self._threads, self._called, scope, body))

    async def _whole(self, receive: Receive) -> bytes | None:
        body = bytearray()
        while len(body) <= self._max_body:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        return bytes(body)

    def _called(self, scope: Message, body: bytes) -> Answer:
        """Run the WSGI application in this thread."""
        head: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            head[:] = [
                int(status[:3]),
                [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
            ]
            return lambda data: None

        parts: Iterable[bytes] = self._wsgi(environ(scope, body), start_response)
        try:
            content = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        return head[0], head[1], content


def environ(scope: Message, body: bytes) -> dict[str, Any]:
    """What PEP 3333 wants to know of a request."""
    server = scope.get("server") or ("localhost", 80)
    found: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").upper().replace("-", "_"), raw_value.decode("latin-1")
        key = name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}"
        found[key] = f"{found[key]},{value}" if key in found else value
    # What arrived counts, not what was announced; where too much was announced, that is what has to be refused.
    found["CONTENT_LENGTH"] = str(max(len(body), _announced(found)))
    found.pop("HTTP_TRANSFER_ENCODING", None)
    return found


def _announced(found: MutableMapping[str, Any]) -> int:
    text = found.get("CONTENT_LENGTH", "")
    return int(text) if text.isascii() and text.isdigit() else 0


async def _answer(send: Send, answer: Answer) -> None:
    status, headers, content = answer
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
