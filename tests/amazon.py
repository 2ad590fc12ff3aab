"""s3.amazonaws.com on the loopback: a TLS server with that name, behind a proxy, reached through ordinary variables."""

from __future__ import annotations

import socket
import ssl
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from bench.authority import ADDRESS, Authority
from skill.verify.address import HOST
from skill.verify.network import BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHORITY = Authority.new()
LEAF = AUTHORITY.issue()
CHAIN = AUTHORITY.chain(LEAF)


@dataclass
class Bucket:
    """What the server was asked for, and how it is told to stop dripping."""

    asked: list[str] = field(default_factory=list)
    enough: Event = field(default_factory=Event)


class Handler(BaseHTTPRequestHandler):
    """Amazon's host, in its good and bad moods: the file's name says which."""

    bucket: Bucket

    def do_GET(self) -> None:
        self.bucket.asked.append(self.path)
        mood = Path(self.path).stem.replace("-", "_")
        with suppress(ConnectionError):
            getattr(self, mood, self.missing)()

    def echo_api_cert(self) -> None:
        self.reply(200, CHAIN)

    def missing(self) -> None:
        self.reply(404, b"no such key")

    def endless(self) -> None:
        self.reply(200, b"x" * (BYTES + 1))

    def moved(self) -> None:
        self.head(302, Location=ADDRESS)

    def cut(self) -> None:
        self.head(200, Content_Length=str(len(CHAIN)))

    def dripping(self) -> None:
        self.head(200)
        while not self.bucket.enough.wait(0.01):
            self.wfile.write(b"-")

    def head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def reply(self, status: int, body: bytes) -> None:
        self.head(status, Content_Length=str(len(body)))
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def proxy_to(port: int) -> type[BaseRequestHandler]:
    """A proxy that knows one way: CONNECT, to the TLS server."""

    class Proxy(BaseRequestHandler):
        def handle(self) -> None:
            request = b""
            while b"\r\n\r\n" not in request:
                request += self.request.recv(4096)
            assert request.startswith(f"CONNECT {HOST}:443 ".encode())
            with socket.create_connection(("127.0.0.1", port)) as server:
                self.request.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = Thread(target=pump, args=(server, self.request))
                back.start()
                pump(self.request, server)
                back.join()

    return Proxy


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class QuietTLS(ThreadingHTTPServer):
    """A refused handshake is part of a test, not news."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


def running(stack: ExitStack, server: Any) -> int:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    for each in (server.server_close, thread.join, server.shutdown):
        stack.callback(each)
    return server.server_address[1]


@contextmanager
def amazon_here(folder: Path) -> Iterator[tuple[Bucket, dict[str, str]]]:
    """Serve the bucket; gives it and the environment in which every program takes it for the real one."""
    holder, bucket = AUTHORITY.issue(HOST), Bucket()
    (folder / "chain.pem").write_bytes(AUTHORITY.chain(holder) + holder.key_pem())
    (folder / "root.pem").write_bytes(AUTHORITY.root.pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "chain.pem")
    with ExitStack() as stack:
        server = QuietTLS(("127.0.0.1", 0), type("Here", (Handler,), {"bucket": bucket}))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        proxy = ThreadingTCPServer(("127.0.0.1", 0), proxy_to(running(stack, server)))
        stack.callback(bucket.enough.set)
        yield (
            bucket,
            {
                "https_proxy": f"http://127.0.0.1:{running(stack, proxy)}",
                "SSL_CERT_FILE": str(folder / "root.pem"),
                "SSL_CERT_DIR": str(folder),
            },
        )
