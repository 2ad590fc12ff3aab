"""Which exercise fits: by equipment, level and muscle, easier, harder, instead of another; and the nearest name."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skill.content.model import Catalogue, Exercise, Names, Structure

Called = TypeVar("Called", "Exercise", "Structure")
"""What people call by a name."""

LEVELS = ("beginner", "intermediate", "advanced")

SAME_PATTERN = 3
"""What the same movement counts, next to one point for each muscle in common that both mainly train."""


def feasible(exercise: Exercise, at_hand: Collection[str]) -> bool:
    """Whether an exercise can be done with what is at hand, in its usual or its alternative form."""
    usual = set(exercise.equipment) <= set(at_hand)
    return usual or bool(exercise.alternative_equipment and set(exercise.alternative_equipment) <= set(at_hand))


def find(
    catalogue: Catalogue, equipment: str = "", level: str = "", avoid: Collection[str] = ()
) -> tuple[Exercise, ...]:
    """Exercises that use a piece of equipment (`none`: that need nothing) and suit a level; empty asks for neither.

    A level takes what is at or below it, the nearest to it first. Exercises to avoid are left out.
    """
    fitting = [
        e for e in catalogue.exercises.values() if e.id not in avoid and _uses(e, equipment) and _suits(e, level)
    ]
    if level:
        fitting.sort(key=lambda e: -LEVELS.index(e.level))
    return tuple(fitting)


def instead(
    catalogue: Catalogue, exercise: Exercise, equipment: str = "", avoid: Collection[str] = ()
) -> Exercise | None:
    """The exercise most like another that uses a piece of equipment (`none`: that needs nothing); None where none is.

    Equipment that the exercise needs itself is what the person lacks: the other one has to do without it. Empty
    equipment asks for any. Alike is: the same movement, or muscles in common that both mainly train.
    """
    named = catalogue.exercises.get(exercise.swaps.no_equipment or "")
    if named and equipment == "none" and named.id not in (exercise.id, *avoid):
        return named
    lacking = equipment in exercise.equipment
    fitting = find(catalogue, "" if lacking else equipment, avoid=avoid)
    others = [e for e in fitting if e.id != exercise.id and not (lacking and equipment in e.equipment)]
    best = max(others, key=lambda other: _likeness(exercise, other), default=None)
    return best if best and _likeness(exercise, best) > 0 else None


def nearest(heard: str, things: Iterable[Called], count: int = 2) -> tuple[Called, ...]:
    """The things whose names look most like what was heard, best first; `count` of them, if there are so many."""
    scored = sorted(things, key=lambda thing: -_similarity(heard.lower(), thing.names))
    return tuple(scored[:count])


def _similarity(heard: str, names: Names) -> float:
    every = (*names.spoken, *names.misheard)
    return max(difflib.SequenceMatcher(None, heard, name).ratio() for name in every)


def _likeness(one: Exercise, other: Exercise) -> int:
    shared = len(set(one.muscles.primary) & set(other.muscles.primary))
    return shared + SAME_PATTERN * (one.pattern == other.pattern)


def _uses(exercise: Exercise, equipment: str) -> bool:
    if not equipment:
        return True
    if equipment == "none":
        return not exercise.equipment
    return equipment in (*exercise.equipment, *exercise.alternative_equipment, *exercise.optional_equipment)


def _suits(exercise: Exercise, level: str) -> bool:
    return level not in LEVELS or LEVELS.index(exercise.level) <= LEVELS.index(level)


def unavoided(exercises: Iterable[Exercise], avoid: Collection[str]) -> tuple[Exercise, ...]:
    """The exercises that are not to be avoided."""
    return tuple(e for e in exercises if e.id not in avoid)
