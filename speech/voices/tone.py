"""A voice for tests: a plain tone whose length follows exactly from the text, at any rate and pitch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speech.profiles import Profile
from speech.sound import LOUDEST, Samples
from speech.spoken import prepared
from speech.voices.voice import Utterance, Words

if TYPE_CHECKING:
    from speech.script import Say

SAMPLE_RATE = 24_000
MS_PER_CHARACTER = 50
_HERTZ = 200.0
_AMPLITUDE = 0.5


class _ToneProfile(Profile):
    """Knows the length of every phrase, as the voice is defined by it."""

    def phrase_seconds(self, phrase: Say) -> float:
        """Exact to the sample."""
        return _count(prepared(phrase).utterance) / SAMPLE_RATE


class ToneVoice:
    """50 milliseconds of tone for each character."""

    name = "tone"
    sample_rate = SAMPLE_RATE
    identity = "tone-1"
    profile = _ToneProfile("tone", "by definition: 50 milliseconds a character", {}, 0.05, sentence_gap=0.4)

    def speak(self, utterance: Utterance) -> Samples:
        """A tone of constant loudness from the first sample to the last."""
        count = _count(utterance)
        hertz = _HERTZ * (1 + utterance.pitch / 100)
        time = np.arange(count) / SAMPLE_RATE
        wave = np.cos(2 * np.pi * hertz * time)
        return (wave * _AMPLITUDE * LOUDEST).astype(np.int16)

    def close(self) -> None:
        """Nothing to let go of."""


def _count(utterance: Utterance) -> int:
    """Samples of an utterance."""
    characters = sum(len(part.text if isinstance(part, Words) else part.ipa) for part in utterance.parts)
    return round(characters * MS_PER_CHARACTER * SAMPLE_RATE / 1000 * 100 / utterance.rate)


def open_voice() -> ToneVoice:
    """Always there."""
    return ToneVoice()
