"""The lint: a good model passes, and each mistake is named with its place and its cure."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from interaction_model.check import problems
from interaction_model.classify import load_learned
from skill.local.cli import main

SAMPLES = [
    "how do i do {exercise}", "how to {exercise}", "show me {exercise}", "teach me {exercise}", "explain {exercise}",
    "walk me through {exercise}", "what are the steps of {exercise}", "help me with {exercise}", "{exercise}",
    "i want to learn {exercise}", "guide me through {exercise}", "demonstrate {exercise}",
]  # fmt: skip


def good() -> dict[str, Any]:
    """A small model without a mistake."""
    value = {"id": "bird_dog", "name": {"value": "bird dog", "synonyms": ["bird dogs"]}}
    built_in = [
        {"name": f"AMAZON.{n}Intent", "samples": []} for n in ("Help", "Stop", "Cancel", "NavigateHome", "Fallback")
    ]
    slot = {"name": "exercise", "type": "ExerciseType"}
    asked = {**slot, "elicitationRequired": True, "prompts": {"elicitation": "Elicit"}}
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": "lower back coach",
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
                "intents": [{"name": "HowToIntent", "slots": [slot], "samples": list(SAMPLES)}, *built_in],
                "types": [{"name": "ExerciseType", "values": [value]}],
            },
            "dialog": {"intents": [{"name": "HowToIntent", "slots": [asked]}]},
            "prompts": [{"id": "Elicit", "variations": [{"value": "Which one?"}, {"value": "Which exercise?"}]}],
        }
    }


def changed(path: str, value: Any) -> str:
    """The good model with the value at a path replaced, or appended where the path ends in +."""
    model = copy.deepcopy(good())
    *parents, last = path.split("/")
    part: Any = model["interactionModel"]
    for key in parents:
        part = part[int(key) if key.isdigit() else key]
    if last == "+":
        part.append(value)
    else:
        part[int(last) if last.isdigit() else last] = value
    return json.dumps(model)


def test_a_good_model_has_no_problems() -> None:
    assert problems(json.dumps(good())) == []


HOW_TO = "languageModel/intents/0"
VALUES = "languageModel/types/0/values"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("languageModel/invocationName", "coach", "fewer than two words"),
        ("languageModel/invocationName", "Back Coach", "lower-case"),
        ("languageModel/invocationName", "back 2 coach", "numbers as words"),
        ("languageModel/invocationName", "the coach", "article or preposition"),
        ("languageModel/invocationName", "start back coach", "launch word"),
        ("languageModel/invocationName", "coach if back", "connecting word"),
        ("languageModel/invocationName", "alexa back coach", "reserved"),
        ("languageModel/invocationName", "very long " * 6 + "coach", "2 to 50"),
        ("languageModel/modelConfiguration", {}, "fallbackIntentSensitivity is None"),
        ("languageModel/intents/1/name", "AMAZON.HalpIntent", "AMAZON.HelpIntent is missing"),
        ("languageModel/intents/1/slots", [{"name": "exercise", "type": "ExerciseType"}], "takes no slots"),
        ("languageModel/intents/+", {"name": "howtointent", "samples": SAMPLES}, "there 2 times"),
        (f"{HOW_TO}/name", "HowTo2", "letters and underscores"),
        (f"{HOW_TO}/slots/0/type", "MissingType", "is not in the model"),
        (f"{HOW_TO}/slots/+", {"name": "exercise 2", "type": "ExerciseType"}, "a slot's name"),
        (f"{HOW_TO}/slots/+", {"name": "other", "type": "ExerciseType"}, "no sample uses the slot"),
        (f"{HOW_TO}/samples", SAMPLES[:11], "at least 12"),
        (f"{HOW_TO}/samples", [f"how do i {c} {{exercise}}" for c in "abcdefghijklm"], "vary them"),
        (f"{HOW_TO}/samples/+", "how do i do {exercise}", "is there twice"),
        (f"{HOW_TO}/samples/+", "How  do i do {exercise}", "is there twice"),
        (f"{HOW_TO}/samples/+", "do 3 reps", "'3' is not allowed"),
        (f"{HOW_TO}/samples/+", "what?", "'?' is not allowed"),
        (f"{HOW_TO}/samples/+", "what {exercise", "'{' is not allowed"),
        (f"{HOW_TO}/samples/+", "what {bird dog|exercise}", "has no slot"),
        (f"{HOW_TO}/samples/+", "{exercise} or {exercise}", "is there 2 times"),
        (f"{HOW_TO}/samples/+", "and {exercise}", "connecting word"),
        (f"{HOW_TO}/samples/+", " ", "is empty"),
        (f"{HOW_TO}/samples/+", "very " * 40, "stay within 140"),
        (f"{HOW_TO}/samples/+", "repeat that", "belongs to AMAZON.RepeatIntent"),
        (f"{HOW_TO}/slots/0/type", "AMAZON.SearchQuery", "a search query needs plain words"),
        ("languageModel/intents/1/samples", ["teach me {exercise}"], "has no slot"),
        ("languageModel/types/0/values", [], "has no values"),
        ("languageModel/types/+", {"name": "SpareType", "values": [{"name": {"value": "x"}}]}, "no slot uses the type"),
        (f"{VALUES}/+", {"id": "bird_dog", "name": {"value": "plank"}}, "is there 2 times"),
        (f"{VALUES}/+", {"id": "plank", "name": {"value": "Bird  dogs"}}, "is a name of bird_dog already"),
        (f"{VALUES}/+", {"id": "plank", "name": {"value": "plank", "synonyms": ["plank"]}}, "a name of plank already"),
        (f"{VALUES}/+", {"id": "plank", "name": {"value": "plank!"}}, "nobody speaks"),
        (f"{VALUES}/+", {"id": "plank", "name": {"value": ""}}, "a name is empty"),
        (f"{VALUES}/+", {"id": "plank", "name": {"value": "p" * 141}}, "stay within 140"),
        ("dialog/intents/0/name", "OtherIntent", "there is no intent OtherIntent"),
        ("dialog/intents/0/slots/0/type", "OtherType", "no such slot of type"),
        ("dialog/intents/0/slots/0/prompts", {}, "is required but has no prompt"),
        ("dialog/intents/0/slots/0/prompts", {"elicitation": "Other"}, "does not exist"),
        ("prompts/+", {"id": "Spare", "variations": [{"value": "A?"}, {"value": "B?"}]}, "nothing asks Spare"),
        ("prompts/0/variations", [{"value": "Which one?"}], "always asked the same way"),
        ("languageModel/intents/0/samples", 3, "wrong shape"),
        ("languageModel/intents", {}, "no interaction model"),
    ],
)  # fmt: skip
def test_each_mistake_is_named(path: str, value: Any, problem: str) -> None:
    found = problems(changed(path, value))

    assert any(problem in text for text in found), found


def test_two_intents_do_not_share_a_sentence_whatever_their_slots_are_called() -> None:
    # GIVEN a second intent with the same sentence, its slot of the same type under another name
    model = good()
    other = {
        "name": "OtherIntent",
        "slots": [{"name": "other", "type": "ExerciseType"}],
        "samples": ["Teach me {other}"],
    }
    model["interactionModel"]["languageModel"]["intents"].append(other)

    # THEN the lint says which sentence it is and where it was first
    assert any("is the same as 'teach me {exercise}' of HowToIntent" in text for text in problems(json.dumps(model)))


def test_a_slot_name_has_one_type_in_the_whole_model() -> None:
    model = good()
    other = {"name": "OtherIntent", "slots": [{"name": "Exercise", "type": "AMAZON.NUMBER"}], "samples": []}
    model["interactionModel"]["languageModel"]["intents"].append(other)

    assert any("one type in the whole model" in text for text in problems(json.dumps(model)))


def test_a_file_that_is_too_large_is_named_with_its_size() -> None:
    assert any("1,500,000" in text for text in problems(json.dumps(good()) + " " * 1_500_000))


def test_too_many_intents_are_counted() -> None:
    model = good()
    model["interactionModel"]["languageModel"]["intents"] += [
        {"name": f"A{'b' * n}", "samples": []} for n in range(260)
    ]

    assert any("Alexa takes 250" in text for text in problems(json.dumps(model)))


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"interactionModel": null}'])
def test_what_is_no_model_at_all_is_one_clear_problem(text: str) -> None:
    assert len(problems(text)) == 1


def test_the_command_passes_our_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "check"]) == 0
    assert "in order" in capsys.readouterr().out


def test_the_command_lists_everything_that_is_wrong_with_a_file(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    # GIVEN a model with two mistakes
    path = tmp_path / "model.json"
    model = good()
    model["interactionModel"]["languageModel"]["invocationName"] = "coach"
    model["interactionModel"]["languageModel"]["intents"][0]["samples"].append("and {exercise}")
    path.write_text(json.dumps(model), "utf-8")

    # WHEN it is checked
    status = main(["model", "check", str(path)])

    # THEN both are told, and the status says so
    said = capsys.readouterr()
    assert status == 2
    assert len(said.err.splitlines()) == 2
    assert "2 problems" in said.out


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "check", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_stale_model_is_told_to_be_built_again(tmp_path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    # GIVEN a committed model that is older than its sources, and weights that are too
    stale = tmp_path / "en-US.json"
    stale.write_text(json.dumps(good()), "utf-8")
    monkeypatch.setattr("skill.local.commands.model.MODEL_FILE", stale)
    monkeypatch.setattr("skill.local.commands.model.digest", lambda source, content: "another")

    # THEN the check fails and says what to do about each
    assert main(["model", "check"]) == 2
    assert capsys.readouterr().err.count("run `backcoach model build`") == 2


def test_building_writes_the_model_and_what_was_learned(
    tmp_path, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model, weights = tmp_path / "en-US.json", tmp_path / "weights.json"
    monkeypatch.setattr("skill.local.commands.model.MODEL_FILE", model)
    monkeypatch.setattr("skill.local.commands.model.WEIGHTS_FILE", weights)
    monkeypatch.setattr(
        "skill.local.commands.model.learn",
        lambda source, content, examples: load_learned(),
    )

    assert main(["model", "build"]) == 0

    assert problems(model.read_text("utf-8")) == []
    assert json.loads(weights.read_text("utf-8"))["intents"]
    assert "wrote weights.json" in capsys.readouterr().out
