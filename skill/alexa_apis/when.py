"""On which days and at what time of day a reminder sounds: from slots, to Alexa's recurrence rules, and back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

WEEK: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of a week as recurrence rules write them, in order."""
DAYS: Final = {
    "daily": WEEK,
    "weekdays": WEEK[:5],
    "weekends": WEEK[5:],
    "monday": ("MO",),
    "tuesday": ("TU",),
    "wednesday": ("WE",),
    "thursday": ("TH",),
    "friday": ("FR",),
    "saturday": ("SA",),
    "sunday": ("SU",),
    "monday_wednesday_friday": ("MO", "WE", "FR"),
    "tuesday_thursday": ("TU", "TH"),
}
"""What each id of the slot type `DaysType` means."""
PARTS: Final = {"MO": "08:00", "AF": "15:00", "EV": "18:00", "NI": "21:00"}
"""What `AMAZON.TIME` gives for "morning", "afternoon", "evening" and "night", and the time that is proposed for it."""
EARLIEST_MIDNIGHT: Final = timezone(timedelta(hours=14))
"""The zone in which each day begins first: what lies ahead there lies ahead everywhere."""

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class When(Struct, frozen=True):
    """A time of day on some days of every week."""

    days: tuple[str, ...]
    """Of `WEEK`, in its order."""
    hour: int
    """0 to 23, on the wall clock of the device."""
    minute: int
    """0 to 59."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The recurrence in Alexa's words; a rule for each day, since one with several was refused at times."""
        at = f"BYHOUR={self.hour};BYMINUTE={self.minute};BYSECOND=0;INTERVAL=1"
        if self.days == WEEK:
            return (f"FREQ=DAILY;{at}",)
        return tuple(f"FREQ=WEEKLY;BYDAY={day};{at}" for day in self.days)

    def first(self, seconds: float, zone: str) -> datetime:
        """The first time after a moment, in seconds since 1970, on the wall clock of a zone such as `Europe/Zurich`."""
        now = datetime.fromtimestamp(seconds, _zone(zone)).replace(tzinfo=None)
        today = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        coming = (today + timedelta(days=ahead) for ahead in range(8))
        return next(each for each in coming if each > now and WEEK[each.weekday()] in self.days)


def clock(time: str) -> tuple[int, int] | None:
    """The hour and minute that `AMAZON.TIME` gives: `07:30`, or a part of the day; None for anything else."""
    found = _CLOCK.fullmatch(PARTS.get(time, time))
    return (int(found[1]), int(found[2])) if found else None


def from_rules(rules: Iterable[str]) -> When | None:
    """Recurrence rules → when; None where they say something that this skill never says."""
    read = [dict(_fields(rule)) for rule in rules]
    days = {day for rule in read for day in _days(rule)}
    hours, minutes = ({rule.get(name, "") for rule in read} for name in ("BYHOUR", "BYMINUTE"))
    at = clock(f"{hours.pop()}:{minutes.pop():0>2}") if len(hours) == len(minutes) == 1 else None
    return When(tuple(day for day in WEEK if day in days), *at) if days and at else None


def _fields(rule: str) -> Iterator[tuple[str, str]]:
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        yield name, value


def _days(rule: dict[str, str]) -> Iterable[str]:
    return rule["BYDAY"].split(",") if "BYDAY" in rule else WEEK if rule.get("FREQ") == "DAILY" else ()


def _zone(name: str) -> tzinfo:
    """The zone of this name; where this machine does not know it, one in which nothing is early."""
    from zoneinfo import ZoneInfo  # only where a reminder is set

    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return EARLIEST_MIDNIGHT
