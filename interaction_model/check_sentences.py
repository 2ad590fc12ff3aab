"""Lint for sample utterances: their signs, slots, lengths, number and variety, and that no two intents share one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FEWEST = 12
"""Samples of a custom intent."""
FEWEST_OPENINGS = 4
"""Different beginnings among them, of two words each."""
LONGEST = 140
CONNECTING = frozenset(("to", "from", "about", "for", "if", "whether", "that", "and"))
_WRONG_SIGN = re.compile(r"[^\w'.,\-\s]|[\d_]")
_SLOT = re.compile(r"\{([^{}]*)\}")
_ALEXAS_OWN = {
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it"),
    "AMAZON.HelpIntent": ("help", "help me", "can you help me"),
    "AMAZON.StopIntent": ("stop", "off", "shut up"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure"),
    "AMAZON.NoIntent": ("no", "no thanks"),
    "AMAZON.NextIntent": ("next", "skip", "skip forward"),
    "AMAZON.PreviousIntent": ("go back", "skip back", "back up"),
    "AMAZON.RepeatIntent": ("repeat", "say that again", "repeat that"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again"),
}
"""Words on which Alexa's built-in intents fire by themselves; a custom intent with the same words never gets them."""
_OWNERS = {words: intent for intent, phrases in _ALEXAS_OWN.items() for words in phrases}


def sentence_problems(language: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the samples, intent by intent, and then between intents."""
    owners: dict[str, tuple[str, str]] = {}
    for intent in language["intents"]:
        samples = intent.get("samples", [])
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        yield from _number_problems(intent["name"], samples)
        yield from _unused(intent["name"], samples, slots)
        for sample in samples:
            yield from _sample_problems(f"{intent['name']}: {sample!r}", sample, slots)
            yield from _owner_problems(intent["name"], sample, slots, owners)


def _number_problems(name: str, samples: list[str]) -> Iterator[str]:
    if name.startswith("AMAZON."):
        return
    if len(samples) < FEWEST:
        yield f"{name}: has {len(samples)} samples; write at least {FEWEST}"
    openings = {tuple(sample.split()[:2]) for sample in samples}
    if len(openings) < FEWEST_OPENINGS:
        yield f"{name}: its samples begin in {len(openings)} ways; vary them, at least {FEWEST_OPENINGS} ways"


def _unused(name: str, samples: list[str], slots: Mapping[str, str]) -> Iterator[str]:
    used = {slot for sample in samples for slot in _SLOT.findall(sample)}
    for slot in slots.keys() - used:
        yield f"{name}.{slot}: no sample uses the slot; write one or remove it"


def _sample_problems(place: str, sample: str, slots: Mapping[str, str]) -> Iterator[str]:
    words = sample.split()
    if not words:
        yield f"{place}: is empty; remove it"
        return
    plain = _SLOT.sub("", sample)
    wrong = _WRONG_SIGN.search(plain)
    if wrong:
        yield f"{place}: {wrong.group()!r} is not allowed; use letters, ' - , and . and write numbers as words"
    if words[0].lower() in CONNECTING:
        yield f"{place}: begins with the connecting word {words[0]!r}; begin with another"
    if len(sample) > LONGEST:
        yield f"{place}: has {len(sample)} characters; stay within {LONGEST}"
    yield from _slot_problems(place, sample, slots)


def _slot_problems(place: str, sample: str, slots: Mapping[str, str]) -> Iterator[str]:
    for slot, number in sorted(Counter(_SLOT.findall(sample)).items()):
        if slot not in slots:
            yield f"{place}: the intent has no slot {slot!r}; declare it or write plain words"
        elif number > 1:
            yield f"{place}: the slot {slot!r} is there {number} times; use two slots"
        elif slots[slot] == "AMAZON.SearchQuery" and (sample.count("{") > 1 or len(sample.split()) == 1):
            yield f"{place}: a search query needs plain words beside it and no other slot"


def _owner_problems(
    intent: str, sample: str, slots: Mapping[str, str], owners: dict[str, tuple[str, str]]
) -> Iterator[str]:
    shape = _SLOT.sub(lambda match: f"{{{slots.get(match.group(1), '')}}}", " ".join(sample.lower().split()))
    first, text = owners.setdefault(shape, (intent, sample))
    if first != intent:
        yield f"{intent}: {sample!r}: is the same as {text!r} of {first}; keep it in one intent"
    elif text is not sample:
        yield f"{intent}: {sample!r}: is there twice; remove one"
    owner = _OWNERS.get(shape, intent)
    if owner != intent:
        yield f"{intent}: {sample!r}: belongs to {owner}, which fires on it by itself; remove it"
