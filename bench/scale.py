"""How cost grows: with a hundred times the exercises, with a hundred thousand times the people, with 200,000 turns."""

from __future__ import annotations

import gc
import json
import resource
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from bench.measure import paired
from bench.rows import Row
from bench.turns import SETTINGS, request
from skill import envelope
from skill.coach.coach import Coach
from skill.memory.sqlite import SQLiteStore
from skill.memory.volatile import VolatileStore
from skill.phrases import load_phrases
from skill.service import Service, open_service

TIMES = 100
PEOPLE = 1_000_000
TURNS = 200_000


def run() -> list[Row]:
    """The rows of growth."""
    return [exercises(), people(), turns()]


def exercises() -> Row:
    """A how-to from a catalogue that is a hundred times as large."""
    small = open_service(SETTINGS)
    catalogue = small.coach.catalogue
    clones = {
        f"{id_}_{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}": exercise
        for number in range(TIMES - 1)
        for id_, exercise in catalogue.exercises.items()
    }
    many = {id_: msgspec.structs.replace(exercise, id=id_) for id_, exercise in clones.items()}
    larger = msgspec.structs.replace(catalogue, exercises={**catalogue.exercises, **many})
    large, event = Service(Coach(larger, load_phrases()), VolatileStore()), request()
    ours, theirs = paired(lambda: large.respond(event), lambda: small.respond(event), 20, 20)
    what = f"how-to turn with {len(larger.exercises):,} exercises"
    return Row(what, ours * 1e3, "ms", theirs * 1e3, f"with {len(catalogue.exercises)}", 3.0)


def people() -> Row:
    """Reading and writing one person's memory in a file that holds a million."""
    with TemporaryDirectory() as temporary:
        small, large = _file(Path(temporary) / "small.db", 10), _file(Path(temporary) / "large.db", PEOPLE)
        ours, theirs = paired(lambda: _visit(large), lambda: _visit(small), 20, 5)
        small.close()
        large.close()
    return Row(f"memory in SQLite, {PEOPLE:,} people", ours * 1e3, "ms", theirs * 1e3, "10 people", 3.0)


def turns() -> Row:
    """Megabytes of the process after 200,000 turns of 1,000 people, beside those after the first tenth."""
    service, event = open_service(SETTINGS), request()
    early = 0.0
    for number in range(TURNS):
        event["context"]["System"]["user"]["userId"] = f"user{number % 1000}"
        event["request"]["requestId"] = f"request{number}"
        service.respond(event)
        if number == TURNS // 10:
            early = _megabytes()
    return Row(f"memory after {TURNS:,} turns", _megabytes(), "MB", early, f"after {TURNS // 10:,}", 1.05)


def _megabytes() -> float:
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _file(path: Path, people: int) -> SQLiteStore:
    store = SQLiteStore(path)
    store.put("user0", {"met": True})
    row = json.dumps({"met": True, "level": "beginner", "heard": {"good_morning": 3}})
    with closing(sqlite3.connect(path)) as database, database:
        columns = "INSERT INTO memory (id, account, attributes, version, updated) VALUES (?, ?, ?, 1, ?)"
        now = time.time()
        database.executemany(columns, ((f"user{number}", f"user{number}", row, now) for number in range(1, people)))
    return store


def _visit(store: SQLiteStore) -> None:
    event: Any = request()
    event["context"]["System"]["user"]["userId"] = "user0"
    read = envelope.read(event)
    kept = store.get_attributes(read)
    store.save_attributes(read, {**kept, "n": kept.get("n", 0) + 1})
