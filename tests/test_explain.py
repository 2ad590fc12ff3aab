"""How an exercise is explained: in turns that fit, with the time that a body needs, and never more talk than wanted."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.explain import TURN_SECONDS, Kind, amount, fitted, how_to, one_set, spoken_detail
from skill.coach.pacing import FACTORS
from skill.memory.profile import DETAILS, PACES, Profile
from speech.script import Script, pause, script
from speech.timing import seconds
from tests.conftest import COACH

EXERCISES = COACH.catalogue.exercises

profiles = st.builds(
    Profile,
    pace=st.sampled_from(PACES),
    detail=st.sampled_from(DETAILS),
    level=st.sampled_from([None, "beginner", "intermediate", "advanced"]),
    heard=st.dictionaries(st.sampled_from(list(EXERCISES)), st.integers(0, 9)),
)
exercises = st.sampled_from(list(EXERCISES.values()))


def told(exercise, **settings):
    return how_to(EXERCISES[exercise], Profile(**settings), COACH.equipment(EXERCISES[exercise]))


@given(exercise=exercises, profile=profiles)
def test_every_turn_fits_and_every_step_is_told_once_in_its_order(exercise, profile):
    *explaining, last = how_to(exercise, profile, COACH.equipment(exercise))

    # THEN each turn leaves time for its question
    assert all(seconds(part.script) <= TURN_SECONDS + 0.1 for part in explaining)
    assert seconds(last.script) <= 144
    # AND the parts come in one of two orders
    kinds = [part.kind for part in (*explaining, last)]
    assert kinds in ([Kind.WHOLE, Kind.SET], [Kind.SETUP, Kind.MOVEMENT, Kind.SET])
    # AND nothing of the exercise is left out
    text = " ".join(part.script.text for part in explaining)
    places = [text.index(step.text) for step in (*exercise.setup, *exercise.steps)]
    assert places == sorted(places)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_silence_in_a_how_to_is_the_time_that_a_body_needs(exercise):
    facts = EXERCISES[exercise]
    steps = [s for s in (*facts.setup, *facts.steps) if not s.hold_from_dose]

    explaining = told(exercise, detail="silent")[:-1]

    assert sum(part.script.silence_ms for part in explaining) >= sum(step.action_seconds for step in steps) * 1000


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_slower_pace_gives_more_time_and_a_faster_one_less(exercise):
    silence = {
        pace: sum(p.script.silence_ms for p in told(exercise, pace=pace, detail="silent")[:-1]) for pace in PACES
    }

    assert silence["slow"] > silence["normal"] > silence["fast"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_more_detail_says_more(exercise):
    lengths = [sum(len(part.script.text) for part in told(exercise, detail=detail)[:-1]) for detail in DETAILS]

    assert lengths == sorted(lengths)
    assert len(set(lengths)) == len(DETAILS)


def test_a_coach_says_what_it_is_what_to_mind_and_what_is_needed():
    opening = told("good_morning")[0].script.text

    facts = EXERCISES["good_morning"]
    assert opening.startswith("Barbell Good Morning. ")
    assert facts.what_it_is.text in opening
    assert facts.caution.text in opening
    assert "You need a barbell, weight plates and a power rack." in opening


def test_a_teacher_adds_a_common_slip_and_its_cure():
    mistake = EXERCISES["good_morning"].mistakes[0]

    movement = told("good_morning", detail="teacher")[1].script.text

    assert movement.endswith(mistake.fix)
    assert "A common slip: rounding" in movement


def test_an_exercise_that_was_heard_often_gets_shorter_by_itself():
    bird_dog = EXERCISES["bird_dog"]

    assert spoken_detail(bird_dog, Profile(heard={"bird_dog": 2})) == "coach"
    assert spoken_detail(bird_dog, Profile(heard={"bird_dog": 3})) == "cues"
    assert spoken_detail(bird_dog, Profile(heard={"bird_dog": 3}, detail="silent")) == "silent"


@pytest.mark.parametrize(
    ("level", "dose"),
    [(None, "beginner"), ("beginner", "beginner"), ("intermediate", "regular"), ("advanced", "regular")],
)
def test_the_dose_is_the_beginners_until_the_person_says_otherwise(level, dose):
    exercise = EXERCISES["good_morning"]

    assert amount(exercise, Profile(level=level)) == getattr(exercise.dose, dose)


@given(exercise=exercises, profile=profiles)
def test_a_set_counts_as_many_reps_as_it_promises(exercise, profile):
    said = one_set(exercise, profile).text
    promised = re.match(r"(\w+) reps?( on each side)?, one every (about )?\w+ seconds?\. Get into place", said)

    if exercise.tempo.kind == "held":
        assert re.match(r"A hold of [\w ]+ seconds( on each side)?( with bent knees)?\. Get into place", said)
    else:
        assert said.count(f"{promised[1]}, ") + said.count(f"{promised[1]}.") >= (2 if promised[2] else 1)


def test_a_set_of_a_one_sided_exercise_has_two_sides():
    said = one_set(EXERCISES["side_plank"], Profile()).text

    assert "on each side" in said
    assert said.index("First side.") < said.index("Other side.")


def test_reps_that_are_held_are_held_as_long_as_the_dose_says():
    regular = one_set(EXERCISES["bird_dog"], Profile(level="advanced")).text

    assert "one every nine seconds" in regular  # two out, five still, two back


def test_a_pace_that_makes_broken_seconds_is_promised_roughly():
    assert "one every about four seconds" in one_set(EXERCISES["good_morning"], Profile(pace="fast")).text


@given(
    silences=st.lists(st.floats(0.5, 60), min_size=1, max_size=6),
    longest=st.floats(8, 90),
)
def test_a_part_that_is_too_long_is_fitted_by_its_silences_alone(silences, longest):
    part = script(*(item for length in silences for item in ("Now move.", pause(length))))

    shorter = fitted(part, longest)

    assert shorter.text == part.text
    assert seconds(shorter) <= max(longest, seconds(script(part.text))) + 2
    assert (shorter == part) == (seconds(part) <= longest)


def test_a_part_without_any_silence_is_left_alone():
    talk = script("One two three four five six seven eight nine ten.")

    assert fitted(talk, 0.5) == talk


def test_a_part_knows_how_far_into_the_exercise_it_leads():
    assert [part.kind.stage for part in told("good_morning")] == [0, 1, 2]
    assert [part.kind.stage for part in told("superman")] == [1, 2]


def test_an_empty_part_is_fitted_already():
    assert fitted(Script()) == Script()


def test_the_pace_of_a_step_is_the_pace_of_its_silence():
    exercise = msgspec.structs.replace(EXERCISES["superman"], setup=EXERCISES["superman"].setup[:1])
    slow = how_to(exercise, Profile(pace="slow", detail="silent"))[0].script.silence_ms
    normal = how_to(exercise, Profile(detail="silent"))[0].script.silence_ms

    assert slow == pytest.approx((normal - 600) * FACTORS["slow"] + 600, abs=20)
