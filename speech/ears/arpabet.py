"""How a word sounds in ARPAbet where a dictionary lacks it: from our lexicon, from its parts, or from its letters."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from speech.lexicon import bundled

if TYPE_CHECKING:
    from collections.abc import Callable

_TABLES: Final[dict[str, dict[str, str]]] = tomllib.loads(
    files("speech.ears").joinpath("arpabet.toml").read_text(encoding="utf-8")
)
_ENDINGS: Final = (
    ("s", "Z"),
    ("es", "IH Z"),
    ("ed", "D"),
    ("ing", "IH NG"),
    ("er", "ER"),
    ("ers", "ER Z"),
    ("'s", "Z"),
)
_SHORTEST_PART = 3


def sounds_of(word: str, known: Callable[[str], str | None]) -> str:
    """The sounds of a word; `known` looks a word up in the recogniser's dictionary."""
    return known(word) or _taught(word) or _ended(word, known) or _compound(word, known) or _spelled(word)


def from_ipa(ipa: str) -> str:
    """Read "ˈɡlut" as "G L UW T"; signs for stress and length are left out."""
    return " ".join(_TABLES["ipa"][sound] for sound in re.findall("|".join(_TABLES["ipa"]), ipa.replace("͡", "")))


def _taught(word: str) -> str:
    entry = bundled().entries.get(word)
    return from_ipa(entry.ipa) if entry else ""


def _ended(word: str, known: Callable[[str], str | None]) -> str:
    for ending, sounds in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and (found := known(stem) or _taught(stem)):
            return f"{found} {sounds}"
    return ""


def _compound(word: str, known: Callable[[str], str | None]) -> str:
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if (first := known(word[:cut])) and (second := known(word[cut:])):
            return f"{first} {second}"
    return ""


def _spelled(word: str) -> str:
    return " ".join(_TABLES["letters"][part] for part in re.findall("|".join(_TABLES["letters"]), word))
