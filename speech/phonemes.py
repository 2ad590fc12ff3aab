"""X-SAMPA as the International Phonetic Alphabet: the symbols that Alexa's reference lists for its languages."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

X_SAMPA: Final = MappingProxyType(
    {
        "{": "æ",
        "}": "ʉ",
        "@`": "ɚ",
        "3`": "ɝ",
        "r\\": "ɹ",
        "dZ": "dʒ",
        "tS": "tʃ",
        "_=": "̩",
        "A": "ɑ",
        "B": "β",
        "C": "ç",
        "D": "ð",
        "E": "ɛ",
        "G": "ɣ",
        "H": "ɥ",
        "I": "ɪ",
        "J": "ɲ",
        "L": "ʎ",
        "N": "ŋ",
        "O": "ɔ",
        "Q": "ɒ",
        "R": "ʁ",
        "S": "ʃ",
        "T": "θ",
        "U": "ʊ",
        "V": "ʌ",
        "W": "ʍ",
        "X": "χ",
        "Y": "ʏ",
        "Z": "ʒ",
        "@": "ə",
        "2": "ø",
        "3": "ɜ",
        "4": "ɾ",
        "6": "ɐ",
        "9": "œ",
        "?": "ʔ",
        '"': "ˈ",
        "%": "ˌ",
        ":": "ː",
        "~": "̃",
        "_": "͡",
        "g": "ɡ",
    }
)
_SYMBOL = re.compile("|".join(map(re.escape, sorted(X_SAMPA, key=len, reverse=True))))


def to_ipa(sounds: str, alphabet: str) -> str:
    """The sounds in the International Phonetic Alphabet; letters that both alphabets share stay."""
    return _SYMBOL.sub(lambda found: X_SAMPA[found.group()], sounds) if alphabet == "x-sampa" else sounds
