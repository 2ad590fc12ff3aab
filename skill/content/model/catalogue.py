"""All facts together, and what follows from looking at several kinds of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from skill.content.model.anatomy import Structure
from skill.content.model.common import Id, Source
from skill.content.model.exercise import Exercise
from skill.content.model.routine import Routine
from skill.content.model.safety import Safety
from skill.content.model.teaching import Correction, Equipment, Goal, Topic, Weekly

Item = TypeVar("Item")
Items = Annotated[Mapping[Id, Item], Meta(min_length=1)]
"""The items of one kind by id."""


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that the coach knows, each kind by id, in the order of its files."""

    exercises: Items[Exercise]
    anatomy: Items[Structure]
    topics: Items[Topic]
    goals: Items[Goal]
    weekly: Items[Weekly]
    equipment: Items[Equipment]
    routines: Items[Routine]
    corrections: Items[Correction]
    sources: Items[Source]
    safety: Safety

    def trainers(self, structure: Id) -> tuple[tuple[Exercise, ...], tuple[Exercise, ...]]:
        """Exercises that train a structure: as main work, and as support. An erector column counts as its group."""
        ids = {structure, *self._groups(structure)}
        found = self.exercises.values()
        primary = tuple(e for e in found if ids & {*e.muscles.primary, *e.muscles.regions})
        return primary, tuple(e for e in found if e not in primary and ids & set(e.muscles.secondary))

    def _groups(self, structure: Id) -> tuple[Id, ...]:
        group = self.anatomy[structure].parent
        return (group,) if group == "erector_spinae" else ()
