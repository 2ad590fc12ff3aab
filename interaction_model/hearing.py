"""The Alexa model as a JSpeech grammar, for a recogniser that has to be told what may be said."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SLOT = re.compile(r"\{(\w+)\}")

NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety"
).split(" ")

BUILT_IN = {
    "AMAZON.NUMBER": NUMBERS,
    "AMAZON.Ordinal": ["first", "second", "third", "last"],
    "AMAZON.TIME": [f"{hour} {half}" for hour in NUMBERS[:12] for half in ("a m", "p m", "o'clock")],
    "AMAZON.DayOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
"""Spoken values of Alexa's own slot types, as far as the skill needs them."""

MAX_SLOTS = 1
"""Sentences with more slots would make the grammar many times as large, and are seldom said."""


def jsgf(model: Mapping[str, Any]) -> str:
    """Write the grammar of an Alexa interaction model.

    Every name stands in it once: what is said before and after it is free to combine, so that the grammar stays small.
    What it lets through too much, the understanding refuses.
    """
    language = model["interactionModel"]["languageModel"]
    types = {type_["name"]: sorted(set(_names(type_))) for type_ in language["types"]} | BUILT_IN
    plain: set[str] = set()
    around: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for intent in language["intents"]:
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent["samples"]:
            _sort(sample, kinds, plain, around)
    used = sorted(kind for kind in around if types.get(kind))
    rules = [f"<{_rule(kind)}> = {_choice(types[kind])};" for kind in used]
    sentences = [f"<plain> = {_choice(plain)};", *(rule for kind in used for rule in _sentences(kind, around[kind]))]
    public = " | ".join(["<plain>", *(f"<said_{_rule(kind)}>" for kind in used)])
    return "\n".join(["#JSGF V1.0;", "grammar said;", f"public <said> = {public};", *rules, *sentences, ""])


def _sort(sample: str, kinds: Mapping[str, str], plain: set[str], around: dict[str, set[tuple[str, str]]]) -> None:
    """Put a sample among the plain sentences, or under the type of its one slot."""
    slots = SLOT.findall(sample)
    if not slots:
        plain.add(_words(sample))
    elif len(slots) <= MAX_SLOTS:
        before, _, after = SLOT.split(sample, maxsplit=1)
        around[kinds[slots[0]]].add((_words(before), _words(after)))


def _sentences(kind: str, around: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The rule of all sentences about one type: what comes before, the name, what comes after."""
    pairs = list(around)
    name = _rule(kind)
    before, after = _choice({b for b, _ in pairs}), _choice({a for _, a in pairs})
    yield f"<said_{name}> = {_optional(before)} <{name}> {_optional(after)};"


def _optional(choice: str) -> str:
    return f"[{choice}]" if choice else ""


def _choice(texts: Iterable[str]) -> str:
    return " | ".join(sorted(text for text in texts if text))


def _names(type_: Mapping[str, Any]) -> Iterator[str]:
    for value in type_["values"]:
        name = value["name"]
        yield from (_words(text) for text in (name["value"], *name.get("synonyms", ())))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def _rule(kind: str) -> str:
    return kind.replace(".", "_")
