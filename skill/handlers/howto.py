"""How to do an exercise: one paced part a turn, and on to the next when the user is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.explain import Kind, how_to
from skill.handlers.answering import about_exercise, answered, aside, asking, for_exercise, standing
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Exercise
    from skill.reply import Answer, Reply
    from skill.request import Turn

CLOSINGS = {Kind.WHOLE: "how_to.set", Kind.SETUP: "how_to.ready", Kind.MOVEMENT: "how_to.set"}
"""What is asked after each part; after the set comes another question about the exercise."""


@for_exercise
def explain(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Say the part of the how-to that the turn is at. Past the last part it begins again."""
    parts = how_to(exercise, turn.profile, coach.equipment(exercise))
    part = next((each for each in parts if each.kind.stage >= turn.intention.at), parts[0])
    going_on = part is not parts[-1]
    asked = Intention(turn.name, {"exercise": exercise.id}, part.kind.stage)
    if going_on:
        closing = asking(turn, coach, CLOSINGS[part.kind], asked.further() if part.kind is not Kind.SETUP else None)
    else:
        closing = about_exercise(turn, coach, exercise)
    reply = answered(
        turn,
        closing,
        part.script,
        title=exercise.name,
        sources=_sources(exercise),
        phase=Phase.EXPLAINING if going_on else Phase.OPEN,
        asked=asked,
    )
    first = part is parts[0] and not _again(turn, asked)
    return replace(reply, profile=turn.profile.heard_again(exercise.id)) if first else reply


def ready(turn: Turn, coach: Coach) -> Answer:
    """Go on with the how-to that is under way."""
    if turn.session.phase is Phase.EXPLAINING and turn.session.asked:
        return turn.session.asked.further()
    return turn.session.offer or aside(
        turn, standing(turn, coach), coach.phrases.pick("nothing_to_continue", turn.seed)
    )


def _again(turn: Turn, asked: Intention) -> bool:
    """Whether this how-to was being told already: saying it again, or slower, makes nobody know it better."""
    before = turn.session.asked
    return before is not None and (before.intent, before.slots) == (asked.intent, asked.slots)


def _sources(exercise: Exercise) -> list[str]:
    steps = [key for step in (*exercise.setup, *exercise.steps) for key in step.source]
    return [*steps, *exercise.breathing.source, *exercise.caution.source]
