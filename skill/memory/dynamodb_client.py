"""The way to DynamoDB: a boto3 client that is made when it is first needed, with timeouts that fit into a request."""

from __future__ import annotations

import time
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from ask_sdk_core.exceptions import PersistenceException

from skill.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

CONNECT_SECONDS: Final = 0.5
READ_SECONDS: Final = 0.8
SLOW: Final = 0.7
"""Seconds after which a failure counts as hanging."""
REST: Final = 5.0
"""Seconds for which a table that hung is left alone: one slow turn, and not one after the other."""


class Conflict(PersistenceException):
    """Somebody else wrote the item first."""


def open_client() -> Any:
    """Make the low-level client; region, credentials and endpoint come from the environment as everywhere in AWS."""
    # Late: it costs more than the whole rest of the start.
    from boto3 import Session
    from botocore.config import Config

    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"total_max_attempts": 2, "mode": "standard"},
        tcp_keepalive=True,
    )
    return Session().client("dynamodb", config=config)


def require_boto3() -> None:
    """Raise SettingsError where boto3 is not installed."""
    if find_spec("boto3") is None:
        raise SettingsError("a DynamoDB store needs boto3: pip install 'lower-back-coach[aws]'")


class Client:
    """Calls DynamoDB. Every failure is a `PersistenceException` that names the operation and the kind, and no value."""

    def __init__(self, opened: Callable[[], Any], monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take the function that makes the client; it is called once, at the first use."""
        self._opened, self._monotonic = opened, monotonic
        self._client: Any = None
        self._lock = Lock()
        self._rests_until = float("-inf")

    def __call__(self, operation: str, **arguments: object) -> dict[str, Any]:
        """Call one operation.

        Raises:
            Conflict: a condition did not hold.
            PersistenceException: throttled, denied, timed out, no such table, no credentials, or it is resting.
        """
        begun = self._monotonic()
        if begun < self._rests_until:
            raise PersistenceException(f"{operation} not tried: the table did not answer a moment ago")
        try:
            answer: dict[str, Any] = getattr(self._made(), operation)(**arguments)
        except Exception as error:
            raise self._failure(operation, error, begun) from None
        return answer

    def _made(self) -> Any:
        with self._lock:
            if self._client is None:
                self._client = self._opened()
            return self._client

    def _failure(self, operation: str, error: Exception, begun: float) -> PersistenceException:
        response = getattr(error, "response", None) or {}  # a timeout has one, and it is None
        kind = response.get("Error", {}).get("Code") or type(error).__name__
        if kind == "ConditionalCheckFailedException":
            return Conflict(operation)
        if self._monotonic() - begun > SLOW:
            self._rests_until = self._monotonic() + REST
        return PersistenceException(f"{operation} failed: {kind}")
