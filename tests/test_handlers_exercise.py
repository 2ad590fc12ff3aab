"""Questions about one exercise, asked by name and then as "it"."""

from __future__ import annotations

import pytest

from skill.coach import wording
from tests.conftest import COACH
from tests.talking import unheard

FACTS = COACH.catalogue
EXERCISES = list(FACTS.exercises.values())
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)


@each_exercise
def test_what_is_it_tells_what_it_is_its_level_what_it_needs_and_whom_it_does_not_suit(person, exercise):
    heard = person.ask("AboutExercise", exercise=exercise.id)

    assert heard.text.startswith(f"{exercise.name}. {exercise.what_it_is.text}")
    assert {"beginner": "right for beginners"}.get(exercise.level, exercise.level) in heard.text
    for thing in exercise.equipment:
        assert FACTS.equipment[thing].name in heard.text
    assert exercise.caution.text in heard.text


@each_exercise
def test_what_is_it_good_for_names_its_benefits(person, exercise):
    heard = person.ask("Benefits", exercise=exercise.id)

    for benefit in exercise.benefits[:3]:
        assert benefit.text in heard.text


@each_exercise
def test_which_muscles_does_it_work_names_all_of_them_the_main_ones_first(person, exercise):
    heard = person.ask("MusclesWorked", exercise=exercise.id)

    named = [FACTS.anatomy[id_].spoken_name for id_ in (*exercise.muscles.primary, *exercise.muscles.secondary)]
    places = [heard.text.index(name) for name in named]
    assert max(places[: len(exercise.muscles.primary)]) < min(places[len(exercise.muscles.primary) :])


@each_exercise
def test_what_often_goes_wrong_comes_with_its_cure(person, exercise):
    heard = person.ask("Mistakes", exercise=exercise.id)

    for mistake in exercise.mistakes:
        assert f"{mistake.text} {mistake.fix}" in heard.text


@each_exercise
def test_how_to_breathe(person, exercise):
    assert person.ask("Breathing", exercise=exercise.id).text.startswith(exercise.breathing.text)


@each_exercise
def test_how_much_is_told_for_beginners_and_others_and_with_the_week(person, exercise):
    heard = person.ask("Dose", exercise=exercise.id)

    assert wording.dose(exercise.dose.beginner) in heard.text
    assert wording.dose(exercise.dose.regular) in heard.text
    assert FACTS.weekly["direct_lower_back"].text[1:] in heard.text


@pytest.mark.parametrize(
    ("level", "dose"), [("beginner", "beginner"), ("intermediate", "regular"), ("advanced", "regular")]
)
def test_how_much_for_a_level_is_that_levels_amount_only(person, level, dose):
    exercise = FACTS.exercises["good_morning"]
    other = exercise.dose.regular if dose == "beginner" else exercise.dose.beginner

    heard = person.ask("Dose", exercise="good_morning", level=level)

    assert wording.dose(getattr(exercise.dose, dose)) in heard.text
    assert wording.dose(other) not in heard.text


def test_how_much_without_any_exercise_in_sight_is_told_for_the_week(person):
    heard = person.ask("Dose")

    assert FACTS.weekly["everyone"].text in heard.text
    assert FACTS.weekly["beginner"].text in heard.text


def test_how_much_in_a_week_for_somebody_trained_is_how_to_go_on(person):
    assert FACTS.weekly["progression"].text in person.ask("Dose", level="advanced").text


@each_exercise
def test_easier_and_harder_offer_another_exercise_or_a_change_of_this_one(person, exercise):
    for name, swap in (("Easier", exercise.swaps.easier), ("Harder", exercise.swaps.harder)):
        heard = person.ask(name, exercise=exercise.id)

        assert f"try {swap.text}" in heard.text
        offered = swap.exercise or exercise.id
        assert heard.state["offer"]["slots"]["exercise"] == offered


def test_an_exercise_that_is_to_be_avoided_is_never_offered(person):
    # GIVEN somebody who never wants a side plank
    person.ask("AvoidExercise", exercise="side_plank")

    # WHEN they ask for something harder, which would be the side plank, and for everything else
    heard = [person.ask("Harder", exercise="front_plank"), person.ask("Suggest"), person.ask("ListExercises")]
    heard += [person.ask("More") for _ in range(4)]

    # THEN it is neither offered nor listed
    assert "side_plank" not in str([reaction.state.get("offer") for reaction in heard])
    assert "side plank" not in " ".join(reaction.text for reaction in heard[1:])


def test_another_exercise_without_equipment_is_named_and_offered(person):
    heard = person.ask("Alternative", exercise="good_morning", equipment="none")

    assert "the glute bridge" in heard.text
    assert heard.state["offer"]["intent"] == "HowToIntent"
    assert heard.state["offer"]["slots"] == {"exercise": "hip_extension"}


def test_where_nothing_fits_the_coach_is_honest(person):
    heard = person.ask("Alternative", exercise="side_plank", equipment="kettlebell")

    assert any(line.partition("{")[0] in heard.text for line in COACH.phrases.variants["swap.nothing"])


def test_instead_of_an_exercise_that_needs_nothing_nothing_else_is_needed(person):
    heard = person.ask("Alternative", exercise="bird_dog", equipment="none")

    assert "bird dog" in heard.text
    assert "equipment" in heard.text or "need nothing" in heard.text


# ---------------------------------------------------------------------------------------------- "it", and "what about"


@pytest.mark.parametrize(
    "name", ["Benefits", "MusclesWorked", "EquipmentNeeded", "Mistakes", "Breathing", "Dose", "Easier"]
)
def test_it_is_the_exercise_that_was_talked_about(person, name):
    by_name = person.ask(name, key="x", exercise="superman").text
    person.ask("AboutExercise", exercise="superman")

    assert person.ask(name, key="x").text.startswith(by_name.rsplit(".", 1)[0])


@pytest.mark.parametrize("name", ["Benefits", "HowTo", "Dose", "MusclesWorked"])
def test_what_about_another_one_asks_the_same_about_the_other(person, name):
    person.ask(name, exercise="superman")

    heard = person.ask("AboutExercise", exercise="side_plank")

    assert heard.state["asked"]["intent"] == f"{name}Intent"
    assert heard.state["exercise"] == "side_plank"


def test_what_is_it_about_the_same_exercise_says_what_it_is(person):
    person.ask("Benefits", exercise="superman")

    assert person.ask("AboutExercise", exercise="superman").text.startswith("Superman. Lying face down")


def test_tell_me_more_about_it_after_a_muscle_is_about_the_muscle(person):
    person.ask("AnatomyLocation", structure="sacrum")

    assert person.ask("AboutExercise").text.startswith("The sacrum. It is a triangle")


def test_what_does_it_do_after_an_exercise_is_about_the_exercise(person):
    person.ask("AboutExercise", exercise="bird_dog")

    assert FACTS.exercises["bird_dog"].benefits[0].text in person.ask("AnatomyFunction").text


def test_yes_walks_through_every_question_about_an_exercise(person):
    person.ask("HowTo", exercise="superman")
    asked = [person.ask("AMAZON.YesIntent").state["asked"]["intent"] for _ in range(6)]

    assert asked == ["HowToIntent", "MistakesIntent", "DoseIntent", "BenefitsIntent", "EasierIntent", "HowToIntent"]


# ------------------------------------------------------------------------------------------------------ what is missing


@pytest.mark.parametrize(
    "name", ["HowTo", "Benefits", "MusclesWorked", "Mistakes", "Breathing", "Easier", "Alternative"]
)
def test_a_question_without_an_exercise_asks_for_it_and_the_name_answers(person, name):
    heard = person.ask(name)

    assert heard.text in COACH.phrases.variants["missing.exercise.question"]
    assert heard.directives == [{"type": "Dialog.ElicitSlot", "slotToElicit": "exercise"}]
    assert person.ask(name, exercise="superman").state["asked"]["slots"]["exercise"] == "superman"


def test_a_bare_name_after_which_exercise_answers_the_question_that_was_asked(person):
    person.ask("Benefits")

    assert FACTS.exercises["superman"].benefits[0].text in person.ask("AboutExercise", exercise="superman").text


def test_an_unknown_exercise_is_met_with_the_two_nearest_names(person):
    heard = person.ask("HowTo", exercise=unheard("good mourning"))

    assert "the good morning or the" in heard.text
    assert heard.open


@pytest.mark.parametrize("ordinal", ["1", "1st", "first"])
def test_one_of_the_nearest_names_is_picked_by_its_number(person, ordinal):
    person.ask("Benefits", exercise=unheard("bird duck"))

    heard = person.ask("SelectOption", ordinal=unheard(ordinal))

    assert FACTS.exercises["bird_dog"].benefits[0].text in heard.text


def test_saying_again_asks_the_missing_thing_again_without_asking_the_device(person):
    person.ask("Benefits")

    heard = person.ask("AMAZON.RepeatIntent")

    assert heard.text in COACH.phrases.variants["missing.exercise.question"]
    assert heard.directives == []


# ------------------------------------------------------------------------------------------------------------- compare


def test_two_exercises_are_held_side_by_side(person):
    heard = person.ask("CompareExercises", exercise="bird_dog", other="superman")

    for id_ in ("bird_dog", "superman"):
        assert FACTS.exercises[id_].what_it_is.text in heard.text
    assert heard.text.endswith("the bird dog or the superman?")


def test_the_other_one_is_the_one_that_was_talked_about(person):
    person.ask("HowTo", exercise="superman")

    assert "superman" in person.ask("CompareExercises", exercise="bird_dog").text


def test_with_one_named_the_other_is_asked_for(person):
    heard = person.ask("CompareExercises", exercise="bird_dog")

    assert "the bird dog" in heard.text.lower()
    assert heard.directives[0]["slotToElicit"] == "other"


def test_with_none_named_both_are_asked_for(person):
    assert person.ask("CompareExercises").directives[0]["slotToElicit"] == "exercise"


def test_an_unknown_exercise_is_not_compared_with_something_else(person):
    heard = person.ask("CompareExercises", exercise="bird_dog", other=unheard("could morning"))

    assert "the good morning or the" in heard.text


def test_there_is_nothing_more_to_a_comparison(person):
    person.ask("CompareExercises", exercise="bird_dog", other="superman")

    heard = person.ask("More")

    assert any(heard.text.startswith(line) for line in COACH.phrases.variants["nothing_to_continue"])
    assert len(heard.state["options"]) == 2
