"""The profile: what the coach remembers of a person. Nothing about pain or health, and no word that was said."""

from __future__ import annotations

import contextlib
from typing import Any, Literal

import msgspec
from msgspec import Struct

Pace = Literal["slow", "normal", "fast"]
Detail = Literal["silent", "cues", "coach", "teacher"]
Style = Literal["step_by_step", "keep_going", "follow_along"]
Level = Literal["beginner", "intermediate", "advanced"]

PACES: tuple[Pace, ...] = ("slow", "normal", "fast")
DETAILS: tuple[Detail, ...] = ("silent", "cues", "coach", "teacher")


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

    def heard_again(self, exercise: str) -> Profile:
        """The profile after one more how-to of an exercise."""
        return msgspec.structs.replace(self, heard={**self.heard, exercise: self.heard.get(exercise, 0) + 1})


def read_profile(attributes: dict[str, Any] | None) -> Profile:
    """Stored attributes → profile. What cannot be read is as if it had never been kept."""
    with contextlib.suppress(msgspec.ValidationError):
        return msgspec.convert(attributes or {}, Profile)
    return Profile()


def write_profile(profile: Profile) -> dict[str, Any]:
    """Profile → attributes for a store, plain JSON types only."""
    attributes: dict[str, Any] = msgspec.to_builtins(profile)
    return attributes
