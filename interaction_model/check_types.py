"""Lint for slot types and for the dialog that asks for a missing slot."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 140
"""Characters of a value or synonym; a longer one makes every response fail."""
FEWEST_VARIATIONS = 2
_WRONG_SIGN = re.compile(r"[^\w'.,\-\s&]")


def type_problems(language: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the values of slot types."""
    used = {slot["type"] for intent in language["intents"] for slot in intent.get("slots", ())}
    for type_ in language.get("types", ()):
        name, values = type_["name"], type_["values"]
        if not values and not type_.get("valueSupplier"):
            yield f"{name}: has no values; an empty type fails the build"
        if name not in used:
            yield f"{name}: no slot uses the type; remove it"
        for id_, number in Counter(value.get("id") for value in values).items():
            if number > 1:
                yield f"{name}: the id {id_!r} is there {number} times; give every value its own"
        owners: dict[str, str] = {}
        for value in values:
            yield from _value_problems(name, value, owners)


def _value_problems(type_: str, value: Mapping[str, Any], owners: dict[str, str]) -> Iterator[str]:
    id_ = value.get("id") or value["name"]["value"]
    place = f"{type_}.{id_}"
    for text in (value["name"]["value"], *value["name"].get("synonyms", ())):
        spoken = " ".join(text.lower().split())
        if not spoken:
            yield f"{place}: a name is empty; remove it"
        if len(text) > LONGEST:
            yield f"{place}: {text[:30]!r}… has {len(text)} characters; stay within {LONGEST}"
        if _WRONG_SIGN.search(text):
            yield f"{place}: {text!r} has a sign that nobody speaks; write it as it is said"
        if spoken in owners:
            yield f"{place}: {text!r} is a name of {owners[spoken]} already; keep it in one value, once"
        owners.setdefault(spoken, id_)


def dialog_problems(language: Mapping[str, Any], model: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the dialog: unknown intents and slots, prompts that are missing, unused or always the same."""
    intents = {
        intent["name"]: {s["name"]: s["type"] for s in intent.get("slots", ())} for intent in language["intents"]
    }
    prompts = {prompt["id"]: prompt["variations"] for prompt in model.get("prompts", ())}
    asked: set[str] = set()
    for intent in model.get("dialog", {}).get("intents", ()):
        slots = intents.get(intent["name"])
        if slots is None:
            yield f"dialog: there is no intent {intent['name']}; remove it"
            continue
        for slot in intent["slots"]:
            asked |= set(slot.get("prompts", {}).values())
            yield from _dialog_slot(intent["name"], slot, slots, prompts)
    for id_ in sorted(prompts.keys() - asked):
        yield f"prompts: nothing asks {id_}; remove it"
    for id_, variations in prompts.items():
        if len({variation["value"] for variation in variations}) < FEWEST_VARIATIONS:
            yield f"prompts: {id_} is always asked the same way; write at least {FEWEST_VARIATIONS} variations"


def _dialog_slot(
    intent: str, slot: Mapping[str, Any], slots: Mapping[str, str], prompts: Mapping[str, Any]
) -> Iterator[str]:
    place = f"dialog: {intent}.{slot['name']}"
    if slots.get(slot["name"]) != slot["type"]:
        yield f"{place}: the intent has no such slot of type {slot['type']}; make both agree"
    if slot.get("elicitationRequired") and not slot.get("prompts", {}).get("elicitation"):
        yield f"{place}: is required but has no prompt; add one"
    for id_ in slot.get("prompts", {}).values():
        if id_ not in prompts:
            yield f"{place}: the prompt {id_} does not exist; add it under prompts"
