from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, get_args, get_type_hints

import msgspec
import pytest

from skill.content import model
from skill.content.check.wording import PHRASES, SENTENCES
from skill.content.load import load

FACTS = load()
TRAINED = tomllib.loads((Path(__file__).parent / "content_trained.toml").read_text(encoding="utf-8"))
"""The exercises that train a structure, as main work and as support; no exercise trains one that is not there."""

PRINTED = {
    model.Source: {"name"},
    model.Names: {"spoken", "misheard", "other", "note"},
    model.Pronunciation: {"written", "ipa", "respelling", "hint"},
    model.Exercise: {"name"},
    model.Mistake: {"complaints"},
    model.Variant: {"name"},
    model.Structure: {"name"},
    model.Routine: {"name"},
}
"""Texts that are never part of a spoken sentence: titles, names to be understood, sounds."""


def test_nothing_is_missing():
    sizes = {kind: len(getattr(FACTS, kind)) for kind in FACTS.__struct_fields__ if kind != "safety"}
    assert sizes.pop("routines") >= 1
    assert sizes == {
        "exercises": 12,
        "anatomy": 32,
        "topics": 10,
        "goals": 3,
        "weekly": 5,
        "equipment": 11,
        "corrections": 20,
        "sources": 76,
    }
    safety = FACTS.safety
    signs = [len(tier.signs) for tier in (safety.emergency, safety.urgent, safety.stop_now, safety.normal)]
    assert (signs, len(safety.conditions)) == ([6, 6, 7, 3], 6)


@pytest.mark.parametrize("structure", FACTS.anatomy)
def test_what_trains_a_structure_follows_from_the_exercises(structure):
    primary, secondary = FACTS.trainers(structure)
    expected = TRAINED.get(structure, {})
    assert sorted(exercise.id for exercise in primary) == sorted(expected.get("primary", []))
    assert sorted(exercise.id for exercise in secondary) == sorted(expected.get("secondary", []))


@pytest.mark.parametrize(
    ("level", "round_seconds", "total_seconds"), [("beginner", 262, 262), ("regular", 313, 313), ("advanced", 376, 782)]
)
def test_the_warm_up_takes_as_long_as_it_should(level, round_seconds, total_seconds):
    routine = FACTS.routines["warm_up"]
    assert routine.round_seconds(level) == round_seconds
    assert routine.total_seconds(level) == total_seconds


@pytest.mark.parametrize(
    ("level", "rounds", "minutes"),
    [("beginner", 1, 4.4), ("beginner", 2, 9.2), ("regular", 2, 10.9), ("advanced", 1, 6.3), ("advanced", 2, 13.0)],
)
def test_more_rounds_bring_their_rests(level, rounds, minutes):
    assert round(FACTS.routines["warm_up"].total_seconds(level, rounds) / 60, 1) == minutes


@pytest.mark.parametrize(
    ("exercise", "seconds"),
    [
        ("rack_pull", 5),
        ("bent_over_row", 4),
        ("kettlebell_swing", 2),
        ("superman", 7),
        ("side_plank", 24),
        ("front_plank", 34),
    ],
)
def test_a_rep_takes_the_sum_of_its_tempo(exercise, seconds):
    assert FACTS.exercises[exercise].tempo.rep_seconds == seconds


@pytest.mark.parametrize("exercise", FACTS.exercises.values(), ids=FACTS.exercises)
def test_people_may_complain_of_every_mistake_in_several_ways(exercise):
    assert all(len(mistake.complaints) >= 3 for mistake in exercise.mistakes)


@pytest.mark.parametrize(
    ("id_", "right", "wrong"),
    [
        ("lumbar_vertebrae", "turn very little", "cannot turn"),
        ("erector_spinae", "reaching the skull", "up to the neck"),
        ("spinalis", "straighten the upper back", "steadies the head"),
        ("quadratus_lumborum", "help steady", "prevents"),
        ("lumbar_lordosis", "in toward the front", "hollow"),
    ],
)
def test_what_is_said_of_a_structure_is_the_corrected_statement(id_, right, wrong):
    structure = FACTS.anatomy[id_]
    said = f"{structure.location} {structure.description} {structure.function}"
    assert right in said
    assert wrong not in said


def test_the_numbered_bones_have_landmarks():
    landmarks = {mark.id: mark.text for mark in FACTS.anatomy["lumbar_vertebrae"].landmarks}
    assert list(landmarks) == ["l1", "l3", "l4", "l5"]
    assert landmarks["l4"] == "L four is at about the height of the hip-bone crests."


def test_names_that_sound_alike_are_told_apart():
    assert FACTS.anatomy["adductors"].also == "inner thigh muscles"
    assert FACTS.anatomy["abductors"].also == "outer hip muscles"


@pytest.mark.parametrize(
    ("sign", "tier"),
    [
        ("saddle_numbness", "emergency"),
        ("chest_pain", "emergency"),
        ("sudden_weakness", "emergency"),
        ("lasting_dizziness", "emergency"),
        ("fever", "urgent"),
        ("not_improving", "urgent"),
        ("dizziness", "stop_now"),
        ("leg_pain", "stop_now"),
        ("muscle_burn", "normal"),
        ("pain", "pain"),
    ],
)
def test_every_sign_belongs_to_a_tier(sign, tier):
    assert FACTS.safety.urgency_of(sign) == tier
    assert FACTS.safety.sign(sign).id == sign


def test_every_sign_has_an_answer():
    safety = FACTS.safety
    assert safety.text_of("sudden_weakness") == safety.emergency.text
    assert safety.text_of("fever") == safety.urgent.text
    assert safety.text_of("sharp_pain") == safety.stop_now.text
    assert safety.text_of("shaking") == safety.normal.text
    assert safety.text_of("pain") == safety.ask.text
    assert "book an appointment" in safety.text_of("not_improving")


def test_a_sign_that_nobody_knows_is_a_key_error():
    with pytest.raises(KeyError):
        FACTS.safety.urgency_of("hiccups")


def test_emergencies_are_looked_for_first():
    assert FACTS.safety.precedence == ("emergency", "urgent", "conditions", "stop_now", "pain")


def test_every_text_is_either_checked_as_spoken_or_known_to_be_printed():
    # A field that somebody adds to the model has to be put into one of the tables.
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    for kind in kinds:
        known = {*SENTENCES.get(kind, ()), *PHRASES.get(kind, ()), *PRINTED.get(kind, ())}
        assert {
            name for name, hint in get_type_hints(kind, include_extras=True).items() if holds_text(hint)
        } == known, kind


def holds_text(hint: object) -> bool:
    return hint == model.Text or (hint is not Annotated and any(holds_text(part) for part in get_args(hint)))
