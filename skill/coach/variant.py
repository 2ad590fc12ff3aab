"""The routines that exist as audio: one for each level, number of rounds, pace and amount of talk."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from skill.coach.routine import Wish, other_side, prepare
from skill.memory.choices import LEVELS, PACES, Detail, Level, Pace, Side
from skill.memory.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.coach.plan import Plan
    from skill.content.model import Catalogue
    from skill.memory.place import Recipe
    from skill.phrases import Phrases

ROUNDS = (1, 2)
DETAILS: tuple[Detail, ...] = ("cues", "coach")
"""How much is said in a recording; a person who wants less or more gets the nearer one."""
NEAREST: dict[Detail, Detail] = {"silent": "cues", "cues": "cues", "coach": "coach", "teacher": "coach"}
SIDE: Side = "left"
"""Begins in every recording; taking turns would double their number."""

_TOKEN = re.compile(
    r"(?P<routine>[a-z][a-z0-9_]*)\.(?P<level>[a-z]+)\.(?P<rounds>[1-9])\.(?P<pace>[a-z]+)\.(?P<detail>[a-z]+)"
    r"\.(?P<version>[0-9a-f]{8})(\.(?P<play>[0-9]+))?"
)


class Variant(Struct, frozen=True):
    """One recording of a routine."""

    routine: str
    """Id of the routine."""
    level: Level
    """Whose amounts it has."""
    rounds: int
    """How often all of it is done."""
    pace: Pace
    """How much time moving takes."""
    detail: Detail
    """How much is said."""

    def plan(self, catalogue: Catalogue, phrases: Phrases) -> Plan | None:
        """What is heard in it; None where the facts know the routine no longer."""
        if self.routine not in catalogue.routines:
            return None
        wish = Wish(self.routine, level=self.level, rounds=self.rounds, pace=self.pace, style="follow_along")
        prepared = prepare(catalogue, phrases, wish, Profile(detail=self.detail, side=other_side(SIDE)))
        return prepared.plan if prepared else None


class Token(Struct, frozen=True):
    """What names a stream: the recording, the version of its plan, and which playing of it this is."""

    variant: Variant
    """The recording."""
    version: str
    """Of the plan when the token was made; a plan that has changed since has another one."""
    play: int = 0
    """When the stream was started, in seconds since 1970: events of an earlier playing are told apart by it."""

    @property
    def file(self) -> str:
        """The recording and its version: the file's name without its ending."""
        v = self.variant
        return f"{v.routine}.{v.level}.{v.rounds}.{v.pace}.{v.detail}.{self.version}"

    def __str__(self) -> str:
        return f"{self.file}.{self.play}" if self.play else self.file


def read_token(text: str) -> Token | None:
    """Read a token; None where it is none of ours."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return None
    level, pace, detail = found["level"], found["pace"], found["detail"]
    if level not in LEVELS or pace not in PACES or detail not in DETAILS:
        return None
    variant = Variant(
        found["routine"],
        cast("Level", level),
        int(found["rounds"]),
        cast("Pace", pace),
        cast("Detail", detail),
    )
    return Token(variant, found["version"], int(found["play"] or 0))


def variant_of(recipe: Recipe) -> Variant | None:
    """The recording that comes nearest to a recipe; None where there is none, as for what the user put together.

    A recording has the amounts of the level, so the answers to "easy, right or hard?" do not change it.
    """
    if not recipe.routine or recipe.swaps or recipe.rounds not in ROUNDS:
        return None
    return Variant(recipe.routine, recipe.level, recipe.rounds, recipe.pace, NEAREST[recipe.detail])


def recorded(recipe: Recipe, catalogue: Catalogue, phrases: Phrases) -> Recipe | None:
    """The recipe of the recording that comes nearest to a recipe; None where there is none."""
    variant = variant_of(recipe)
    plan = variant.plan(catalogue, phrases) if variant else None
    return replace(plan.recipe, loop=recipe.loop) if plan else None


def shipped(catalogue: Catalogue) -> Iterator[Variant]:
    """Every recording there is."""
    for routine, level, rounds, pace, detail in product(catalogue.routines, LEVELS, ROUNDS, PACES, DETAILS):
        yield Variant(routine, level, rounds, pace, detail)
