"""A hundred times the server is killed in the middle of a conversation: what was answered is kept, and it goes on."""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from skill.local.envelopes import Household, Sessions, envelope, intent, request
from skill.memory.profile import read_profile
from skill.memory.sqlite import SQLiteStore

KILLS = 100
WORDS = (
    "ReadyIntent",
    "AMAZON.NextIntent",
    "SkipIntent",
    "AMAZON.PreviousIntent",
    "AMAZON.RepeatIntent",
    "WhereAmIIntent",
)


class Server:
    """The process under fire."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.killed_server", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
            cwd=Path(__file__).parent.parent,
        )

    def start(self):
        """Begin anew; what the one before answered in its last moment, if anything."""
        self.send("start")
        last = None
        while not (line := self.process.stdout.readline()).strip().isdigit():
            assert line, "the parent of the servers is dead itself"
            with contextlib.suppress(ValueError):  # it was killed while it wrote
                last = json.loads(line)
        self.child = int(line)
        return last

    def send(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())

    def kill(self):
        os.kill(self.child, signal.SIGKILL)
        self.send("")

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


@pytest.fixture
def server(path):
    server = Server(path)
    yield server
    server.close()


def asking(name, attributes, **slots):
    household = Household()
    body = request("IntentRequest", household, intent=intent(name, slots))
    return json.dumps(envelope(body, household, Sessions("s", attributes, new=not attributes)))


def stored(path):
    store = SQLiteStore(path)
    rows = dict(store.rows())
    store.close()
    return read_profile(rows.get("amzn1.ask.account.local"))


def test_nothing_that_was_answered_is_lost_and_the_next_turn_goes_on_there(server, path):
    chance = random.Random(7)
    server.start()
    start = {"routine": "core_endurance", "style": "step_by_step"}
    server.send(json.dumps(_started(start)))
    attributes = server.answer()["sessionAttributes"]

    for _ in range(KILLS):
        # GIVEN a few turns that were answered
        for _ in range(chance.randrange(3)):
            server.send(asking(chance.choice(WORDS), attributes))
            attributes = server.answer()["sessionAttributes"]
        acknowledged = attributes["place"]

        # WHEN the server dies, at rest or while it answers another turn, and a new one takes over
        if chance.random() < 0.7:
            server.send(asking("SkipIntent", attributes))
            select.select([server.process.stdout], [], [], chance.random() * 0.02)
        server.kill()
        if last := server.start():
            acknowledged = last["sessionAttributes"]["place"]

        # THEN the place is the one that was answered last, or the one after it, and never half of either
        place = stored(path).place
        assert place.recipe.routine == "core_endurance"
        assert place.position.block >= acknowledged[1].get("block", 0) or place.position.stage.value == "effort"
        if place.position.block == acknowledged[1].get("block", 0):
            assert place.position.offset == acknowledged[1].get("offset", 0.0)
        server.send(asking("WhereAmIIntent", {}))
        resumed = server.answer()
        assert (
            "exercise" in resumed["response"]["outputSpeech"]["ssml"]
            or "end of" in resumed["response"]["outputSpeech"]["ssml"]
        )
        attributes = resumed["sessionAttributes"]
        if place.position.stage.value == "effort" or place.position.block > 40:
            server.send(asking("AMAZON.StartOverIntent", attributes))
            attributes = server.answer()["sessionAttributes"]


def _started(slots):
    from skill.local.envelopes import Heard

    return json.loads(asking("StartWarmUpIntent", {}, **{name: Heard(id_, id_) for name, id_ in slots.items()}))
