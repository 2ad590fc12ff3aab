"""Questions about one exercise: what it is, what it is good for, what it works, needs and often goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach import wording
from skill.handlers.answering import (
    about_exercise,
    answered,
    aside,
    asking,
    for_exercise,
    missing,
    offering,
    standing,
    unknown_exercise,
)
from skill.session import Intention, Phase
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Exercise
    from skill.reply import Answer, Reply
    from skill.request import Turn

TAKES_OVER = {
    "HowToIntent", "BenefitsIntent", "MusclesWorkedIntent", "EquipmentNeededIntent", "DoseIntent", "MistakesIntent",
    "BreathingIntent", "EasierIntent", "HarderIntent", "AlternativeIntent",
}  # fmt: skip
"""Questions that "what about the side plank?" asks again about the side plank."""

BREATH = pause(0.5)


def about(turn: Turn, coach: Coach) -> Answer:
    """Say what an exercise is; "tell me more about it" after a question about a muscle means the muscle."""
    asked = turn.session.asked
    if asked and asked.get("structure") and not turn.heard and not turn.slot("exercise"):
        return Intention("AnatomyAboutIntent", {"structure": asked.get("structure")})
    return _about(turn, coach)


@for_exercise
def _about(turn: Turn, coach: Coach, exercise: Exercise) -> Answer:
    """In the middle of a line of questions "what about this one" is the same question about this one."""
    asked = turn.session.asked
    if asked and asked.intent in TAKES_OVER and asked.get("exercise") != exercise.id:
        return asked.filled(exercise=exercise.id)
    level = coach.phrases.pick("exercise.level", turn.seed, level=coach.phrases.pick(f"level.{exercise.level}"))
    needs = _needs(turn, coach, exercise)
    said = script(f"{exercise.name}.", BREATH, exercise.what_it_is.text, level, needs, exercise.caution.text)
    sources = (*exercise.what_it_is.source, *exercise.class_source, *exercise.caution.source)
    return answered(turn, about_exercise(turn, coach, exercise), said, title=exercise.name, sources=sources)


def compare(turn: Turn, coach: Coach) -> Answer:
    """Hold two exercises side by side; where one is not named, it is the one that was talked about."""
    if turn.intention.at:
        return aside(turn, standing(turn, coach), coach.phrases.pick("nothing_to_continue", turn.seed))
    for slot in ("exercise", "other"):
        if unknown := turn.unknown(slot):
            return unknown_exercise(turn, coach, unknown, slot)
    named = [id_ for id_ in (turn.slot("exercise"), turn.slot("other"), turn.session.exercise) if coach.exercise(id_)]
    pair = list(dict.fromkeys(named))[:2]
    if len(pair) < 2:
        return _which_other(turn, coach, pair)
    one, two = (coach.catalogue.exercises[id_] for id_ in pair)
    said = [script(_portrait(turn, coach, exercise), BREATH) for exercise in (one, two)]
    sources = (*one.what_it_is.source, *one.muscles.source, *two.what_it_is.source, *two.muscles.source)
    closing = asking(turn, coach, "choose", names=f"the {one.spoken_name} or the {two.spoken_name}")
    options = tuple(Intention("HowToIntent", {"exercise": id_}) for id_ in pair)
    title = f"{one.name} and {two.name}"
    return answered(
        turn, closing, *said, title=title, sources=sources, phase=Phase.CHOOSING, options=options, exercise=one.id
    )


def _which_other(turn: Turn, coach: Coach, named: list[str]) -> Reply:
    if not named:
        return missing(turn, asking(turn, coach, "missing.both"), "exercise")
    known = turn.asking(turn.intention.filled(exercise=named[0]))
    return missing(known, asking(turn, coach, "missing.other", exercise=coach.name(named[0])), "other")


@for_exercise
def benefits(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Say what an exercise is good for."""
    intro = coach.phrases.pick("exercise.benefits", turn.seed, exercise=exercise.spoken_name)
    said = (item for fact in exercise.benefits[:3] for item in (fact.text, BREATH))
    sources = [key for fact in exercise.benefits[:3] for key in fact.source]
    title = f"Benefits: {exercise.name}"
    return answered(turn, about_exercise(turn, coach, exercise), intro, script(*said), title=title, sources=sources)


@for_exercise
def muscles_worked(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Name the muscles that an exercise trains, the main ones first."""
    intro = coach.phrases.pick(
        "exercise.muscles",
        turn.seed,
        exercise=exercise.spoken_name,
        primary=named_muscles(coach, exercise.muscles.primary),
        secondary=named_muscles(coach, exercise.muscles.secondary),
    )
    closing = offering(turn, coach, Intention("AnatomyAboutIntent", {"structure": exercise.muscles.primary[0]}))
    return answered(turn, closing, intro, title=f"Muscles: {exercise.name}", sources=exercise.muscles.source)


@for_exercise
def equipment_needed(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Say what an exercise needs; where that is much, offer one that needs nothing."""
    if exercise.equipment:
        closing = offering(turn, coach, Intention("AlternativeIntent", {"exercise": exercise.id, "equipment": "none"}))
    else:
        closing = about_exercise(turn, coach, exercise)
    said = _needs(turn, coach, exercise)
    return answered(turn, closing, said, title=f"Equipment: {exercise.name}", sources=exercise.class_source)


@for_exercise
def mistakes(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Say what often goes wrong, each with its cure."""
    intro = coach.phrases.pick(
        "exercise.mistakes", turn.seed, exercise=exercise.spoken_name, count=wording.number(len(exercise.mistakes))
    )
    said = (item for mistake in exercise.mistakes for item in (mistake.text, mistake.fix, pause(1.0)))
    sources = [key for mistake in exercise.mistakes for key in mistake.source]
    title = f"Common mistakes: {exercise.name}"
    return answered(turn, about_exercise(turn, coach, exercise), intro, script(*said), title=title, sources=sources)


@for_exercise
def breathing(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Say when to breathe in and out."""
    closing = about_exercise(turn, coach, exercise)
    title = f"Breathing: {exercise.name}"
    return answered(turn, closing, exercise.breathing.text, title=title, sources=exercise.breathing.source)


def named_muscles(coach: Coach, ids: tuple[str, ...]) -> str:
    """Muscles in a row, each with its article and, where it is easily misheard, its plain name."""
    found = (coach.catalogue.anatomy[id_] for id_ in ids)
    return wording.listed([wording.with_article(muscle) for muscle in found])


def _needs(turn: Turn, coach: Coach, exercise: Exercise) -> str:
    if not exercise.equipment:
        return coach.phrases.pick("exercise.needs_nothing", turn.seed, exercise=exercise.spoken_name)
    needed = wording.listed(coach.equipment(exercise))
    return coach.phrases.pick("exercise.needs", turn.seed, exercise=exercise.spoken_name, equipment=needed)


def _portrait(turn: Turn, coach: Coach, exercise: Exercise) -> str:
    primary = named_muscles(coach, exercise.muscles.primary)
    level = coach.phrases.pick(f"level.{exercise.level}")
    pick = coach.phrases.pick
    return (
        pick("exercise.portrait", turn.seed, exercise=exercise.spoken_name, what=exercise.what_it_is.text)
        + " "
        + pick("exercise.portrait_detail", turn.seed, primary=primary, level=level)
    )
