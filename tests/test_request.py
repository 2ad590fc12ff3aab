"""The turn: what the coach sees of a request, whatever Alexa leaves out."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.envelope import EnvelopeError, read
from skill.local.envelopes import Heard, Household, Sessions, envelope, intent, request
from skill.memory.profile import Profile
from skill.request import Turn, read_turn
from skill.session import Intention, Phase
from tests.conftest import load_request


def turn_of(body, session=None, **household):
    home = Household(**household)
    return read_turn(read(envelope(body, home, Sessions("s"))), Profile(), session)


def asked(name="HowToIntent", **slots):
    return request("IntentRequest", Household(), intent=intent(name, slots))


def test_an_intent_is_read_with_its_resolved_slots():
    turn = turn_of(asked(exercise=Heard("bird dog", "bird_dog")))

    assert turn.name == "HowToIntent"
    assert turn.dialog == "HowToIntent"
    assert turn.intention == Intention("HowToIntent", {"exercise": "bird_dog"})
    assert turn.heard == {"exercise": "bird dog"}
    assert turn.slot("exercise") == "bird_dog"
    assert turn.unknown("exercise") == ""


def test_what_no_authority_knows_is_kept_as_it_was_heard():
    turn = turn_of(asked(exercise=Heard("bench press")))

    assert turn.slot("exercise") == ""
    assert turn.unknown("exercise") == "bench press"


@pytest.mark.parametrize(("heard", "read_as"), [("12", "12"), ("?", "")])
def test_a_slot_of_alexas_own_types_is_its_value_unless_alexa_did_not_get_it(heard, read_as):
    assert turn_of(asked("StartWarmUpIntent", minutes=Heard(heard))).slot("minutes") == read_as


def test_the_first_authority_that_knows_wins():
    turn = read_turn(read(load_request("how_to_several_matches")), Profile(), None)

    assert turn.slot("exercise")


def test_a_match_without_an_id_is_no_match():
    whole = load_request("how_to")
    resolutions = whole["request"]["intent"]["slots"]["exercise"]["resolutions"]["resolutionsPerAuthority"]
    resolutions[0]["values"][0]["value"].pop("id")

    assert read_turn(read(whole), Profile(), None).slot("exercise") == ""


def test_a_list_of_values_in_one_slot_is_read_calmly():
    turn = read_turn(read(load_request("how_to_list_of_exercises")), Profile(), None)

    assert turn.name == "HowToIntent"


def test_an_event_has_a_name_and_no_slots_that_could_be_asked_for():
    turn = turn_of(request("LaunchRequest", Household()))

    assert (turn.name, turn.dialog) == ("LaunchRequest", "")


def test_the_device_says_whether_it_has_a_screen_and_plays_streams():
    body = request("LaunchRequest", Household())

    assert (turn_of(body, screen=True, speaker=False).screen, turn_of(body, screen=True, speaker=False).speaker) == (
        True,
        False,
    )


def test_the_player_tells_its_stream_and_its_place():
    playing = {"playerActivity": "PLAYING", "token": "ours", "offsetInMilliseconds": 4500}
    whole = envelope(request("LaunchRequest", Household()), Household(), Sessions("s"), playing)

    player = read_turn(read(whole), Profile(), None).player

    assert (player.token, player.offset_ms, player.playing) == ("ours", 4500, True)


def test_the_state_comes_from_the_session():
    assert turn_of(asked(), {"phase": "choosing"}).session.phase is Phase.CHOOSING


def test_the_same_request_gets_the_same_words_and_another_one_may_get_others():
    first, second = asked(), asked()

    assert turn_of(first).seed == turn_of(copy.deepcopy(first)).seed
    assert turn_of(first).seed != turn_of(second).seed


def test_a_turn_can_be_asked_as_if_the_user_had_said_it_in_full():
    turn = turn_of(asked(exercise=Heard("bench press")))

    again = turn.asking(Intention("BenefitsIntent", {"exercise": "bird_dog"}))

    assert (again.name, again.slot("exercise"), again.heard) == ("BenefitsIntent", "bird_dog", {})
    assert again.dialog == "HowToIntent"


def test_an_empty_turn_is_a_turn():
    assert Turn("", Intention("")).session.phase is Phase.OPEN


@st.composite
def with_something_missing(draw):
    """A request with one part of it taken out, or replaced by null."""
    whole = copy.deepcopy(
        load_request(draw(st.sampled_from(["how_to", "launch_with_screen", "next_while_playing", "touch"])))
    )
    part = whole
    while True:
        key = draw(st.sampled_from(sorted(part)))
        if isinstance(part[key], dict) and part[key] and draw(st.booleans()):
            part = part[key]
            continue
        if draw(st.booleans()):
            del part[key]
        else:
            part[key] = None
        return whole


def outcome(whole):
    """The turn, or the reason why there is none."""
    try:
        return read_turn(read(whole), Profile(), None)
    except EnvelopeError as error:
        return str(error)


@given(with_something_missing())
def test_whatever_is_missing_from_a_request_it_is_read_or_refused_with_a_reason(whole):
    found = outcome(whole)

    assert isinstance(found, Turn) or "is expected" in found
