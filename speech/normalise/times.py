"""Durations such as 1'21" and times of day as words."""

from __future__ import annotations

import re

from speech.normalise.numbers import cardinal
from speech.normalise.units import named

_MINUTES = re.compile(r"\s*(?:(\d+)\s*['′])?\s*(?:(\d+(?:\.\d+)?)\s*(?:\"|″|''))?\s*")
_UNITS = re.compile(
    r"\s*(?:(\d+)\s*h(?:rs?|ours?)?)?\s*(?:(\d+)\s*m(?:ins?|inutes?)?)?\s*(?:(\d+)\s*s(?:ecs?|econds?)?)?\s*"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def duration(written: str, lang: str) -> str:
    """1'21" as "one minute twenty-one seconds", "1h30m" likewise; nothing where it is no duration."""
    if (found := _MINUTES.fullmatch(written)) and any(found.groups()):
        minutes, seconds = found.groups()
        return _amounts([(minutes, "min"), (seconds, "sec")], lang)
    if (found := _UNITS.fullmatch(written)) and any(found.groups()):
        return _amounts(list(zip(found.groups(), ("h", "min", "sec"), strict=True)), lang)
    return ""


def clock(written: str, lang: str) -> str:
    """Read "2:30pm" as "two thirty p m", "14:00" as "fourteen hundred"; nothing where it is no time of day."""
    found = _CLOCK.fullmatch(written.strip())
    if found is None or int(found.group(1)) > 24 or int(found.group(2)) > 59:
        return ""
    hour, minute, _, half = found.groups()
    out = cardinal(str(int(hour)), lang)
    if minute == "00":
        out += "" if half else " o'clock" if int(hour) <= 12 else " hundred"
    else:
        out += f" oh {cardinal(minute[1], lang)}" if minute[0] == "0" else f" {cardinal(minute, lang)}"
    return out + (f" {half.lower()} m" if half else "")


def _amounts(amounts: list[tuple[str | None, str]], lang: str) -> str:
    return " ".join(named(number, unit, lang) for number, unit in amounts if number)
