"""Routines that do not add up: amounts without an exercise, exercises without an amount, levels beyond their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.files import problem
from skill.content.model import Exercise, Routine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.check.draft import Draft
    from skill.content.model import Protocol, RoutineLevel
    from skill.content.problem import Problem
    from skill.content.shape import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Find what keeps a routine from being played as its file says."""
    exercises = draft.all(Exercise)
    for id_, routine in draft.all(Routine).items():
        path: Path = ("routines", id_)
        yield from _order(path, routine)
        yield from _tempo(path, routine, exercises)
        for name, level in routine.levels.items():
            yield from _amounts((*path, "levels", name), level, routine)
            if routine.protocol:
                yield from _bounds((*path, "levels", name), level, routine.protocol)


def _order(path: Path, routine: Routine) -> Iterator[Problem]:
    if routine.default_level not in routine.levels:
        yield problem(
            (*path, "default_level"), f"there is no level {routine.default_level!r}; add it or choose another"
        )
    follows = set(zip(routine.order, (*routine.order[1:], routine.order[0]), strict=True))
    for index, change in enumerate(routine.transitions):
        if (change.start, change.end) not in follows:
            message = f"{change.end!r} does not follow {change.start!r} in `order`; change one of the two"
            yield problem((*path, "transitions", index), message)


def _tempo(path: Path, routine: Routine, exercises: dict[str, Exercise]) -> Iterator[Problem]:
    for id_, seconds in routine.rep_seconds.items():
        if id_ in exercises and exercises[id_].tempo.rep_seconds != seconds:
            message = f"its tempo gives a rep {exercises[id_].tempo.rep_seconds} seconds; make the two agree"
            yield problem((*path, "rep_seconds", id_), message)


def _amounts(path: Path, level: RoutineLevel, routine: Routine) -> Iterator[Problem]:
    counted, held = level.reps.keys(), level.hold_s.keys()
    for id_ in dict.fromkeys((*routine.order, *counted, *held)):
        if id_ not in routine.order:
            yield problem(path, f"{id_!r} has an amount but is not in `order`; add it there or remove it here")
        elif (id_ in counted) == (id_ in held):
            yield problem(path, f"{id_!r} has either reps or a hold; give one of them")
        if id_ in counted and id_ not in routine.rep_seconds:
            yield problem((*path, "reps", id_), "`rep_seconds` does not say how long a rep takes; add it")
        if id_ in routine.total_reps and level.reps.get(id_, 0) % 2:
            yield problem((*path, "reps", id_), "an odd total leaves one side short; make it even")


def _bounds(path: Path, level: RoutineLevel, protocol: Protocol) -> Iterator[Problem]:
    amounts: dict[Path, tuple[int, tuple[int, ...]]]
    amounts = {("reps", id_): (count, protocol.reps) for id_, count in level.reps.items()}
    amounts |= {("hold_s", id_): (count, protocol.hold_s) for id_, count in level.hold_s.items()}
    amounts["rounds",] = (level.rounds, protocol.rounds)
    for where, (count, span) in amounts.items():
        if not span[0] <= count <= span[-1]:
            message = f"{count} is not within {span[0]} to {span[-1]}, what `protocol` gives; change one of the two"
            yield problem((*path, *where), message)
