"""AWS Lambda on this machine: the real runtime client in a process of its own, and the API that it asks for work."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 30.0
"""Seconds after which an answer no longer comes."""


class NoAnswerError(Exception):
    """The function did not start, or did not answer; the message is what it wrote."""


@dataclass
class Work:
    """What goes to the function and comes back."""

    events: Queue[dict[str, Any]] = field(default_factory=Queue)
    answers: Queue[tuple[str, bytes]] = field(default_factory=Queue)


class RuntimeAPI(BaseHTTPRequestHandler):
    """Lambda's Runtime API, as far as the client uses it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    work: Work

    def do_GET(self) -> None:
        try:
            event = self.work.events.get(timeout=PATIENCE)
        except Empty:
            self.close_connection = True
            return
        arn = "arn:aws:lambda:eu-west-1:000000000000:function:coach"
        self.reply(
            json.dumps(event).encode(),
            {
                "Lambda-Runtime-Aws-Request-Id": "00000000-0000-4000-8000-000000000000",
                "Lambda-Runtime-Deadline-Ms": "9999999999999",
                "Lambda-Runtime-Invoked-Function-Arn": arn,
            },
        )

    def do_POST(self) -> None:
        body = self.body()
        self.work.answers.put((self.path.rpartition("/")[2], body))
        self.reply(b"{}", {}, status="202 Accepted")

    def body(self) -> bytes:
        """The client sends its answer in chunks."""
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def reply(self, body: bytes, headers: dict[str, str], status: str = "200 OK") -> None:
        """Head and body in one write: two would wait for each other's acknowledgement, 44 ms a call."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Content-Type: application/json"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.wfile.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """A function that is stopped leaves its connection in the middle of a request: no news."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


@dataclass
class Function:
    """A running function."""

    process: subprocess.Popen[bytes]
    work: Work
    log: Path

    def invoke(self, event: dict[str, Any]) -> Any:
        """Send one event and wait for its answer."""
        self.work.events.put(event)
        try:
            kind, body = self.work.answers.get(timeout=PATIENCE)
        except Empty:
            kind, body = "nothing", b""
        if kind != "response":
            raise NoAnswerError(f"{kind}: {body.decode()} {self.log.read_text()}")
        return json.loads(body)

    def processor_seconds(self) -> float:
        """What the process has had of the processors so far, as the kernel counts it for each thread."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def peak_megabytes(self) -> float:
        """The most memory that the process ever had, as the kernel counts it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """An artifact, as Lambda lays it out: read-only, so that no bytecode is written beside it."""
    with TemporaryDirectory() as temporary:
        task = Path(temporary) / "task"
        ZipFile(archive).extractall(task)
        _copy_client(Path(temporary) / "client")
        yield task


@contextmanager
def running(task: Path, handler: str, **environment: str) -> Iterator[Function]:
    """Start the function; nothing but the artifact and the runtime client can be imported in it."""
    work = Work()
    server = QuietServer(("127.0.0.1", 0), type("Here", (RuntimeAPI,), {"work": work}))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    log = task.with_name("log.txt")
    settings = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": f"{task}{os.pathsep}{task.with_name('client')}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_address[1]}",
        "AWS_LAMBDA_FUNCTION_NAME": "coach",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_REGION": "eu-west-1",
        **environment,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-S", "-m", "awslambdaric", handler], env=settings, cwd=task, stdout=output, stderr=output
        )
    try:
        yield Function(process, work, log)
    finally:
        process.kill()
        process.wait()
        server.shutdown()
        thread.join()
        server.server_close()


def cold_start(task: Path, handler: str, event: dict[str, Any], **environment: str) -> tuple[float, float]:
    """Seconds from the start of the process to its first answer, and those of the processor among them."""
    begun = perf_counter()
    with running(task, handler, **environment) as function:
        function.invoke(event)
        return perf_counter() - begun, function.processor_seconds()


def _copy_client(folder: Path) -> None:
    """The runtime client and what it needs, without the rest of this environment."""
    for name in ("awslambdaric", "snapshot-restore-py", "simplejson"):
        for file in importlib.metadata.files(name) or ():
            if not file.parts[0].startswith("..") and file.suffix != ".pyc":
                goal = folder / file
                goal.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.locate(), goal)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(folder)], check=True
    )
