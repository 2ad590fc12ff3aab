"""docs/self-hosting.md, tried: its nginx in front of the public server on the loopback, its unit by systemd itself."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.authority import headers
from tests.amazon import AUTHORITY, LEAF
from tests.cloud.conftest import free_port
from tests.test_faults import serving, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.cloud
ROOT = Path(__file__).parents[2]
HOST = "coach.example.org"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


def block(name: str) -> str:
    """A block of the page, as a reader would copy it."""
    page = (ROOT / "docs" / "self-hosting.md").read_text()
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n<!-- /{name} -->", page, re.DOTALL)
    assert found
    return found[1]


@contextmanager
def nginx(folder: Path, port: int, upstream: int) -> Iterator[None]:
    """The page's nginx, with our port and certificate instead of the reader's."""
    holder = AUTHORITY.issue(HOST)
    (folder / "fullchain.pem").write_bytes(AUTHORITY.chain(holder))
    (folder / "privkey.pem").write_bytes(holder.key_pem())
    site = (
        block("nginx")
        .replace("127.0.0.1:5055", f"127.0.0.1:{upstream}")
        .replace("listen 443", f"listen 127.0.0.1:{port}")
    )
    site = site.replace(f"/etc/ssl/{HOST}", str(folder))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ access_log off; {temporary} {site} }}"
    )
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with subprocess.Popen(command) as process:
        try:
            yield
        finally:
            process.terminate()


def ask(port: int, folder: Path, path: str, method: str = "GET", **more: object) -> int:
    """Over HTTPS, trusting our authority only, by the name of the page."""
    context = ssl.create_default_context(cafile=folder / "root.pem")

    class Named(HTTPSConnection):
        def connect(self) -> None:
            super(HTTPSConnection, self).connect()
            self.sock = context.wrap_socket(self.sock, server_hostname=HOST)

    connection = Named("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, **{"headers": {"Host": HOST}} | more)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
def test_a_signed_request_gets_through_the_pages_nginx_and_nothing_else_does(tmp_path: Path) -> None:
    envelope = json.loads((ROOT / "tests" / "requests" / "launch.json").read_text())
    envelope["request"]["timestamp"] = datetime.now(UTC).isoformat()
    body = json.dumps(envelope).encode()
    port = free_port()
    with serving(tmp_path) as (_, upstream), nginx(tmp_path, port, upstream):
        wait_for(lambda: ask(port, tmp_path, "/healthz") == 200)
        assert ask(port, tmp_path, "/alexa", "POST", body=body, headers={"Host": HOST, **headers(LEAF, body)}) == 200
        assert ask(port, tmp_path, "/alexa", "POST", body=body) == 400
        assert ask(port, tmp_path, "/alexa", "POST", body=b"x" * 300_000) == 413
        assert ask(port, tmp_path, "/alexa") == 405
        assert ask(port, tmp_path, "/other") == 404


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_accepts_the_pages_unit(tmp_path: Path) -> None:
    unit = tmp_path / "backcoach.service"
    start = re.search(r"ExecStart=(\S+)", block("systemd"))
    assert start
    unit.write_text(
        block("systemd").replace(start[1], "/bin/true").replace("/etc/backcoach.env", "-/etc/backcoach.env")
    )
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
