"""The shape of what is taught beside exercises and anatomy: topics, goals, weekly amounts, equipment, corrections."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from skill.content.model.common import Fact, Id, Ids, Names, Text


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A piece of teaching that is about no single exercise or muscle."""

    id: Id
    name: Text
    """As it runs in "I can also talk about …"."""
    names: Names
    text: Text
    caveat: Text | None = None
    source: Ids
    corrections: tuple[Id, ...] = ()


class Goal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How to train the lower back for one aim."""

    id: Id
    name: Text
    """As it runs in "to train for …"."""
    names: Names
    principle: Fact
    when: Fact
    how: Fact | None = None
    guideline: Fact
    caveat: Fact
    methods: Ids
    """Exercises, best first."""
    corrections: tuple[Id, ...] = ()


class Weekly(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often in a week, for whom."""

    id: Literal["everyone", "beginner", "trained", "progression", "direct_lower_back"]
    text: Text
    source: Ids


class Equipment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A thing to train with; the id `none` is training with nothing."""

    id: Id
    name: Text
    """With its article, as it runs after "you need": "a barbell"."""
    names: Names
    comfort: bool = False
    """True for a thing that is pleasant but never needed."""


class Correction(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a common statement is wrong, and what is right."""

    id: Id
    severity: Literal["wrong", "imprecise", "safety", "unproven", "dated", "contradiction", "overstated", "gap"]
    claim: Text
    """What the article does, as it runs after "the article": "says …", "names …"."""
    correct: Text
    """What is right; this is what the coach says."""
    source: Ids
