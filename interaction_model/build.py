"""The Alexa interaction model, made from the templates and the names: a plain dict, and its one way to be written."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from interaction_model.examples import load_examples
from interaction_model.phrasing import allowed, samples
from interaction_model.source import HERE, OUTSIDE, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interaction_model.vocabulary import Value, Vocabulary

INVOCATION_NAME = "lower back coach"
LOCALE = "en-US"
MODEL_FILE = HERE / f"{LOCALE}.json"
OTHER_EXERCISES = "other_exercises"
"""The group of `outside.toml` that is near enough to our subject to tell Alexa about."""
BUILT_IN = tuple(
    f"AMAZON.{name}Intent"
    for name in [
        "Help",
        "Stop",
        "Cancel",
        "NavigateHome",
        "Fallback",
        "Yes",
        "No",
        "Next",
        "Previous",
        "Repeat",
        "Pause",
        "Resume",
        "StartOver",
        "LoopOn",
        "LoopOff",
        "ShuffleOn",
        "ShuffleOff",
    ]
)
"""Alexa's own intents that the skill answers."""


def build(source: Source, content: Vocabulary) -> dict[str, Any]:
    """The interaction model of one locale, for the content's values."""
    vocabulary = source.vocabulary(content)
    dialog = _read_dialog()
    texts = samples(source, vocabulary, load_examples(source))
    names = dict.fromkeys((*source.intents, *BUILT_IN))
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": INVOCATION_NAME,
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": "MEDIUM"}},
                "intents": [_intent(source, name, texts) for name in names],
                "types": [_type(name, vocabulary[name]) for name in _used_types(source)],
            },
            "dialog": {
                "delegationStrategy": "SKILL_RESPONSE",
                "intents": [_dialog_intent(source, name, dialog[name]) for name in source.intents if name in dialog],
            },
            "prompts": [
                {"id": _prompt(intent, slot), "variations": [{"type": "PlainText", "value": text} for text in texts]}
                for intent in source.intents
                for slot, texts in dialog.get(intent, {}).items()
            ],
        }
    }


def write(model: Mapping[str, Any]) -> str:
    """The model as the text of its file: the same bytes for the same model."""
    return json.dumps(model, indent=2, ensure_ascii=False) + "\n"


def _read_dialog() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((HERE / "dialog.toml").read_text("utf-8"))


def _intent(source: Source, name: str, texts: Mapping[str, list[str]]) -> dict[str, Any]:
    if name == OUTSIDE:
        others = source.outside.get(OTHER_EXERCISES, ())
        return {"name": name, "samples": [text for text in others if allowed(name, text, ())]}
    if name.startswith("AMAZON."):
        return {"name": name, "samples": texts.get(name, [])}
    slots = [{"name": slot, "type": source.slots[slot]} for slot in source.slots_of(name)]
    return {"name": name, "slots": slots, "samples": texts[name]}


def _used_types(source: Source) -> Iterable[str]:
    used = {source.slots[slot] for intent in source.intents for slot in source.slots_of(intent)}
    return (name for name in dict.fromkeys(source.slots.values()) if name in used and not name.startswith("AMAZON."))


def _type(name: str, values: Iterable[Value]) -> dict[str, Any]:
    taken: set[str] = set()
    rows = []
    for value in values:
        synonyms = [
            text for text in dict.fromkeys((*value.spoken, *value.misheard)) if text not in taken | {value.name}
        ]
        taken |= {value.name, *synonyms}
        rows.append({"id": value.id, "name": {"value": value.name, "synonyms": synonyms}})
    return {"name": name, "values": rows}


def _dialog_intent(source: Source, name: str, asked: Mapping[str, list[str]]) -> dict[str, Any]:
    slots = []
    for slot in source.slots_of(name):
        row: dict[str, Any] = {"name": slot, "type": source.slots[slot], "confirmationRequired": False}
        row["elicitationRequired"] = slot in asked
        row["prompts"] = {"elicitation": _prompt(name, slot)} if slot in asked else {}
        slots.append(row)
    return {
        "name": name,
        "delegationStrategy": "SKILL_RESPONSE",
        "confirmationRequired": False,
        "prompts": {},
        "slots": slots,
    }


def _prompt(intent: str, slot: str) -> str:
    return f"Elicit.{intent}.{slot}"
