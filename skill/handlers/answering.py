"""What every handler needs to answer: put a reply together, offer what comes next, ask for what is missing."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from msgspec import Struct

from skill.coach.choose import nearest
from skill.coach.wording import listed
from skill.reply import Answer, Card, Reply
from skill.session import Intention, Phase, Session
from speech.script import Say, Script, script

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
"""What can be offered about an exercise, one after the other."""


OF_EXERCISE = {"AnatomyAboutIntent": "AboutExerciseIntent", "AnatomyFunctionIntent": "BenefitsIntent"}
"""What "what is it?" and "what does it do?" ask where "it" is the exercise that was just talked about."""

MISSING = {
    "AnatomyAboutIntent": "missing.structure",
    "AnatomyLocationIntent": "missing.structure",
    "AnatomyFunctionIntent": "missing.structure",
    "ExercisesForMuscleIntent": "missing.structure",
    "CompareExercisesIntent": "missing.both",
    "ProgrammingIntent": "missing.goal",
    "SetLevelIntent": "missing.level",
    "SetEquipmentIntent": "missing.equipment",
    "ChangeStyleIntent": "missing.style",
    "StartWarmUpIntent": "missing.style",
    "RemindIntent": "missing.when",
}
"""What is asked for again, by the question that lacks it; everything else lacks an exercise."""


NAMED = ("exercise", "other", "structure", "topic")
"""Slots whose ids have a name to be spoken; in an offer the others hold words."""


class Closing(Struct, frozen=True):
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
    """Close with an offer that "yes" accepts, in the words of `offer.<its intent>`.

    What these facts and phrases cannot name, such as an offer that another version left, is not offered.
    """
    words = {slot: coach.name(id_) if slot in NAMED else id_ for slot, id_ in offer.slots.items()}
    strange = coach.exercise(offer.get("exercise")) is None and offer.get("exercise")
    if strange or not all(words.values()):
        return what_next(turn, coach)
    try:
        return asking(turn, coach, f"offer.{offer.intent}", offer, **words)
    except KeyError:
        return what_next(turn, coach)


def what_next(turn: Turn, coach: Coach) -> Closing:
    """Close with an open question."""
    return asking(turn, coach, "what_next")


def standing(turn: Turn, coach: Coach, otherwise: Intention | None = None) -> Closing:
    """Close with the question that stands: an answer in between moves nobody from where the conversation is.

    `otherwise` is offered where nothing stands.
    """
    session = turn.session
    match session.phase:
        case Phase.EXPLAINING:
            return asking(turn, coach, "how_to.set" if session.offer else "how_to.wait", session.offer)
        case Phase.CHOOSING if session.options:
            return asking(turn, coach, "list.which", session.offer)
        case Phase.MISSING:
            asked = session.asked.intent if session.asked else ""
            return asking(turn, coach, MISSING.get(asked, "missing.exercise"))
        case Phase.CHECKING:
            question = coach.catalogue.safety.ask.text
            return Closing(question, coach.phrases.pick("safety.ask_again", turn.seed))
        case Phase.GUIDED:
            return asking(turn, coach, "help.guided")
    offer = otherwise or session.offer
    return offering(turn, coach, offer) if offer else what_next(turn, coach)


def about_exercise(turn: Turn, coach: Coach, exercise: Exercise) -> Closing:
    """Close with the next question about an exercise: how to do it where the talk has just come to it."""
    fresh = turn.session.exercise != exercise.id and turn.name != EXERCISE_QUESTIONS[0]
    answered_last = EXERCISE_QUESTIONS.index(turn.name) if turn.name in EXERCISE_QUESTIONS and not fresh else -1
    following = EXERCISE_QUESTIONS[answered_last + 1 :]
    return (
        offering(turn, coach, Intention(following[0], {"exercise": exercise.id}))
        if following
        else what_next(turn, coach)
    )


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
    state = msgspec.structs.replace(turn.session, offer=closing.offer, misses=0)
    card = Card(title, "\n".join(lines(said_script))) if title and said_script else None
    return Reply(script=said_script, question=closing.question, reprompt=closing.reprompt, session=state, card=card)


def lines(said: Script) -> list[str]:
    """The text of a script as lines for reading: one for each phrase."""
    return [item.text for item in said if isinstance(item, Say)]


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
        asked = turn.session.asked
        if (
            turn.name in OF_EXERCISE
            and asked
            and asked.get("exercise")
            and not turn.heard
            and not turn.slot("structure")
        ):
            return Intention(OF_EXERCISE[turn.name], {"exercise": asked.get("exercise")})
        named = "" if turn.unknown("structure") else turn.session.structure
        structure = coach.structure(turn.slot("structure") or named)
        if structure is None:
            return which_structure(turn, coach)
        return answer(turn.asking(_with(turn, "structure", structure.id)), coach, structure)

    return handler


def which_exercise(turn: Turn, coach: Coach) -> Reply:
    """Ask which exercise is meant."""
    return missing(turn, asking(turn, coach, "missing.exercise"), "exercise")


def unknown_exercise(turn: Turn, coach: Coach, heard: str, slot: str = "exercise") -> Reply:
    """Say that an exercise is not known and name the two that sound most like it."""
    close = nearest(heard, coach.catalogue.exercises.values())
    names = listed([f"the {exercise.spoken_name}" for exercise in close], last="or")
    options = tuple(_with(turn, slot, exercise.id) for exercise in close)
    return missing(turn, asking(turn, coach, "unknown.exercise", names=names), slot, options)


def which_structure(turn: Turn, coach: Coach) -> Reply:
    """Ask which muscle or bone is meant; if one was named that is not known, name the two most like it."""
    heard = turn.unknown("structure")
    if not heard:
        return missing(turn, asking(turn, coach, "missing.structure"), "structure")
    close = nearest(heard, coach.catalogue.anatomy.values())
    names = listed([coach.name(structure.id) for structure in close], last="or")
    options = tuple(_with(turn, "structure", structure.id) for structure in close)
    return missing(turn, asking(turn, coach, "unknown.structure", names=names), "structure", options)


def missing(turn: Turn, closing: Closing, slot: str, options: tuple[Intention, ...] = ()) -> Reply:
    """Ask for a slot: the question stands until it is filled."""
    state = msgspec.structs.replace(
        turn.session, phase=Phase.MISSING, asked=turn.intention, offer=None, options=options, misses=0
    )
    elicit = slot if turn.dialog == turn.name else ""
    return Reply(question=closing.question, reprompt=closing.reprompt, session=state, elicit=elicit)


def _with(turn: Turn, slot: str, id_: str) -> Intention:
    """The turn's intention with a slot filled, at the place where it was."""
    return Intention(turn.intention.intent, {**turn.intention.slots, slot: id_}, turn.intention.at)
