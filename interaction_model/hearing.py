"""What a recogniser should expect to hear: the model's sentences with names in their slots, as a language model."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any

from interaction_model.ngrams import arpa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interaction_model.vocabulary import Vocabulary

SLOT = re.compile(r"\{(\w+)\}")

NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "ninety",
)  # fmt: skip

BUILT_IN = {
    "AMAZON.NUMBER": NUMBERS,
    "AMAZON.Ordinal": ("first", "second", "third", "last"),
    "AMAZON.TIME": tuple(f"{hour} {half}" for hour in NUMBERS[:12] for half in ("a m", "p m", "o'clock")),
}
"""Spoken values of Alexa's own slot types, as far as people say them to this skill."""

TIMES = 6
"""How often a sentence with a slot is taken, each time with the next name."""


def language_model(model: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """Write the ARPA model of an Alexa interaction model.

    The names come from the vocabulary, since the interaction model's synonyms hold mis-hearings too, and an ear that
    expects those would make them.
    """
    language = model["interactionModel"]["languageModel"]
    names = dict(BUILT_IN) | {type_["name"]: _of_type(type_) for type_ in language["types"]}
    names |= {type_: tuple(text for value in values for text in value.spoken) for type_, values in vocabulary.items()}
    return arpa(_sentences(language["intents"], names))


def _sentences(intents: Sequence[Mapping[str, Any]], names: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Every sample as words; the names of each type take turns, so that all of them are heard equally often."""
    turns: defaultdict[str, count[int]] = defaultdict(count)

    def named(type_: str) -> str:
        return names[type_][next(turns[type_]) % len(names[type_])]

    for intent in intents:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent["samples"]:
            for _ in range(TIMES if SLOT.search(sample) else 1):
                yield _words(SLOT.sub(lambda slot: named(types[slot[1]]), sample))  # noqa: B023 - used at once


def _of_type(type_: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(text for value in type_["values"] for text in (value["name"]["value"], *value["name"]["synonyms"]))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())
