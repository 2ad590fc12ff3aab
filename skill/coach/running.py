"""How much of a plan is done in one turn: as many blocks as a style asks for and a response can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.block import Kind
from skill.memory.place import Position, Stage
from speech.lexicon import pronounced
from speech.script import script
from speech.ssml import to_ssml
from speech.timing import seconds

if TYPE_CHECKING:
    from skill.coach.plan import Plan
    from speech.script import Script

SPEECH_LAG = 1.0
"""Seconds from a request to the first word of its answer."""
INSTANT = 2.0
"""Nobody can hear an answer, cut it off and have said something else within so many seconds of the request."""
TURN_SECONDS = {"step_by_step": 140.0, "keep_going": 225.0}
"""How long a turn may take before its question (design.md section 4 allows 150 and 235 with it)."""
TURN_CHARACTERS = 7_300
"""Of SSML before the question; Alexa takes 8,000 in all."""


def run(plan: Plan, block: int, offset: float, now: float, lead: Script) -> tuple[Position, Script]:
    """Go on from a place, after the words of `lead`. A routine that is followed along goes on in its stream."""
    if plan.recipe.style == "follow_along":
        return Position(Stage.STREAMING, block, offset, since=now), lead
    begun = seconds(lead)
    until = reach(plan, block, offset, begun, len(to_ssml(pronounced(lead))))
    rest = (plan.blocks[index].script() for index in range(block + 1, until))
    heard = script(lead, plan.blocks[block].script(offset), *rest)
    return Position(Stage.WORKING, block, offset, until, now, begun), heard


def reach(plan: Plan, block: int, offset: float, taken: float, characters: int) -> int:
    """The block before which a turn ends that begins at a place with so many seconds and characters taken already.

    A turn ends where somebody has to get ready: step by step at the first such place, otherwise at the last one that
    still fits; where none fits, between two other blocks.
    """
    limit = TURN_SECONDS["step_by_step" if plan.recipe.style == "step_by_step" else "keep_going"]
    fitting = [block + 1]
    taken += plan.blocks[block].length - offset
    characters += plan.blocks[block].characters
    for index in range(block + 1, len(plan.blocks)):
        taken += plan.blocks[index].length
        characters += plan.blocks[index].characters
        if taken > limit or characters > TURN_CHARACTERS:
            break
        fitting.append(index + 1)
    pauses = [end for end in fitting if end == len(plan.blocks) or plan.blocks[end].kind is Kind.READY]
    if not pauses:
        return fitting[-1]
    return pauses[0] if plan.recipe.style == "step_by_step" else pauses[-1]
