"""Numbers, lists, lengths of time and doses in words: every place where grammar depends on a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.content.model import Dose, Structure

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_WEEKDAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number(n: int) -> str:
    """A whole number from 0 to 999 in words; a larger one in digits."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        ones = n % 10
        return _TENS[n // 10] + (f" {_ONES[ones]}" if ones else "")
    if n < 1000:
        rest = n % 100
        return f"{_ONES[n // 100]} hundred" + (f" and {number(rest)}" if rest else "")
    return str(n)


def counted(n: int, noun: str, plural: str = "") -> str:
    """A number and its noun: "one set", "three sets"."""
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


def times(n: int) -> str:
    """How often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(n, f"{number(n)} times")


def listed(things: Sequence[str], last: str = "and") -> str:
    """Things in a row: "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def duration(seconds: float) -> str:
    """A length of time as people say it: "forty five seconds", "a minute and a half", "two minutes and ten seconds"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return counted(whole, "second")
    if (minutes, rest) == (1, 30):
        return "a minute and a half"
    if not rest:
        return counted(minutes, "minute")
    return f"{counted(minutes, 'minute')} and {counted(rest, 'second')}"


def about(seconds: float) -> str:
    """A length of time to the half minute: "about four and a half minutes"."""
    halves = max(1, round(seconds / 30))
    minutes, half = divmod(halves, 2)
    if not minutes:
        return "about half a minute"
    if not half:
        return f"about {counted(minutes, 'minute')}"
    return "about a minute and a half" if minutes == 1 else f"about {number(minutes)} and a half minutes"


def clock(hour: int, minute: int) -> str:
    """A time of day: "seven in the morning", "half past six in the evening", "noon"."""
    if not minute and hour in (0, 12):
        return "noon" if hour else "midnight"
    spoken = {0: "", 30: "half past "}.get(minute)
    name = number((hour - 1) % 12 + 1)
    told = f"{name} {'oh ' if minute < 10 else ''}{number(minute)}" if spoken is None else spoken + name
    part = "at night" if hour < 4 or hour >= 21 else "in the morning" if hour < 12 else "in the afternoon"
    return f"{told} {part if not 17 <= hour < 21 else 'in the evening'}"


def weekly(days: Sequence[str]) -> str:
    """On which days of a week, by their first two letters in order: "every day", "every Monday and Friday"."""
    whole = {tuple(_WEEKDAYS): "every day", tuple(_WEEKDAYS)[:5]: "on weekdays", tuple(_WEEKDAYS)[5:]: "on weekends"}
    return whole.get(tuple(days)) or f"every {listed([_WEEKDAYS[day] for day in days])}"


def span(low_high: Sequence[int]) -> str:
    """A number or a range: "eight", "eight to ten"."""
    return " to ".join(number(n) for n in low_high)


def dose(amount: Dose) -> str:
    """A dose in one sentence part: "two sets of eight to ten reps on each side"."""
    if amount.hold_s:
        each = f"a hold of {span(amount.hold_s)} seconds"
        sets = each if amount.sets == 1 else f"{counted(amount.sets, 'hold')} of {span(amount.hold_s)} seconds"
    else:
        reps = (
            counted(amount.reps[0], "rep")
            if amount.reps and len(amount.reps) == 1
            else f"{span(amount.reps or ())} reps"
        )
        sets = f"{counted(amount.sets, 'set')} of {reps}"
    each_rep = f", holding each for {counted(amount.hold_each_s, 'second')}" if amount.hold_each_s else ""
    side = " on each side" if amount.per_side else ""
    return sets + side + (" with bent knees" if amount.knees_bent else "") + each_rep


def sentence(text: str) -> str:
    """Text with a capital at its beginning and a full stop, unless it ends in some other mark."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def with_article(structure: Structure) -> str:
    """A muscle or bone as it runs in a sentence; one that is easily misheard with its plain name."""
    name = f"{structure.article} {structure.spoken_name}".strip()
    return f"{name} or {structure.also}" if structure.also else name
