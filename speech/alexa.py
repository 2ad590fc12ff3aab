"""What Alexa's SSML allows: names, values, bounds and locales, as tables. Nothing here reads or writes markup."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Purpose: TypeAlias = Literal["spoken", "reprompt"]
"""Which part of a response the speech is for; each has its own longest length."""

MAX_CHARACTERS: Final = 8_000
"""Of one `outputSpeech`, markup included."""
MAX_SECONDS: Final = MappingProxyType({"spoken": 240, "reprompt": 90})
"""Of speech and silence together."""
MAX_CLIPS: Final = 5
"""`<audio>` tags in one response."""
MAX_BREAK_MS: Final = 10_000
"""Of one `<break>`; longer silences are several in a row."""

MIN_RATE: Final = 20.0
"""Per cent."""
MIN_PITCH: Final = -33.3
"""Per cent."""
MAX_PITCH: Final = 50.0
"""Per cent."""
MAX_VOLUME: Final = 4.08
"""Decibels."""

RATES: Final = MappingProxyType({"x-slow": 50.0, "slow": 80.0, "medium": 100.0, "fast": 125.0, "x-fast": 150.0})
"""Per cent of the voice's own speed; Alexa names them and leaves the figures open."""
PITCHES: Final = MappingProxyType({"x-low": -30.0, "low": -15.0, "medium": 0.0, "high": 20.0, "x-high": 45.0})
"""Per cent above or below the voice's own pitch."""
VOLUMES: Final = MappingProxyType(
    {"silent": float("-inf"), "x-soft": -12.0, "soft": -6.0, "medium": 0.0, "loud": 2.0, "x-loud": 4.0}
)
"""Decibels."""
BREAKS: Final = MappingProxyType({"none": 0, "x-weak": 0, "weak": 200, "medium": 200, "strong": 400, "x-strong": 800})
"""Milliseconds: a comma's rest, a sentence's, a paragraph's."""

EMPHASES: Final = ("strong", "moderate", "reduced")
INTERPRETATIONS: Final = (
    "address",
    "cardinal",
    "characters",
    "date",
    "digits",
    "expletive",
    "fraction",
    "interjection",
    "number",
    "ordinal",
    "spell-out",
    "telephone",
    "time",
    "unit",
)
DATE_FORMATS: Final = ("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "d", "m", "y")
ALPHABETS: Final = ("ipa", "x-sampa")
ROLES: Final = (
    "amazon:VB",
    "amazon:VBD",
    "amazon:NN",
    "amazon:DT",
    "amazon:IN",
    "amazon:JJ",
    "amazon:SENSE_1",
)
LANGUAGES: Final = (
    "de-DE",
    "en-AU",
    "en-CA",
    "en-GB",
    "en-IN",
    "en-US",
    "es-ES",
    "es-MX",
    "es-US",
    "fr-CA",
    "fr-FR",
    "hi-IN",
    "it-IT",
    "ja-JP",
    "pt-BR",
)
EFFECTS: Final = ("whispered",)
EMOTIONS: Final = ("excited", "disappointed")
INTENSITIES: Final = ("low", "medium", "high")

EMOTION_LOCALES: Final = frozenset({"en-US", "en-GB", "ja-JP"})
DOMAIN_LOCALES: Final = MappingProxyType(
    {
        "conversational": frozenset({"en-US", "ja-JP", "it-IT"}),
        "long-form": frozenset({"en-US"}),
        "music": frozenset({"en-US", "en-CA", "en-GB", "de-DE"}),
        "news": frozenset({"en-US", "en-AU"}),
        "fun": frozenset({"ja-JP"}),
    }
)
INTERJECTION_LOCALES: Final = frozenset(LANGUAGES)
"""Every locale with a list of speechcons; ar-SA and nl-NL have none."""

VOICES: Final = MappingProxyType(
    {
        "Ivy": "en-US",
        "Joanna": "en-US",
        "Joey": "en-US",
        "Justin": "en-US",
        "Kendra": "en-US",
        "Kimberly": "en-US",
        "Matthew": "en-US",
        "Salli": "en-US",
        "Nicole": "en-AU",
        "Russell": "en-AU",
        "Amy": "en-GB",
        "Brian": "en-GB",
        "Emma": "en-GB",
        "Aditi": "en-IN",
        "Raveena": "en-IN",
        "Hans": "de-DE",
        "Marlene": "de-DE",
        "Vicki": "de-DE",
        "Conchita": "es-ES",
        "Enrique": "es-ES",
        "Lucia": "es-ES",
        "Mia": "es-MX",
        "Lupe": "es-US",
        "Miguel": "es-US",
        "Penelope": "es-US",
        "Chantal": "fr-CA",
        "Celine": "fr-FR",
        "Lea": "fr-FR",
        "Mathieu": "fr-FR",
        "Carla": "it-IT",
        "Giorgio": "it-IT",
        "Bianca": "it-IT",
        "Mizuki": "ja-JP",
        "Takumi": "ja-JP",
        "Vitoria": "pt-BR",
        "Camila": "pt-BR",
        "Ricardo": "pt-BR",
    }
)
"""Polly voices that a skill may name, and the language of each."""
EXPRESSIVE_VOICES: Final = frozenset({"Matthew", "Joanna", "Lupe"})
"""The ones that take styles."""
