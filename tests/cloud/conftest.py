"""The cloud on this machine: a DynamoDB on disk, one in memory, AWS's variables. Each process ends with its test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
DYNALITE = HERE / "node_modules" / "dynalite" / "cli.js"
TABLE = "coach-memory"


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS's variables, as a test account would set them."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@dataclass
class Database:
    """A DynamoDB in a process of its own, which can be killed and started again."""

    command: list[str]
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, stdout=quiet, stderr=quiet, start_new_session=True)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError(self.command)

    def kill(self) -> None:
        """As a machine dies: without a word."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def client(self) -> Any:
        """A client with the patience of the skill's own."""
        config = Config(connect_timeout=0.5, read_timeout=0.8, retries={"total_max_attempts": 2, "mode": "standard"})
        return boto3.Session().client("dynamodb", endpoint_url=f"http://127.0.0.1:{self.port}", config=config)


@contextmanager
def running(command: list[str], port: int) -> Iterator[Database]:
    database = Database(command, port)
    database.start()
    try:
        create_table(database.client())
        yield database
    finally:
        database.kill()


def create_table(client: Any) -> None:
    """The table of serverless.yml."""
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    client.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})


@pytest.fixture
def dynalite(tmp_path: Path) -> Iterator[Database]:
    """DynamoDB on disk: strict, and survives being killed."""
    port = free_port()
    command = ["node", str(DYNALITE), "--host", "127.0.0.1", "--port", str(port), "--path", str(tmp_path / "data")]
    with running([*command, "--createTableMs", "0"], port) as database:
        yield database


@pytest.fixture
def moto() -> Iterator[Database]:
    """DynamoDB in memory: knows time to live and transactions."""
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port) as database:
        yield database
