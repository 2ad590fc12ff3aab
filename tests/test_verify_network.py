"""The real thing without mocks: a TLS server that is s3.amazonaws.com, behind a proxy that the environment names."""

from __future__ import annotations

import json
import socket
import ssl
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

from bench.authority import ADDRESS, Authority, headers
from skill.verify import VerificationError, Verifier
from skill.verify.address import HOST
from skill.verify.network import BYTES, download

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHORITY = Authority.new()
LEAF = AUTHORITY.issue()
CHAIN = AUTHORITY.chain(LEAF)
FOLDER = ADDRESS.rpartition("/")[0]
SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000001"


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


@pytest.fixture
def amazon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bucket]:
    """s3.amazonaws.com on the loopback, reached as every other program reaches it: through proxy and CA variables."""
    holder, bucket = AUTHORITY.issue(HOST), Bucket()
    (tmp_path / "chain.pem").write_bytes(AUTHORITY.chain(holder) + holder.key_pem())
    (tmp_path / "root.pem").write_bytes(AUTHORITY.root.pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "chain.pem")
    with ExitStack() as stack:
        server = QuietTLS(("127.0.0.1", 0), type("Here", (Handler,), {"bucket": bucket}))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        proxy = ThreadingTCPServer(("127.0.0.1", 0), proxy_to(running(stack, server)))
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{running(stack, proxy)}")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        for name in ("HTTPS_PROXY", "no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        stack.callback(bucket.enough.set)
        yield bucket


def body() -> bytes:
    envelope = json.loads((Path(__file__).parent / "requests" / "launch.json").read_text())
    envelope["request"]["timestamp"] = datetime.now(UTC).isoformat()
    return json.dumps(envelope).encode()


def test_a_signed_request_is_verified_with_a_certificate_that_was_really_fetched(amazon: Bucket) -> None:
    # GIVEN a verifier that was given nothing: clock, roots and download are the system's
    verifier, what = Verifier.for_skills([SKILL]), body()
    # WHEN two requests arrive
    assert verifier.verify(headers(LEAF, what), what)["request"]["type"] == "LaunchRequest"
    assert verifier.verify(headers(LEAF, what), what)
    # THEN the certificate was fetched once
    assert amazon.asked == ["/echo.api/echo-api-cert.pem"]
    # AND a changed body is refused
    with pytest.raises(VerificationError, match="does not match"):
        verifier.verify(headers(LEAF, what), what.replace(b"en-US", b"en-GB"))


def test_the_download_is_what_the_host_serves(amazon: Bucket) -> None:
    assert download(ADDRESS) == CHAIN


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none.pem", "cannot be downloaded"),
        ("moved.pem", "cannot be downloaded"),
        ("endless.pem", "too long"),
        ("dripping.pem", "too slow"),
    ],
)
def test_a_bad_download_is_a_refusal(amazon: Bucket, monkeypatch: pytest.MonkeyPatch, name: str, why: str) -> None:
    monkeypatch.setattr("skill.verify.network.SECONDS", 0.5)
    with pytest.raises(VerificationError, match=why):
        download(f"{FOLDER}/{name}")
    assert amazon.asked == [f"/echo.api/{name}"]


def test_a_download_that_breaks_off_is_no_chain(amazon: Bucket) -> None:
    what = body()
    sent = headers(LEAF, what, f"{FOLDER}/cut.pem")
    with pytest.raises(VerificationError, match="certificate cannot be"):
        Verifier.for_skills([SKILL]).verify(sent, what)


def test_a_host_with_a_foreign_certificate_is_not_believed(
    amazon: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other.pem").write_bytes(Authority.new("Foreign").root.pem())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    with pytest.raises(VerificationError, match="cannot be downloaded"):
        download(ADDRESS)
    assert amazon.asked == []


def test_a_proxy_that_is_gone_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    with pytest.raises(VerificationError, match="cannot be downloaded"):
        download(ADDRESS)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/", "ftp://127.0.0.1/"])
def test_nothing_but_https_is_opened(address: str) -> None:
    with pytest.raises(VerificationError, match="cannot be downloaded"):
        download(address)
