"""Where a conversation stands: it survives the way through Alexa, and garbage is a fresh start."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.session import Intention, Phase, Session, read_session, write_session

names = st.text(max_size=20)
intentions = st.builds(Intention, names, st.dictionaries(names, names, max_size=3), st.integers(0, 99))
sessions = st.builds(
    Session,
    phase=st.sampled_from(Phase),
    asked=st.none() | intentions,
    offer=st.none() | intentions,
    options=st.lists(intentions, max_size=3).map(tuple),
    exercise=names,
    structure=names,
    sources=st.lists(names, max_size=3).map(tuple),
    misses=st.integers(0, 9),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=10,
)


@given(sessions)
def test_a_state_survives_the_way_through_alexas_json(session):
    assert read_session(json.loads(json.dumps(write_session(session)))) == session


@given(st.dictionaries(st.sampled_from(Session.__struct_fields__) | names, json_values))
def test_whatever_another_version_wrote_is_read_without_a_complaint(attributes):
    session = read_session(attributes)

    assert isinstance(session, Session)
    assert read_session(write_session(session)) == session


@pytest.mark.parametrize(
    "attributes", [None, {}, {"phase": "dancing"}, {"asked": "HowToIntent"}, {"options": {}}, {"misses": "three"}]
)
def test_what_cannot_be_read_is_a_fresh_start(attributes):
    assert read_session(attributes) == Session()


def test_a_fresh_state_takes_no_room():
    assert write_session(Session()) == {}


def test_the_same_question_about_something_else_begins_at_its_beginning():
    asked = Intention("HowToIntent", {"exercise": "bird_dog"}, at=2)

    assert asked.filled(exercise="superman") == Intention("HowToIntent", {"exercise": "superman"})


@pytest.mark.parametrize(("at", "parts", "then"), [(0, 1, 1), (2, -1, 1), (0, -1, 0)])
def test_going_further_never_goes_before_the_first_part(at, parts, then):
    assert Intention("HowToIntent", at=at).further(parts).at == then


def test_a_slot_that_is_not_filled_reads_as_nothing():
    assert Intention("HowToIntent").get("exercise") == ""


def test_a_state_has_few_fields():
    assert len(Session.__struct_fields__) <= 8
