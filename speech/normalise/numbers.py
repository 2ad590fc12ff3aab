"""Numbers as words in the languages that Alexa speaks, by num2words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

NUMBER: Final = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?|[+\-−]?\.\d+")
"""A number as it is written in English: thousands with commas, decimals after a point."""
_LONGEST = 15
"""Digits; longer ones are read one by one, as nobody counts so far."""
_CODES: Final = {"pt": "pt_BR", "en-IN": "en_IN"}
_WITHOUT_AND = ("en-US", "en-CA")


def cardinal(written: str, lang: str) -> str:
    """Read "1,234" as "one thousand two hundred thirty-four"; what is no number comes back as it is."""
    plain = written.replace(",", "").replace("−", "-").replace(" ", "").lstrip("+")
    whole, _, decimals = plain.partition(".")
    if not re.fullmatch(r"-?\d*(\.\d+)?", plain) or not plain:
        return written
    if len(whole) > _LONGEST:
        return digits(plain, lang)
    if not decimals:
        return _spoken(int(whole), lang, "cardinal", whole)
    minus = _minus(lang) if whole.startswith("-") else ""
    number = _spoken(int(whole.lstrip("-") or 0), lang, "cardinal", whole)
    return " ".join(filter(None, (minus, number, point(lang), digits(decimals, lang))))


def ordinal(written: str, lang: str) -> str:
    """Read "3" or "3rd" as "third"."""
    found = re.match(r"\d+", written.replace(",", ""))
    if found is None or len(found.group()) > _LONGEST:
        return cardinal(written, lang)
    return _spoken(int(found.group()), lang, "ordinal", written)


def year(number: int, lang: str) -> str:
    """1998 as "nineteen ninety-eight"."""
    return _spoken(number, lang, "year" if lang.startswith(("en", "de")) else "cardinal", str(number))


def digits(written: str, lang: str) -> str:
    """Every digit by itself; everything else but a point is left out."""
    names = (point(lang) if sign == "." else _spoken(int(sign), lang, "cardinal", sign) for sign in _digits_of(written))
    return " ".join(names)


def fraction(top: int, bottom: int, lang: str) -> str:
    """3 and 20 as "three twentieths"."""
    over = cardinal(str(top), lang)
    if not lang.startswith("en"):
        return f"{over} / {cardinal(str(bottom), lang)}"
    if bottom in (2, 4):
        part = {2: "half", 4: "quarter"}[bottom]
        plural = {2: "halves", 4: "quarters"}[bottom]
        return f"{over} {part if top == 1 else plural}"
    if bottom == 0 or (bottom % 100 > 20 and bottom % 10 == 1) or bottom == 1 or bottom > 1000:
        return f"{over} over {cardinal(str(bottom), lang)}"
    return f"{over} {ordinal(str(bottom), lang)}{'' if top == 1 else 's'}"


def point(lang: str) -> str:
    """What is said between whole number and decimals."""
    return {"en": "point", "de": "Komma", "fr": "virgule", "es": "coma", "it": "virgola", "pt": "vírgula"}.get(
        lang[:2], "point"
    )


def _minus(lang: str) -> str:
    return {"fr": "moins", "es": "menos", "it": "meno", "pt": "menos"}.get(lang[:2], "minus")


def _digits_of(written: str) -> list[str]:
    return re.findall(r"[0-9.]", written.strip("."))


@lru_cache(maxsize=4096)
def _spoken(number: int, lang: str, kind: str, written: str) -> str:
    """By num2words; a language that it does not have leaves the digits to the voice."""
    converter = _converter(lang)
    if converter is None:
        return written
    name = {"cardinal": "to_cardinal", "ordinal": "to_ordinal", "year": "to_year"}[kind]
    spoken = str(getattr(converter, name)(number))
    if lang.startswith("en"):
        spoken = spoken.replace(",", "")
        if lang in _WITHOUT_AND:
            spoken = spoken.replace(" and ", " ")
    return spoken


@lru_cache(maxsize=32)
def _converter(lang: str) -> Any:
    from num2words import CONVERTER_CLASSES  # 36 ms, and only where there is a number

    for code in (_CODES.get(lang), lang.replace("-", "_"), _CODES.get(lang[:2]), lang[:2]):
        if code in CONVERTER_CLASSES:
            return CONVERTER_CLASSES[code]
    return None
