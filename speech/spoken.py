"""A phrase made ready for a voice: every reading as plain words or sounds, every style as rate, pitch and gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speech.normalise import in_role, in_words, read_as
from speech.phonemes import to_ipa
from speech.phrases import join
from speech.script import Alias, Phonemes, Role, SayAs
from speech.tempo import gain, lift, tempo
from speech.voices.voice import Sounds, Utterance, Words

if TYPE_CHECKING:
    from speech.script import Say, Span
    from speech.voices.voice import Part

_LOWEST_PITCH = -60.0
"""Per cent; below it no voice is one."""


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
        pitch=round(max(_LOWEST_PITCH, style.pitch + lift(style)), 3),
        lang=lang,
        speaker=style.voice,
        whispered=style.effect == "whispered",
    )
    return Prepared(utterance, gain(style))


def _part(span: Span, lang: str) -> Part:
    match span.reading:
        case Alias(words):
            return Words(in_words(words, lang))
        case Phonemes(sounds, alphabet):
            return Sounds(to_ipa(sounds, alphabet), span.text)
        case SayAs(interpret_as, date_format):
            return Words(read_as(span.text, interpret_as, date_format, lang))
        case Role(name):
            return Words(in_role(span.text, name))
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
