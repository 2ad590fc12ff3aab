"""What every handler needs to answer: put a reply together, offer what comes next, ask for what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from skill.coach.choose import nearest
from skill.coach.wording import listed
from skill.reply import Answer, Card, Reply
from skill.session import Intention, Phase, Session
from speech.script import Script, script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from skill.coach.coach import Coach
    from skill.content.model import Exercise, Structure
    from skill.request import Turn

Handler: TypeAlias = "Callable[[Turn, Coach], Answer]"

EXERCISE_QUESTIONS = (
    "HowToIntent",
    "MistakesIntent",
    "DoseIntent",
    "BenefitsIntent",
    "EasierIntent",
    "BreathingIntent",
)
"""What can be offered about an exercise, the likeliest wish first."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a turn ends: its question, that question in other words, and what "yes" would mean."""

    question: str = ""
    """Empty ends the session."""
    reprompt: str = ""
    """Different from the question."""
    offer: Intention | None = None
    """What "yes" asks for."""


GOODBYE = Closing()
"""The end of the session."""


def asking(turn: Turn, coach: Coach, key: str, offer: Intention | None = None, **words: object) -> Closing:
    """Close with the phrases `key.question` and `key.reprompt`."""
    pick = coach.phrases.pick
    return Closing(pick(f"{key}.question", turn.seed, **words), pick(f"{key}.reprompt", turn.seed, **words), offer)


def offering(turn: Turn, coach: Coach, offer: Intention) -> Closing:
    """Close with an offer that "yes" accepts, in the words of `offer.<its intent>`."""
    words = {slot: coach.name(id_) for slot, id_ in offer.slots.items()}
    return asking(turn, coach, f"offer.{offer.intent}", offer, **words)


def what_next(turn: Turn, coach: Coach) -> Closing:
    """Close with an open question."""
    return asking(turn, coach, "what_next")


def about_exercise(turn: Turn, coach: Coach, exercise: Exercise) -> Closing:
    """Close with the likeliest next question about an exercise that was not just answered or offered."""
    recent = {turn.name}
    for known in (turn.session.asked, turn.session.offer):
        if known and known.get("exercise") == exercise.id:
            recent.add(known.intent)
    nxt = next((intent for intent in EXERCISE_QUESTIONS if intent not in recent), None)
    return offering(turn, coach, Intention(nxt, {"exercise": exercise.id})) if nxt else what_next(turn, coach)


def answered(
    turn: Turn,
    closing: Closing,
    *said: Script | str,
    title: str = "",
    sources: Iterable[str] = (),
    **session: object,
) -> Reply:
    """Put together the reply to a question: what is said, how it closes, and the state that follows.

    The state remembers the question, the offer, and which exercise or structure the talk is about; `session` sets
    further fields of it.
    """
    said_script = script(*said)
    state = msgspec.structs.replace(
        Session(
            asked=turn.intention,
            offer=closing.offer,
            exercise=turn.slot("exercise") or turn.session.exercise,
            structure=turn.slot("structure") or turn.session.structure,
            sources=tuple(dict.fromkeys(sources)),
        ),
        **session,
    )
    card = Card(title, "\n".join(lines(said_script))) if title and said_script else None
    return Reply(
        script=said_script,
        question=closing.question,
        reprompt=closing.reprompt,
        session=state,
        card=card,
    )


def aside(turn: Turn, closing: Closing, *said: Script | str, title: str = "") -> Reply:
    """Reply to what is no question about the subject (thanks, help, a setting): the conversation stays where it is."""
    said_script = script(*said)
    offer = closing.offer or turn.session.offer
    state = msgspec.structs.replace(turn.session, offer=offer, misses=0)
    card = Card(title, "\n".join(lines(said_script))) if title and said_script else None
    return Reply(script=said_script, question=closing.question, reprompt=closing.reprompt, session=state, card=card)


def lines(said: Script) -> list[str]:
    """The text of a script as lines for reading: one for each phrase."""
    return [script(item).text for item in said if script(item).text]


def for_exercise(answer: Callable[[Turn, Coach, Exercise], Answer]) -> Handler:
    """Give a handler the exercise that the turn is about: the one named, else the one talked about; else ask for it."""

    @wraps(answer)
    def handler(turn: Turn, coach: Coach) -> Answer:
        if unknown := turn.unknown("exercise"):
            return unknown_exercise(turn, coach, unknown)
        exercise = coach.exercise(turn.slot("exercise") or turn.session.exercise)
        if exercise is None:
            return which_exercise(turn, coach)
        return answer(turn.asking(_with(turn, "exercise", exercise.id)), coach, exercise)

    return handler


def for_structure(answer: Callable[[Turn, Coach, Structure], Answer]) -> Handler:
    """Give a handler the muscle or bone that the turn is about; else ask for it."""

    @wraps(answer)
    def handler(turn: Turn, coach: Coach) -> Answer:
        named = "" if turn.unknown("structure") else turn.session.structure
        structure = coach.structure(turn.slot("structure") or named)
        if structure is None:
            closing = asking(turn, coach, "missing.structure")
            return missing(turn, closing, "structure")
        return answer(turn.asking(_with(turn, "structure", structure.id)), coach, structure)

    return handler


def which_exercise(turn: Turn, coach: Coach) -> Reply:
    """Ask which exercise is meant."""
    return missing(turn, asking(turn, coach, "missing.exercise"), "exercise")


def unknown_exercise(turn: Turn, coach: Coach, heard: str) -> Reply:
    """Say that an exercise is not known and name the two that sound most like it."""
    close = nearest(heard, coach.catalogue)
    names = listed([exercise.spoken_name for exercise in close], last="or")
    options = tuple(_with(turn, "exercise", exercise.id) for exercise in close)
    closing = asking(turn, coach, "unknown.exercise", names=names)
    return missing(turn, closing, "exercise", options=options)


def missing(turn: Turn, closing: Closing, slot: str, options: tuple[Intention, ...] = ()) -> Reply:
    """Ask for a slot: the question stands until it is filled."""
    state = msgspec.structs.replace(
        turn.session, phase=Phase.MISSING, asked=turn.intention, offer=None, options=options, misses=0
    )
    return Reply(
        question=closing.question, reprompt=closing.reprompt, session=state, elicit=slot if turn.dialog else ""
    )


def _with(turn: Turn, slot: str, id_: str) -> Intention:
    """The turn's intention with a slot filled, at the place where it was."""
    return Intention(turn.intention.intent, {**turn.intention.slots, slot: id_}, turn.intention.at)
