"""Where a conversation stands: all that the coach keeps between two turns, and nothing else."""

from __future__ import annotations

import contextlib
from enum import Enum
from typing import Any

import msgspec
from msgspec import Struct

from skill.memory.place import Place

PLACE = "place"
"""Where among the session attributes the place in a routine is: in a session it counts even if the store fails."""


class Phase(Enum):
    """What the last turn left open."""

    OPEN = "open"
    """Anything goes: the coach asked what the user would like, or offered something."""
    MISSING = "missing"
    """The coach asked which exercise, muscle or aim was meant."""
    EXPLAINING = "explaining"
    """A how-to goes on when the user is ready."""
    CHOOSING = "choosing"
    """A list was read out; one of it can be picked, or more asked for."""
    CHECKING = "checking"
    """The coach asked about warning signs after a report of pain."""
    GUIDED = "guided"
    """A routine is under way."""


class Intention(Struct, frozen=True):
    """What a user wants: an intent, the things it is about, and how far into its answer."""

    intent: str
    """The intent's name, such as `HowToIntent`."""
    slots: dict[str, str] = {}
    """Slot name to resolved id; a slot that was not filled or not resolved is absent."""
    at: int = 0
    """Which part of a long answer: the page of a list, the part of a how-to."""

    def get(self, slot: str) -> str:
        """Return the id in a slot, or the empty string."""
        return self.slots.get(slot, "")

    def filled(self, **slots: str) -> Intention:
        """The same intention about something else, from its beginning."""
        return Intention(self.intent, {**self.slots, **slots})

    def further(self, parts: int = 1) -> Intention:
        """The same intention, so many parts further on; never before the first."""
        return Intention(self.intent, self.slots, max(0, self.at + parts))


class Session(Struct, frozen=True, omit_defaults=True):
    """The state of a dialogue. It travels in Alexa's session attributes and dies with the session."""

    phase: Phase = Phase.OPEN
    """What the last turn left open."""
    asked: Intention | None = None
    """The question that was answered last: "again" and "how do you know" refer to it."""
    offer: Intention | None = None
    """What a plain "yes" would ask for."""
    options: tuple[Intention, ...] = ()
    """What "the first one", "the second one" … would ask for."""
    exercise: str = ""
    """The exercise that "it" means."""
    structure: str = ""
    """The muscle or bone that "it" means."""
    sources: tuple[str, ...] = ()
    """Where the facts of the last answer come from."""
    misses: int = 0
    """How many turns in a row were not understood."""


def read_session(attributes: dict[str, Any] | None) -> Session:
    """Session attributes → state. What an older or newer version wrote and this one cannot read is a fresh start."""
    with contextlib.suppress(msgspec.ValidationError):
        return msgspec.convert(attributes or {}, Session)
    return Session()


def write_session(session: Session, place: Place | None = None) -> dict[str, Any]:
    """State → session attributes, plain JSON types only; with the place in the routine where there is one."""
    attributes: dict[str, Any] = msgspec.to_builtins(session)
    return {**attributes, PLACE: msgspec.to_builtins(place)} if place else attributes


def read_place(attributes: dict[str, Any] | None) -> Place | None:
    """Session attributes → the place in a routine; None where none is, or where it cannot be read."""
    with contextlib.suppress(msgspec.ValidationError):
        return msgspec.convert((attributes or {}).get(PLACE), Place | None)
    return None
