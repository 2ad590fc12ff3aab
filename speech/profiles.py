"""How fast each voice speaks: the seconds that its letters, syllables, words and commas take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from speech.lettering import COMMA, SOUND, SPELLED, START, SYLLABLE, WORD, counted, counted_sounds
from speech.phonemes import to_ipa
from speech.script import PLAIN, Alias, Phonemes, SayAs
from speech.tempo import tempo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from speech.script import Say, Span

CLIP_SECONDS = 1.0
"""How long a clip is taken to be where nobody has listened to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A voice's tempo."""

    name: str
    """Of the voice."""
    source: str
    """Where the figures come from."""
    weights: Mapping[str, float]
    """Seconds for each thing that `speech.lettering` counts; a letter that is not listed takes `other`."""
    other: float
    """Seconds of a letter without a weight of its own."""
    sentence_gap: float
    """Seconds of rest between two sentences."""
    comma_gap: float = 0.2
    """Seconds of rest where the style changes after a comma."""
    word_gap: float = 0.03
    """Seconds of rest where the style changes between two words."""
    phrases: Mapping[int, float] = field(default_factory=dict)
    """Seconds of whole phrases that were measured, by `phrase_key` of what is read."""

    def phrase_seconds(self, phrase: Say) -> float:
        """How long one phrase takes in its style."""
        plain = _plain_seconds(self, phrase.spans)
        if phrase.style is PLAIN or phrase.style == PLAIN:
            return plain
        return plain * 100 / (phrase.style.rate * tempo(phrase.style))

    def estimate(self, counts: Mapping[str, int]) -> float:
        """Seconds of what was counted; never less than nothing."""
        return max(0.0, sum(number * self._weight(unit) for unit, number in counts.items()))

    def _weight(self, unit: str) -> float:
        """A word without a weight of its own takes what its letters take."""
        return self.weights.get(unit, 0.0 if unit[0] == "=" else self.other)


def phrase_key(read: str) -> int:
    """A short name for what is read in a phrase."""
    return crc32(read.encode())


def as_read(spans: tuple[Span, ...]) -> tuple[tuple[str, bool], ...]:
    """What is read in each span, and whether it is phonetic."""
    return tuple(_read(span) for span in spans)


@lru_cache(maxsize=8192)
def _plain_seconds(profile: Profile, spans: tuple[Span, ...]) -> float:
    parts = as_read(spans)
    known = profile.phrases.get(phrase_key(repr(parts))) if profile.phrases else None
    if known is not None:
        return known
    counts = counted("")
    counts[START] = 1
    for text, phonetic in parts:
        counts += counted_sounds(text) if phonetic else counted(text)
    return profile.estimate(counts)


def _read(span: Span) -> tuple[str, bool]:
    match span.reading:
        case Phonemes(sounds, alphabet):
            return to_ipa(sounds, alphabet), True
        case Alias(words):
            return _words(words), False
        case SayAs(interpret_as, date_format):
            return _said_as(span.text, interpret_as, date_format), False
        case _:
            return _words(span.text), False


def _words(text: str) -> str:
    if not any(sign.isdecimal() for sign in text):
        return text
    try:
        from speech.normalise import in_words  # packages that the skill in the cloud does without

        return in_words(text)
    except ImportError:
        return text


def _said_as(text: str, interpret_as: str, date_format: str) -> str:
    try:
        from speech.normalise import read_as  # as above

        return read_as(text, interpret_as, date_format, "en-US")
    except ImportError:
        return text


@lru_cache(maxsize=8)
def measured(name: str) -> Profile:
    """The profile of a local voice, as `backcoach voices calibrate` has written it; before that, Alexa's."""
    import tomllib  # as above: no local voice, no file
    from importlib.resources import files

    file = files("speech.voices").joinpath(f"{name}.toml")
    if not file.is_file():
        return replace(ALEXA, name=name)
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Profile(
        name=name,
        source=table["source"],
        weights=table["weights"] | {f"={word}": seconds for word, seconds in table["words"].items()},
        other=table["other"],
        sentence_gap=table["sentence_gap"],
        phrases={int(key, 16): ms / 1000 for key, ms in table["phrases"].items()},
    )


ALEXA = Profile(
    name="alexa",
    source=(
        "14 characters a second, between the two figures that Amazon gives: 12 in the examples of Polly's price list, "
        "17 in the guide to Polly voices in skills; shared among letters, words and commas as in a measured voice"
    ),
    weights=MappingProxyType({START: 0.17, WORD: 0.042, SYLLABLE: 0.077, COMMA: 0.39, SOUND: 0.087, SPELLED: 0.42}),
    other=0.0505,
    sentence_gap=0.5,
)
