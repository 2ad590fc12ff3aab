"""How fast each voice speaks, as weights of the letters it reads; measured by `backcoach voices calibrate`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from speech.script import PLAIN, Alias, Phonemes

if TYPE_CHECKING:
    from speech.script import Say, Span

EMPHASIS_TEMPO = {"strong": 0.9, "moderate": 0.95, "reduced": 1.05}
"""How emphasis changes the speed: what matters is said slower."""

_UNITS = re.compile(r"[a-z]|[0-9]|[,;:–—]|\s+|[^\W_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A voice's tempo. A phrase takes `start` seconds, and more for each letter, space and comma of what is read."""

    name: str
    """Of the voice."""
    source: str
    """Where the figures come from."""
    start: float
    """Seconds that any phrase takes, however short."""
    vowel: float
    """Seconds for each vowel letter, `y` among them."""
    consonant: float
    """Seconds for each other letter."""
    digit: float
    """Seconds for each digit of a number that was left to the voice."""
    space: float
    """Seconds for each space between words."""
    comma: float
    """Seconds of rest at each comma, semicolon, colon or dash inside a phrase."""
    sentence_gap: float
    """Seconds of rest between two sentences."""
    comma_gap: float = 0.2
    """Seconds of rest where the style changes after a comma."""
    word_gap: float = 0.03
    """Seconds of rest where the style changes between two words."""

    def phrase_seconds(self, phrase: Say) -> float:
        """How long one phrase takes in its style."""
        plain = sum(_text_seconds(self, _read(span)) for span in phrase.spans)
        if phrase.style is PLAIN or phrase.style == PLAIN:
            return self.start + plain
        tempo = phrase.style.rate / 100 * EMPHASIS_TEMPO.get(phrase.style.emphasis, 1.0)
        return (self.start + plain) / tempo

    def clip_seconds(self, src: str) -> float:
        """How long a clip is, where nobody has listened to it: about a second."""
        del src
        return 1.0


def _read(span: Span) -> str:
    match span.reading:
        case Alias(words):
            return words
        case Phonemes(sounds):
            return sounds
        case _:
            return span.text


@lru_cache(maxsize=8192)
def _text_seconds(profile: Profile, text: str) -> float:
    total = 0.0
    for unit in _UNITS.findall(text):
        total += _unit_seconds(profile, unit.lower())
    return total


def _unit_seconds(profile: Profile, unit: str) -> float:
    if unit.isspace():
        return profile.space
    if unit.isdigit():
        return profile.digit
    if unit in ",;:–—":
        return profile.comma
    return profile.vowel if unit in "aeiouyæɑɔɪʊəɚɝɛʌ" else profile.consonant


ALEXA = Profile(
    name="alexa",
    source="a reading speed of 160 words a minute, the usual one of assistant voices; not measured on a device",
    start=0.10,
    vowel=0.073,
    consonant=0.055,
    digit=0.35,
    space=0.025,
    comma=0.22,
    sentence_gap=0.40,
)
PYTTSX3 = Profile(
    name="pyttsx3",
    source="measured",
    start=0.09,
    vowel=0.070,
    consonant=0.052,
    digit=0.35,
    space=0.02,
    comma=0.15,
    sentence_gap=0.40,
)
TONE = Profile(
    name="tone",
    source="by definition: 50 milliseconds a character",
    start=0.0,
    vowel=0.05,
    consonant=0.05,
    digit=0.05,
    space=0.05,
    comma=0.05,
    sentence_gap=0.40,
)
PIPER = Profile(
    name="piper",
    source="measured",
    start=0.09,
    vowel=0.070,
    consonant=0.052,
    digit=0.35,
    space=0.02,
    comma=0.15,
    sentence_gap=0.40,
)
