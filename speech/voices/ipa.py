"""The International Phonetic Alphabet as espeak's own mnemonics, for General American sounds."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

VOWELS: Final = MappingProxyType(
    {
        "aɪɚ": "aI3",
        "aʊɚ": "aU3",
        "ɑːɹ": "A@",
        "ɔːɹ": "O@",
        "ɑɹ": "A@",
        "ɔɹ": "O@",
        "oɹ": "o@",
        "ɛɹ": "e@",
        "eɹ": "e@",
        "ɪɹ": "i@3",
        "ʊɹ": "U@",
        "eɪ": "eI",
        "aɪ": "aI",
        "aʊ": "aU",
        "ɔɪ": "OI",
        "oʊ": "oU",
        "əʊ": "oU",
        "ɪə": "i@",
        "eə": "e@",
        "ʊə": "U@",
        "iː": "i:",
        "uː": "u:",
        "ɑː": "A:",
        "ɔː": "O:",
        "ɜː": "3:",
        "ɝː": "3:",
        "æ": "a",
        "ɑ": "A:",
        "ɒ": "0",
        "ɔ": "O:",
        "ɛ": "E",
        "ɜ": "3:",
        "ɝ": "3:",
        "ɚ": "3",
        "ə": "@",
        "ɪ": "I",
        "i": "i:",
        "u": "u:",
        "ʊ": "U",
        "ʌ": "V",
        "a": "a",
        "e": "eI",
        "o": "oU",
    }
)
"""Longer sounds first."""
CONSONANTS: Final = MappingProxyType(
    {
        "dʒ": "dZ",
        "tʃ": "tS",
        "ʒ": "Z",
        "ʃ": "S",
        "θ": "T",
        "ð": "D",
        "ŋ": "N",
        "ɹ": "r",
        "ɾ": "t#",
        "ʔ": "?",
        "ɡ": "g",
        "ɫ": "l",
        "ʍ": "w",
        **{letter: letter for letter in "pbtdkgmnfvszhlrwj"},
    }
)
_STRESS: Final = MappingProxyType({"ˈ": "'", "'": "'", "ˌ": ","})
_IGNORED = "͜͡.ˑ̩"
_SOUND = re.compile("|".join(map(re.escape, (*VOWELS, *CONSONANTS, *_STRESS, " "))))


@lru_cache(maxsize=1024)
def espeak_sounds(ipa: str) -> str:
    """The mnemonics, with stress before the vowel as espeak has it; nothing where a sound is not known."""
    plain = ipa.translate(dict.fromkeys(map(ord, _IGNORED)))
    out, stress, at = "", "", 0
    while at < len(plain):
        found = _SOUND.match(plain, at)
        if found is None:
            return ""
        sound, at = found.group(), found.end()
        if sound in _STRESS:
            stress = _STRESS[sound]
        elif sound in VOWELS:
            out, stress = out + stress + VOWELS[sound], ""
        else:
            out += CONSONANTS.get(sound, sound)
    return out.strip()
