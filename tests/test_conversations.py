"""Whole dialogues, as a physiotherapist would read them, played through the whole stack: words in, words out."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from interaction_model.match import load_matcher
from skill.content.vocabulary import vocabulary
from skill.local.device import Echo
from skill.memory.volatile import VolatileStore
from skill.service import Service
from tests.conftest import COACH
from tests.conversations import Line, parse, play

DIALOGUES = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@pytest.fixture(params=range(3), ids=lambda n: f"in other words {n}")
def echo(request, monkeypatch):
    """A device in a house where nobody has used the skill before; the coach's words vary with the parameter."""
    numbers = itertools.count()
    monkeypatch.setattr("skill.local.envelopes.uuid4", lambda: f"{request.param}-{next(numbers)}")
    return Echo(Service(COACH, VolatileStore()), load_matcher(vocabulary(COACH.catalogue)))


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_the_dialogue_goes_as_it_is_written(path, echo):
    play(parse(path.read_text(encoding="utf-8")), echo)


def test_there_are_dialogues_to_play():
    assert len(DIALOGUES) >= 20


def test_a_misspelt_check_is_an_error_and_not_skipped():
    with pytest.raises(ValueError, match="line 2"):
        parse("You: hello\nCouch: hello")


@pytest.mark.parametrize("echo", [0], indirect=True)
@pytest.mark.parametrize(
    "wrong",
    [
        "You: how do I do a good morning\nCoach: side plank",
        "You: how do I do a good morning\nCoach: bar ... Barbell Good Morning",
        "You: stop\nCoach asks: ?",
        "You: how do I do a good morning\nCoach asks: pizza",
        "You: how do I do a good morning\nCoach never says: good morning",
        "You: how do I do a good morning\nCoach ends",
    ],
)
def test_a_dialogue_that_goes_otherwise_fails(echo, wrong):
    with pytest.raises(AssertionError, match="line 2"):
        play(parse(wrong), echo)


def test_remarks_and_empty_lines_are_for_the_reader():
    assert parse("# a remark\n\n(opens the skill)\n") == [Line(3, "(opens the skill)", "")]
