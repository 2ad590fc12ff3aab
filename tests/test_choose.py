"""Which exercise fits: by equipment and level, instead of another, and by a name that was heard wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.choose import LEVELS, feasible, find, instead, nearest, unavoided
from tests.conftest import COACH

FACTS = COACH.catalogue
EXERCISES = FACTS.exercises

equipment = st.sampled_from(["", *FACTS.equipment])
level = st.sampled_from(["", *LEVELS])
avoided = st.sets(st.sampled_from(list(EXERCISES)))


@given(equipment=equipment, level=level, avoid=avoided)
def test_what_is_found_fits_and_what_fits_is_found(equipment, level, avoid):
    found = find(FACTS, equipment, level, avoid)

    for exercise in EXERCISES.values():
        has = equipment in (*exercise.equipment, *exercise.alternative_equipment, *exercise.optional_equipment)
        fits_equipment = not equipment or (not exercise.equipment if equipment == "none" else has)
        fits_level = not level or LEVELS.index(exercise.level) <= LEVELS.index(level)
        assert (exercise in found) == (fits_equipment and fits_level and exercise.id not in avoid)


def test_the_level_that_was_asked_for_comes_first():
    levels = [exercise.level for exercise in find(FACTS, level="advanced")]

    assert levels == sorted(levels, key=LEVELS.index, reverse=True)
    assert levels[0] == "advanced"


def test_an_unknown_level_asks_for_none():
    found = {exercise.id for exercise in find(FACTS, level="olympic")}

    assert found == set(EXERCISES)


@pytest.mark.parametrize(
    ("exercise", "at_hand", "fits"),
    [
        ("bird_dog", (), True),
        ("good_morning", (), False),
        ("good_morning", ("barbell",), False),
        ("good_morning", ("barbell", "weight_plates", "power_rack"), True),
        ("back_extension", ("glute_ham_bench",), True),
    ],
)
def test_what_can_be_done_with_what_is_at_hand(exercise, at_hand, fits):
    assert feasible(EXERCISES[exercise], at_hand) is fits


@given(exercise=st.sampled_from(list(EXERCISES.values())), equipment=equipment, avoid=avoided)
def test_another_exercise_is_another_one_that_fits_and_trains_something_in_common(exercise, equipment, avoid):
    other = instead(FACTS, exercise, equipment, avoid)

    if other:
        assert other.id != exercise.id
        assert other.id not in avoid
        if equipment in exercise.equipment:
            assert equipment not in other.equipment
        else:
            assert not equipment or other in find(FACTS, equipment)


@pytest.mark.parametrize(
    ("exercise", "equipment", "other"),
    [
        ("good_morning", "none", "hip_extension"),
        ("front_plank", "none", "side_plank"),
        ("good_morning", "", "rack_pull"),
        ("kettlebell_swing", "stability_ball", "reverse_hyper"),
        ("side_plank", "kettlebell", None),
    ],
)
def test_instead_of_an_exercise(exercise, equipment, other):
    found = instead(FACTS, EXERCISES[exercise], equipment)

    assert (found and found.id) == other


def test_an_avoided_exercise_is_no_way_out():
    assert instead(FACTS, EXERCISES["good_morning"], "none", avoid=("hip_extension",)).id != "hip_extension"


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("bird duck", "bird_dog"),
        ("could morning", "good_morning"),
        ("Side Blank", "side_plank"),
        ("wreck pull", "rack_pull"),
    ],
)
def test_the_nearest_name_comes_first(heard, meant):
    assert nearest(heard, EXERCISES.values())[0].id == meant


@given(heard=st.text(max_size=30), count=st.integers(1, 5))
def test_there_are_always_as_many_nearest_names_as_asked_for(heard, count):
    found = nearest(heard, FACTS.anatomy.values(), count)

    assert len({structure.id for structure in found}) == count


def test_what_is_to_be_avoided_is_left_out():
    left = unavoided(EXERCISES.values(), ("bird_dog",))

    assert len(left) == len(EXERCISES) - 1
    assert EXERCISES["bird_dog"] not in left


def test_equipment_that_the_exercise_needs_itself_is_what_the_person_lacks():
    # GIVEN a person without a barbell who asks for something instead of the rack pull
    found = instead(FACTS, EXERCISES["rack_pull"], "barbell")
    # THEN the other one does without it
    assert found is not None
    assert "barbell" not in found.equipment
