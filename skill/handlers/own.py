"""Routines of one's own: kept under a name on request, and found again by it, or by their exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.wording import listed
from skill.handlers.answering import aside, standing, what_next
from skill.handlers.wishes import wish_of
from skill.memory.place import Stage

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.memory.place import Recipe
    from skill.reply import Reply
    from skill.request import Turn

MOST_OWN = 12
"""So many are kept, the latest."""
LONGEST_NAME = 40
"""Letters."""
NOT_A_NAME = ("routine", "my", "the")


def save(turn: Turn, coach: Coach) -> Reply:
    """Keep the routine that the person put together, under the name that they say, or that of its exercises."""
    place = turn.profile.place
    if place is None or place.recipe.routine:
        return aside(turn, standing(turn, coach), coach.phrases.pick("guided.nothing_to_save", turn.seed))
    exercises = [coach.name(id_) for id_ in dict.fromkeys(place.recipe.exercises)]
    name = plain_name(turn.heard.get("name", "")) or listed(exercises)
    kept = dict(list({**turn.profile.own, name: place.recipe}.items())[-MOST_OWN:])
    over = place.position.stage is Stage.DONE
    said = coach.phrases.pick("guided.saved", turn.seed, name=name)
    reply = aside(turn, what_next(turn, coach) if over else standing(turn, coach), said)
    return replace(reply, profile=replace(turn.profile, own=kept, place=None if over else place))


def own_by_name(turn: Turn) -> Recipe | None:
    """The kept routine that is named, led as this turn asks; None where none is."""
    name = turn.heard.get("name") or turn.heard.get("routine", "")
    recipe = turn.profile.own.get(plain_name(name))
    return _led(recipe, turn) if recipe else None


def own_of(turn: Turn, exercises: tuple[str, ...]) -> Recipe | None:
    """The kept routine of just these exercises, led as this turn asks; None where there is none."""
    recipe = next((own for own in turn.profile.own.values() if own.exercises == exercises), None)
    return _led(recipe, turn) if recipe else None


def plain_name(words: str) -> str:
    """A name as it is kept: lower case, without marks and without "my" and "routine"."""
    letters = "".join(c for c in words.lower() if c.isalpha() or c in " '").split()
    return " ".join(word for word in letters if word not in NOT_A_NAME)[:LONGEST_NAME]


def _led(recipe: Recipe, turn: Turn) -> Recipe:
    wish = wish_of(turn)
    return replace(
        recipe,
        pace=wish.pace or recipe.pace,
        rounds=min(wish.rounds, 5) or recipe.rounds,
        style=wish.style or turn.profile.style or "keep_going",
    )
