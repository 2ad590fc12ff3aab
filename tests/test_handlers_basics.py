"""What every skill must answer: hello, help, not understood, sources, settings, goodbye."""

from __future__ import annotations

import pytest

from skill.memory.profile import read_profile
from tests.conftest import COACH
from tests.talking import unheard

LINES = COACH.phrases.variants


def says(heard, key):
    return any(heard.text.startswith(line) for line in LINES[key])


def kept(store, person):
    return read_profile(store.rows.get(person.household.user))


# ----------------------------------------------------------------------------------------------------------- hello


def test_the_first_launch_ever_tells_what_this_is_and_the_caution(person):
    heard = person.launch()

    assert says(heard, "launch.first")
    assert COACH.catalogue.safety.caution.text in heard.text


def test_later_launches_are_short(person):
    person.launch()

    heard = person.launch()

    assert says(heard, "launch.again")
    assert COACH.catalogue.safety.caution.text not in heard.text


def test_a_greeting_is_returned_and_the_exercise_of_that_name_only_mentioned(person):
    heard = person.ask("Greeting")

    assert says(heard, "greeting.hello")
    assert "good morning" in heard.text.lower()
    assert heard.state == {}


def test_a_greeting_in_the_middle_of_a_how_to_keeps_the_place(person):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Greeting")

    assert person.ask("Ready").text.startswith("Soften your knees")


# ------------------------------------------------------------------------------------------------- not understood


def test_not_understood_is_met_with_examples_then_a_menu_then_a_way_out(person):
    person.launch()

    first, second, third = (person.ask("AMAZON.FallbackIntent") for _ in range(3))

    assert says(first, "fallback.first.say")
    assert says(second, "fallback.again.say")
    assert says(third, "fallback.way_out")
    assert (first.open, second.open, third.open) == (True, True, False)


def test_something_understood_in_between_begins_the_ladder_anew(person):
    person.ask("AMAZON.FallbackIntent")
    person.ask("AMAZON.FallbackIntent")
    person.ask("Benefits", exercise="superman")

    assert says(person.ask("AMAZON.FallbackIntent"), "fallback.first.say")


def test_in_the_middle_of_a_how_to_nobody_is_sent_away(person):
    person.ask("HowTo", exercise="good_morning")

    for _ in range(5):
        assert says(person.ask("AMAZON.FallbackIntent"), "fallback.explaining.say")
    assert person.ask("Ready").text.startswith("Soften your knees")


def test_an_offer_stands_through_something_not_understood(person):
    person.ask("AnatomyAbout", structure="multifidus")
    person.ask("AMAZON.FallbackIntent")

    assert person.ask("AMAZON.YesIntent").state["asked"]["intent"] == "AnatomyLocationIntent"


def test_an_intent_of_tomorrow_is_not_understood(person):
    assert says(person.ask("Dance"), "fallback.first.say")


# ------------------------------------------------------------------------------------------------------ yes and no


def test_yes_to_an_open_question_asks_what_it_should_be(person):
    person.launch()

    assert says(person.ask("AMAZON.YesIntent"), "gladly")


def test_what_was_declined_is_not_done_by_the_next_yes(person):
    person.ask("AnatomyAbout", structure="multifidus")
    person.ask("AMAZON.NoIntent")

    assert says(person.ask("AMAZON.YesIntent"), "gladly")


def test_there_is_nothing_to_repeat_at_the_beginning(person):
    for word in ("Repeat", "Previous", "StartOver"):
        assert says(person.ask(f"AMAZON.{word}Intent"), "nothing_to_repeat")


@pytest.mark.parametrize("word", ["LoopOn", "LoopOff", "ShuffleOn", "ShuffleOff"])
def test_what_only_a_stream_can_do_is_told_so(person, word):
    assert says(person.ask(f"AMAZON.{word}Intent"), "no_stream")


@pytest.mark.parametrize("name", ["OtherSide", "HowLongLeft", "WhereAmI"])
def test_what_only_a_routine_has_is_told_so_and_the_warm_up_offered(person, name):
    heard = person.ask(name)

    assert says(heard, "no_routine")
    assert heard.state["offer"]["intent"] == "StartWarmUpIntent"


def test_a_pause_keeps_an_offer(person):
    person.ask("AnatomyAbout", structure="multifidus")
    person.ask("AMAZON.PauseIntent")

    assert person.ask("AMAZON.YesIntent").state["asked"]["intent"] == "AnatomyLocationIntent"


# --------------------------------------------------------------------------------------------------------- sources


def test_how_do_you_know_names_the_sources_of_the_last_answer(person):
    person.ask("Benefits", exercise="good_morning")

    heard = person.ask("HowDoYouKnow")

    for benefit in COACH.catalogue.exercises["good_morning"].benefits[:3]:
        for key in benefit.source:
            assert COACH.catalogue.sources[key].spoken in heard.text
    assert "https://" in heard.card["content"]
    assert "https" not in heard.text


def test_of_many_sources_three_are_named_and_the_card_has_the_rest(person):
    person.ask("HowTo", exercise="bird_dog")
    keys = person.session.attributes["sources"]

    heard = person.ask("HowDoYouKnow")

    assert len(keys) > 3
    assert sum(COACH.catalogue.sources[key].spoken in heard.text for key in keys) == 3
    assert len(heard.card["content"].splitlines()) == len(keys)


def test_before_any_fact_there_is_no_source(person):
    person.launch()

    assert says(person.ask("HowDoYouKnow"), "sources.none")


def test_asking_for_the_source_keeps_the_conversation(person):
    person.ask("HowTo", exercise="good_morning")
    person.ask("HowDoYouKnow")

    assert person.ask("Ready").text.startswith("Soften your knees")


# -------------------------------------------------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("name", "slots", "field", "value"),
    [
        ("SetLevel", {"level": "advanced"}, "level", "advanced"),
        ("ChangePace", {"pace": "fast"}, "pace", "fast"),
        ("ChangeDetail", {"detail": "silent"}, "detail", "silent"),
        ("SetEquipment", {"equipment": "kettlebell"}, "equipment", ("kettlebell",)),
        ("AvoidExercise", {"exercise": "superman"}, "avoid", ("superman",)),
    ],
)
def test_what_is_set_is_confirmed_and_remembered(person, store, name, slots, field, value):
    heard = person.ask(name, **slots)

    assert heard.open
    assert getattr(kept(store, person), field) == value


@pytest.mark.parametrize(
    ("name", "slot"),
    [("SetLevel", "level"), ("SetEquipment", "equipment"), ("AvoidExercise", "exercise"), ("ChangeStyle", "style")],
)
def test_a_setting_without_its_value_asks_for_it_and_then_is_done(person, name, slot):
    heard = person.ask(name)

    assert heard.directives[0]["slotToElicit"] == slot
    value = {"level": "beginner", "equipment": "mat", "exercise": "superman", "style": "step_by_step"}[slot]
    assert "phase" not in person.ask(name, **{slot: value}).state


@pytest.mark.parametrize("name", ["SetLevel", "SetEquipment", "ChangeStyle", "ChangePace", "ChangeDetail"])
def test_a_value_of_tomorrow_never_spoils_the_memory(person, store, name):
    slot = {"SetLevel": "level", "SetEquipment": "equipment", "ChangeStyle": "style"}.get(name, name[6:].lower())
    person.ask("SetLevel", level="advanced")

    person.ask(name, **{slot: "of_tomorrow"})

    assert kept(store, person).level == "advanced"


def test_equipment_adds_up_and_nothing_empties_it(person, store):
    for thing in ("barbell", "mat", "barbell"):
        person.ask("SetEquipment", equipment=thing)
    assert kept(store, person).equipment == ("barbell", "mat")

    person.ask("SetEquipment", equipment="none")
    assert kept(store, person).equipment == ()


@pytest.mark.parametrize(("step", "detail"), [("less", "cues"), ("more", "teacher")])
def test_more_or_less_talk_is_one_step(person, store, step, detail):
    person.ask("ChangeDetail", detail=step)

    assert kept(store, person).detail == detail


def test_more_talk_than_most_is_most(person, store):
    for _ in range(5):
        person.ask("ChangeDetail", detail="more")

    assert kept(store, person).detail == "teacher"


def test_an_unknown_exercise_is_not_avoided(person, store):
    heard = person.ask("AvoidExercise", exercise=unheard("bird duck"))

    assert "the bird dog" in heard.text
    assert kept(store, person).avoid == ()


def test_progress_tells_what_was_heard_and_how_often(person):
    assert person.ask("MyProgress").open
    person.ask("HowTo", exercise="superman")

    assert "superman" in person.ask("MyProgress").text


# -------------------------------------------------------------------------------------------------------- and more


def test_the_coach_says_what_it_cannot_do(person):
    assert person.ask("Limits").text.startswith(COACH.catalogue.safety.limits.text)


@pytest.mark.parametrize("word", ["Stop", "Cancel", "NavigateHome"])
def test_goodbye_ends_the_session_and_silences_a_speaker(person, word):
    heard = person.ask(f"AMAZON.{word}Intent")

    assert says(heard, "goodbye")
    assert not heard.open
    assert [d["type"] for d in heard.directives] == ["AudioPlayer.Stop"]


def test_a_device_that_plays_no_streams_is_sent_none(service):
    from tests.talking import Person

    assert Person(service, speaker=False).ask("AMAZON.StopIntent").directives == []
