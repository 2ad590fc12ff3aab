"""What in a text takes time to say: its letters, syllables, words and commas, counted for a voice's profile."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

GROUPS: Final = (
    *("tion", "igh", "th", "sh", "ch", "ck", "ng", "nk", "ph", "wh", "qu", "ss", "ll", "tt", "pp"),
    *("ee", "ea", "oo", "ou", "ow", "oa", "ai", "ay", "oi", "oy", "au", "aw", "ar", "er", "ir", "or", "ur"),
)
"""Letters that sound together; longer groups first."""
START, WORD, SYLLABLE, COMMA, SOUND, SPELLED, SILENT_E = "start", "word", "syllable", "comma", "sound", "spelled", "-e"
"""Besides letters: once a phrase; words; syllables; commas and the like; phonetic signs; letters said by their names;
an e that is not heard."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d")
_COMMA = re.compile(r"[,;:–—(]")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_LETTERS = re.compile("|".join(GROUPS) + "|[a-z-]")
_SILENT_E = re.compile(r"(?<=[^aeiou])e(?=[sd]?$)")
_SHORTEST_SILENT = 4


def counted(text: str) -> Counter[str]:
    """How often each thing that takes time occurs in plain words; a word also counts under its own name, as "=word"."""
    found: Counter[str] = Counter({COMMA: len(_COMMA.findall(text))})
    for word in _WORD.findall(text):
        found[WORD] += 1
        if (len(word) > 1 and word.isupper()) or word.isdecimal():
            found[SPELLED] += len(word)
        else:
            _count_word(word.lower(), found)
    return found


def counted_sounds(ipa: str) -> Counter[str]:
    """The same for sounds in the phonetic alphabet."""
    return Counter({WORD: ipa.count(" ") + 1, SOUND: sum(not sign.isspace() for sign in ipa)})


def _count_word(word: str, found: Counter[str]) -> None:
    found[f"={word}"] += 1
    plain = word.replace("'", "").replace("’", "")
    if len(plain) >= _SHORTEST_SILENT:
        plain = _SILENT_E.sub("-", plain)
    found[SYLLABLE] += max(1, len(_VOWELS.findall(plain)))
    found.update(SILENT_E if unit == "-" else unit for unit in _LETTERS.findall(plain))
