"""The player: thousands of random events never make an invalid turn, lose a place, or keep a body going in pain."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from skill.coach.block import WORK, Kind
from skill.coach.placing import settle, streamed, transposed
from skill.coach.player import Ask, Event, go_on, step
from skill.coach.routine import Wish, prepare
from skill.coach.whereabouts import left, remaining, whereabouts
from skill.memory.choices import DETAILS, LEVELS, PACES, STYLES
from skill.memory.place import Place, Position, Recipe, Stage
from skill.memory.profile import Profile
from speech.lexicon import pronounced
from speech.script import Script, script
from speech.ssml import to_ssml
from speech.timing import seconds
from tests.conftest import COACH

FACTS, PHRASES = COACH.catalogue, COACH.phrases
NOW = 1_800_000_000.0
TURN_LIMITS = {"step_by_step": 150.0, "keep_going": 235.0, "follow_along": 150.0}
QUESTION_SECONDS = 10.0
QUESTION_CHARACTERS = 500

MOVING = {Ask.GO, Ask.NEXT, Ask.SKIP, Ask.BACK, Ask.REPEAT, Ask.GO_TO, Ask.START_OVER, Ask.OTHER_SIDE, Ask.RESUME}
STAYING = set(Ask) - MOVING


def plan(style="keep_going", detail="coach", **wish):
    return prepare(FACTS, PHRASES, Wish(style=style, **wish), Profile(detail=detail)).plan


def at(found, kind, station=0, side=""):
    """The number of a block."""
    return next(
        i
        for i, b in enumerate(found.blocks)
        if b.kind is kind and b.station == station and (not side or b.side == side)
    )


def after(found, position, ask, later=0.0, **event):
    """What follows from an event so many seconds later."""
    return step(found, position, Event(ask, NOW + later, **event))


def working(found, kind, station=0, offset=0.0, **where):
    """A body that has just begun to work there; the turn is some seconds old."""
    return Position(Stage.WORKING, at(found, kind, station, **where), offset, len(found.blocks), NOW - 10.0, lead=9.0)


class Workout(RuleBasedStateMachine):
    """Somebody who says anything at any time."""

    @initialize(
        routine=st.sampled_from(sorted(FACTS.routines)),
        level=st.sampled_from(LEVELS),
        pace=st.sampled_from(PACES),
        detail=st.sampled_from(DETAILS),
        style=st.sampled_from(STYLES),
        rounds=st.integers(1, 3),
    )
    def begin(self, routine, level, pace, detail, style, rounds):
        self.plan = plan(style, detail, routine=routine, level=level, pace=pace, rounds=rounds)
        self.position, self.said, self.now = Position(), Script(), NOW
        self.last = Ask.STOP
        self.tell(Ask.START_OVER, 0.0)

    def tell(self, ask, later, exercise="", said=Script()):
        self.now += later
        before = settle(self.plan, self.position, self.now)
        self.position, self.said = step(self.plan, self.position, Event(ask, self.now, exercise, said, seed=int(later)))
        if ask in STAYING:
            assert (self.position.block, self.position.offset) == (before.block, before.offset)
        self.last = ask

    @rule(ask=st.sampled_from(sorted(MOVING | STAYING, key=lambda ask: ask.value)), later=st.floats(0, 260))
    def say_something(self, ask, later):
        self.tell(ask, later, exercise="bird_dog", said=script("Fine."))

    @rule(exercise=st.sampled_from(sorted(FACTS.exercises)), later=st.floats(0, 60))
    def go_to(self, exercise, later):
        before = settle(self.plan, self.position, self.now + later)
        self.tell(Ask.GO_TO, later, exercise)
        if all(station.exercise.id != exercise for station in self.plan.stations):
            assert self.position.block == before.block

    @rule(pace=st.sampled_from(PACES), detail=st.sampled_from(DETAILS), later=st.floats(0, 120))
    def change_how_it_is_led(self, pace, detail, later):
        self.now += later
        recipe = Place(self.plan.recipe).changed(pace=pace, detail=detail).recipe
        new = COACH.plan(recipe)
        before = settle(self.plan, self.position, self.now)
        same = transposed(self.plan, new, self.position, self.now)
        if before.block < len(self.plan.blocks):
            was, now = self.plan.blocks[before.block], new.blocks[same.block]
            assert (was.station, was.kind, was.side) == (now.station, now.kind, now.side)
            if was.kind is Kind.REPS:
                assert was.first + was.reps_done(before.offset) == now.first + now.reps_done(same.offset)
        self.plan = new
        self.position, self.said = go_on(new, same, Event(Ask.ASIDE, self.now))

    @precondition(lambda self: self.plan.recipe.style == "follow_along")
    @rule(ms=st.integers(0, 1_500_000))
    def the_stream_gets_somewhere(self, ms):
        self.position = streamed(self.plan, ms)

    @rule(later=st.floats(0, 200))
    def stop_always_stops(self, later):
        self.tell(Ask.STOP, later)
        assert self.position.stage in (Stage.AWAY, Stage.DONE)

    @rule(later=st.floats(0, 200))
    def pain_always_ends_the_exercise(self, later):
        self.tell(Ask.PAIN, later)
        assert self.position.stage in (Stage.AWAY, Stage.EFFORT, Stage.DONE)
        assert not self.said
        assert settle(self.plan, self.position, self.now + 600).block == self.position.block

    @invariant()
    def the_turn_is_within_every_limit(self):
        if not hasattr(self, "plan"):
            return
        limit = TURN_LIMITS[self.plan.recipe.style]
        assert seconds(self.said) + QUESTION_SECONDS <= limit + 0.001
        assert len(to_ssml(pronounced(self.said))) + QUESTION_CHARACTERS <= 8_000

    @invariant()
    def the_place_makes_sense(self):
        if not hasattr(self, "plan"):
            return
        blocks = len(self.plan.blocks)
        assert 0 <= self.position.block <= blocks
        assert self.position.until <= blocks
        if self.position.stage in (Stage.READY, Stage.WAITING, Stage.WORKING, Stage.STREAMING):
            assert self.position.block < blocks
            assert 0 <= self.position.offset <= self.plan.blocks[self.position.block].length
        assert whereabouts(self.plan, self.position)
        assert 0 <= remaining(self.plan, self.position) <= self.plan.seconds


Workout.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWorkout = Workout.TestCase


# ------------------------------------------------------------------------------------------ one sentence after another


def test_the_state_has_few_fields():
    assert len(Position.__struct_fields__) <= 8


def test_what_was_heard_by_now_is_done():
    found = plan()
    begun = Position(Stage.WORKING, 0, 0.0, len(found.blocks), NOW - 10.0, lead=9.0)

    for later, kind in ((0, Kind.PREVIEW), (30, Kind.ANNOUNCE), (found.starts[3] + 12.7, Kind.HOLD)):
        assert found.blocks[settle(found, begun, NOW + later).block].kind is kind
    assert settle(found, begun, NOW + found.starts[3] + 12.7).offset == 12.0


def test_a_turn_that_was_heard_to_its_end_waits_at_its_end():
    found = plan("step_by_step")
    position, _ = after(found, Position(), Ask.START_OVER)

    assert settle(found, position, NOW + 300) == Position(
        Stage.READY, at(found, Kind.READY), since=pytest.approx(position.since + 1.0 + found.starts[2])
    )


def test_the_last_turn_ends_with_the_question_how_it_was():
    found = plan()
    last = working(found, Kind.REPS, 3)

    assert settle(found, last, NOW + 1000).stage is Stage.EFFORT


def test_step_by_step_is_one_exercise_a_turn():
    found = plan("step_by_step")
    position, said = after(found, Position(Stage.READY, at(found, Kind.READY)), Ask.GO)

    assert found.blocks[position.until].kind is Kind.READY
    assert found.blocks[position.until].station == 1
    assert said.text.startswith("Three. Two. One. Hold.")


def test_keep_going_does_as_much_as_a_response_can_hold_and_stops_where_one_gets_ready():
    found = plan(routine="core_endurance", level="beginner")
    position, said = after(found, Position(), Ask.START_OVER)

    assert found.blocks[position.until].kind is Kind.READY
    assert found.starts[position.until] <= 225
    following = next(i for i in range(position.until + 1, len(found.blocks)) if found.blocks[i].kind is Kind.READY)
    assert found.starts[following] > 225
    assert seconds(said) == pytest.approx(found.starts[position.until], abs=1)


@pytest.mark.parametrize(
    ("kind", "stage", "expected"),
    [
        (Kind.READY, Stage.READY, (0, Kind.READY)),
        (Kind.ANNOUNCE, Stage.READY, (0, Kind.ANNOUNCE)),
        (Kind.HOLD, Stage.READY, (1, Kind.ANNOUNCE)),
        (Kind.ANNOUNCE, Stage.WORKING, (0, Kind.READY)),
        (Kind.READY, Stage.WORKING, (1, Kind.ANNOUNCE)),
        (Kind.HOLD, Stage.WORKING, (1, Kind.ANNOUNCE)),
        (Kind.MOVE, Stage.WORKING, (1, Kind.ANNOUNCE)),
        (Kind.HOLD, Stage.WAITING, (1, Kind.ANNOUNCE)),
        (Kind.HOLD, Stage.AWAY, (1, Kind.ANNOUNCE)),
        (Kind.READY, Stage.AWAY, (0, Kind.READY)),
    ],
)
def test_next_goes_on_from_wherever_the_body_is(kind, stage, expected):
    found = plan()
    position, _ = after(found, Position(stage, at(found, kind), 0.0, len(found.blocks), NOW - 10.0, lead=9.0), Ask.NEXT)

    block = found.blocks[position.block]
    assert (block.station, block.kind) == expected


@pytest.mark.parametrize(
    ("ask", "kind", "station", "expected"),
    [
        (Ask.SKIP, Kind.HOLD, 0, 1),
        (Ask.SKIP, Kind.READY, 1, 2),
        (Ask.SKIP, Kind.MOVE, 1, 3),
        (Ask.BACK, Kind.HOLD, 0, 0),
        (Ask.BACK, Kind.REPS, 2, 1),
        (Ask.BACK, Kind.MOVE, 1, 1),
        (Ask.REPEAT, Kind.REPS, 2, 2),
        (Ask.REPEAT, Kind.MOVE, 1, 1),
    ],
)
def test_skip_back_and_repeat_lead_to_the_beginning_of_an_exercise(ask, kind, station, expected):
    found = plan()
    position, said = after(found, working(found, kind, station), ask)

    assert position.block == found.first_block(expected)
    assert found.stations[expected].exercise.spoken_name in said.text.lower()


def test_skipping_the_last_exercise_leads_to_the_end():
    found = plan()
    position, said = after(found, working(found, Kind.REPS, 3), Ask.SKIP)

    assert found.blocks[position.block].kind is Kind.FINISH
    assert said.text.startswith("And rest.")


@pytest.mark.parametrize("ask", [Ask.GO, Ask.NEXT, Ask.SKIP, Ask.RESUME, Ask.WAIT, Ask.LEFT, Ask.WHERE, Ask.PAIN])
def test_at_the_end_there_is_nowhere_further(ask):
    found = plan()
    over = Position(Stage.EFFORT, len(found.blocks))

    assert after(found, over, ask)[0].stage is Stage.EFFORT


@pytest.mark.parametrize(
    ("ask", "station"), [(Ask.BACK, 3), (Ask.REPEAT, 3), (Ask.START_OVER, 0), (Ask.OTHER_SIDE, None)]
)
def test_from_the_end_one_can_go_back(ask, station):
    found = plan()
    position, _ = after(found, Position(Stage.EFFORT, len(found.blocks)), ask)

    if station is None:
        assert position.stage is Stage.EFFORT
    else:
        assert found.blocks[position.block].station == station


def test_going_to_an_exercise_takes_its_next_time():
    found = plan(rounds=2)

    second = after(found, working(found, Kind.REPS, 2), Ask.GO_TO, exercise="hip_extension")[0]
    same = after(found, working(found, Kind.HOLD, 0), Ask.GO_TO, exercise="front_plank")[0]
    wrapped = after(found, working(found, Kind.REPS, 7), Ask.GO_TO, exercise="front_plank")[0]

    assert [found.blocks[p.block].station for p in (second, same, wrapped)] == [5, 0, 0]


def test_the_other_side_begins_at_once_with_a_countdown():
    found = plan(routine="core_endurance")
    position, said = after(found, working(found, Kind.HOLD, 1, side="left"), Ask.OTHER_SIDE)

    assert found.blocks[position.block].side == "right"
    assert found.blocks[position.block].kind in (Kind.SWITCH, Kind.HOLD)
    back, _ = after(found, working(found, Kind.HOLD, 1, side="right"), Ask.OTHER_SIDE)
    assert found.blocks[back.block].side == "left"
    assert said


def test_an_exercise_without_sides_says_so_and_goes_on():
    found = plan()
    position, said = after(found, working(found, Kind.HOLD, offset=10.0), Ask.OTHER_SIDE)

    assert (position.stage, position.offset) == (Stage.WORKING, 10.0)
    assert said.items[0].text in PHRASES.variants["guided.no_sides"] or "side" in said.text


def test_an_answer_in_the_middle_of_a_hold_costs_no_second_of_it():
    found = plan()
    position, said = after(found, working(found, Kind.HOLD), Ask.LEFT, later=20.4)

    assert (found.blocks[position.block].kind, position.offset) == (Kind.HOLD, 20.0)
    assert "to go" in said.text or "left" in said.text or "more" in said.text
    assert said.text.count("Half way.") == 1
    assert (position.since, position.lead > 1) == (NOW + 20.4, True)


def test_a_lesson_stops_the_body_and_waits():
    found = plan()
    position, said = after(found, working(found, Kind.HOLD), Ask.LESSON, later=5, said=script("Like so."))

    assert (position.stage, position.offset) == (Stage.READY, 5.0)
    assert said.text == "Like so."


def test_wait_is_patient_silence_and_the_place_stays():
    found = plan()
    position, said = after(found, working(found, Kind.REPS, 1), Ask.WAIT, later=17)

    assert position.stage is Stage.WAITING
    assert found.blocks[position.block].reps_done(position.offset) == 3
    assert said.silence_ms == 135_000


def test_i_am_back_resumes_in_one_sentence_at_the_rep():
    found = plan()
    waiting = Position(Stage.WAITING, at(found, Kind.REPS, 1), 15.0)
    position, said = after(found, waiting, Ask.RESUME, later=90_000)

    first, *rest = said.text.split(". ")
    assert "glute bridge, after three reps of twelve" in first
    assert rest[:4] == ["Three", "Two", "One", "Four, lift"]
    assert (position.stage, position.offset) == (Stage.WORKING, 15.0)


def test_a_stream_moves_without_a_word_and_without_a_script():
    found = plan("follow_along")
    position, said = after(found, streamed(found, 60_000), Ask.NEXT)

    assert (position.stage, position.block) == (Stage.STREAMING, found.first_block(1))
    assert not said


def test_a_stream_that_is_paused_says_where_and_waits():
    found = plan("follow_along")
    position, said = after(found, streamed(found, 1000 * (found.starts[3] + 7.9)), Ask.WAIT)

    assert (position.stage, position.offset) == (Stage.READY, 7.0) or position.offset == pytest.approx(7.9)
    assert "front plank" in said.text
    assert said.silence_ms == 0


def test_the_end_of_a_stream_is_the_end_of_the_routine():
    found = plan("follow_along")

    assert streamed(found, 1000 * found.seconds).stage is Stage.EFFORT
    assert streamed(found, 0) == Position(Stage.STREAMING, 0, 0.0)


def test_a_slower_pace_keeps_the_rep_even_where_the_work_is_cut_otherwise():
    fast, slow = plan(level="advanced", pace="fast"), plan(level="advanced", pace="slow")
    eleventh = Position(Stage.READY, at(fast, Kind.REPS, 3), 10 * fast.blocks[at(fast, Kind.REPS, 3)].step)

    there = transposed(fast, slow, eleventh, NOW)

    block = slow.blocks[there.block]
    assert block.kind in WORK
    assert block.first + block.reps_done(there.offset) == 11
    assert slow.blocks[there.block - 1].kind is Kind.REPS


def test_the_end_stays_the_end_in_another_pace():
    fast, slow = plan(pace="fast", level="advanced"), plan(pace="slow", level="advanced")

    assert transposed(fast, slow, Position(Stage.EFFORT, len(fast.blocks)), NOW).block == len(slow.blocks)


@pytest.mark.parametrize(
    ("kind", "station", "offset", "side", "told"),
    [
        (Kind.READY, 0, 0.0, "", "the front plank, exercise one of four"),
        (Kind.HOLD, 0, 20.0, "", "the front plank, with forty seconds to go, exercise one of four"),
        (Kind.MOVE, 0, 0.0, "", "the side plank, exercise two of four"),
        (
            Kind.HOLD,
            1,
            30.0,
            "right",
            "the side plank, on the right side, with ten seconds to go, exercise two of four",
        ),
        (Kind.REPS, 2, 12.0, "", "the bird dog, after two reps of fourteen, exercise three of four"),
    ],
)
def test_a_place_in_words(kind, station, offset, side, told):
    found = plan(routine="core_endurance", level="advanced", rounds=1)

    assert whereabouts(found, Position(Stage.READY, at(found, kind, station, side), offset)) == told


def test_a_place_in_words_names_the_round_where_there_are_several_and_the_end():
    found = plan(rounds=2)
    alone = COACH.plan(Recipe("", ("bird_dog",), (10,), rounds=2))

    assert whereabouts(found, Position(block=at(found, Kind.READY, 5))).endswith(
        "exercise two of four, round two of two"
    )
    assert whereabouts(found, Position(block=len(found.blocks))) == "the end of the lower back warm-up"
    assert whereabouts(alone, Position(block=2)) == "the bird dog, round one of two"


def test_the_time_left_in_words():
    found = plan()

    assert "eight minutes" in left(found, Position()) or "seven" in left(found, Position())
    assert "seconds" in left(found, Position(block=len(found.blocks) - 1))
    assert left(found, Position(block=len(found.blocks))) in PHRASES.variants["guided.nothing_left"]


def test_words_that_steer_nothing_are_answered_all_the_same(coach):
    from skill.handlers import guided, progress, warmup
    from skill.request import Turn
    from skill.session import Intention

    nowhere = Turn("AMAZON.YesIntent", Intention("AMAZON.YesIntent"))

    assert guided.steer(nowhere, coach).open
    assert progress.effort(nowhere, coach).open
    assert warmup.choose_style(nowhere, coach).intent == "StartWarmUpIntent"


def test_a_turn_that_is_too_long_for_one_exercise_ends_between_two_of_its_blocks():
    found = COACH.plan(Recipe("", ("side_plank", "bird_dog"), (120, 10), style="step_by_step"))
    position, said = after(found, Position(Stage.READY, at(found, Kind.READY)), Ask.GO)

    assert found.blocks[position.until].kind is Kind.HOLD
    assert found.blocks[position.until].side == "right"
    assert seconds(said) <= 140


def test_who_answers_before_anybody_could_have_listened_has_heard_everything():
    found = plan("step_by_step")
    position, _ = after(found, Position(), Ask.START_OVER)

    second, said = after(found, position, Ask.GO, later=0.0)

    assert said.text.startswith("Three. Two. One. Hold.")
    assert after(found, second, Ask.GO, later=1.5)[1].text.startswith("Three. Two. One. One, lift.")


@pytest.mark.parametrize("ask", [Ask.GO, Ask.NEXT])
def test_who_is_ready_before_the_talk_is_over_need_not_hear_the_rest(ask):
    found = plan("step_by_step")
    position, _ = after(found, Position(), Ask.START_OVER)

    _, said = after(found, position, ask, later=20)

    assert said.text.startswith("Three. Two. One. Hold.")


def test_a_clock_that_runs_backwards_loses_nothing():
    found = plan("step_by_step")
    position, _ = after(found, Position(), Ask.START_OVER)

    assert found.blocks[settle(found, position, NOW - 500).block].kind is Kind.READY
