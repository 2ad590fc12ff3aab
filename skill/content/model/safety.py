"""The shape of what is said when a body is in trouble. The rules that use it are in `skill.coach`."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from skill.content.model.common import Fact, Id, Ids, Names, Text

Tier = Literal["emergency", "urgent", "stop_now", "normal", "pain"]
"""How serious a sign is: `normal` is what feels odd but is fine, `pain` is pain without a further sign."""
Check = Literal["emergency", "urgent", "conditions", "stop_now", "pain"]


class Sign(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A warning sign, and how people put it."""

    id: Id
    names: Names
    text: Text | None = None
    """Said instead of the text of its tier, where one sign needs another advice."""
    source: Ids


class Urgency(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Signs of one tier and what is said to them."""

    text: Text
    signs: Annotated[tuple[Sign, ...], Meta(min_length=1)]


class StopNow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What ends a set at once."""

    text: Text
    signs: Annotated[tuple[Sign, ...], Meta(min_length=1)]
    escalate: Ids
    """Signs among them, or among the emergency signs, that end a set and are emergencies."""
    source: Ids


class Condition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of people with advice of their own."""

    id: Id
    name: Text
    names: Names
    text: Text
    avoid: tuple[Id, ...] = ()
    """Exercises to leave out."""
    avoid_all: bool = False
    stop_signs: tuple[Text, ...] = ()
    source: Ids


class Safety(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said when a body is in trouble. No clinician has reviewed it."""

    disclaimer: Fact
    """Said with pain topics."""
    caution: Fact
    """One line, for the very first launch."""
    precedence: Annotated[tuple[Check, ...], Meta(min_length=5, max_length=5)]
    """What is looked for first when a sentence holds several things."""
    emergency: Urgency
    urgent: Urgency
    stop_now: StopNow
    normal: Urgency
    """What feels odd but is fine."""
    pain: Sign
    """Pain without a further sign, and how people put it."""
    ask: Fact
    """The one question about warning signs that follows plain pain."""
    no_red_flag: Fact
    """What is said to plain pain, once that question is answered with no."""
    conditions: Annotated[tuple[Condition, ...], Meta(min_length=1)]
    limits: Fact
    further_reading: Ids
    """Sources to name to somebody who wants to read on; `Source.read` tells which of them were read."""

    def sign(self, sign_id: str) -> Sign:
        """The sign of that id; KeyError where there is none."""
        return self._signs()[sign_id][1]

    def urgency_of(self, sign_id: str) -> Tier:
        """The tier that a sign belongs to; KeyError where there is no such sign."""
        return self._signs()[sign_id][0]

    def text_of(self, sign_id: str) -> str:
        """What is said to a sign: its own advice, or its tier's; to plain pain, the question about warning signs."""
        tier, sign = self._signs()[sign_id]
        if sign.text:
            return sign.text
        return self.ask.text if tier == "pain" else self._urgency(tier).text

    @property
    def signs(self) -> tuple[Sign, ...]:
        """All signs, gravest tier first."""
        return tuple(sign for _, sign in self._signs().values())

    def _signs(self) -> dict[str, tuple[Tier, Sign]]:
        tiers: tuple[tuple[Tier, tuple[Sign, ...]], ...] = (
            ("emergency", self.emergency.signs),
            ("emergency", tuple(s for s in self.stop_now.signs if s.id in self.stop_now.escalate)),
            ("urgent", self.urgent.signs),
            ("stop_now", self.stop_now.signs),
            ("normal", self.normal.signs),
            ("pain", (self.pain,)),
        )
        found: dict[str, tuple[Tier, Sign]] = {}
        for tier, signs in tiers:
            for sign in signs:
                found.setdefault(sign.id, (tier, sign))
        return found

    def _urgency(self, tier: Tier) -> Urgency | StopNow:
        of_tier: dict[Tier, Urgency | StopNow] = {
            "emergency": self.emergency,
            "urgent": self.urgent,
            "stop_now": self.stop_now,
            "normal": self.normal,
        }
        return of_tier[tier]
