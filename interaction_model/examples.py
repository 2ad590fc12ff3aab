"""Sentences as people really put them, by intent: what the matcher learns from besides the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interaction_model.errors import TemplateError
from interaction_model.source import HERE, OUTSIDE, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interaction_model.source import Source
    from interaction_model.vocabulary import Value, Vocabulary

SLOT = re.compile(r"\{(\w+)\}")
NOTHING = "none"
"""The value that stands for no thing at all: "without a no equipment" is what nobody says."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it means."""

    intent: str
    """The intent's name."""
    text: str
    """What is said, names as `{slot}`."""


def load_examples(source: Source, folder: Path = HERE) -> tuple[Example, ...]:
    """The sentences of `examples/*.toml`, in the order of files and intents; no file is read for understanding.

    Raises TemplateError where an intent or a slot is unknown or a sentence is there twice.
    """
    found: dict[Example, str] = {}
    for path in sorted((folder / "examples").glob("*.toml")):
        for intent, texts in read(path).items():
            place = f"examples/{path.name}: {intent}"
            if intent != OUTSIDE and intent not in source.intents:
                raise TemplateError(f"{place}: there is no such intent; take one of intents/*.toml")
            for text in texts:
                example = Example(intent, text)
                if example in found:
                    raise TemplateError(f"{place}: {text!r}: is in {found[example]} already; keep it once")
                found[example] = place
                _check_slots(example, source, place)
    return tuple(found)


def fill(example: Example, source: Source, vocabulary: Vocabulary, turn: int) -> tuple[str, dict[str, str]]:
    """The sentence with a name in place of each slot, and the ids of these names; the turn chooses which."""
    ids: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        slot, place = match[1], turn * 7 + 3 * len(ids)
        values = list(_fitting(example.intent, slot, source, vocabulary))
        if not values:
            said = source.examples[source.slots[slot]]
            return said[place % len(said)]
        ids[slot] = values[place % len(values)].id
        return values[place % len(values)].name

    return SLOT.sub(name, example.text), ids


def _fitting(intent: str, slot: str, source: Source, vocabulary: Vocabulary) -> Iterator[Value]:
    """The values that leave the sentence its intent: a warning sign is no plain pain."""
    graver = next((rule for name, rule in source.otherwise.items() if name == intent and rule.slot == slot), None)
    plain = next((rule for rule in source.otherwise.values() if rule.intent == intent and rule.slot == slot), None)
    for value in vocabulary.get(source.slots[slot], ()):
        moved = (graver and value.id in graver.values) or (plain and value.id not in plain.values)
        if not moved and value.id != NOTHING:
            yield value


def _check_slots(example: Example, source: Source, place: str) -> None:
    for slot in SLOT.findall(example.text):
        if slot not in source.slots:
            raise TemplateError(f"{place}: {example.text!r}: the slot {{{slot}}} has no type; add it to slots.toml")
