"""Finding an exercise: lists, picks, suggestions, aims and topics."""

from __future__ import annotations

import pytest

from tests.conftest import COACH
from tests.talking import unheard

FACTS = COACH.catalogue


def names(text):
    """The exercises that are named in a text, by id."""
    return [e.id for e in FACTS.exercises.values() if f"the {e.spoken_name}" in text]


def test_all_exercises_are_listed_three_at_a_time_each_once(person):
    pages = [names(person.ask("ListExercises").text)] + [names(person.ask("More").text) for _ in range(3)]

    assert [len(page) for page in pages] == [3, 3, 3, 3]
    assert {id_ for page in pages for id_ in page} == set(FACTS.exercises)


def test_after_the_last_page_the_list_begins_again_and_says_so(person):
    first = names(person.ask("ListExercises").text)
    for _ in range(3):
        person.ask("More")

    heard = person.ask("More")

    assert names(heard.text) == first
    assert any(heard.text.startswith(line) for line in COACH.phrases.variants["list.again"])
    assert heard.state["asked"].get("at", 0) == 0


def test_going_back_a_page(person):
    first = names(person.ask("ListExercises").text)
    person.ask("More")

    assert names(person.ask("AMAZON.PreviousIntent").text) == first


@pytest.mark.parametrize(
    ("ordinal", "place"), [("1", 0), ("2nd", 1), ("third", 2), ("last", 2), ("-1", 2), ("Second", 1)]
)
def test_one_of_a_list_is_picked_by_its_place(person, ordinal, place):
    listed = [option["slots"]["exercise"] for option in person.ask("ListExercises").state["options"]]

    heard = person.ask("SelectOption", ordinal=unheard(ordinal))

    assert heard.state["asked"]["slots"]["exercise"] == listed[place]


@pytest.mark.parametrize("ordinal", ["4", "0", "?", "umpteenth"])
def test_a_place_that_is_not_there_asks_again(person, ordinal):
    person.ask("ListExercises")

    heard = person.ask("SelectOption", ordinal=unheard(ordinal))

    assert heard.text in COACH.phrases.variants["list.which.question"]
    assert len(heard.state["options"]) == 3


def test_a_list_of_one_offers_it(person):
    heard = person.ask("FindExercise", equipment="kettlebell")

    assert names(heard.text) == ["kettlebell_swing"]
    assert person.ask("AMAZON.YesIntent").text.startswith("Russian Kettlebell Swing.")


def test_yes_to_which_one_asks_which_one(person):
    person.ask("ListExercises")

    assert person.ask("AMAZON.YesIntent").state["phase"] == "choosing"


def test_no_to_a_list_leaves_it(person):
    person.ask("ListExercises")

    heard = person.ask("AMAZON.NoIntent")

    assert "phase" not in heard.state
    assert "options" not in heard.state


def test_equipment_and_level_together_are_both_kept(person):
    heard = person.ask("FindExercise", equipment="barbell", level="beginner")

    assert names(heard.text) == ["back_extension"]


def test_without_equipment_or_level_what_is_remembered_of_the_person_counts(person):
    person.ask("SetLevel", level="intermediate")
    person.ask("SetEquipment", equipment="kettlebell")

    found = names(person.ask("FindExercise").text) + names(person.ask("More").text) + names(person.ask("More").text)

    assert "kettlebell_swing" in found
    assert {"good_morning", "glute_ham_raise", "reverse_hyper"}.isdisjoint(found)


def test_where_nothing_fits_everything_is_offered(person):
    heard = person.ask("FindExercise", equipment="kettlebell", level="beginner")

    assert heard.state["offer"]["intent"] == "ListExercisesIntent"


def test_somebody_who_avoids_everything_hears_no_empty_list(person):
    for exercise in FACTS.exercises:
        person.ask("AvoidExercise", exercise=exercise)

    for name in ("ListExercises", "Suggest"):
        assert person.ask(name).text.split(" ")[0] != ""
        assert ": ." not in person.ask(name).text


# --------------------------------------------------------------------------------------------------------- suggestions


def test_a_beginner_without_equipment_is_suggested_what_needs_none(person):
    for _ in range(12):
        heard = person.ask("Suggest")
        suggested = FACTS.exercises[heard.state["exercise"]]
        assert suggested.level == "beginner"
        assert not suggested.equipment


def test_another_suggestion_is_another_exercise(person):
    first = person.ask("Suggest").state["exercise"]

    assert person.ask("Suggest").state["exercise"] != first


def test_a_suggestion_can_be_heard_again(person):
    first = person.ask("Suggest").state["exercise"]

    assert person.ask("AMAZON.RepeatIntent").state["exercise"] == first


def test_what_is_at_hand_widens_the_choice(person):
    person.ask("SetLevel", level="advanced")
    for thing in ("barbell", "weight_plates", "power_rack"):
        person.ask("SetEquipment", equipment=thing)

    suggested = {person.ask("Suggest").state["exercise"] for _ in range(40)}

    assert {"good_morning", "rack_pull"} & suggested
    assert "kettlebell_swing" not in suggested


# ------------------------------------------------------------------------------------------------------ aims and topics


@pytest.mark.parametrize("goal", FACTS.goals.values(), ids=lambda goal: goal.id)
def test_training_for_an_aim_tells_every_fact_and_its_exercises(person, goal):
    heard = person.ask("Programming", goal=goal.id)

    for fact in (goal.principle, goal.when, goal.how, goal.guideline, goal.caveat):
        assert fact is None or fact.text in heard.text
    assert names(heard.text) == [e for e in FACTS.exercises if e in goal.methods[:3]]


def test_more_exercises_for_an_aim(person):
    person.ask("Programming", goal="endurance")

    assert set(names(person.ask("More").text)) == set(FACTS.goals["endurance"].methods[3:])


def test_without_an_aim_it_is_asked_for(person):
    assert person.ask("Programming").directives[0]["slotToElicit"] == "goal"


def test_an_aim_whose_exercises_are_all_avoided_is_answered_without_them(person):
    for exercise in FACTS.goals["hypertrophy"].methods:
        person.ask("AvoidExercise", exercise=exercise)

    heard = person.ask("Programming", goal="hypertrophy")

    assert names(heard.text) == []
    assert FACTS.goals["hypertrophy"].caveat.text in heard.text


@pytest.mark.parametrize("topic", FACTS.topics.values(), ids=lambda topic: topic.id)
def test_a_topic_is_told_with_its_reservation_and_leads_to_the_next(person, topic):
    heard = person.ask("Topic", topic=topic.id)

    assert topic.text in heard.text
    assert (topic.caveat or "") in heard.text
    assert heard.state["offer"]["slots"]["topic"] != topic.id


def test_yes_leads_through_all_topics_and_round_again(person):
    first = person.ask("Topic", topic="posture").state["asked"]["slots"]["topic"]
    seen = [person.ask("AMAZON.YesIntent").state["asked"]["slots"]["topic"] for _ in FACTS.topics]

    assert set(seen) == set(FACTS.topics)
    assert seen[-1] == first


def test_without_a_topic_they_are_named_three_at_a_time(person):
    pages = [person.ask("Topic")] + [person.ask("More") for _ in range(3)]

    named = [option["slots"]["topic"] for page in pages for option in page.state["options"]]
    assert set(named) == set(FACTS.topics)
    assert all(FACTS.topics[id_].name.lower() in " ".join(page.text for page in pages).lower() for id_ in named)


def test_a_topic_is_picked_by_its_place(person):
    options = person.ask("Topic").state["options"]

    heard = person.ask("SelectOption", ordinal=unheard("2"))

    assert FACTS.topics[options[1]["slots"]["topic"]].text in heard.text
