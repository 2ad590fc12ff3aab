"""Alexa's built-in slot types read from plain tokens: numbers, ordinals and times of the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = {
    word: 20 + 10 * i
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_OFTEN = {"once": 1, "twice": 2, "thrice": 3, "couple": 2, "single": 1, "double": 2}
_ORDINALS = {
    word: i + 1
    for i, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ]
    )
}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
"""Alexa's codes for a part of the day."""
_FIXED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
NUMBER, ORDINAL, TIME = "AMAZON.NUMBER", "AMAZON.Ordinal", "AMAZON.TIME"
LARGEST = 999
LAST = "last"
"""An ordinal that counts from the end."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A built-in value and the words that say it."""

    type: str
    """`AMAZON.NUMBER`, `AMAZON.Ordinal` or `AMAZON.TIME`."""
    start: int
    """The first word."""
    end: int
    """One past the last word."""
    id: str
    """Digits, or `HH:MM`, or a part of the day such as `MO`."""
    sure: bool
    """False for what is a value only where a slot expects one: "one", "twice", "morning"."""


def quantities(words: Sequence[str]) -> Iterator[Quantity]:
    """Every number, ordinal and time of the day among the words; they may overlap."""
    for start, word in enumerate(words):
        number, end = _number(words, start)
        if end > start and number <= LARGEST:
            yield Quantity(NUMBER, start, end, str(number), words[start:end] != ("one",))
            yield Quantity(ORDINAL, start, end, str(number), sure=False)
        if word in _OFTEN:
            yield Quantity(NUMBER, start, start + 1, str(_OFTEN[word]), sure=False)
        if word == LAST:
            yield Quantity(ORDINAL, start, start + 1, "-1", sure=False)
        if word in _ORDINALS:
            yield Quantity(ORDINAL, start, start + 1, str(_ORDINALS[word]), sure=True)
        yield from _times(words, start)


def _number(words: Sequence[str], start: int) -> tuple[int, int]:
    """The number that begins at a word, and where it ends; no number ends where it starts."""
    word = words[start]
    if word.isdecimal():
        return (int(word) if len(word) < 6 else LARGEST + 1), start + 1
    value, end = _below_hundred(words, start)
    if end < len(words) and words[end] == "hundred" and 0 < value < 10:
        rest, after = _below_hundred(words, end + 1 + (words[end + 1 : end + 2] == ("and",)))
        return value * 100 + rest, after if rest else end + 1
    return value, end


def _below_hundred(words: Sequence[str], start: int) -> tuple[int, int]:
    word = words[start] if start < len(words) else ""
    if word in _UNITS:
        return _UNITS[word], start + 1
    if word not in _TENS:
        return 0, start
    unit = _UNITS.get(words[start + 1], 0) if start + 1 < len(words) else 0
    return (_TENS[word] + unit, start + 2) if 0 < unit < 10 else (_TENS[word], start + 1)


def _times(words: Sequence[str], start: int) -> Iterator[Quantity]:
    word = words[start]
    if word in _FIXED:
        yield Quantity(TIME, start, start + 1, _FIXED[word], sure=True)
    if word in _PARTS:
        yield Quantity(TIME, start, start + 1, _PARTS[word], sure=False)
    clock = _clock(words, start)
    if clock:
        hour, minute, end = clock
        after = end + (words[end : end + 1] == ("oclock",))
        half, stop = _half(words, after)
        if stop > after:
            hour = hour % 12 + half
        if hour < 24:
            yield Quantity(TIME, start, stop, f"{hour:02}:{minute:02}", sure=stop > end)


def _clock(words: Sequence[str], start: int) -> tuple[int, int, int] | None:
    """Hour, minute and the end of "seven", "seven thirty", "half past seven", "ten to seven"."""
    if words[start] == "half" and words[start + 1 : start + 2] == ("past",):
        return _hour(words, start + 2, 30)
    amount, end = (15, start + 1) if words[start] == "quarter" else _number(words, start)
    relation = words[end] if start < end < len(words) else ""
    if relation in {"past", "after", "to", "before"} and amount < 60:
        told = _hour(words, end + 1, amount if relation in {"past", "after"} else -amount)
        if told:
            return told
    if end == start or amount > 23 or words[start] == "quarter":
        return None
    minute, after = _number(words, end) if end < len(words) else (0, end)
    if after > end and (10 <= minute < 60 or (words[end].isdecimal() and len(words[end]) == 2 and minute < 60)):
        return amount, minute, after
    return amount, 0, end


def _hour(words: Sequence[str], start: int, minutes: int) -> tuple[int, int, int] | None:
    hour, end = _number(words, start) if start < len(words) else (0, start)
    if end == start or hour > 23:
        return None
    return (hour, minutes, end) if minutes >= 0 else ((hour - 1) % 24, 60 + minutes, end)


def _half(words: Sequence[str], start: int) -> tuple[int, int]:
    """Twelve hours to add for the second half of the day, and where the words for it end."""
    if start < len(words) and words[start] in {"am", "pm"}:
        return 12 * (words[start] == "pm"), start + 1
    place = start + (words[start : start + 1] in (("in",), ("at",)))
    if place < len(words) and words[place] in _PARTS:
        return 12 * (words[place] != "morning"), place + 1
    return 0, start
