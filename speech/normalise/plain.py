"""Running text with its numbers and signs written out, so that every voice reads them the same way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from speech.normalise.numbers import cardinal, ordinal, year
from speech.normalise.times import clock
from speech.normalise.units import ATTACHED, named

if TYPE_CHECKING:
    from collections.abc import Callable

_UNITS = "|".join(map(re.escape, sorted(ATTACHED, key=len, reverse=True)))
_TOKEN = re.compile(
    rf"""(?P<clock>\b\d{{1,2}}:\d{{2}}(?:\s?[ap]\.?m\.?\b)?)
    |(?P<money>[$€£]\s?\d[\d,]*(?:\.\d\d)?(?!\d))
    |(?P<ordinal>\b\d+(?:st|nd|rd|th)\b)
    |(?P<range>\b\d+\s?[–-]\s?\d+\b(?![–-]))
    |(?P<measure>(?<![\w.–-])[+\-−]?\d[\d,]*(?:\.\d+)?\s?(?:{_UNITS})(?!\w))
    |(?P<year>(?<=\b[Ii]n\s)(?:1[1-9]|20)\d\d\b(?![,.]\d))
    |(?P<number>(?<![\w.–-])[+\-−]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?!\w))
    |(?P<sign>(?<=\s)&(?=\s)|(?<=\s)\+(?=\s)|(?<=\s)=(?=\s))""",
    re.VERBOSE,
)
_NUMBER_PART = re.compile(r"[+\-−]?[\d,]*(?:\.\d+)?")
_SIGNS = {"&": "and", "+": "plus", "=": "equals"}
_MONEY = {"$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny")}


@lru_cache(maxsize=4096)
def in_words(text: str, lang: str = "en-US") -> str:
    """Read "5 reps at 10kg" as "five reps at ten kilograms". Languages other than English get their plain numbers."""
    if not any(sign.isdecimal() or sign in _SIGNS for sign in text):
        return text
    return _TOKEN.sub(lambda found: _spoken(found, lang), text)


def _spoken(found: re.Match[str], lang: str) -> str:
    kind, text = found.lastgroup or "", found.group()
    return _READERS[kind](text, lang) if lang.startswith("en") or kind in _ANY_LANGUAGE else text


def _range(text: str, lang: str) -> str:
    return " to ".join(cardinal(end, lang) for end in re.findall(r"\d+", text))


def _measure(text: str, lang: str) -> str:
    number = _NUMBER_PART.match(text)
    return named(number.group(), text[number.end() :].strip(), lang) if number else text


def _money(text: str, lang: str) -> str:
    whole, _, small = text[1:].strip().partition(".")
    name, part = _MONEY[text[0]]
    out = f"{cardinal(whole, lang)} {name}{'' if whole == '1' else 's'}"
    if not small or small == "00":
        return out
    parts = {"penny": "pence"}.get(part, f"{part}s")
    return f"{out} and {cardinal(str(int(small)), lang)} {part if small == '01' else parts}"


_ANY_LANGUAGE = frozenset({"number", "measure"})
_READERS: Final[dict[str, Callable[[str, str], str]]] = {
    "clock": lambda text, lang: clock(text, lang) or text,
    "money": _money,
    "ordinal": ordinal,
    "range": _range,
    "measure": _measure,
    "year": lambda text, lang: year(int(text), lang),
    "number": cardinal,
    "sign": lambda text, _: _SIGNS[text],
}
