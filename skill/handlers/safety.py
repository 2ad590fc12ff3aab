"""A body in trouble: answered before anything else, in every state, and never with an exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach import wording
from skill.coach.safety import Concern, Tier
from skill.handlers.answering import Closing, asking, standing, what_next
from skill.reply import Card, Reply, StopPlaying
from skill.session import Phase, Session
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Condition
    from skill.request import Turn

TITLE = "Your safety"

NEEDS_A_NAME = frozenset({
    "HowToIntent", "AboutExerciseIntent", "CompareExercisesIntent", "BenefitsIntent", "MusclesWorkedIntent",
    "EquipmentNeededIntent", "MistakesIntent", "BreathingIntent", "DoseIntent", "EasierIntent", "HarderIntent",
    "AlternativeIntent", "GoToIntent", "AvoidExerciseIntent", "AnatomyAboutIntent", "AnatomyLocationIntent",
    "AnatomyFunctionIntent", "ExercisesForMuscleIntent", "TopicIntent", "ProgrammingIntent",
})  # fmt: skip
"""Questions that mean nothing while no exercise or muscle is in sight."""


def concern_of(turn: Turn, coach: Coach) -> Concern | None:
    """What the turn says about the body. A plain yes counts while the coach is asking about warning signs."""
    found = coach.watch.concern(turn.intention, turn.heard)
    if found is None and turn.session.phase is Phase.CHECKING and turn.name == "AMAZON.YesIntent":
        return Concern(Tier.UNCLEAR)
    return found


def protect(turn: Turn, coach: Coach) -> Reply:
    """Answer a concern with the words of its urgency."""
    safety = coach.catalogue.safety
    found = concern_of(turn, coach) or Concern(Tier.PAIN)
    match found.tier:
        case Tier.EMERGENCY | Tier.URGENT:
            return _ended(turn, safety.text_of(found.id))
        case Tier.UNCLEAR:
            return _ended(turn, coach.phrases.pick("safety.unclear", turn.seed))
        case Tier.CONDITION:
            return _condition(turn, coach, found.id)
        case Tier.STOP:
            return _checking(turn, coach, safety.text_of(found.id))
        case Tier.PAIN:
            return _checking(turn, coach, coach.phrases.pick("safety.sorry", turn.seed))
    return _normal(turn, coach, safety.text_of(found.id))


def no_warning_sign(turn: Turn, coach: Coach) -> Reply:
    """Say what to do about pain without warning signs, with the disclaimer, and end."""
    safety = coach.catalogue.safety
    return _ended(turn, safety.no_red_flag.text, safety.disclaimer.text)


def check_again(turn: Turn, coach: Coach) -> Reply:
    """Ask about the warning signs once more: nothing goes on before that is answered."""
    return _checking(turn, coach)


def _checking(turn: Turn, coach: Coach, *opening: str) -> Reply:
    checking = replace(turn, session=Session(phase=Phase.CHECKING))
    return _said(turn, standing(checking, coach), checking.session, *opening)


def _normal(turn: Turn, coach: Coach, text: str) -> Reply:
    """Say that muscles at work feel like that. What was going on goes on when the user says so."""
    if turn.session.phase in (Phase.EXPLAINING, Phase.GUIDED):
        closing = asking(turn, coach, "how_to.wait", turn.session.offer)
        return _said(turn, closing, turn.session, text)
    if turn.session.phase is Phase.CHECKING:
        return _checking(turn, coach, text)
    return _said(turn, what_next(turn, coach), Session(), text)


def _condition(turn: Turn, coach: Coach, id_: str) -> Reply:
    """Say what holds for a group of people, and what they should leave out. Nothing of it is kept."""
    condition = next((c for c in coach.catalogue.safety.conditions if c.id == id_), None)
    if condition is None:
        return _said(turn, what_next(turn, coach), Session(), coach.catalogue.safety.disclaimer.text)
    signs = wording.listed(condition.stop_signs, last="or")
    stop = coach.phrases.pick("safety.stop_signs", turn.seed, signs=signs) if signs else ""
    return _said(turn, what_next(turn, coach), Session(), condition.text, _leave_out(turn, coach, condition), stop)


def _leave_out(turn: Turn, coach: Coach, condition: Condition) -> str:
    if condition.avoid_all:
        return coach.phrases.pick("safety.leave_out_all", turn.seed)
    names = wording.listed([f"the {coach.name(exercise)}" for exercise in condition.avoid])
    return coach.phrases.pick("safety.leave_out", turn.seed, names=names) if names else ""


def _ended(turn: Turn, *texts: str) -> Reply:
    return _said(turn, Closing(), Session(), *texts)


def _said(turn: Turn, closing: Closing, session: Session, *texts: str) -> Reply:
    """Put a safety answer together; a stream that sounds is stopped."""
    kept = [text for text in texts if text]
    return Reply(
        script=script(*[item for text in kept for item in (pause(0.5), text)][1:]),
        question=closing.question,
        reprompt=closing.reprompt,
        session=session,
        card=Card(TITLE, "\n".join(kept or [closing.question])),
        audio=StopPlaying() if turn.player.token else None,
    )
