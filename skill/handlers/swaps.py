"""Another exercise instead: an easier one, a harder one, one with other equipment or with none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.choose import instead
from skill.handlers.answering import about_exercise, answered, for_exercise, offering
from skill.session import Intention

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Exercise, Swap
    from skill.reply import Reply
    from skill.request import Turn


@for_exercise
def easier(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Offer something easier."""
    return _swapped(turn, coach, exercise, exercise.swaps.easier, "swap.easier")


@for_exercise
def harder(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Offer something harder."""
    return _swapped(turn, coach, exercise, exercise.swaps.harder, "swap.harder")


@for_exercise
def alternative(turn: Turn, coach: Coach, exercise: Exercise) -> Reply:
    """Offer another exercise for the same purpose, with the equipment that is named; honest where none fits."""
    wanted = turn.slot("equipment") if turn.slot("equipment") in coach.catalogue.equipment else ""
    found = instead(coach.catalogue, exercise, wanted, turn.profile.avoid)
    title = f"Instead of the {exercise.spoken_name}"
    if wanted == "none" and not exercise.equipment:
        said = coach.phrases.pick("exercise.needs_nothing", turn.seed, exercise=exercise.spoken_name)
        return answered(turn, about_exercise(turn, coach, exercise), said, title=title, sources=exercise.class_source)
    if found is None:
        said = coach.phrases.pick("swap.nothing", turn.seed, exercise=exercise.spoken_name)
        return answered(turn, about_exercise(turn, coach, exercise), said, title=title, sources=exercise.swaps.source)
    words = {"exercise": exercise.spoken_name, "other": found.spoken_name, "what": found.what_it_is.text}
    said = coach.phrases.pick("swap.alternative", turn.seed, **words)
    closing = offering(turn, coach, Intention("HowToIntent", {"exercise": found.id}))
    sources = (*exercise.swaps.source, *found.what_it_is.source)
    return answered(turn, closing, said, title=title, sources=sources)


def _swapped(turn: Turn, coach: Coach, exercise: Exercise, swap: Swap, key: str) -> Reply:
    said = coach.phrases.pick(key, turn.seed, exercise=exercise.spoken_name, swap=swap.text)
    other = coach.exercise(swap.exercise or "")
    if other and other.id not in (exercise.id, *turn.profile.avoid):
        closing = offering(turn, coach, Intention("HowToIntent", {"exercise": other.id}))
    else:
        closing = about_exercise(turn, coach, exercise)
    return answered(turn, closing, said, title=exercise.name, sources=exercise.swaps.source)
