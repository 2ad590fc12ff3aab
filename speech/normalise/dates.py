"""Dates as words, in the order that the format names and the language speaks; month names by Babel."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speech.normalise.numbers import cardinal, ordinal, year

_PARTS = re.compile(r"[\d?]+|[^\W\d_]+")
_CENTURY_TURNS = 69
"""Two-digit years below it are of this century."""


@dataclass(frozen=True, slots=True)
class _Date:
    day: int = 0
    month: int = 0
    year: int = 0


def date(written: str, order: str, lang: str) -> str:
    """Read "9/22/2012" in the order mdy as "September twenty-second, twenty twelve"; nothing where it is no such date.

    Eight digits in a row are year, month and day whatever the order; question marks stand for parts that are left out.
    """
    order = order or _usual(lang)
    squeezed = re.fullmatch(r"\s*([\d?]{4})([\d?]{2})([\d?]{2})\s*", written)
    parts = list(squeezed.groups()) if squeezed else _PARTS.findall(written)
    if squeezed:
        order = "ymd"
    if len(parts) != len(order):
        return ""
    found = _date(dict(zip(order, parts, strict=True)), lang)
    return _spoken(found, lang) if found is not None else ""


def _usual(lang: str) -> str:
    if lang == "ja-JP":
        return "ymd"
    return "mdy" if lang in {"en-US", "es-US"} else "dmy"


def _date(parts: dict[str, str], lang: str) -> _Date | None:
    """The numbers, or None where one of them is out of range."""
    day, month, century_year = (parts.get(name, "") for name in "dmy")
    found = _Date(_number(day, 31), _month(month, lang), _year(century_year))
    wanted = [(found.day, day), (found.month, month), (found.year, century_year)]
    return None if any(not number and text.strip("?") for number, text in wanted) else found


def _number(text: str, most: int) -> int:
    return int(text) if text.isdecimal() and int(text) <= most else 0


def _year(text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        return 0
    number = int(text)
    if len(text) == 2:
        return number + (2000 if number < _CENTURY_TURNS else 1900)
    return number


def _month(text: str, lang: str) -> int:
    if text.isdecimal():
        return _number(text, 12)
    names = [name.lower() for name in _months(lang).values()]
    starts = [index for index, name in enumerate(names, 1) if len(text) >= 3 and name.startswith(text.lower())]
    return starts[0] if starts else 0


def _months(lang: str) -> dict[int, str]:
    from babel.dates import get_month_names

    return dict(get_month_names("wide", locale=lang.replace("-", "_")))


def _spoken(found: _Date, lang: str) -> str:
    month = _months(lang)[found.month] if found.month else ""
    spoken_year = year(found.year, lang) if found.year else ""
    if lang in {"en-US", "en-CA"}:
        day = ordinal(str(found.day), lang) if found.day else ""
        until_year = " ".join(filter(None, (month, day)))
        return (
            ", ".join(filter(None, (until_year, spoken_year))) if found.day else f"{until_year} {spoken_year}".strip()
        )
    if lang.startswith("en"):
        day = f"the {ordinal(str(found.day), lang)}" if found.day else ""
        return " ".join(filter(None, (day, "of" if day and month else "", month, spoken_year)))
    day = cardinal(str(found.day), lang) if found.day else ""
    return " ".join(filter(None, (day, month, spoken_year)))
