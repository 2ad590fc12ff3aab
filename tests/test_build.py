"""The generated Alexa model: complete, in order, fresh, and made of whatever the content names."""

from __future__ import annotations

import json

import pytest

from interaction_model.build import BUILT_IN, MODEL_FILE, build, write
from interaction_model.check import problems
from interaction_model.classify import load_learned
from interaction_model.grammar import Grammar
from interaction_model.phrasing import CONNECTING, MOST
from interaction_model.source import load_source
from interaction_model.train import digest
from interaction_model.vocabulary import Value
from skill.content.load import load
from skill.content.vocabulary import vocabulary

SOURCE = load_source()
CONTENT = vocabulary(load())
TEXT = write(build(SOURCE, CONTENT))
MODEL = json.loads(TEXT)["interactionModel"]
INTENTS = {intent["name"]: intent for intent in MODEL["languageModel"]["intents"]}
TYPES = {type_["name"]: type_ for type_ in MODEL["languageModel"]["types"]}
DESIGNED = {
    "HowTo": "exercise", "AboutExercise": "exercise", "CompareExercises": "exercise other", "Benefits": "exercise",
    "MusclesWorked": "exercise", "ExercisesForMuscle": "structure", "FindExercise": "equipment level",
    "EquipmentNeeded": "exercise", "Easier": "exercise", "Harder": "exercise", "Alternative": "exercise equipment",
    "Dose": "exercise level", "Mistakes": "exercise", "Breathing": "exercise", "AnatomyAbout": "structure",
    "AnatomyLocation": "structure", "AnatomyFunction": "structure", "Programming": "goal", "Topic": "topic",
    "StartWarmUp": "routine level rounds minutes pace style", "ComposeRoutine": "exercise other seconds rounds",
    "ChangeStyle": "style", "Ready": "", "Skip": "", "GoTo": "exercise", "OtherSide": "", "HowLongLeft": "",
    "WhereAmI": "", "ChangePace": "pace", "ChangeDetail": "detail", "ListExercises": "", "Suggest": "", "More": "",
    "SelectOption": "ordinal", "HowDoYouKnow": "", "Remind": "days time", "ListReminders": "", "CancelReminder": "",
    "SetLevel": "level", "SetEquipment": "equipment", "AvoidExercise": "exercise", "MyProgress": "", "ForgetMe": "",
    "Pain": "symptom", "RedFlag": "symptom", "Condition": "condition", "Greeting": "", "Limits": "",
}  # fmt: skip


def test_the_model_passes_its_own_lint() -> None:
    assert problems(TEXT) == []


def test_no_sentence_belongs_to_two_intents() -> None:
    assert list(Grammar(SOURCE).ambiguous()) == []


def test_the_committed_model_and_weights_are_fresh() -> None:
    assert MODEL_FILE.read_text("utf-8") == TEXT
    assert load_learned().digest == digest(SOURCE, CONTENT)


@pytest.mark.parametrize(("name", "slots"), DESIGNED.items())
def test_every_intent_of_the_design_has_its_slots(name: str, slots: str) -> None:
    assert set(slots.split()) <= {slot["name"] for slot in INTENTS[f"{name}Intent"]["slots"]}


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_intent_is_there_without_slots(name: str) -> None:
    assert "slots" not in INTENTS[name]


@pytest.mark.parametrize("name", [name for name in INTENTS if not name.startswith("AMAZON.")])
def test_no_intent_has_too_many_samples_or_one_that_joins_the_invocation_name(name: str) -> None:
    samples = INTENTS[name]["samples"]

    assert len(samples) <= MOST
    assert not [sample for sample in samples if sample.split()[0] in CONNECTING]


@pytest.mark.parametrize("type_", CONTENT)
def test_every_value_of_the_content_has_its_id_and_name(type_: str) -> None:
    values = {value["id"]: value["name"] for value in TYPES[type_]["values"]}

    for value in CONTENT[type_]:
        assert values[value.id]["value"] == value.name
        assert set(value.spoken) - {value.name} <= set(values[value.id]["synonyms"]) | all_names(type_)


def all_names(type_: str) -> set[str]:
    """Every name of a type: a mis-hearing may belong to another value already."""
    return {text for v in TYPES[type_]["values"] for text in (v["name"]["value"], *v["name"]["synonyms"])}


def test_names_of_other_things_are_no_synonyms() -> None:
    assert "romanian deadlift" not in all_names("ExerciseType")


def test_a_new_exercise_shows_up_as_a_slot_value() -> None:
    value = Value("zorbel_lift", "zorbel lift", ("zorbel lifts",), ("sore bell lift",))

    text = write(build(SOURCE, {**CONTENT, "ExerciseType": (*CONTENT["ExerciseType"], value)}))

    assert problems(text) == []
    assert {"id": "zorbel_lift", "name": {"value": "zorbel lift", "synonyms": ["zorbel lifts", "sore bell lift"]}} in (
        json.loads(text)["interactionModel"]["languageModel"]["types"][0]["values"]
    )


def test_a_missing_exercise_is_asked_for_in_several_ways() -> None:
    dialog = {intent["name"]: intent for intent in MODEL["dialog"]["intents"]}
    prompts = {prompt["id"]: prompt["variations"] for prompt in MODEL["prompts"]}

    slot = dialog["HowToIntent"]["slots"][0]

    assert slot["elicitationRequired"]
    assert len(prompts[slot["prompts"]["elicitation"]]) >= 3
    assert all(
        variation["value"].endswith("?") or "." in variation["value"] for v in prompts.values() for variation in v
    )


def test_what_alexa_keeps_for_itself_is_left_to_it() -> None:
    assert "skip" not in INTENTS["SkipIntent"]["samples"]
    assert "keep going" in INTENTS["AMAZON.ResumeIntent"]["samples"]
