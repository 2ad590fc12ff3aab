"""Finding an exercise: all of them, by equipment or level, a suggestion, and picking one of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.coach import wording
from skill.coach.choose import LEVELS, feasible, find, unavoided
from skill.handlers.answering import answered, aside, offering, standing
from skill.handlers.lists import listing
from skill.session import Intention

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Exercise
    from skill.reply import Answer, Reply
    from skill.request import Turn


ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1}
"""What Alexa may deliver for a number in a row, beside digits."""


def list_exercises(turn: Turn, coach: Coach) -> Reply:
    """List every exercise, three at a time."""
    exercises = unavoided(coach.catalogue.exercises.values(), turn.profile.avoid)
    intro = coach.phrases.pick("list.all", turn.seed, count=wording.counted(len(exercises), "exercise"))
    return listing(turn, coach, intro, exercises, title="All exercises")


def find_exercise(turn: Turn, coach: Coach) -> Reply:
    """List the exercises that fit the equipment and the level that are named; else what is remembered of the person."""
    equipment = turn.slot("equipment") if turn.slot("equipment") in coach.catalogue.equipment else ""
    level = turn.slot("level") if turn.slot("level") in LEVELS else ""
    found = find(coach.catalogue, equipment, level, turn.profile.avoid)
    if not (equipment or level):
        found = _suiting(turn, coach)
    if not found:
        said = coach.phrases.pick("find.nothing", turn.seed)
        return answered(turn, offering(turn, coach, Intention("ListExercisesIntent")), said, title="Exercises")
    words = {
        "equipment": coach.catalogue.equipment[equipment].name if equipment else "",
        "level": coach.phrases.pick(f"level.for.{level}") if level else "",
    }
    key = "nothing_needed" if equipment == "none" else "equipment" if equipment else "level" if level else "any"
    intro = coach.phrases.pick(f"find.{key}", turn.seed, **words)
    return listing(turn, coach, intro, found, title="Exercises")


def _suiting(turn: Turn, coach: Coach) -> tuple[Exercise, ...]:
    """What suits the person: their level, and what they have, as far as either is remembered."""
    profile = turn.profile
    fitting = find(coach.catalogue, level=profile.level or "", avoid=profile.avoid)
    return tuple(each for each in fitting if not profile.equipment or feasible(each, profile.equipment))


def suggest(turn: Turn, coach: Coach) -> Reply:
    """Suggest an exercise that suits the person: their level, what they have, nothing that they avoid or just heard."""
    level = turn.profile.level or "beginner"
    at_hand = turn.profile.equipment
    fitting = [
        exercise
        for exercise in find(coach.catalogue, level=level, avoid=(*turn.profile.avoid, turn.session.exercise))
        if feasible(exercise, at_hand)
    ]
    if not fitting:
        return list_exercises(turn, coach)
    choice = fitting[turn.seed % len(fitting)]
    said = coach.phrases.pick("suggest", turn.seed, exercise=choice.spoken_name)
    closing = offering(turn, coach, Intention("HowToIntent", {"exercise": choice.id}))
    sources = choice.what_it_is.source
    again = Intention("AboutExerciseIntent", {"exercise": choice.id})
    return answered(
        turn, closing, said, choice.what_it_is.text, title=choice.name, sources=sources, exercise=choice.id, asked=again
    )


def select(turn: Turn, coach: Coach) -> Answer:
    """Take one of the things that were read out, by its number."""
    options = turn.session.options
    chosen = _index(turn.slot("ordinal"), len(options))
    return aside(turn, standing(turn, coach)) if chosen is None else options[chosen]


def _index(ordinal: str, count: int) -> int | None:
    """The place, from 0, that an ordinal names in a list: "2", "2nd", "second"; "last" counts from the end."""
    digits = re.match(r"-?\d+", ordinal)
    number = int(digits[0]) if digits else ORDINALS.get(ordinal.lower(), 0)
    place = count + number if number < 0 else number - 1
    return place if 0 <= place < count else None
