"""Amounts of an exercise that contradict each other: its tempo, its dose, its steps and the level of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.files import problem
from skill.content.model import Dose, Exercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.check.draft import Draft
    from skill.content.problem import Problem
    from skill.content.shape import Path

LEVELS = ("beginner", "intermediate", "advanced")


def check(draft: Draft) -> Iterator[Problem]:
    """Find ranges upside down, doses that do not fit their tempo, and neighbours of the wrong level."""
    for path, node in draft.nodes:
        for field in ("reps", "hold_s", "rounds", "lift_height_inches"):
            span = getattr(node, field, None)
            if isinstance(span, tuple) and list(span) != sorted(set(span)):
                yield problem((*path, field), f"{list(span)} is no range; write the lower number first")
        if isinstance(node, Dose) and (node.reps is None) == (node.hold_s is None):
            yield problem(path, "a dose has either `reps` or `hold_s`; give one of them")
    for id_, exercise in draft.all(Exercise).items():
        path = ("exercises", id_)
        yield from _tempo(path, exercise)
        yield from _steps(path, exercise)
        yield from _neighbours(path, exercise, draft)


def _tempo(path: Path, exercise: Exercise) -> Iterator[Problem]:
    tempo, dose = exercise.tempo, exercise.dose
    if not tempo.rep_seconds:
        yield problem((*path, "tempo"), "a rep takes no time; give its seconds")
    for name in ("beginner", "regular"):
        amount: Dose = getattr(dose, name)
        if (tempo.kind == "held") != (amount.hold_s is not None):
            yield problem((*path, "dose", name), f"the tempo is {tempo.kind!r}: only what is held has `hold_s`")
        if amount.per_side != exercise.one_sided:
            yield problem(
                (*path, "dose", name, "per_side"), f"one_sided is {exercise.one_sided}; make the two agree".lower()
            )
        if dose.hold_limit_s and amount.hold_each_s > dose.hold_limit_s:
            yield problem((*path, "dose", name, "hold_each_s"), f"longer than hold_limit_s, {dose.hold_limit_s}")
    still = {
        hold
        for amount in (dose.beginner, dose.regular)
        for hold in (*(amount.hold_s or ()), amount.hold_each_s)
        if hold
    }
    if still and not min(still) <= tempo.pause <= max(still):
        yield problem(
            (*path, "tempo", "pause"), f"{tempo.pause} seconds, but the dose holds {min(still)} to {max(still)}"
        )


def _steps(path: Path, exercise: Exercise) -> Iterator[Problem]:
    for index, step in enumerate(exercise.setup):
        if step.phase != "setup":
            yield problem(
                (*path, "setup", index, "phase"), f"{step.phase!r} is no way to get ready; move the step to `steps`"
            )
    for index, step in enumerate(exercise.steps):
        if step.phase == "setup":
            yield problem((*path, "steps", index, "phase"), "getting ready comes first; move the step to `setup`")
        if step.hold_from_dose and step.action_seconds != exercise.tempo.pause:
            where = (*path, "steps", index, "action_seconds")
            yield problem(where, f"the hold is {exercise.tempo.pause} seconds in the tempo; make the two agree")
    held = sum(step.hold_from_dose for step in exercise.steps)
    if held != (exercise.tempo.kind == "held"):
        yield problem(
            (*path, "steps"), f"{held} steps have hold_from_dose; one has it where the tempo is held, else none"
        )


def _neighbours(path: Path, exercise: Exercise, draft: Draft) -> Iterator[Problem]:
    others = draft.all(Exercise)
    rank = LEVELS.index(exercise.level)
    for name, sign in (("easier", 1), ("harder", -1)):
        other = others.get(getattr(exercise.swaps, name).exercise or "")
        if other and sign * (rank - LEVELS.index(other.level)) < 0:
            yield problem(
                (*path, "swaps", name), f"{other.id!r} is {other.level}, this one {exercise.level}; choose another"
            )
    bare = others.get(exercise.swaps.no_equipment or "")
    if bare and bare.equipment:
        yield problem(
            (*path, "swaps", "no_equipment"), f"{bare.id!r} needs {', '.join(bare.equipment)}; choose another"
        )
    if not exercise.equipment and exercise.swaps.no_equipment != exercise.id:
        yield problem((*path, "swaps", "no_equipment"), f"it needs nothing itself; write {exercise.id!r}")
