"""Which of espeak's voices comes nearest to a Polly voice or a language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from speech.alexa import VOICES

MALE: Final = frozenset(
    {
        "Joey",
        "Justin",
        "Matthew",
        "Russell",
        "Brian",
        "Hans",
        "Enrique",
        "Miguel",
        "Mathieu",
        "Giorgio",
        "Takumi",
        "Ricardo",
    }
)
"""The Polly voices that sound male; espeak's own voice does, too."""
LANGUAGES: Final = MappingProxyType(
    {
        "en-US": "en-us",
        "en-CA": "en-us",
        "en-GB": "en-gb",
        "en-AU": "en-gb",
        "en-IN": "en-gb",
        "de-DE": "de",
        "es-ES": "es",
        "es-MX": "es-419",
        "es-US": "es-419",
        "fr-CA": "fr",
        "fr-FR": "fr",
        "hi-IN": "hi",
        "it-IT": "it",
        "ja-JP": "ja",
        "pt-BR": "pt-br",
    }
)
"""Alexa's languages as espeak names them."""
_FEMALE_VARIANTS = ("f2", "f3", "f4", "f5")


def espeak_voice(lang: str, speaker: str, *, whispered: bool = False) -> str:
    """The name of an espeak voice, with its variant after a plus sign."""
    language = LANGUAGES.get(VOICES.get(speaker, lang), "en-us")
    if whispered:
        return f"{language}+{'whisper' if speaker in MALE or not speaker else 'whisperf'}"
    return language if speaker in MALE or not speaker else f"{language}+{_female(speaker)}"


def _female(speaker: str) -> str:
    """Different names sound different, and the same name always the same."""
    return _FEMALE_VARIANTS[sum(map(ord, speaker)) % len(_FEMALE_VARIANTS)]
