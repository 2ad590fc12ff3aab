"""How to do an exercise: a part at a time, at the user's pace, with the place kept."""

from __future__ import annotations

import pytest

from skill.memory.profile import read_profile
from tests.conftest import COACH

ready = pytest.mark.parametrize(
    "word", ["Ready", "AMAZON.YesIntent", "AMAZON.NextIntent", "AMAZON.ResumeIntent", "More"]
)


def kept(store, person):
    return read_profile(store.rows.get(person.household.user))


@ready
def test_the_movement_comes_when_the_user_is_ready(person, word):
    person.ask("HowTo", exercise="good_morning")

    heard = person.ask(word)

    assert heard.text.startswith("Soften your knees")
    assert heard.state["asked"]["at"] == 1


@ready
def test_a_set_comes_after_the_movement_and_another_question_after_the_set(person, word):
    person.ask("HowTo", exercise="good_morning")
    person.ask(word)

    heard = person.ask(word)

    assert "Get into place. Three. Two. One." in heard.text
    assert "phase" not in heard.state
    assert heard.state["offer"]["intent"] == "MistakesIntent"


def test_not_yet_gives_time_as_often_as_wanted_and_keeps_the_place(person):
    person.ask("HowTo", exercise="good_morning")

    for _ in range(3):
        assert person.ask("AMAZON.NoIntent").state["phase"] == "explaining"
    assert person.ask("Ready").text.startswith("Soften your knees")


def test_declining_the_set_ends_the_how_to(person):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Ready")

    heard = person.ask("AMAZON.NoIntent")

    assert "phase" not in heard.state
    assert "offer" not in heard.state
    assert "Get into place" not in person.ask("AMAZON.YesIntent").text


def test_back_goes_back_a_part_and_never_before_the_first(person):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Ready")

    for _ in range(2):
        assert person.ask("AMAZON.PreviousIntent").text.startswith("Barbell Good Morning.")


def test_again_says_the_same_part_again(person):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Ready")

    assert person.ask("AMAZON.RepeatIntent").text.startswith("Soften your knees")


def test_starting_over_begins_at_the_beginning(person):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Ready")

    assert person.ask("AMAZON.StartOverIntent").text.startswith("Barbell Good Morning.")


def test_slower_says_the_same_part_with_more_time_and_is_remembered(person, store):
    person.ask("HowTo", exercise="good_morning")
    before = person.ask("Ready")

    heard = person.ask("ChangePace", pace="slow")

    assert heard.state["asked"] == before.state["asked"]
    assert "Soften your knees" in heard.text
    assert '<break time="5600ms"/>' in heard.ssml  # four seconds to brace, at 1.4 times
    assert kept(store, person).pace == "slow"


def test_a_setting_in_between_keeps_the_place(person):
    person.ask("HowTo", exercise="good_morning")

    heard = person.ask("SetLevel", level="advanced")

    assert heard.state["phase"] == "explaining"
    assert person.ask("Ready").text.startswith("Soften your knees")


def test_help_in_the_middle_says_what_can_be_said_there(person):
    person.ask("HowTo", exercise="good_morning")

    heard = person.ask("AMAZON.HelpIntent")

    assert heard.text.startswith("You're in the middle of an exercise.")
    assert person.ask("Ready").text.startswith("Soften your knees")


def test_a_word_for_routines_in_the_middle_of_a_how_to_keeps_the_place(person):
    person.ask("HowTo", exercise="good_morning")

    heard = person.ask("HowLongLeft")

    assert heard.state["phase"] == "explaining"
    assert person.ask("AMAZON.YesIntent").text.startswith("Soften your knees")


def test_a_how_to_is_counted_once_however_often_it_is_repeated(person, store):
    person.ask("HowTo", exercise="good_morning")
    person.ask("AMAZON.RepeatIntent")
    person.ask("ChangePace", pace="slow")

    assert kept(store, person).heard == {"good_morning": 1}


def test_the_fourth_time_an_exercise_is_told_in_fewer_words(person):
    lengths = []
    for _ in range(4):
        lengths.append(len(person.ask("HowTo", key="x", exercise="superman").text))
        person.ask("Benefits", exercise="bird_dog")

    assert lengths[0] == lengths[1] == lengths[2] > lengths[3]


def test_going_to_an_exercise_is_asking_how_to_do_it(person):
    assert person.ask("GoTo", exercise="superman").text.startswith("Superman.")


@pytest.mark.parametrize("word", ["Ready", "AMAZON.NextIntent", "More", "Skip"])
def test_a_word_to_go_on_with_nothing_under_way_changes_nothing(person, word):
    heard = person.ask(word)

    assert any(heard.text.startswith(line) for line in COACH.phrases.variants["nothing_to_continue"])
    assert heard.state == {}


def test_the_card_of_a_how_to_has_a_line_for_every_sentence(person):
    card = person.ask("HowTo", exercise="good_morning").card

    assert card["title"] == "Barbell Good Morning"
    assert "Lift it off, take two or three small steps back, and stand hip width apart." in card["content"].splitlines()
