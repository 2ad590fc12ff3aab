"""The text of a `say-as` as words, for each interpretation that Alexa has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from speech.normalise.dates import date
from speech.normalise.letters import address, spelled, telephone
from speech.normalise.numbers import cardinal, digits, fraction, ordinal
from speech.normalise.plain import in_words
from speech.normalise.times import clock, duration
from speech.normalise.units import measure

if TYPE_CHECKING:
    from collections.abc import Callable

BLEEP = "bleep"
"""Said in place of an expletive."""

_FRACTION = re.compile(r"\s*(?:(\d+)\s*[+\s]\s*)?(\d+)\s*[/⁄]\s*(\d+)\s*")


@lru_cache(maxsize=4096)
def read_as(text: str, interpret_as: str, date_format: str, lang: str) -> str:
    """What is said; text that does not fit its interpretation is read as running text, like Alexa does."""
    if interpret_as == "date":
        return date(text, date_format, lang) or in_words(text, lang)
    return _READERS[interpret_as](text, lang) or in_words(text, lang)


def _fraction(text: str, lang: str) -> str:
    found = _FRACTION.fullmatch(text)
    if found is None:
        return ""
    whole, top, bottom = found.groups()
    part = fraction(int(top), int(bottom), lang)
    if whole is None:
        return part
    return f"{cardinal(whole, lang)} and {'a ' + part[4:] if part.startswith('one ') else part}"


def _number(text: str, lang: str) -> str:
    plain = text.strip().replace(" ", "")
    return cardinal(plain, lang) if re.search(r"\d", plain) else ""


def _ordinal(text: str, lang: str) -> str:
    return ordinal(text.strip(), lang) if text.strip()[:1].isdecimal() else ""


_READERS: Final[dict[str, Callable[[str, str], str]]] = {
    "address": address,
    "cardinal": _number,
    "characters": spelled,
    "digits": digits,
    "expletive": lambda _, __: BLEEP,
    "fraction": _fraction,
    "interjection": lambda text, _: text,
    "number": _number,
    "ordinal": _ordinal,
    "spell-out": spelled,
    "telephone": telephone,
    "time": lambda text, lang: duration(text, lang) or clock(text, lang),
    "unit": measure,
}
