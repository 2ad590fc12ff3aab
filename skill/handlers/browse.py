"""Finding an exercise: all of them, by equipment or level, a suggestion, and picking one of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.choose import feasible, find, unavoided
from skill.handlers.answering import answered, aside, asking, offering, what_next
from skill.handlers.lists import listing
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Answer, Reply
    from skill.request import Turn


def list_exercises(turn: Turn, coach: Coach) -> Reply:
    """List every exercise, three at a time."""
    exercises = unavoided(coach.catalogue.exercises.values(), turn.profile.avoid)
    intro = coach.phrases.pick("list.all", turn.seed, count=len(exercises))
    return listing(turn, coach, intro, exercises, title="All exercises")


def find_exercise(turn: Turn, coach: Coach) -> Reply:
    """List the exercises that fit the equipment and the level that are named; else what is remembered of the person."""
    equipment, level = turn.slot("equipment"), turn.slot("level")
    found = find(coach.catalogue, equipment, level, turn.profile.avoid)
    if not found:
        said = coach.phrases.pick("find.nothing", turn.seed)
        return answered(turn, offering(turn, coach, Intention("ListExercisesIntent")), said, title="Exercises")
    words = {
        "equipment": coach.catalogue.equipment[equipment].name if equipment else "",
        "level": coach.phrases.pick(f"level.{level}") if level else "",
    }
    key = "nothing_needed" if equipment == "none" else "equipment" if equipment else "level" if level else "any"
    intro = coach.phrases.pick(f"find.{key}", turn.seed, **words)
    return listing(turn, coach, intro, found, title="Exercises")


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
    return answered(turn, closing, said, choice.what_it_is.text, title=choice.name, sources=sources, exercise=choice.id)


def more(turn: Turn, coach: Coach) -> Answer:
    """Go on: the next page of a list, or the next part of whatever was being told."""
    asked = turn.session.asked
    if asked and turn.session.phase in (Phase.CHOOSING, Phase.EXPLAINING):
        return asked.further()
    return turn.session.offer or aside(
        turn, what_next(turn, coach), coach.phrases.pick("nothing_to_continue", turn.seed)
    )


def select(turn: Turn, coach: Coach) -> Answer:
    """Take one of the things that were read out, by its number."""
    options = turn.session.options
    chosen = _index(turn.slot("ordinal"), len(options))
    if chosen is None:
        return aside(turn, asking(turn, coach, "list.which" if options else "what_next"))
    return options[chosen]


def _index(ordinal: str, count: int) -> int | None:
    """The place that an ordinal names in a list of `count`, from 0; negative ordinals count from the end."""
    try:
        number = int(ordinal)
    except ValueError:
        return None
    place = number - 1 if number > 0 else count + number
    return place if 0 <= place < count else None
