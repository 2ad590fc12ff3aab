"""Touch does what voice does, at every place; what a press sends may be anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.builder import ROUTES
from skill.local.envelopes import request
from skill.session import Intention
from skill.touch import USER_EVENT, WORDS, touched
from tests.limits import complaints


def press(person, *arguments):
    """Touch something that sends these arguments."""
    body = request(
        USER_EVENT, person.household, token="coach", arguments=list(arguments), source={"type": "TouchWrapper"}
    )
    return person.send(body)


def test_every_word_stands_for_an_intent_that_a_handler_answers():
    answered = {name for route in ROUTES for name in route.names}
    assert {intention.intent for intention in WORDS.values()} <= answered


@pytest.mark.parametrize(
    "before", [(), (("HowTo", {"exercise": "good_morning"}),), (("StartWarmUp", {"style": "step_by_step"}),)]
)
@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_touch_is_answered_as_the_words_are(coach, word, before):
    # GIVEN two people at the same place
    from skill.memory.volatile import VolatileStore
    from skill.service import Service
    from tests.talking import Person

    speaks, touches = (Person(Service(coach, VolatileStore())) for _ in range(2))
    for person in (speaks, touches):
        for name, slots in before:
            person.ask(name, key="same", **slots)
    # WHEN one says it and the other touches it
    meant = WORDS[word]
    said = speaks.ask(meant.intent, key="again", **meant.slots)
    touched_ = press(touches, word)
    # THEN both are at the same place afterwards, and the answer is in order
    assert {k: v for k, v in touched_.state.items() if k != "place"} == {
        k: v for k, v in said.state.items() if k != "place"
    }
    assert touched_.open == said.open
    assert not complaints(touched_.response)


def test_a_press_may_name_an_exercise(person):
    assert press(person, "BenefitsIntent", {"exercise": "bird_dog"}).state["exercise"] == "bird_dog"


@pytest.mark.parametrize("arguments", [None, [], "next", [1], ["later"], ["next", {}], ["HowToIntent", {}, 1], [{}]])
def test_what_means_nothing_is_no_touch(arguments):
    assert touched(arguments) is None


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=5), x, max_size=2),
    )
)
def test_anything_may_be_sent(arguments):
    assert touched(arguments) is None or isinstance(touched(arguments), Intention)


def test_slots_that_are_no_text_are_left_out():
    assert touched(["HowToIntent", {"exercise": "bird_dog", "at": 3}]) == Intention(
        "HowToIntent", {"exercise": "bird_dog"}
    )


def test_an_unknown_press_is_answered_with_silence(person):
    assert "outputSpeech" not in press(person, "somewhere").body
