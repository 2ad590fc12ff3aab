"""The words that fill slots, handed in as plain values: this package knows no exercise and no muscle by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a slot can mean."""

    id: str
    """What the skill gets, such as `good_morning`."""
    name: str
    """The first spoken form, in lower case."""
    spoken: tuple[str, ...] = ()
    """True synonyms."""
    misheard: tuple[str, ...] = ()
    """What a recogniser may make of the name; matched inside a slot only, never as free text."""
    other: tuple[str, ...] = ()
    """Names that sound related but mean something else: never matched to this value."""


Vocabulary: TypeAlias = Mapping[str, tuple[Value, ...]]
"""The values of each slot type, by the type's name: `ExerciseType`, `StructureType`, `EquipmentType` …"""
