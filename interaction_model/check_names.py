"""Lint for names: the invocation name, intents and slots."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INVOCATION = re.compile(r"[a-z][a-z'. ]*[a-z.]")
_INTENT = re.compile(r"(AMAZON\.)?[A-Za-z][A-Za-z_]*")
_SLOT = re.compile(r"[A-Za-z][A-Za-z_]*")
SMALL_WORDS = frozenset(["the", "a", "an", "for", "to", "of", "about", "up", "by", "at", "off", "with"])
LAUNCH_WORDS = frozenset(
    ["ask", "tell", "launch", "load", "begin", "enable", "open", "start", "play", "run", "use", "talk", "resume"]
)
CONNECTING_WORDS = frozenset(["to", "from", "by", "if", "and", "whether", "in", "using", "about", "for", "that"])
WAKE_WORDS = frozenset(["alexa", "echo", "amazon", "computer", "skill", "app"])


def invocation_problems(name: str) -> Iterator[str]:
    """What is wrong with the words that open the skill."""
    words = name.split()
    place = f"invocationName {name!r}"
    if len(words) < 2:
        yield f"{place}: has fewer than two words; only a brand may have one"
    if not 2 <= len(name) <= 50:
        yield f"{place}: has {len(name)} characters; make it 2 to 50"
    if not _INVOCATION.fullmatch(name):
        yield f"{place}: use lower-case letters, spaces, apostrophes and full stops; write numbers as words"
    if len(words) == 2 and SMALL_WORDS & set(words):
        yield f"{place}: a name of two words has no article or preposition; add a word or change one"
    for group, kind in (
        (LAUNCH_WORDS, "a launch word"),
        (CONNECTING_WORDS, "a connecting word"),
        (WAKE_WORDS, "reserved"),
    ):
        for word in sorted(group & set(words)):
            yield f"{place}: {word!r} is {kind}; choose another word"


def name_problems(language: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the names of intents and slots, and with the types that slots claim."""
    intents = language["intents"]
    yield from _twice([intent["name"] for intent in intents], "intents", "intent")
    types = {type_["name"] for type_ in language.get("types", ())}
    claimed: dict[str, tuple[str, str]] = {}
    for intent in intents:
        name = intent["name"]
        if not _INTENT.fullmatch(name):
            yield f"{name}: an intent's name has letters and underscores only; rename it"
        slots = intent.get("slots", ())
        if slots and name.startswith("AMAZON."):
            yield f"{name}: a built-in intent takes no slots; remove them"
        yield from _twice([slot["name"] for slot in slots], name, "slot")
        for slot in slots:
            yield from _slot_problems(name, slot, types, claimed)


def _slot_problems(
    intent: str, slot: Mapping[str, Any], types: set[str], claimed: dict[str, tuple[str, str]]
) -> Iterator[str]:
    name, type_ = slot["name"], slot["type"]
    place = f"{intent}.{name}"
    if not _SLOT.fullmatch(name):
        yield f"{place}: a slot's name has letters and underscores only; rename it"
    if type_ not in types and not type_.startswith("AMAZON."):
        yield f"{place}: its type {type_} is not in the model; add it under types"
    first, elsewhere = claimed.setdefault(name.lower(), (type_, intent))
    if first != type_:
        yield f"{place}: has the type {type_}, but {first} in {elsewhere}; a slot name has one type in the whole model"


def _twice(names: list[str], place: str, kind: str) -> Iterator[str]:
    for name, number in Counter(name.lower() for name in names).items():
        if number > 1:
            yield f"{place}: the {kind} {name} is there {number} times, capitals apart; keep one"
