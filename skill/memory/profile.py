"""The profile: what the coach remembers of a person. Nothing about pain or health, and no word that was said."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec
from msgspec import Struct

from skill.memory.choices import DETAILS, PACES, Detail, Effort, Level, Pace, Side, Style
from skill.memory.place import Place, Recipe

__all__ = ["DETAILS", "PACES", "Detail", "Level", "Pace", "Profile", "Style", "read_profile", "write_profile"]

KEPT_DAYS = 60
"""So many days of training are remembered."""
KEPT_ANSWERS = 3
"""So many answers to "easy, right or hard?" are remembered: those that the coach names when asked why."""


class Profile(Struct, frozen=True, omit_defaults=True):
    """One person's settings and habits; the defaults are those of somebody new."""

    met: bool = False
    """True once the caution of the very first launch was heard."""
    level: Level | None = None
    """None until the person says it."""
    pace: Pace = "normal"
    """How much time a step gets."""
    detail: Detail = "coach"
    """How much is said."""
    style: Style | None = None
    """How routines are led; None until the person chooses."""
    equipment: tuple[str, ...] = ()
    """What is at hand; empty until the person says it."""
    avoid: tuple[str, ...] = ()
    """Exercises that the person never wants."""
    heard: dict[str, int] = {}
    """How often each how-to was heard: the third time is shorter by itself."""
    place: Place | None = None
    """The routine under way; None where none is."""
    side: Side | None = None
    """The side that began last time; the other one begins next."""
    days: tuple[int, ...] = ()
    """On which days a routine was done to its end, in days since 1970, the latest last."""
    load: dict[str, int] = {}
    """By routine, how many steps its amounts lie above (or below) those of the level."""
    answers: tuple[Effort, ...] = ()
    """The latest answers to "easy, right or hard?", the latest last."""
    own: dict[str, Recipe] = {}
    """Routines that the person put together and wanted kept, by the name they gave."""

    def heard_again(self, exercise: str) -> Profile:
        """The profile after one more how-to of an exercise."""
        return msgspec.structs.replace(self, heard={**self.heard, exercise: self.heard.get(exercise, 0) + 1})


def read_profile(attributes: dict[str, Any] | None) -> Profile:
    """Stored attributes → profile. A field that cannot be read is as if it had never been kept; the others stay."""
    kept = attributes or {}
    with contextlib.suppress(msgspec.ValidationError):
        return msgspec.convert(kept, Profile)
    profile = Profile()
    for name in kept.keys() & set(Profile.__struct_fields__):
        with contextlib.suppress(msgspec.ValidationError):
            field = getattr(msgspec.convert({name: kept[name]}, Profile), name)
            profile = msgspec.structs.replace(profile, **{name: field})
    return profile


def write_profile(profile: Profile) -> dict[str, Any]:
    """Profile → attributes for a store, plain JSON types only."""
    attributes: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(profile))
    return attributes
