"""What every test may ask for: a coach with the real facts, a service over it, and somebody to talk to it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from skill.coach.coach import Coach
from skill.content.load import load
from skill.memory.volatile import VolatileStore
from skill.phrases import load_phrases
from skill.service import Service
from tests.talking import Person

os.environ["BACKCOACH_STORE"] = "memory"
"""No test, and no command that one starts, may touch the memory of whoever runs the tests."""

REQUESTS = Path(__file__).parent / "requests"

COACH = Coach(load(), load_phrases())
"""For property tests, whose failures would print a fixture's every fact."""


@pytest.fixture(scope="session")
def coach():
    """The coach with all its facts."""
    return COACH


@pytest.fixture
def store():
    """A memory that lasts for one test."""
    return VolatileStore()


@pytest.fixture
def service(coach, store):
    """The skill behind its front door."""
    return Service(coach, store)


@pytest.fixture
def person(service):
    """Somebody who talks to the skill by intents, as Alexa delivers them."""
    return Person(service)


def load_request(name: str) -> dict:
    """A recorded request by its file's name."""
    return json.loads((REQUESTS / f"{name}.json").read_text(encoding="utf-8"))
