"""Time for a body: silences, holds and reps last as long as they should, for every exercise and every pace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.pacing import FACTORS, countdown, hold, on_time, paced, reps
from skill.content.model import Step
from speech.script import Pause, Say, script
from speech.timing import seconds, timeline
from tests.conftest import COACH

TEMPOS = {id_: e.tempo for id_, e in COACH.catalogue.exercises.items() if e.tempo.kind != "held"}
words = st.sampled_from(["One.", "Half way.", "Two, down.", "Up.", "Breathe out."])
cues = st.lists(st.tuples(st.floats(0, 60), words), max_size=8).map(sorted)


@given(cues=cues, length=st.floats(0, 120))
def test_words_at_given_moments_never_make_it_shorter_than_promised(cues, length):
    assert seconds(on_time(cues, length)) >= length - 0.02


@given(gaps=st.lists(st.tuples(st.floats(3, 20), words), max_size=8))
def test_where_there_is_silence_enough_it_lasts_exactly_as_long_as_promised(gaps):
    # GIVEN cues that leave three seconds and more for each other
    moments, moment = [], 0.0
    for gap, said in gaps:
        moments.append((moment, said))
        moment += gap

    # WHEN they are put on time
    result = on_time(moments, moment)

    # THEN each begins at its moment, and the whole has its length
    assert seconds(result) == pytest.approx(moment, abs=0.02)
    begun = [cue.start for cue in timeline(result) if isinstance(cue.item, Say)]
    assert begun == pytest.approx([at for at, _ in moments], abs=0.02)


@given(cues=cues, length=st.floats(0, 120))
def test_every_cue_is_said_in_its_order(cues, length):
    assert on_time(cues, length).text == script(*(said for _, said in cues)).text


@pytest.mark.parametrize("length", [1, 5, 9, 10, 15, 16, 30, 45, 60, 120])
def test_a_hold_lasts_to_the_tenth_of_a_second(length):
    assert seconds(hold(length)) == pytest.approx(length, abs=0.1)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (5, ""),
        (10, "Five. Four. Three. Two. One."),
        (15, "Five. Four. Three. Two. One."),
        (16, "Half way. Five. Four. Three. Two. One."),
        (60, "Half way. Five. Four. Three. Two. One."),
    ],
)
def test_a_hold_tells_its_middle_and_its_last_five_seconds_where_there_is_room(length, said):
    assert hold(length).text == said


def test_the_middle_of_a_hold_is_told_in_its_middle():
    middle = next(cue for cue in timeline(hold(40)) if isinstance(cue.item, Say))

    assert middle.start == pytest.approx(20, abs=0.1)


def test_the_countdown_takes_three_seconds():
    assert countdown().text == "Three. Two. One."
    assert seconds(countdown()) == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize("pace", FACTORS)
@pytest.mark.parametrize("exercise", TEMPOS)
@pytest.mark.parametrize("count", [1, 5, 12])
def test_counted_reps_never_rush_a_body(exercise, pace, count):
    tempo = TEMPOS[exercise]

    assert seconds(reps(tempo, count, pace)) >= count * tempo.rep_seconds * FACTORS[pace] - 0.02


@pytest.mark.parametrize("exercise", [id_ for id_, tempo in TEMPOS.items() if tempo.kind == "counted"])
@pytest.mark.parametrize("pace", ["slow", "normal"])
def test_counted_reps_keep_their_tempo(exercise, pace):
    tempo = TEMPOS[exercise]

    assert seconds(reps(tempo, 8, pace)) == pytest.approx(8 * tempo.rep_seconds * FACTORS[pace], rel=0.03)


def test_each_rep_says_its_number_and_both_its_parts():
    assert reps(TEMPOS["good_morning"], 2).text == "One, down. Up. Two, down. Up."


def test_a_movement_too_fast_to_talk_through_is_only_counted():
    assert reps(TEMPOS["kettlebell_swing"], 3).text == "One. Two. Three."


@pytest.mark.parametrize(
    ("exercise", "turn"),
    [
        ("good_morning", 3.0),  # three seconds down, then up at once
        ("back_extension", 3.0),  # three seconds down, then up at once; the pause is at the top
        ("bird_dog", 4.0),  # two seconds out, two still, then back
    ],
)
def test_the_second_part_of_a_rep_is_called_when_the_body_gets_there(exercise, turn):
    second = [cue for cue in timeline(reps(TEMPOS[exercise], 1)) if isinstance(cue.item, Say)][1]

    assert second.start == pytest.approx(turn, abs=0.1)


@pytest.mark.parametrize("pace", FACTORS)
def test_a_step_is_followed_by_the_time_that_a_body_needs(pace):
    step = Step(text="Sit down.", phase="move", action_seconds=10, source=("article",))

    assert paced(step, pace).items[-1] == Pause(round(10_000 * FACTORS[pace]))


def test_slow_gives_more_time_and_fast_gives_less():
    assert FACTORS["slow"] > FACTORS["normal"] > FACTORS["fast"]
