"""A voice for tests: a plain tone whose length follows exactly from the text, at any rate and pitch."""

from __future__ import annotations

import numpy as np

from speech.profiles import TONE
from speech.sound import LOUDEST, Samples
from speech.voices.voice import Utterance, Words

MS_PER_CHARACTER = 50
_HERTZ = 200.0
_AMPLITUDE = 0.5


class ToneVoice:
    """50 milliseconds of tone for each character."""

    name = "tone"
    sample_rate = 24_000
    identity = "tone-1"
    profile = TONE

    def speak(self, utterance: Utterance) -> Samples:
        """A tone of constant loudness from the first sample to the last."""
        characters = sum(len(part.text if isinstance(part, Words) else part.ipa) for part in utterance.parts)
        count = round(characters * MS_PER_CHARACTER * self.sample_rate / 1000 * 100 / utterance.rate)
        hertz = _HERTZ * (1 + utterance.pitch / 100)
        time = np.arange(count) / self.sample_rate
        wave = np.cos(2 * np.pi * hertz * time)
        return (wave * _AMPLITUDE * LOUDEST).astype(np.int16)

    def close(self) -> None:
        """Nothing to let go of."""


def open_voice() -> ToneVoice:
    """Always there."""
    return ToneVoice()
