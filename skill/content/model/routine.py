"""The shape of a routine: exercises in an order, with amounts by level, and how long they take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from skill.content.model.common import Fact, Id, Ids, Names, Range, Seconds, Text

RoutineLevelName = Literal["beginner", "regular", "advanced"]
Count = Annotated[int, Meta(ge=1)]


class Transition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Getting from one exercise of a routine to the next."""

    start: Id
    end: Id
    seconds: Seconds
    """Time to change place; 0 where the rest between rounds gives it."""
    text: Text
    source: Ids


class RoutineLevel(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The amounts of one level of a routine."""

    reps: Mapping[Id, Count] = {}
    """Reps by exercise."""
    hold_s: Mapping[Id, Count] = {}
    """Seconds of hold by exercise."""
    rounds: Annotated[int, Meta(ge=1, le=5)]
    variants: Mapping[Id, Text] = {}
    """What a level does differently, by exercise, as a spoken hint."""


class Protocol(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The amounts that the source of a routine gives; the levels stay within them."""

    hold_s: Range
    reps: Range
    rounds: Range
    source: Ids


class Routine(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Exercises in an order, with amounts by level."""

    id: Id
    name: Text
    names: Names
    purpose: Fact
    order: Ids
    """The exercises; where there is time for fewer, the last ones are left out first."""
    minutes: Annotated[int, Meta(ge=1, le=60)] | None = None
    """How long it takes when nothing else is asked for: the amounts are fitted to it. None leaves them as they are."""
    protocol: Protocol | None = None
    levels: Mapping[RoutineLevelName, RoutineLevel]
    default_level: RoutineLevelName
    rep_seconds: Mapping[Id, Count] = {}
    """Seconds of one rep by exercise; the same as the exercise's tempo."""
    total_reps: tuple[Id, ...] = ()
    """Exercises whose reps are counted in total, alternating sides."""
    get_ready_s: Seconds
    rest_between_rounds_s: Seconds
    transitions: tuple[Transition, ...] = ()
    finish: Fact
    note: Fact
    source: Ids

    def round_seconds(self, level: RoutineLevelName) -> int:
        """Seconds of one round: ready, holds, reps in their tempo, and the changes of place between exercises."""
        amounts = self.levels[level]
        work = sum(amounts.hold_s.values()) + sum(n * self.rep_seconds[e] for e, n in amounts.reps.items())
        return self.get_ready_s + work + sum(t.seconds for t in self.transitions)

    def total_seconds(self, level: RoutineLevelName, rounds: int | None = None) -> int:
        """Seconds of all rounds with the rests between them; the level's own number of rounds where none is given."""
        count = rounds or self.levels[level].rounds
        return count * self.round_seconds(level) + (count - 1) * self.rest_between_rounds_s
