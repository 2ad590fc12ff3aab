"""How much: sets, reps, holds and rest of one exercise, and how often in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach import wording
from skill.handlers.answering import about_exercise, answered, unknown_exercise, what_next
from skill.session import Intention
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Dose, Exercise
    from skill.reply import Answer, Reply
    from skill.request import Turn


def dose(turn: Turn, coach: Coach) -> Answer:
    """Say how much of an exercise to do and how often; with no exercise in sight, how to train in a week."""
    if unknown := turn.unknown("exercise"):
        return unknown_exercise(turn, coach, unknown)
    exercise = coach.exercise(turn.slot("exercise") or turn.session.exercise)
    return _of_exercise(turn, coach, exercise) if exercise else weekly(turn, coach)


def weekly(turn: Turn, coach: Coach) -> Reply:
    """Say how often in a week."""
    level = turn.slot("level") or turn.profile.level or ""
    keys = ("everyone", "direct_lower_back", "progression" if level in ("intermediate", "advanced") else "beginner")
    facts = [coach.catalogue.weekly[key] for key in keys]
    said = (item for fact in facts for item in (fact.text, pause(0.6)))
    sources = [key for fact in facts for key in fact.source]
    return answered(turn, what_next(turn, coach), script(*said), title="How often", sources=sources)


def _of_exercise(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    level = turn.slot("level") or turn.profile.level
    if level is None:
        said = [_amount(turn, coach, who, exercise) for who in ("beginner", "regular")]
    else:
        said = [_amount(turn, coach, "beginner" if level == "beginner" else "regular", exercise)]
    intro = wording.sentence(exercise.spoken_name)
    turn = turn.asking(Intention(turn.name, {**turn.intention.slots, "exercise": exercise.id}))
    closing = about_exercise(turn, coach, exercise)
    often = coach.catalogue.weekly["direct_lower_back"]
    sources = (*exercise.dose.source, *often.source)
    title = f"How much: {exercise.name}"
    week = coach.phrases.pick("dose.week", turn.seed, often=f"{often.text[:1].lower()}{often.text[1:]}")
    return answered(turn, closing, intro, *said, week, title=title, sources=sources)


def _amount(turn: Turn, coach: Coach, who: str, exercise: Exercise) -> str:
    amount: Dose = exercise.dose.beginner if who == "beginner" else exercise.dose.regular
    rest = wording.duration(amount.rest_s)
    return coach.phrases.pick(f"dose.{who}", turn.seed, dose=wording.dose(amount), rest=rest)
