"""A phrase made ready for a voice: every reading as plain words or sounds, every style as rate, pitch and gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speech.normalise import in_words, read_as
from speech.phonemes import to_ipa
from speech.phrases import join
from speech.script import Alias, PersonName, Phonemes, SayAs
from speech.voices.voice import Sounds, Utterance, Words

if TYPE_CHECKING:
    from speech.script import Say, Span, Style
    from speech.voices.voice import Part

EMPHASIS = {"strong": (0.9, 3.0), "moderate": (0.95, 1.5), "reduced": (1.05, -3.0)}
"""Tempo and decibels: what matters is said slower and louder."""
EMOTIONS = {"excited": (1.04, 6.0), "disappointed": (0.95, -5.0)}
"""Tempo, and per cent of pitch, at low intensity."""
INTENSITY = {"low": 1.0, "medium": 1.7, "high": 2.4}
"""How many times the change of low intensity."""
DOMAINS = {"conversational": 1.03, "long-form": 0.96, "music": 1.03, "news": 1.05, "fun": 1.04}
"""Tempo of each speaking style."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the voice says, and what is done to its sound afterwards."""

    utterance: Utterance
    """For the voice."""
    decibels: float
    """Gain."""


def prepared(phrase: Say) -> Prepared:
    """The phrase for any local voice; the same phrase always gives the same."""
    style = phrase.style
    lang = style.lang or "en-US"
    utterance = Utterance(
        parts=_joined([_part(span, lang) for span in phrase.spans]),
        rate=round(style.rate * tempo(style), 3),
        pitch=round(_pitch(style), 3),
        lang=lang,
        speaker=style.voice,
        whispered=style.effect == "whispered",
    )
    return Prepared(utterance, style.volume + EMPHASIS.get(style.emphasis, (1.0, 0.0))[1])


def tempo(style: Style) -> float:
    """How much faster than its rate a style is spoken."""
    name, _, intensity = style.emotion.partition(":")
    mood = EMOTIONS.get(name, (1.0, 0.0))[0] ** INTENSITY.get(intensity, 1.0)
    return float(EMPHASIS.get(style.emphasis, (1.0, 0.0))[0] * DOMAINS.get(style.domain, 1.0) * mood)


def _pitch(style: Style) -> float:
    name, _, intensity = style.emotion.partition(":")
    return max(-60.0, style.pitch + EMOTIONS.get(name, (1.0, 0.0))[1] * INTENSITY.get(intensity, 1.0))


def _part(span: Span, lang: str) -> Part:
    match span.reading:
        case Alias(words):
            return Words(in_words(words, lang))
        case Phonemes(sounds, alphabet):
            return Sounds(to_ipa(sounds, alphabet), span.text)
        case SayAs(interpret_as, date_format):
            return Words(read_as(span.text, interpret_as, date_format, lang))
        case PersonName():
            return Words(span.text)
        case _:
            return Words(in_words(span.text, lang))


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbouring words as one part."""
    out: list[Part] = []
    for part in parts:
        if out and isinstance(part, Words) and isinstance(out[-1], Words):
            out[-1] = Words(join((out[-1].text, part.text)))
        else:
            out.append(part)
    return tuple(out)
