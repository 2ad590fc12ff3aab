"""What an SSML attribute may hold: each rule describes itself, judges a value, and says what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speech import alexa

if TYPE_CHECKING:
    from collections.abc import Callable

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")
_LOOSE_DURATION = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of value."""

    allowed: str
    """The values in words, for documents and messages."""
    advice: Callable[[str], str]
    """What to write instead of a value, or nothing where the value is right."""
    readable: Callable[[str], bool]
    """Whether a value that Alexa would refuse still says clearly what was meant."""


def one_of(*names: str) -> Rule:
    """Exactly one of a list."""
    listed = ", ".join(names)
    return Rule(listed, lambda value: "" if value in names else f"write one of {listed}", lambda _: False)


def starting_with(*starts: str, example: str) -> Rule:
    """Anything that begins in one of these ways."""
    allowed = " or ".join(f"{start}…" for start in starts)

    def advice(value: str) -> str:
        return "" if value.startswith(starts) and value not in starts and " " not in value else f"write {example}"

    return Rule(allowed, advice, lambda _: True)


def words(example: str) -> Rule:
    """Any text that is not empty."""
    return Rule("text", lambda value: "" if value.strip() else f"write {example}", lambda _: False)


def duration() -> Rule:
    """A time such as `3s` or `500ms`, up to ten seconds."""

    def advice(value: str) -> str:
        found = _DURATION.fullmatch(value)
        if found is None or len(value) > _LONGEST_NUMBER:
            return 'write a number and its unit, such as "3s" or "500ms"'
        if milliseconds(value) > alexa.MAX_BREAK_MS:
            return f"write several breaks of at most {alexa.MAX_BREAK_MS // 1000} seconds in a row"
        return ""

    return Rule("0ms to 10s", advice, lambda value: bool(_LOOSE_DURATION.fullmatch(value)))


def percent(names: tuple[str, ...], low: float, high: float, *, signed: bool) -> Rule:
    """A name, or a percentage within bounds, with a sign where it is a change."""
    pattern = re.compile(r"[+-]\d+(\.\d+)?%" if signed else r"\d+(\.\d+)?%")
    example = "+10%" if signed else "90%"
    bounds = f"{low:g}% to +{high:g}%" if signed else f"{low:g}% and more"
    listed = f"{', '.join(names)}, or {bounds}"

    def advice(value: str) -> str:
        if value in names:
            return ""
        fits = len(value) <= _LONGEST_NUMBER and pattern.fullmatch(value) and low <= number(value) <= high
        return "" if fits else f'write one of {listed}, such as "{example}"'

    return Rule(listed, advice, lambda value: value in names or is_number(value))


def decibels(names: tuple[str, ...], high: float) -> Rule:
    """A name, or a signed number of decibels."""
    pattern = re.compile(r"[+-]\d+(\.\d+)?dB")
    listed = f"{', '.join(names)}, or a change up to +{high:g}dB"

    def advice(value: str) -> str:
        if value in names:
            return ""
        fits = len(value) <= _LONGEST_NUMBER and pattern.fullmatch(value) and number(value) <= high
        return "" if fits else f'write one of {listed}, such as "-6dB"'

    return Rule(listed, advice, lambda value: value in names or is_number(value))


def milliseconds(text: str) -> int:
    """The length of a break's time, however loosely it is written; 0 where it is no time at all."""
    found = _LOOSE_DURATION.fullmatch(text)
    if found is None:
        return 0
    return round(float(found.group(1)) * (1 if found.group(2).lower() == "ms" else 1000))


def number(text: str) -> float:
    """The number that a value begins with."""
    found = _NUMBER.match(text.strip())
    return float(found.group()) if found else 0.0


def is_number(text: str) -> bool:
    """Whether a value begins with a number of sensible length."""
    return len(text) <= _LONGEST_NUMBER and _NUMBER.match(text.strip()) is not None
