"""Memory in one SQLite file, one row for each person, safe under several threads and processes; the default store."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections import OrderedDict
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.exceptions import PersistenceException

from skill import log
from skill.memory.merging import merged
from skill.memory.owner import account, owner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ask_sdk_model import RequestEnvelope

TOO_NEW: Final = "was written by a newer version: get the newer one, or set BACKCOACH_STORE to another file"
KEPT: Final = 400 * 86_400
"""Seconds for which a person who never comes back is remembered."""
PATIENCE: Final = 1.0
"""Seconds to wait while others write; an answer is worth more than its memory."""
_IN_PROGRESS: Final = 256
"""Requests whose reading is kept for their writing."""

MIGRATIONS: Final = (
    """
    CREATE TABLE memory (
        id TEXT PRIMARY KEY,          -- person or account
        account TEXT NOT NULL,        -- to which a person belongs
        attributes TEXT NOT NULL,     -- JSON
        version INTEGER NOT NULL,     -- one more with every writing
        updated REAL NOT NULL         -- seconds since 1970
    ) STRICT;
    CREATE INDEX memory_account ON memory (account);
    CREATE INDEX memory_updated ON memory (updated);
    """,
)
"""What leads from each version of the schema to the next; the file says in `user_version` how many were done."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a request found when it read."""

    version: int = 0
    """0 where there was no row."""
    attributes: dict[str, Any] | None = None
    """None where there was no row, or an expired one."""


class Connection(sqlite3.Connection):
    """A connection of one thread, closed when the thread has gone: whoever finds it then may be another one."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # one that was never opened cannot be closed
            self.close()


class SQLiteStore(AbstractPersistenceAdapter):
    """Keeps attributes in a file.

    Every failure is a `PersistenceException` within about a second: the skill then answers without memory. A file that
    is damaged is put aside, not deleted, and a new one begun; one that a newer version wrote is left alone.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], float] = time.time, migrations: Sequence[str] = MIGRATIONS
    ) -> None:
        """Name the file; it is opened when it is first needed."""
        self.path = path
        self._clock = clock
        self._migrations = migrations
        self._local = threading.local()
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, Seen] = OrderedDict()

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """Return what is kept of the request's person; empty for somebody new."""
        key = owner(request_envelope)
        if not key:
            return {}
        with self._open() as database:
            seen = self._read(database, key)
        self._note(request_envelope, seen)
        return json.loads(json.dumps(seen.attributes or {}))  # type: ignore[no-any-return]

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, Any]) -> None:
        """Keep attributes. What another request wrote meanwhile stays, unless this one changed the same attribute."""
        key = owner(request_envelope)
        if not key:
            return
        base = self._noted(request_envelope)
        with self._open() as database, _writing(database):
            current = self._read(database, key)
            if base and base.version and not current.version:
                return  # forgotten meanwhile: what a person had erased is not written again
            wanted = attributes
            if base and base.version != current.version:
                wanted = merged(base.attributes or {}, attributes, current.attributes or {})
            self._write(database, key, account(request_envelope), wanted, current.version + 1)
        self._note(request_envelope, Seen(current.version + 1, wanted))

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the request's person; an event of the account, such as a disabled skill, forgets all its persons."""
        key = owner(request_envelope)
        if not key:
            return
        with self._lock:
            self._seen.pop(_request(request_envelope), None)
        whole = str(getattr(request_envelope.request, "object_type", "") or "").startswith("AlexaSkillEvent.")
        with self._open() as database, _writing(database):
            database.execute("DELETE FROM memory WHERE id = ? OR (? AND account = ?)", (key, whole, key))

    # Rows by key, without Alexa: for moving to another store, and for the health check.

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every key with its attributes."""
        with self._open() as database:
            for key, attributes in database.execute("SELECT id, attributes FROM memory ORDER BY id").fetchall():
                yield key, json.loads(attributes)

    def accounts(self) -> dict[str, str]:
        """The account of every person who is known beside it."""
        with self._open() as database:
            return dict(database.execute("SELECT id, account FROM memory WHERE account <> id").fetchall())

    def put(self, key: str, attributes: dict[str, Any], whose: str = "") -> None:
        """Write one row, of the account `whose` or an account's own, over whatever was there."""
        with self._open() as database, _writing(database):
            self._write(database, key, whose or key, attributes, self._read(database, key).version + 1)

    def delete(self, key: str) -> None:
        """Erase one row; fine where there is none."""
        with self._open() as database, _writing(database):
            database.execute("DELETE FROM memory WHERE id = ?", (key,))

    def check(self) -> None:
        """Raise PersistenceException where the file cannot be read."""
        with self._open() as database:
            database.execute("SELECT id FROM memory LIMIT 1").fetchone()

    def close(self) -> None:
        """Let go of this thread's connection."""
        if database := getattr(self._local, "database", None):
            database.close()
            self._local.database = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection; whatever goes wrong with it is told in one way."""
        try:
            if getattr(self._local, "database", None) is None:
                self._local.database = self._connected()
            yield self._local.database
        except (sqlite3.Error, OSError, ValueError) as error:
            self.close()
            if _damaged(error):
                self._put_aside()
            raise PersistenceException(f"{self.path.name}: {error}") from error

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = sqlite3.connect(
            self.path, timeout=PATIENCE, isolation_level=None, factory=Connection, check_same_thread=False
        )
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            self._migrate(database)
        except BaseException:
            database.close()
            raise
        return database

    def _migrate(self, database: sqlite3.Connection) -> None:
        done = database.execute("PRAGMA user_version").fetchone()[0]
        if done > len(self._migrations):
            raise PersistenceException(f"{self.path.name} {TOO_NEW}")
        if done == len(self._migrations):
            return
        with _writing(database):
            done = database.execute("PRAGMA user_version").fetchone()[0]  # another process may have been faster
            for number, script in enumerate(self._migrations[done:], done + 1):
                for statement in script.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {number}")

    def _put_aside(self) -> None:
        """Rename a damaged file, so that it can be rescued and a new one begins."""
        aside = self.path.with_name(f"{self.path.name}.damaged-{int(self._clock())}")
        for suffix in ("", "-wal", "-shm"):
            part = self.path.with_name(self.path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        log.event("store damaged", level=logging.ERROR, kept_as=aside.name)

    def _read(self, database: sqlite3.Connection, key: str) -> Seen:
        found = database.execute("SELECT version, attributes, updated FROM memory WHERE id = ?", (key,)).fetchone()
        if found is None:
            return Seen()
        version, attributes, updated = found
        return Seen(version, _readable(attributes) if self._clock() - updated < KEPT else None)

    def _write(
        self, database: sqlite3.Connection, key: str, whose: str, attributes: dict[str, Any], version: int
    ) -> None:
        database.execute(
            "INSERT OR REPLACE INTO memory (id, account, attributes, version, updated) VALUES (?, ?, ?, ?, ?)",
            (key, whose, json.dumps(attributes, ensure_ascii=False), version, self._clock()),
        )
        database.execute("DELETE FROM memory WHERE updated < ?", (self._clock() - KEPT,))

    def _note(self, request_envelope: RequestEnvelope, seen: Seen) -> None:
        with self._lock:
            self._seen[_request(request_envelope)] = seen
            while len(self._seen) > _IN_PROGRESS:
                self._seen.popitem(last=False)

    def _noted(self, request_envelope: RequestEnvelope) -> Seen | None:
        with self._lock:
            return self._seen.get(_request(request_envelope))


@contextmanager
def _writing(database: sqlite3.Connection) -> Iterator[None]:
    """A transaction that nobody else writes in; it is on the disk when it ends well, and never was when it does not."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _damaged(error: Exception) -> bool:
    """Whether the file itself is broken; locked, full and forbidden files are whole."""
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorname", "") in (
        "SQLITE_CORRUPT",
        "SQLITE_NOTADB",
    )


def _readable(text: str) -> dict[str, Any] | None:
    """What a row holds; None where that is broken, and the person is somebody new."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        log.event("row damaged", level=logging.ERROR)
        return None
    return found


def _request(request_envelope: RequestEnvelope) -> str:
    return str(getattr(request_envelope.request, "request_id", None) or "")
