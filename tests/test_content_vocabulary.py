from __future__ import annotations

import re
from collections import Counter

import pytest

from skill.content.load import load
from skill.content.vocabulary import vocabulary

WORDS = vocabulary(load())
SIZES = {
    "ExerciseType": 12,
    "StructureType": 32,
    "EquipmentType": 11,
    "GoalType": 3,
    "TopicType": 10,
    "RoutineType": len(load().routines),
    "SymptomType": len(load().safety.signs),
    "ConditionType": 6,
}


def heard(slot: str) -> list[str]:
    """All that may be heard in a slot."""
    return [form for value in WORDS[slot] for form in (value.name, *value.spoken, *value.misheard)]


def test_every_kind_of_fact_that_can_be_asked_for_has_a_slot_type():
    assert {slot: len(values) for slot, values in WORDS.items()} == SIZES


@pytest.mark.parametrize("slot", SIZES)
def test_a_form_means_one_thing(slot):
    assert [form for form, count in Counter(heard(slot)).items() if count > 1] == []


@pytest.mark.parametrize("slot", SIZES)
def test_forms_are_written_as_they_are_said(slot):
    assert [form for form in heard(slot) if not re.fullmatch(r"[a-z']+( [a-z']+)*", form)] == []


@pytest.mark.parametrize(
    ("slot", "form", "id_"),
    [
        ("ExerciseType", "good mornings", "good_morning"),
        ("ExerciseType", "plank", "front_plank"),
        ("ExerciseType", "glute bridge", "hip_extension"),
        ("ExerciseType", "cattle bell swing", "kettlebell_swing"),
        ("StructureType", "q l", "quadratus_lumborum"),
        ("StructureType", "director spinae", "erector_spinae"),
        ("EquipmentType", "without equipment", "none"),
        ("GoalType", "bigger muscles", "hypertrophy"),
        ("TopicType", "sitting all day", "posture"),
        ("RoutineType", "warm up", "warm_up"),
        ("ConditionType", "i'm pregnant", "pregnancy"),
        ("ConditionType", "i'm fifteen", "under_16"),
        ("ConditionType", "i had back surgery", "recent_surgery"),
        ("ConditionType", "i have high blood pressure", "high_blood_pressure"),
        ("SymptomType", "back pain", "pain"),
        ("SymptomType", "sore back", "pain"),
        ("SymptomType", "i can't feel between my legs", "saddle_numbness"),
        ("SymptomType", "i can't control my bladder", "bladder_bowel"),
        ("SymptomType", "my legs are going numb", "leg_weakness"),
        ("SymptomType", "i can't move my legs", "leg_weakness"),
        ("SymptomType", "sharp pain", "sharp_pain"),
        ("SymptomType", "i'm dizzy", "dizziness"),
    ],
)
def test_what_people_say_means_what_they_mean(slot, form, id_):
    found = [v.id for v in WORDS[slot] if form in (v.name, *v.spoken, *v.misheard)]
    assert found == [id_]


@pytest.mark.parametrize(
    ("id_", "other"),
    [
        ("good_morning", "romanian deadlift"),
        ("rack_pull", "deadlift"),
        ("hip_extension", "hip thrust"),
        ("glute_ham_raise", "nordic curl"),
        ("reverse_hyper", "hyperextension"),
    ],
)
def test_what_only_sounds_related_is_kept_apart(id_, other):
    value = next(value for value in WORDS["ExerciseType"] if value.id == id_)
    assert other in value.other
    assert other not in (value.name, *value.spoken, *value.misheard)


def test_the_gravest_signs_come_first():
    ids = [value.id for value in WORDS["SymptomType"]]
    tiers = [load().safety.urgency_of(id_) for id_ in ids]
    assert list(dict.fromkeys(tiers)) == ["emergency", "urgent", "stop_now", "normal", "pain"]
    assert ids[-1] == "pain"
