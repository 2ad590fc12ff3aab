"""A memory in trouble costs nobody the answer: the routine goes on in its session, and the log says what happened."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing

import pytest

from skill.memory import sqlite
from skill.memory.sqlite import SQLiteStore
from skill.service import Service, open_store, usual_file
from skill.settings import Settings
from tests.conftest import COACH
from tests.gym import Guest
from tests.limits import complaints


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Nobody waits for a lock in a test."""
    monkeypatch.setattr(sqlite, "PATIENCE", 0.01)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "memory.db"
    with closing(sqlite3.connect(path)):
        SQLiteStore(path).check()
    return path


def locked(path):
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    return other.close


def corrupt(path):
    for part in path.parent.glob("memory.db*"):
        part.unlink()
    path.write_bytes(b"\x00garbage" * 4096)
    return


def newer(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    return


def full(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON memory BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        database.commit()
    return


def gone(path):
    for part in path.parent.glob("memory.db*"):
        part.unlink()
    path.mkdir()
    return


@pytest.mark.parametrize("trouble", [locked, corrupt, newer, full, gone])
def test_the_routine_goes_on_and_the_log_says_why(path, trouble, caplog):
    heal = trouble(path)
    guest = Guest(Service(COACH, SQLiteStore(path)))

    with caplog.at_level(logging.ERROR, "skill"):
        begun = guest.ask("StartWarmUp", routine="warm_up", style="step_by_step")
        guest.ask("ReadyIntent")
        where = guest.interrupt("WhereAmI", at=4 + 20)

    assert complaints(begun.response) == []
    assert "The front plank, with twenty five seconds to go" in where.text
    assert {record.message for record in caplog.records} & {"store failed to read", "store failed to write"}
    if heal:
        heal()


def test_what_one_process_keeps_another_one_goes_on_with(path):
    guest = Guest(Service(COACH, SQLiteStore(path)))
    guest.ask("StartWarmUp", routine="core_endurance", style="step_by_step")
    guest.ask("GoTo", exercise="bird_dog")
    guest.end()

    other = Guest(Service(COACH, SQLiteStore(path)))
    other.now = guest.now + 86_400

    assert "the bird dog, exercise three of four, round one of two" in other.launch().text


# ------------------------------------------------------------------------------------------------------- which store


def test_the_usual_store_is_a_file_in_the_user_s_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert usual_file().name == "memory.db"
    assert isinstance(open_store.__wrapped__(Settings().store), SQLiteStore)


def test_a_store_is_named_by_its_address(tmp_path):
    assert open_store(f"sqlite:///{tmp_path}/a.db").path == tmp_path / "a.db"
    assert open_store("memory") is open_store("memory")
