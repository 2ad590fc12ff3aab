"""The port to Alexa's services, as handlers see it: what can be asked, and what may come of it. No network here."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from msgspec import Struct

from skill.alexa_apis.when import When

PERMISSION = "alexa::alerts:reminders:skill:readwrite"
"""What a person allows who lets the skill set reminders (alexa-rules 3.5)."""


class Failure(Enum):
    """Why a service did not do what it was asked; each is met with a sentence of its own."""

    NOT_ALLOWED = "not_allowed"
    """The person has not given the permission."""
    UNSUPPORTED = "unsupported"
    """This device has no reminders."""
    FULL = "full"
    """There are as many reminders as Alexa keeps."""
    GONE = "gone"
    """There is no such reminder any more."""
    BUSY = "busy"
    """Alexa is asked too often."""
    REFUSED = "refused"
    """Alexa does not want it that way."""
    AWAY = "away"
    """No answer in time, or none that makes sense: nobody knows whether it was done."""


class Reminder(Struct, frozen=True):
    """One reminder of this skill's."""

    token: str
    """Alexa's name for it."""
    when: When | None
    """None where it says something that this skill never says."""


class Alexa(Protocol):
    """Alexa's services for one request. No method raises, or takes more than its share of the turn's time."""

    def time_zone(self) -> str | None:
        """The device's time zone, such as `Europe/Zurich`; None where it cannot be learnt."""

    def remind(self, when: When, text: str, seconds: float, zone: str) -> Failure | None:
        """Set one that says `text`, from a moment on (seconds since 1970), by the clocks of a zone. None is success."""

    def reminders(self) -> tuple[Reminder, ...] | Failure:
        """The reminders of this skill that are still to sound."""

    def cancel(self, token: str) -> Failure | None:
        """Take a reminder back. None is success."""

    def meanwhile(self, ssml: str) -> None:
        """Let something be said while the answer is being made; if that fails, nobody misses it."""
