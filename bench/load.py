"""The public server under load, over HTTP with signatures: as many turns a second as this machine gives. Needs wrk."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from bench.authority import headers
from bench.rows import Row
from bench.turns import request
from tests.amazon import LEAF, amazon_here

SECONDS = 10
CONNECTIONS = 16


class LoadError(Exception):
    """There is no wrk, or the server does not answer; the message says which."""


def run() -> list[Row]:
    """Turns a second, and how long one of a hundred takes."""
    if shutil.which("wrk") is None:
        raise LoadError("wrk is not installed (apt install wrk)")
    with TemporaryDirectory() as temporary, amazon_here(Path(temporary)) as (_, amazon):
        said = _measured(Path(temporary), amazon)
    rate, p99 = _found(r"Requests/sec:\s+([\d.]+)", said), _milliseconds(said)
    failed = re.search(r"Non-2xx|Socket errors", said)
    if failed:
        raise LoadError(said)
    return [
        Row(f"verified turns a second, {os.cpu_count()} cores", rate, "/s", None, "", 300, at_least=True),
        Row(f"the same, slowest of a hundred, {CONNECTIONS} at once", p99, "ms", None, "", 250),
    ]


def _measured(folder: Path, amazon: dict[str, str]) -> str:
    event = request()
    skill = event["context"]["System"]["application"]["applicationId"]
    environment = {
        **os.environ,
        **amazon,
        "BACKCOACH_SKILL_ID": skill,
        "BACKCOACH_STORE": "memory",
        "BACKCOACH_LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "skill.local.cli", "serve", "--port", "0"]
    with (
        (folder / "log.txt").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as server,
    ):
        try:
            line = server.stdout.readline() if server.stdout else ""
            port = int(line.rpartition(":")[2].partition("/")[0])
            _wait(port)
            event["request"]["timestamp"] = datetime.now(UTC).isoformat()
            return _wrk(folder, port, json.dumps(event))
        finally:
            server.terminate()


def _wrk(folder: Path, port: int, body: str) -> str:
    """One signed request, sent as often as possible: within its 150 seconds it is as good as a new one."""
    lines = [f'wrk.headers["{name}"]="{value}"' for name, value in headers(LEAF, body.encode()).items()]
    script = folder / "post.lua"
    script.write_text("\n".join(['wrk.method="POST"', *lines, f"wrk.body=[==[{body}]==]"]))
    url = f"http://127.0.0.1:{port}/alexa"
    for seconds in (2, SECONDS):  # the first one warms up
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script), url]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said


def _wait(port: int) -> None:
    end = monotonic() + 20
    while monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            sleep(0.05)
        else:
            connection.close()
            return
    raise LoadError("the server does not answer")


def _found(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if not found:
        raise LoadError(text)
    return float(found[1])


def _milliseconds(said: str) -> float:
    found = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if not found:
        raise LoadError(said)
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]
