"""The warm-up in words: what it is made of, how much of each, how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach import wording
from skill.handlers.answering import answered, offering
from skill.session import Intention
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Routine, RoutineLevel
    from skill.reply import Reply
    from skill.request import Turn


def start(turn: Turn, coach: Coach) -> Reply:
    """Tell a routine: its exercises with their amounts, in order."""
    routine = coach.catalogue.routines.get(turn.slot("routine")) or next(iter(coach.catalogue.routines.values()))
    level = _level(turn, routine)
    said = [script(_amount(coach, id_, level), pause(0.8)) for id_ in routine.order]
    rounds = coach.phrases.pick("warm_up.rounds", turn.seed, rounds=wording.counted(level.rounds, "round"))
    first = routine.order[0]
    closing = offering(turn, coach, Intention("HowToIntent", {"exercise": first}))
    sources = (*routine.source, *routine.purpose.source, *routine.note.source)
    return answered(
        turn, closing, routine.purpose.text, *said, rounds, routine.note.text, title=routine.name, sources=sources
    )


def _level(turn: Turn, routine: Routine) -> RoutineLevel:
    wanted = turn.slot("level") or turn.profile.level or ""
    known = {"beginner": "beginner", "intermediate": "regular", "advanced": "advanced"}
    chosen = known.get(wanted, routine.default_level)
    return next(level for name, level in routine.levels.items() if name == chosen)


def _amount(coach: Coach, exercise: str, level: RoutineLevel) -> str:
    much = (
        wording.duration(level.hold_s[exercise])
        if exercise in level.hold_s
        else wording.counted(level.reps[exercise], "rep")
    )
    return wording.sentence(f"{coach.name(exercise)}, {much}")
