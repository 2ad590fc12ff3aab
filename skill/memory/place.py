"""A routine under way, small enough to be kept: what was chosen for it, and where in it the body is."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from skill.memory.choices import Detail, Level, Pace, Side, Style


class Recipe(Struct, frozen=True, array_like=True):
    """Everything that a plan is made of. The same recipe and the same facts give the same plan, word for word.

    It is kept as a list, so that two devices that write at once never mix two recipes into one.
    """

    routine: str
    """Id of the routine; empty for one that the user put together."""
    exercises: Annotated[tuple[str, ...], Meta(max_length=12)]
    """Ids in their order."""
    amounts: tuple[Annotated[int, Meta(ge=1, le=120)], ...]
    """For each exercise its reps, or the seconds of its hold."""
    rounds: Annotated[int, Meta(ge=1, le=5)] = 1
    """How often all of it is done."""
    level: Level = "intermediate"
    """Whose amounts and hints are used."""
    pace: Pace = "normal"
    """How much time moving takes."""
    detail: Detail = "coach"
    """How much is said."""
    style: Style = "keep_going"
    """How it is led."""
    side: Side = "left"
    """The side that begins."""
    swaps: tuple[tuple[str, str], ...] = ()
    """Exercises that the person avoids, each with what is done instead, or nothing; said once, at the beginning."""
    known: tuple[str, ...] = ()
    """Exercises that were heard often enough to be announced with fewer words."""
    loop: bool = False
    """Whether a stream begins again after its end."""


class Stage(Enum):
    """What is going on at a place."""

    READY = "ready"
    """The coach waits for the word to go on."""
    WORKING = "working"
    """The coach speaks and counts, and the body moves."""
    WAITING = "waiting"
    """The user asked for time, and gets silence."""
    STREAMING = "streaming"
    """One audio stream plays."""
    AWAY = "away"
    """Nobody is there; the place is kept."""
    EFFORT = "effort"
    """All of it is done, and the coach would like to know how hard it was."""
    DONE = "done"
    """Nothing is left."""


class Position(Struct, frozen=True, omit_defaults=True):
    """Where in a plan the body is. Which words were said already is not kept."""

    stage: Stage = Stage.READY
    """What is going on."""
    block: Annotated[int, Meta(ge=0)] = 0
    """The block that is done next, or is under way."""
    offset: Annotated[float, Meta(ge=0)] = 0.0
    """Seconds into that block."""
    until: Annotated[int, Meta(ge=0)] = 0
    """While working: the block before which the coach stops speaking."""
    since: float = 0.0
    """When the last turn got us here, in seconds since 1970."""
    lead: Annotated[float, Meta(ge=0)] = 0.0
    """While working: seconds of other words that were said before `block` went on."""


class Place(Struct, frozen=True, array_like=True):
    """A routine and the position in it; kept as a list for the same reason as the recipe."""

    recipe: Recipe
    """What it is made of."""
    position: Position = Position()
    """Where it stands."""

    def at(self, position: Position) -> Place:
        """The same routine at another position."""
        return Place(self.recipe, position)

    def changed(self, **choices: object) -> Place:
        """The same position with other choices, such as `pace="slow"`."""
        return Place(msgspec.structs.replace(self.recipe, **choices), self.position)
