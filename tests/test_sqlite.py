"""The SQLite store: what it keeps, what two writers do to each other, and what it does when the file is in trouble."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading

import pytest
from ask_sdk_core.exceptions import PersistenceException

from skill import envelope as envelopes
from skill.local.envelopes import Household, Sessions, envelope, request
from skill.memory.sqlite import KEPT, MIGRATIONS, SQLiteStore


class Clock:
    """A time that a test sets."""

    now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "memory.db"


@pytest.fixture
def store(path):
    store = SQLiteStore(path)
    yield store
    store.close()


def asked(user="ann", person="", kind="LaunchRequest"):
    """A new request of somebody."""
    household = Household(user=user, person=person)
    return envelopes.read(envelope(request(kind, household), household, Sessions(id="s")))


def test_somebody_new_has_no_memory(store):
    assert store.get_attributes(asked()) == {}


def test_what_is_kept_is_there_for_the_next_request_and_the_next_process(store, path):
    store.save_attributes(asked(), {"pace": "slow", "avoid": ["superman"]})

    assert store.get_attributes(asked()) == {"pace": "slow", "avoid": ["superman"]}
    assert SQLiteStore(path).get_attributes(asked()) == {"pace": "slow", "avoid": ["superman"]}


def test_a_recognised_person_has_a_memory_of_their_own(store):
    store.save_attributes(asked(person="amzn1.ask.person.P"), {"pace": "fast"})

    assert store.get_attributes(asked()) == {}
    assert store.get_attributes(asked(person="amzn1.ask.person.P")) == {"pace": "fast"}


def test_a_request_without_a_user_is_neither_kept_nor_found(store):
    nobody = asked(user="")

    store.save_attributes(nobody, {"pace": "slow"})
    store.delete_attributes(nobody)

    assert store.get_attributes(nobody) == {}
    assert list(store.rows()) == []


def test_what_is_changed_afterwards_is_not_what_is_kept(store):
    mine = {"avoid": ["superman"]}
    first = asked()
    store.save_attributes(first, mine)

    store.get_attributes(first)["avoid"].append("bird_dog")

    assert store.get_attributes(asked()) == {"avoid": ["superman"]}


def test_forgetting_leaves_nothing_of_that_person_and_everything_of_the_others(store, path):
    store.save_attributes(asked("ann"), {"pace": "slow"})
    store.save_attributes(asked("bob"), {"pace": "fast"})

    store.delete_attributes(asked("ann"))

    assert store.get_attributes(asked("ann")) == {}
    assert list(store.rows()) == [("bob", {"pace": "fast"})]


def test_a_disabled_skill_forgets_the_account_with_all_its_persons(store):
    store.save_attributes(asked("ann"), {"pace": "slow"})
    store.save_attributes(asked("ann", person="amzn1.ask.person.P"), {"pace": "fast"})
    store.save_attributes(asked("bob"), {"pace": "normal"})

    store.delete_attributes(asked("ann", kind="AlexaSkillEvent.SkillDisabled"))

    assert list(store.rows()) == [("bob", {"pace": "normal"})]


def test_two_devices_that_write_at_once_both_keep_what_they_changed(store):
    # GIVEN one household, and two requests that read before either writes
    store.save_attributes(asked(), {"pace": "normal", "level": "beginner"})
    kitchen, gym = asked(), asked()
    store.get_attributes(kitchen)
    store.get_attributes(gym)

    # WHEN each changes something else
    store.save_attributes(kitchen, {"pace": "slow", "level": "beginner"})
    store.save_attributes(gym, {"pace": "normal", "level": "advanced"})

    # THEN nothing is overwritten
    assert store.get_attributes(asked()) == {"pace": "slow", "level": "advanced"}


def test_what_was_forgotten_meanwhile_is_not_written_again(store):
    store.save_attributes(asked(), {"pace": "slow"})
    late = asked()
    store.get_attributes(late)

    store.delete_attributes(asked())
    store.save_attributes(late, {"pace": "fast"})

    assert list(store.rows()) == []


def test_many_threads_lose_nothing(store):
    def add(number):
        mine = asked()
        known = store.get_attributes(mine)
        store.save_attributes(mine, {**known, f"heard{number}": 1})
        store.close()

    store.save_attributes(asked(), {"met": True})
    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {f"heard{number}" for number in range(12)} <= store.get_attributes(asked()).keys()


def test_who_never_comes_back_is_forgotten(path):
    clock = Clock()
    store = SQLiteStore(path, clock=clock)
    store.save_attributes(asked("ann"), {"pace": "slow"})
    clock.now += KEPT + 1

    assert store.get_attributes(asked("ann")) == {}

    store.save_attributes(asked("bob"), {"pace": "fast"})
    assert [key for key, _ in store.rows()] == ["bob"]
    store.close()


def test_rows_can_be_moved_in_and_out(store):
    store.put("ann", {"pace": "slow"})
    store.put("ann", {"pace": "fast"})
    store.put("bob", {})
    store.delete("bob")
    store.delete("nobody")

    assert list(store.rows()) == [("ann", {"pace": "fast"})]
    store.check()


# ------------------------------------------------------------------------------------------------ the file in trouble


def test_a_locked_file_is_told_within_seconds_and_heals(store, path):
    store.save_attributes(asked(), {"pace": "slow"})
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(PersistenceException, match="locked"):
        store.save_attributes(asked(), {"pace": "fast"})

    other.rollback()
    other.close()
    store.save_attributes(asked(), {"pace": "fast"})
    assert store.get_attributes(asked()) == {"pace": "fast"}


def test_a_full_disk_is_told_and_keeps_what_was_there(store):
    store.save_attributes(asked(), {"pace": "slow"})
    with store._open() as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(PersistenceException, match="full"):
        store.save_attributes(asked(), {"own": "x" * 100_000})

    store.close()
    assert store.get_attributes(asked()) == {"pace": "slow"}


def test_a_damaged_file_is_put_aside_and_a_new_one_begun(path, caplog):
    path.parent.mkdir()
    path.write_bytes(b"this is no database at all, though it is long enough to be looked at" * 40)
    store = SQLiteStore(path)

    with caplog.at_level(logging.ERROR, "skill"), pytest.raises(PersistenceException, match="not a database"):
        store.get_attributes(asked())

    store.save_attributes(asked(), {"pace": "slow"})
    assert store.get_attributes(asked()) == {"pace": "slow"}
    [aside] = path.parent.glob("memory.db.damaged-*")
    assert aside.read_bytes().startswith(b"this is no database")
    assert [record.message for record in caplog.records] == ["store damaged"]
    store.close()


def test_a_file_of_a_newer_version_is_left_alone(path):
    store = SQLiteStore(path)
    store.save_attributes(asked(), {"pace": "slow"})
    with store._open() as database:
        database.execute("PRAGMA user_version = 99")
    store.close()

    with pytest.raises(PersistenceException, match="newer version"):
        store.get_attributes(asked())

    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (99,)
        assert database.execute("SELECT attributes FROM memory").fetchone() == ('{"pace": "slow"}',)
    database.close()


def test_an_older_file_is_brought_up_to_date(path):
    old = SQLiteStore(path)
    old.save_attributes(asked(), {"pace": "slow"})
    old.close()

    new = SQLiteStore(path, migrations=(*MIGRATIONS, "ALTER TABLE memory ADD COLUMN note TEXT"))

    assert new.get_attributes(asked()) == {"pace": "slow"}
    with new._open() as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert database.execute("SELECT note FROM memory").fetchone() == (None,)
    new.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(path):
    old = SQLiteStore(path)
    old.save_attributes(asked(), {"pace": "slow"})
    old.close()
    bad = SQLiteStore(
        path, migrations=(*MIGRATIONS, "ALTER TABLE memory ADD COLUMN note TEXT; SELECT nonsense FROM nowhere")
    )

    with pytest.raises(PersistenceException, match="nowhere"):
        bad.get_attributes(asked())

    assert old.get_attributes(asked()) == {"pace": "slow"}
    with old._open() as database:
        assert "note" not in {row[1] for row in database.execute("PRAGMA table_info(memory)")}
    old.close()


@pytest.mark.parametrize("text", ["{", "[]", "null"])
def test_a_damaged_row_is_somebody_new(store, text):
    store.save_attributes(asked(), {"pace": "slow"})
    with store._open() as database:
        database.execute("UPDATE memory SET attributes = ?", (text,))

    assert store.get_attributes(asked()) == {}


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = SQLiteStore(tmp_path / "file" / "memory.db")

    with pytest.raises(PersistenceException):
        store.check()


def test_what_is_kept_is_plain_json(store, path):
    store.save_attributes(asked(), {"name": "Übung"})

    with sqlite3.connect(path) as database:
        [(text,)] = database.execute("SELECT attributes FROM memory").fetchall()
    database.close()
    assert json.loads(text) == {"name": "Übung"}
