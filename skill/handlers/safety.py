"""A body in trouble: answered before anything else, in every state, and never with an exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach import wording
from skill.coach.safety import Concern, Tier
from skill.handlers.answering import Closing, what_next
from skill.reply import Card, Reply, StopPlaying
from skill.session import Phase, Session
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.request import Turn

TITLE = "Your safety"


def concern_of(turn: Turn, coach: Coach) -> Concern | None:
    """What the turn says about the body. A plain yes or no counts while the coach is asking about warning signs."""
    unresolved = [words for slot, words in turn.heard.items() if not turn.slot(slot)]
    found = coach.watch.concern(turn.intention, unresolved)
    if found is None and turn.session.phase is Phase.CHECKING and turn.name == "AMAZON.YesIntent":
        return Concern(Tier.UNCLEAR)
    return found


def protect(turn: Turn, coach: Coach) -> Reply:
    """Answer a concern with the words of its urgency."""
    safety = coach.catalogue.safety
    found = concern_of(turn, coach) or Concern(Tier.PAIN)
    match found.tier:
        case Tier.EMERGENCY:
            return _ended(turn, safety.emergency.text)
        case Tier.URGENT:
            return _ended(turn, safety.urgent.text)
        case Tier.UNCLEAR:
            return _ended(turn, coach.phrases.pick("safety.unclear", turn.seed))
        case Tier.CONDITION:
            return _condition(turn, coach, found.condition)
        case Tier.STOP:
            return _checking(turn, coach, safety.stop_now.text)
        case Tier.PAIN:
            return _checking(turn, coach, coach.phrases.pick("safety.sorry", turn.seed))


def no_warning_sign(turn: Turn, coach: Coach) -> Reply:
    """Say what to do about pain without warning signs, with the disclaimer, and end."""
    safety = coach.catalogue.safety
    return _ended(turn, safety.no_red_flag.text, safety.disclaimer.text)


def _checking(turn: Turn, coach: Coach, opening: str) -> Reply:
    closing = Closing(coach.catalogue.safety.ask.text, coach.phrases.pick("safety.ask_again", turn.seed))
    return _said(turn, closing, Session(phase=Phase.CHECKING), opening)


def _condition(turn: Turn, coach: Coach, id_: str) -> Reply:
    """Say what holds for a group of people, and what they should leave out. Nothing of it is kept."""
    condition = next((c for c in coach.catalogue.safety.conditions if c.id == id_), None)
    if condition is None:
        return _said(turn, what_next(turn, coach), Session(), coach.catalogue.safety.disclaimer.text)
    avoid = wording.listed([coach.name(exercise) for exercise in condition.avoid])
    leave_out = coach.phrases.pick("safety.leave_out", turn.seed, names=avoid) if avoid else ""
    signs = wording.listed(condition.stop_signs, last="or")
    stop = coach.phrases.pick("safety.stop_signs", turn.seed, signs=signs) if signs else ""
    return _said(turn, what_next(turn, coach), Session(), condition.text, leave_out, stop)


def _ended(turn: Turn, *texts: str) -> Reply:
    return _said(turn, Closing(), Session(), *texts)


def _said(turn: Turn, closing: Closing, session: Session, *texts: str) -> Reply:
    """Put a safety answer together; a stream that sounds is stopped."""
    kept = [text for text in texts if text]
    return Reply(
        script=script(*(item for text in kept for item in (text, pause(0.5)))),
        question=closing.question,
        reprompt=closing.reprompt,
        session=session,
        card=Card(TITLE, "\n".join(kept)),
        audio=StopPlaying() if turn.player.token else None,
    )
