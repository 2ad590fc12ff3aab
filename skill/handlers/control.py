"""Steering the conversation: yes, no, again, next, back, and the words that only mean something in a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from skill.handlers.answering import aside, asking, standing, what_next
from skill.handlers.safety import no_warning_sign
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Answer, Reply
    from skill.request import Turn

UNDER_WAY = (Phase.EXPLAINING, Phase.CHOOSING)
"""Phases in which "next" goes on with the last answer."""

STEERING = frozenset({
    "ReadyIntent", "MoreIntent", "SelectOptionIntent", "AMAZON.RepeatIntent", "AMAZON.NextIntent", "SkipIntent",
    "AMAZON.ResumeIntent", "AMAZON.PreviousIntent", "AMAZON.StartOverIntent", "AMAZON.PauseIntent",
})  # fmt: skip
"""Words that mean something only together with what was said before."""


def yes(turn: Turn, coach: Coach) -> Answer:
    """Take what was offered: the thing that the question named, or the next part of a how-to."""
    session = turn.session
    if session.offer:
        return session.offer
    if session.phase is Phase.EXPLAINING and session.asked:
        return session.asked.further()
    return aside(turn, standing(turn, coach), coach.phrases.pick("gladly", turn.seed))


def no(turn: Turn, coach: Coach) -> Reply:
    """Let go of what was offered; a body that is getting ready gets more time instead."""
    session = turn.session
    if session.phase is Phase.CHECKING:
        return no_warning_sign(turn, coach)
    if session.phase is Phase.EXPLAINING and not session.offer:
        return aside(turn, asking(turn, coach, "how_to.wait"))
    reply = aside(turn, what_next(turn, coach), coach.phrases.pick("never_mind", turn.seed))
    return replace(reply, session=msgspec.structs.replace(reply.session, phase=Phase.OPEN, options=()))


def repeat(turn: Turn, coach: Coach) -> Answer:
    """Say the last answer again."""
    nothing = coach.phrases.pick("nothing_to_repeat", turn.seed)
    return turn.session.asked or aside(turn, standing(turn, coach), nothing)


def onward(turn: Turn, coach: Coach) -> Answer:
    """Go on to the next part or page, or to what was offered."""
    asked = turn.session.asked
    if asked and turn.session.phase in UNDER_WAY:
        return asked.further()
    nothing = coach.phrases.pick("nothing_to_continue", turn.seed)
    return turn.session.offer or aside(turn, standing(turn, coach), nothing)


def back(turn: Turn, coach: Coach) -> Answer:
    """Go back one part or page; from the first one, say it again."""
    return turn.session.asked.further(-1) if turn.session.asked else repeat(turn, coach)


def start_over(turn: Turn, coach: Coach) -> Answer:
    """Begin the last answer again from its first part."""
    return turn.session.asked.filled() if turn.session.asked else repeat(turn, coach)


def go_to(turn: Turn, coach: Coach) -> Answer:
    """Go to an exercise by name."""
    return Intention("HowToIntent", turn.intention.slots)


def wait(turn: Turn, coach: Coach) -> Reply:
    """Give the user time; an offer waits in its own words."""
    if turn.session.offer and turn.session.phase is not Phase.EXPLAINING:
        return aside(turn, standing(turn, coach))
    return aside(turn, asking(turn, coach, "how_to.wait", turn.session.offer))


def no_routine(turn: Turn, coach: Coach) -> Reply:
    """Answer a word that steers a routine while none is under way: offer to start one."""
    closing = standing(turn, coach, Intention("StartWarmUpIntent"))
    return aside(turn, closing, coach.phrases.pick("no_routine", turn.seed))


def no_stream(turn: Turn, coach: Coach) -> Reply:
    """Answer loop and shuffle, which mean nothing to spoken answers."""
    return aside(turn, standing(turn, coach), coach.phrases.pick("no_stream", turn.seed))
