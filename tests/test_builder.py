"""The table of contents: every intent has exactly one answer, and safety and stopping win everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import interaction_model
from skill.builder import ROUTES, answer, route_for
from skill.handlers import basics, safety
from skill.reply import Reply
from skill.request import Turn
from skill.routes import CheckRoute, PlaceRoute, RestRoute, SafetyRoute, UnknownIntentRoute
from skill.session import Intention, Phase, Session
from tests.conftest import COACH

MODEL = json.loads((Path(interaction_model.__file__).parent / "en-US.json").read_text(encoding="utf-8"))[
    "interactionModel"
]
INTENTS = sorted(intent["name"] for intent in MODEL["languageModel"]["intents"])
INTERNAL: set[str] = set()
"""Reached only through an offer that is accepted."""
BROAD = (SafetyRoute, CheckRoute, PlaceRoute, UnknownIntentRoute, RestRoute)


def asked(name, session=Session(), **slots):
    return Turn(name, Intention(name, slots), session=session, dialog=name)


@pytest.mark.parametrize("name", INTENTS)
def test_every_intent_of_the_model_is_taken_by_exactly_one_handler(coach, name):
    narrow = [route for route in ROUTES if not isinstance(route, BROAD) and route.accepts(asked(name), coach)]
    about_the_body = ROUTES[0].accepts(asked(name), coach)

    assert len(narrow) + about_the_body == 1


def test_every_name_in_the_table_is_an_intent_of_the_model_or_a_launch():
    names = {name for route in ROUTES for name in route.names if name.endswith("Intent")}

    assert names - INTERNAL == set(INTENTS)


@pytest.mark.parametrize("name", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
@pytest.mark.parametrize("phase", list(Phase))
def test_stop_always_stops(coach, name, phase):
    session = Session(
        phase=phase, asked=Intention("HowToIntent", {"exercise": "bird_dog"}), offer=Intention("SuggestIntent")
    )

    reply = answer(asked(name, session), coach)

    assert not reply.open
    assert reply.script.text in coach.phrases.variants["goodbye"]
    assert reply.session == Session()


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("name", ["PainIntent", "RedFlagIntent", "ConditionIntent"])
def test_a_body_in_trouble_is_answered_by_the_same_handler_in_every_state(coach, name, phase):
    assert route_for(asked(name, Session(phase=phase)), coach).handler is safety.protect


def test_an_intent_of_a_newer_model_is_met_as_not_understood(coach):
    assert route_for(asked("DanceIntent"), coach).handler is basics.fallback


@pytest.mark.parametrize("kind", ["SessionEndedRequest", "AudioPlayer.PlaybackStarted", "Tomorrow.Event", ""])
def test_an_event_is_met_with_silence(coach, kind):
    reply = answer(Turn(kind, Intention(kind)), coach)

    assert reply == Reply()


def test_handlers_that_pass_a_turn_to_each_other_without_an_end_are_a_mistake_that_is_told(coach):
    looping = Session(asked=Intention("AMAZON.RepeatIntent"))

    with pytest.raises(RuntimeError, match="without an end"):
        answer(asked("AMAZON.RepeatIntent", looping), coach)


@given(name=st.sampled_from([*INTENTS, "DanceIntent", "LaunchRequest"]), phase=st.sampled_from(list(Phase)))
def test_every_turn_is_taken_by_some_route(name, phase):
    turn = replace(asked(name), session=Session(phase=phase))

    assert isinstance(answer(turn, COACH), Reply)
