"""Questions about muscles, bones and joints."""

from __future__ import annotations

import pytest

from tests.conftest import COACH
from tests.talking import unheard

STRUCTURES = list(COACH.catalogue.anatomy.values())
each_structure = pytest.mark.parametrize("structure", STRUCTURES, ids=lambda s: s.id)


@each_structure
@pytest.mark.parametrize(
    ("name", "fact"),
    [("AnatomyAbout", "description"), ("AnatomyLocation", "location"), ("AnatomyFunction", "function")],
)
def test_each_of_the_three_questions_has_its_answer(person, structure, name, fact):
    heard = person.ask(name, structure=structure.id)

    assert structure.spoken_name in heard.text
    assert getattr(structure, fact) in heard.text
    assert heard.card


@each_structure
def test_what_trains_it_is_listed_or_honestly_denied(person, structure):
    primary, secondary = COACH.catalogue.trainers(structure.id)

    heard = person.ask("ExercisesForMuscle", structure=structure.id)

    for exercise in (*primary, *secondary)[:3]:
        assert f"the {exercise.spoken_name}" in heard.text
    if not (primary or secondary):
        assert any(line.partition(" {")[0] in heard.text for line in COACH.phrases.variants["muscle.untrained"])


def test_yes_leads_from_what_to_where_to_what_for_to_exercises(person):
    person.ask("AnatomyAbout", structure="multifidus")
    asked = [person.ask("AMAZON.YesIntent").state["asked"]["intent"] for _ in range(3)]

    assert asked == ["AnatomyLocationIntent", "AnatomyFunctionIntent", "ExercisesForMuscleIntent"]


def test_what_nothing_trains_is_never_offered_exercises(person):
    person.ask("AnatomyAbout", structure="sacrum")
    offers = [person.ask("AMAZON.YesIntent").state["offer"]["intent"] for _ in range(6)]

    assert "ExercisesForMuscleIntent" not in offers


def test_it_is_the_structure_that_was_talked_about(person):
    person.ask("AnatomyAbout", structure="sacrum")

    assert "wedged between the two hip bones" in person.ask("AnatomyLocation").text


def test_without_a_name_the_structure_is_asked_for(person):
    heard = person.ask("AnatomyLocation")

    assert heard.text in COACH.phrases.variants["missing.structure.question"]
    assert heard.directives[0]["slotToElicit"] == "structure"


def test_an_unknown_structure_is_met_with_the_two_nearest_names(person):
    heard = person.ask("AnatomyLocation", structure=unheard("multi fetus"))

    assert "the multifidus" in heard.text
    assert person.ask("SelectOption", ordinal=unheard("1")).state["asked"]["slots"] == {"structure": "multifidus"}


def test_an_exercise_to_avoid_is_not_listed_for_its_muscle(person):
    person.ask("AvoidExercise", exercise="side_plank")

    heard = person.ask("ExercisesForMuscle", structure="quadratus_lumborum")

    assert "side plank" not in heard.text
