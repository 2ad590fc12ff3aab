"""The plan: blocks of known length, the words in them, and what a place in it means."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from skill.coach.block import WORK, Kind
from skill.coach.plan import make_plan
from skill.coach.routine import Wish, prepare
from skill.memory.choices import DETAILS, LEVELS, PACES
from skill.memory.place import Recipe
from skill.memory.profile import Profile
from speech.script import Pause
from speech.ssml import to_ssml
from speech.timing import seconds, timeline
from speech.voices.tone import open_voice
from tests.conftest import COACH

FACTS, PHRASES = COACH.catalogue, COACH.phrases


def plan(detail="coach", **wish):
    return prepare(FACTS, PHRASES, Wish(**wish), Profile(detail=detail)).plan


@pytest.mark.parametrize("routine", FACTS.routines)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize("pace", PACES)
def test_the_length_that_is_told_is_the_length_that_is_heard(routine, level, rounds, pace):
    found = plan(routine=routine, level=level, rounds=rounds, pace=pace)

    assert seconds(found.script()) == pytest.approx(found.seconds, abs=0.05)


@pytest.mark.parametrize(("level", "expected"), [("beginner", 262), ("intermediate", 313), ("advanced", 376)])
def test_with_few_words_a_round_takes_what_the_facts_say_and_the_preview_and_the_end(level, expected):
    found = plan("cues", level=level, rounds=1)
    talk = sum(b.length for b in found.blocks if b.kind in (Kind.PREVIEW, Kind.FINISH))

    assert expected <= found.seconds - talk <= expected + 10


def test_the_order_of_a_station_is_announce_ready_work_and_the_way_to_the_next():
    kinds = [block.kind.value for block in plan(routine="core_endurance", rounds=2).blocks]

    assert kinds == [
        "preview",
        *("announce", "ready", "hold", "move"),
        *("announce", "ready", "hold", "switch", "hold", "move"),
        *("announce", "ready", "reps", "move"),
        *("announce", "ready", "reps", "rest"),
        *("announce", "ready", "hold", "move"),
        *("announce", "ready", "hold", "switch", "hold", "move"),
        *("announce", "ready", "reps", "move"),
        *("announce", "ready", "reps", "finish"),
    ]


def test_the_preview_tells_name_exercises_rounds_time_and_equipment():
    told = plan(routine="before_lifts", rounds=2).blocks[0].script().text

    assert told.startswith("The warm-up before deadlifts and squats: four exercises, two rounds, ")
    assert "minutes" in told
    assert "You need a barbell" in told


def test_the_way_to_the_next_exercise_names_it():
    found = plan()
    for block in found.blocks:
        if block.kind is Kind.MOVE:
            assert found.stations[block.station + 1].exercise.spoken_name in block.script().text.lower()


def test_both_sides_get_their_full_time_and_the_sides_are_named():
    found = plan(routine="core_endurance")
    holds = [b for b in found.blocks if b.kind is Kind.HOLD and b.station == 1]

    assert [(b.side, b.length) for b in holds] == [("left", 25.0), ("right", 25.0)]
    announce = found.blocks[found.first_block(1)].script().text
    assert "twenty five seconds on each side, left first" in announce


def test_a_hold_tells_its_middle_and_its_last_five_seconds():
    hold = next(b for b in plan().blocks if b.kind is Kind.HOLD)
    cues = {cue.item.text: cue.start for cue in timeline(hold.script()) if not isinstance(cue.item, Pause)}

    assert cues["Half way."] == pytest.approx(22.5, abs=0.05)
    assert [cues[word] for word in ("Five.", "Four.", "Three.", "Two.", "One.")] == pytest.approx(
        [40, 41, 42, 43, 44], abs=0.1
    )


def test_reps_are_counted_in_their_tempo_for_every_voice():
    reps = next(b for b in plan().blocks if b.kind is Kind.REPS)
    for voice in (None, open_voice().profile):
        cues = (
            timeline(reps.script(profile=voice) if voice else reps.script(), voice)
            if voice
            else timeline(reps.script())
        )
        begun = [cue.start for cue in cues if not isinstance(cue.item, Pause) and cue.item.text.endswith("lift.")]
        assert begun == pytest.approx([5.0 * n for n in range(12)], abs=0.1)


def test_long_work_is_two_blocks_and_the_count_goes_on():
    blocks = [b for b in plan(level="advanced", pace="slow").blocks if b.kind is Kind.REPS and b.station == 3]

    assert [b.first for b in blocks] == [1, 9]
    assert "Nine, lift." in blocks[1].script().text
    assert all(b.length <= 110 for b in blocks)


@pytest.mark.parametrize("detail", DETAILS)
def test_less_talk_has_fewer_words_and_the_same_blocks(detail):
    coach, other = plan(), plan(detail)

    assert [(b.kind, b.station, b.side) for b in other.blocks] == [(b.kind, b.station, b.side) for b in coach.blocks]
    words = len(other.script().text.split())
    assert (words < len(coach.script().text.split())) == (DETAILS.index(detail) < DETAILS.index("coach"))


def test_a_silent_plan_counts_and_names_and_says_little_else():
    reps = next(b for b in plan("silent").blocks if b.kind is Kind.REPS)

    assert reps.script().text.startswith("One. Two. Three.")


def test_in_the_second_round_nothing_is_explained_again():
    found = plan(rounds=2)
    first, second = (found.blocks[found.first_block(station)] for station in (0, 4))

    assert second.length < first.length / 3


@given(st.floats(0, 1000), st.sampled_from(LEVELS))
@settings(max_examples=60)
def test_a_moment_and_its_place_lead_to_each_other(moment, level):
    found = plan(level=level)

    block, offset = found.locate(moment)

    if moment >= found.seconds:
        assert (block, offset) == (len(found.blocks), 0.0)
    else:
        assert 0 <= offset < found.blocks[block].length
        assert found.moment(block, offset) == pytest.approx(moment)


def test_every_block_can_be_said_by_alexa():
    for routine in FACTS.routines:
        for block in plan("teacher", routine=routine, level="advanced", pace="slow").blocks:
            assert len(to_ssml(block.script())) <= block.characters + len("<speak></speak>")
            assert block.characters < 2_000


@given(st.floats(-10, 200))
def test_work_is_entered_at_whole_reps_and_talk_at_its_beginning(offset):
    for block in plan().blocks:
        entry = block.entry(offset)
        assert 0 <= entry <= max(offset, 0)
        if block.kind not in WORK:
            assert entry == 0
        else:
            assert entry / block.step == pytest.approx(round(entry / block.step))


def test_a_block_that_is_entered_later_is_shorter_by_that_much():
    reps = next(b for b in plan().blocks if b.kind is Kind.REPS)

    rest = reps.script(offset=25.0)

    assert seconds(rest) == pytest.approx(35, abs=0.05)
    assert rest.text.startswith("Six, lift.")


def test_the_version_changes_with_the_words_and_only_with_them():
    found = plan()

    assert found.version == plan().version
    assert found.version != plan("cues").version
    assert found.version == make_plan(FACTS, PHRASES, replace(found.recipe, style="step_by_step")).version


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("warm_up", (), ()),
        Recipe("warm_up", ("nonsense",), (10,)),
        Recipe("warm_up", ("bird_dog",), (10, 10)),
    ],
)
def test_a_recipe_that_makes_no_sense_is_no_plan(recipe):
    assert make_plan(FACTS, PHRASES, recipe) is None


def test_a_recipe_of_a_routine_that_is_gone_is_still_a_plan():
    found = make_plan(FACTS, PHRASES, Recipe("gone", ("bird_dog",), (10,)))

    assert found.name == "your own routine"


def test_a_swap_without_a_substitute_is_told_too():
    found = make_plan(FACTS, PHRASES, Recipe("warm_up", ("bird_dog",), (10,), swaps=(("superman", ""),)))

    assert "superman is left out" in found.blocks[0].script().text
