"""Safety before everything: the one function that decides whether a turn is about a body in trouble."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.content.model import Safety
    from skill.session import Intention


class Tier(Enum):
    """How grave it is, gravest first. The order is that of the checks (facts: safety, precedence)."""

    EMERGENCY = "emergency"
    """Call for help now."""
    URGENT = "urgent"
    """See a doctor today."""
    CONDITION = "condition"
    """A group of people with advice of their own."""
    STOP = "stop"
    """End the set and rest."""
    UNCLEAR = "unclear"
    """A warning sign was reported, but not which."""
    PAIN = "pain"
    """It hurts; ask about warning signs."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What was found in a turn."""

    tier: Tier
    """How grave it is."""
    condition: str = ""
    """The group's id, for a condition that was named."""


SAFETY_INTENTS = {"RedFlagIntent": Tier.UNCLEAR, "PainIntent": Tier.PAIN, "ConditionIntent": Tier.CONDITION}
"""Intents that are always about safety, and what they are when no sign could be told from the words."""


@dataclass(frozen=True, slots=True)
class Watchlist:
    """Everything that is watched for, prepared once from the facts; made by `watchlist`."""

    signs: dict[str, Tier]
    """Every warning sign's tier, by id."""
    phrases: tuple[tuple[str, Tier], ...]
    """How people put the signs, and what that means."""
    conditions: frozenset[str]
    """Ids of the groups with advice of their own."""

    def concern(self, intention: Intention, unresolved: Iterable[str] = ()) -> Concern | None:
        """Decide what a turn says about the body; None where it says nothing.

        `unresolved` are the words heard in slots that matched nothing: a warning sign may hide in the place of an
        exercise's name. The gravest finding wins.
        """
        condition = intention.get("condition")
        found = [self.signs[id_]] if (id_ := intention.get("symptom")) in self.signs else []
        spoken = [f" {_plain(text)} " for text in unresolved]
        found += [tier for phrase, tier in self.phrases if any(f" {phrase} " in text for text in spoken)]
        found += [Tier.CONDITION] if condition in self.conditions else []
        if not found and intention.intent in SAFETY_INTENTS:
            found.append(SAFETY_INTENTS[intention.intent])
        if not found:
            return None
        gravest = min(found, key=list(Tier).index)
        return Concern(gravest, condition if gravest is Tier.CONDITION else "")


def watchlist(safety: Safety) -> Watchlist:
    """Prepare what is watched for. A sign of several tiers counts as its gravest."""
    signs = {sign.id: Tier.STOP for sign in safety.stop_now.signs}
    signs |= {sign.id: Tier.URGENT for sign in safety.urgent.signs}
    signs |= {sign.id: Tier.EMERGENCY for sign in safety.emergency.signs}
    signs |= dict.fromkeys(safety.stop_now.escalate, Tier.EMERGENCY)
    everything = (*safety.emergency.signs, *safety.urgent.signs, *safety.stop_now.signs)
    phrases = tuple((_plain(name), signs[sign.id]) for sign in everything for name in sign.names.spoken)
    return Watchlist(signs, phrases, frozenset(condition.id for condition in safety.conditions))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z' ]+", " ", text.lower()).strip()
