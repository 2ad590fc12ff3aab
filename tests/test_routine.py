"""From a wish to a plan: exercises, amounts, rounds and minutes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from skill.coach.amounts import held, in_seconds, measure, moved
from skill.coach.routine import TOLERANCE, Wish, other_side, prepare, unavoided_order
from skill.memory.choices import DETAILS, LEVELS, PACES
from skill.memory.profile import Profile
from tests.conftest import COACH

FACTS, PHRASES = COACH.catalogue, COACH.phrases
WARM_UP = FACTS.routines["warm_up"]


def prepared(profile=Profile(), **wish):
    return prepare(FACTS, PHRASES, Wish(**wish), profile)


@pytest.mark.parametrize(
    ("level", "amounts", "rounds"),
    [
        ("beginner", (30, 10, 10, 10), 1),
        ("intermediate", (45, 12, 12, 12), 1),
        ("advanced", (60, 15, 14, 15), 2),
    ],
)
def test_the_warm_up_has_the_amounts_of_the_facts(level, amounts, rounds):
    recipe = prepared(level=level).plan.recipe

    assert recipe.routine == "warm_up"
    assert recipe.exercises == ("front_plank", "hip_extension", "bird_dog", "superman")
    assert (recipe.amounts, recipe.rounds) == (amounts, rounds)


def test_a_person_without_a_level_gets_the_routine_s_own():
    assert prepared().plan.recipe.level == "intermediate"
    assert prepared(Profile(level="advanced")).plan.recipe.amounts == (60, 15, 14, 15)


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("detail", DETAILS)
def test_four_minutes_are_four_minutes_at_every_pace_level_and_amount_of_talk(pace, level, detail):
    found = prepared(Profile(detail=detail), level=level, pace=pace, minutes=4)

    assert abs(found.plan.seconds - 240) <= TOLERANCE
    assert found.fits


@pytest.mark.parametrize("routine", FACTS.routines)
@given(minutes=st.integers(3, 10), level=st.sampled_from(LEVELS), pace=st.sampled_from(PACES))
@settings(max_examples=25, deadline=None)
def test_a_plan_that_claims_to_fit_fits_and_stays_within_sane_amounts(routine, minutes, level, pace):
    found = prepared(routine=routine, minutes=minutes, level=level, pace=pace)

    assert found.fits == (abs(found.plan.seconds - 60 * minutes) <= 10)
    recipe = found.plan.recipe
    for id_, amount in zip(recipe.exercises, recipe.amounts, strict=True):
        bounds = measure(FACTS.exercises[id_], level, FACTS.routines[routine])
        assert bounds.least <= amount <= bounds.high
        assert (amount - bounds.base) % bounds.unit == 0 or held(FACTS.exercises[id_])
    assert recipe.exercises == FACTS.routines[routine].order[: len(recipe.exercises)]


def test_within_the_bounds_of_the_source_no_exercise_is_left_out():
    found = prepared(Profile(detail="cues"), minutes=5)

    assert len(found.plan.recipe.exercises) == 4
    assert all(10 <= reps <= 15 for reps in found.plan.recipe.amounts[1:])


@pytest.mark.parametrize("minutes", [0.3, 60])
def test_what_cannot_be_had_is_answered_with_the_nearest_plan_and_says_so(minutes):
    found = prepared(minutes=minutes)

    assert not found.fits
    assert (found.miss > 0) == (minutes < 1)


def test_the_nearest_plan_fits_when_it_is_asked_for_by_its_own_length():
    longest = prepared(minutes=60).plan

    again = prepared(minutes=longest.seconds / 60)

    assert again.fits
    assert again.plan.seconds == longest.seconds


def test_rounds_that_are_asked_for_are_kept_even_with_a_time():
    found = prepared(rounds=2, minutes=8)

    assert found.plan.recipe.rounds == 2
    assert found.fits


def test_more_rounds_than_anybody_should_do_are_cut():
    assert prepared(rounds=50).plan.recipe.rounds == 5


def test_the_short_routine_takes_four_minutes_without_being_asked():
    for pace in PACES:
        assert abs(prepared(routine="short", pace=pace).plan.seconds - 240) <= 10


def test_the_routine_off_the_belly_never_lies_face_down():
    for level in LEVELS:
        plan = prepared(routine="off_the_belly", level=level).plan
        assert {station.exercise.position for station in plan.stations} & {"prone"} == set()
        assert "face down" not in plan.script().text.lower().replace("without lying face down", "")


def test_an_avoided_exercise_is_swapped_for_one_of_the_same_purpose_and_it_says_so():
    plan = prepared(Profile(avoid=("hip_extension",))).plan

    assert "hip_extension" not in plan.recipe.exercises
    assert len(plan.recipe.exercises) == 4
    assert "glute bridge" in plan.blocks[0].script().text
    assert not FACTS.exercises[plan.recipe.exercises[1]].equipment


def test_who_avoids_everything_gets_no_plan():
    assert prepared(Profile(avoid=tuple(FACTS.exercises))) is None


@given(st.sets(st.sampled_from(sorted(FACTS.exercises))))
@settings(max_examples=60)
def test_what_is_avoided_is_never_in_a_plan(avoid):
    order, swaps = unavoided_order(FACTS, WARM_UP.order, tuple(avoid))

    assert not set(order) & avoid
    assert [id_ for id_, _ in swaps] == [id_ for id_ in WARM_UP.order if id_ in avoid]
    assert len(order) == 4 - sum(not instead for _, instead in swaps)


def test_the_side_that_did_not_begin_last_time_begins():
    assert prepared(Profile(side="left")).plan.recipe.side == "right"
    assert prepared(Profile(side="right")).plan.recipe.side == "left"
    assert (other_side(None), other_side("left"), other_side("right")) == ("left", "right", "left")


def test_a_routine_of_one_s_own_takes_about_the_seconds_that_were_asked_for():
    plan = prepared(exercises=("side_plank", "hip_extension"), seconds=30, rounds=2).plan

    assert plan.recipe.amounts == (30, 6)
    assert plan.recipe.rounds == 2
    assert [station.exercise.id for station in plan.stations] == ["side_plank", "hip_extension"] * 2


@given(st.sampled_from(sorted(FACTS.exercises)), st.integers(1, 120), st.sampled_from(PACES))
def test_an_amount_in_seconds_is_never_nothing_and_keeps_the_sides_even(id_, seconds, pace):
    exercise = FACTS.exercises[id_]

    amount = in_seconds(exercise, seconds, pace)

    assert amount >= 1
    if exercise.one_sided and not held(exercise):
        assert amount % 2 == 0


@pytest.mark.parametrize(("answers", "load"), [("easy", 1), ("hard", -1), ("right", 0)])
def test_an_answer_moves_the_load_by_one_step(answers, load):
    assert moved(0, answers) == load


@given(st.lists(st.sampled_from(["easy", "right", "hard"]), max_size=30))
def test_no_number_of_answers_moves_the_amounts_out_of_bounds(answers):
    load = 0
    for answer in answers:
        before, load = load, moved(load, answer)
        assert abs(load - before) <= 1
    assert -3 <= load <= 3
    recipe = prepared(Profile(load={"warm_up": load})).plan.recipe
    for id_, amount in zip(recipe.exercises, recipe.amounts, strict=True):
        bounds = measure(FACTS.exercises[id_], "intermediate", WARM_UP)
        assert bounds.least <= amount <= bounds.high


def test_easy_means_more_and_hard_means_less_next_time():
    amounts = [prepared(Profile(load={"warm_up": load})).plan.recipe.amounts for load in (-1, 0, 1)]

    assert amounts == [(40, 11, 10, 11), (45, 12, 12, 12), (50, 13, 14, 13)]


def test_an_exercise_that_was_heard_often_is_announced_briefly():
    fresh, known = prepared().plan, prepared(Profile(heard=dict.fromkeys(WARM_UP.order, 3))).plan

    assert known.seconds < fresh.seconds - 60
    assert known.recipe.known == WARM_UP.order


def test_sides_that_the_routine_counts_each_by_itself_are_two_blocks_of_work():
    counted_each = replace(WARM_UP, total_reps=())
    facts = replace(FACTS, routines={**FACTS.routines, "warm_up": counted_each})

    plan = prepare(facts, PHRASES, Wish("warm_up"), Profile()).plan

    station = plan.stations[2]
    assert station.sides == ("left", "right")
    assert [b.side for b in plan.blocks if b.station == 2 and b.kind.value == "reps"] == ["left", "right"]
    assert plan.seconds > prepared().plan.seconds + 72


def test_facts_without_the_usual_routine_offer_their_first():
    facts = replace(FACTS, routines={"short": FACTS.routines["short"]})

    assert prepare(facts, PHRASES, Wish(), Profile()).plan.recipe.routine == "short"
