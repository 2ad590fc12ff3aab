"""Single signs by their names: spelling, telephone numbers, postal addresses."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Final

from speech.normalise.numbers import cardinal, digits, ordinal

_TABLES: Final = tomllib.loads(files("speech.normalise").joinpath("english.toml").read_text(encoding="utf-8"))
_EXTENSION = re.compile(r"\s*(?:x|ext\.?)\s*(\d+)\s*$", re.IGNORECASE)


def spelled(written: str, lang: str) -> str:
    """Sign by sign, with a short rest after each."""
    return ", ".join(_name(sign, lang) for sign in written if not sign.isspace())


def telephone(written: str, lang: str) -> str:
    """Digit by digit, in the groups that are written, or three, three and four."""
    extension = _EXTENSION.search(written)
    number = written[: extension.start()] if extension else written
    groups = re.findall(r"\d+", number)
    if len(groups) == 1 and len(groups[0]) == 10:
        groups = [groups[0][:3], groups[0][3:6], groups[0][6:]]
    spoken = ", ".join(digits(group, lang) for group in groups)
    plus = "plus " if number.lstrip().startswith("+") else ""
    return plus + spoken + (f", extension {digits(extension.group(1), lang)}" if extension else "")


def address(written: str, lang: str) -> str:
    """An American postal address: abbreviations in full, house numbers in pairs, postcodes digit by digit."""
    words = [_address_word(word, place == 0, lang) for place, word in enumerate(written.split())]
    return " ".join(words)


def _address_word(word: str, first: bool, lang: str) -> str:
    bare, mark = word.rstrip(",."), "," if word.endswith(",") else ""
    return _address_name(bare, first, lang) + mark


def _address_name(bare: str, first: bool, lang: str) -> str:
    if re.fullmatch(r"\d+(st|nd|rd|th)", bare, re.IGNORECASE):
        return ordinal(bare, lang)
    if bare.isdecimal():
        return house_number(bare, lang) if first or len(bare) < 5 else digits(bare, lang)
    if bare.isupper() and bare in _TABLES["states"] and bare.lower() not in _TABLES["streets"]:
        return str(_TABLES["states"][bare])
    return str(_TABLES["streets"].get(bare.lower(), bare))


def house_number(written: str, lang: str) -> str:
    """Read "1234" as "twelve thirty-four"."""
    if len(written) != 4 or written[1:3] == "00" or written[2:] == "00":
        return cardinal(written, lang)
    pair = f"oh {cardinal(written[3], lang)}" if written[2] == "0" else cardinal(written[2:], lang)
    return f"{cardinal(written[:2], lang)} {pair}"


def _name(sign: str, lang: str) -> str:
    if sign.isdecimal():
        return cardinal(sign, lang)
    if not lang.startswith("en"):
        return sign.upper()
    if sign.lower() == "z" and lang not in {"en-US", ""}:
        return "zed"
    return str(_TABLES["letters"].get(sign.lower()) or _TABLES["signs"].get(sign, sign))
