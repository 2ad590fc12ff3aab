"""Alexa's list of reminders, read: of all that she tells, what is told to people. Imported late."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from skill.alexa_apis.port import Reminder
from skill.alexa_apis.when import When, from_rules


class _Recurrence(Struct, frozen=True, rename="camel"):
    recurrence_rules: list[str] | None = None


class _Trigger(Struct, frozen=True):
    recurrence: _Recurrence | None = None


class _Alert(Struct, frozen=True, rename="camel"):
    alert_token: str
    status: str | None = None
    trigger: _Trigger | None = None

    @property
    def when(self) -> When | None:
        """When it sounds, by its rules."""
        recurrence = self.trigger.recurrence if self.trigger else None
        return from_rules(recurrence.recurrence_rules or ()) if recurrence else None


class _Listing(Struct, frozen=True):
    alerts: list[_Alert] | None = None


def read_listing(answer: object) -> tuple[Reminder, ...]:
    """Those that are still to sound. Raises ValidationError where it is none."""
    alerts = msgspec.convert(answer, _Listing).alerts or ()
    return tuple(Reminder(alert.alert_token, alert.when) for alert in alerts if alert.status == "ON")
