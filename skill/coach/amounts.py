"""How much of each exercise of a routine: by level, moved by how hard it was last time, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from skill.coach.pacing import rep_length
from skill.content.model import Exercise

if TYPE_CHECKING:
    from skill.content.model import Routine, RoutineLevel, RoutineLevelName
    from skill.memory.choices import Effort, Level, Pace

ROUTINE_LEVELS: dict[Level, RoutineLevelName] = {
    "beginner": "beginner",
    "intermediate": "regular",
    "advanced": "advanced",
}
"""What a routine calls the levels of a person."""

HOLD_STEP = 5
"""Seconds by which a hold becomes longer or shorter."""
LOAD_STEPS = range(-3, 4)
"""How far the answers to "easy, right or hard?" can move the amounts away from those of the level."""
EFFECT: dict[Effort, int] = {"easy": 1, "right": 0, "hard": -1}
"""How many steps each answer moves them."""

USUAL_HOLD = (15, 60)
"""Seconds of a hold where a routine's source gives no bounds."""
USUAL_REPS = (6, 15)
"""Reps where a routine's source gives no bounds."""
LEAST_HOLD = 10
LEAST_REPS = 4


class Measure(Struct, frozen=True):
    """How an exercise is measured out within a routine."""

    exercise: Exercise
    """The exercise."""
    base: int
    """Its amount at the level: reps, or seconds of a hold."""
    low: int
    """The least that the routine's source gives."""
    high: int
    """The most that it gives."""
    unit: int
    """By how much the amount moves: five seconds; one rep, or two where the reps take turns."""
    per_side: bool = False
    """Whether each side does all of it, one after the other; where not, both work together or take turns."""

    @property
    def least(self) -> int:
        """The least that makes sense, for those who find it hard or have little time."""
        return min(self.low, max(LEAST_HOLD if held(self.exercise) else LEAST_REPS, self.low // 2))

    def loaded(self, steps: int) -> int:
        """The amount after so many steps of load."""
        return min(max(self.base + steps * self.unit, self.least), max(self.high, self.base))

    def seconds(self, amount: int, pace: Pace) -> float:
        """How long the body works, both sides together."""
        each = amount if held(self.exercise) else amount * rep_length(self.exercise.tempo, pace)
        return float(2 * each if self.per_side else each)


def held(exercise: Exercise) -> bool:
    """Whether an exercise is held instead of repeated."""
    return exercise.tempo.kind == "held"


def measure(exercise: Exercise, level: Level, routine: Routine | None = None) -> Measure:
    """How an exercise is measured out at a level: as the routine says, or by its own dose where that says nothing.

    Reps of a one-sided exercise are counted in total, both sides in turn, unless the routine counts each side.
    """
    amounts = level_of(routine, level) if routine else None
    table = (amounts.hold_s if held(exercise) else amounts.reps) if amounts else {}
    base = table.get(exercise.id) or _dosed(exercise, level)
    protocol = routine.protocol if routine else None
    if held(exercise):
        low, high = _bounds(protocol.hold_s if protocol else USUAL_HOLD)
        return Measure(exercise, base, min(low, base), max(high, base), HOLD_STEP, exercise.one_sided)
    low, high = _bounds(protocol.reps if protocol else USUAL_REPS)
    per_side = (
        routine is not None and exercise.one_sided and exercise.id in table and exercise.id not in routine.total_reps
    )
    unit = 2 if exercise.one_sided and not per_side else 1
    return Measure(exercise, base, min(low + low % unit, base), max(high - high % unit, base), unit, per_side)


def level_of(routine: Routine, level: Level) -> RoutineLevel:
    """The amounts that a routine has for a level of person; its default where it has none."""
    return routine.levels.get(ROUTINE_LEVELS[level]) or routine.levels[routine.default_level]


def default_level(routine: Routine) -> Level:
    """Whose amounts a routine uses for somebody who has not said their level."""
    return next(level for level, name in ROUTINE_LEVELS.items() if name == routine.default_level)


def moved(load: int, effort: Effort) -> int:
    """The load after an answer: one step up for easy, one down for hard, never further than three from the level."""
    return min(max(load + EFFECT[effort], LOAD_STEPS[0]), LOAD_STEPS[-1])


def in_seconds(exercise: Exercise, seconds: int, pace: Pace) -> int:
    """The amount of an exercise that takes about so many seconds."""
    if held(exercise):
        return seconds
    unit = 2 if exercise.one_sided else 1
    return max(unit, round(seconds / rep_length(exercise.tempo, pace) / unit) * unit)


def _dosed(exercise: Exercise, level: Level) -> int:
    dose = exercise.dose.beginner if level == "beginner" else exercise.dose.regular
    amount = (dose.hold_s or dose.reps or (1,))[0]
    return amount if held(exercise) or not exercise.one_sided else 2 * amount


def _bounds(span: tuple[int, ...]) -> tuple[int, int]:
    return span[0], span[-1]
