"""Safety before everything: the one function that decides whether a turn is about a body in trouble."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skill.content.model import Safety
    from skill.session import Intention


class Tier(Enum):
    """How grave it is; the facts say which one wins (`Safety.precedence`)."""

    EMERGENCY = "emergency"
    """Call for help now."""
    URGENT = "urgent"
    """See a doctor today."""
    CONDITION = "conditions"
    """A group of people with advice of their own."""
    STOP = "stop_now"
    """End the set and rest."""
    UNCLEAR = "unclear"
    """A warning sign was reported, but not which."""
    PAIN = "pain"
    """It hurts; ask about warning signs."""
    NORMAL = "normal"
    """It feels odd but is fine: muscles at work."""


class Concern(Struct, frozen=True):
    """What was found in a turn."""

    tier: Tier
    """How grave it is."""
    id: str = ""
    """Which sign, or which group of people; empty where that is not known."""


SAFETY_INTENTS = {
    "RedFlagIntent": Concern(Tier.UNCLEAR),
    "PainIntent": Concern(Tier.PAIN),
    "ConditionIntent": Concern(Tier.CONDITION),
}
"""Intents that are always about safety, and what they mean when nothing more could be told from the words."""

SAFETY_SLOTS = ("symptom", "condition")
"""Slots whose words are about the body even where one meaning of them was found."""


class Watchlist(Struct, frozen=True):
    """Everything that is watched for, prepared once from the facts; made by `watchlist`."""

    known: dict[str, Concern]
    """What each sign and each group means, by id."""
    phrases: tuple[tuple[str, Concern], ...]
    """How people put them, and what that means."""
    emergencies: tuple[tuple[str, Concern], ...]
    """Those of the phrases that no slot may hide."""
    ranks: dict[Tier, int]
    """Which tier wins: the lowest."""

    def concern(self, intention: Intention, heard: Mapping[str, str]) -> Concern | None:
        """Decide what a turn says about the body; None where it says nothing.

        `heard` holds the words of each slot: a warning sign may hide in the place of an exercise's name. An emergency
        counts even where the slot has another meaning ("bird dog I have chest pain"), everything else only where the
        slot means nothing or is about the body. The gravest finding wins.
        """
        found = [self.known[id_] for slot in SAFETY_SLOTS if (id_ := intention.get(slot)) in self.known]
        for slot, words in heard.items():
            resolved = intention.get(slot) and slot not in SAFETY_SLOTS
            text = f" {plain(words)} "
            watched = self.emergencies if resolved else self.phrases
            found += [concern for phrase, concern in watched if f" {phrase} " in text]
        if not found:
            return SAFETY_INTENTS.get(intention.intent)
        return min(found, key=lambda concern: self.ranks[concern.tier])


def watchlist(safety: Safety) -> Watchlist:
    """Prepare what is watched for. A sign of several tiers counts as its gravest."""
    known = {sign.id: Concern(Tier(safety.urgency_of(sign.id)), sign.id) for sign in safety.signs}
    known |= {group.id: Concern(Tier.CONDITION, group.id) for group in safety.conditions}
    phrases = tuple((plain(name), known[id_]) for id_, name in _spoken(safety))
    return Watchlist(
        known=known,
        phrases=phrases,
        emergencies=tuple(item for item in phrases if item[1].tier is Tier.EMERGENCY),
        ranks={Tier(check): rank for rank, check in enumerate((*safety.precedence, Tier.NORMAL.value))},
    )


def plain(text: str) -> str:
    """Words in the one form that phrases are compared in: lower case, no marks, "cannot" and "I am" contracted."""
    letters = re.sub(r"[^a-z]+", " ", re.sub(r"['’]", "", text.lower()))
    words = f" {' '.join(letters.split())} "
    for long, short in (("cannot", "cant"), ("can not", "cant"), ("i am", "im")):
        words = words.replace(f" {long} ", f" {short} ")
    return words.strip()


def _spoken(safety: Safety) -> Iterator[tuple[str, str]]:
    for sign in safety.signs:
        yield from ((sign.id, name) for name in sign.names.spoken)
    for group in safety.conditions:
        yield from ((group.id, name) for name in group.names.spoken)
