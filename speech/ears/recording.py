"""A sound file as the recognisers want it: 16-bit mono at 16 kHz, with a little silence around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speech.errors import VoiceError
from speech.sound import LOUDEST, Samples

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE_RATE = 16_000
_MARGIN_SECONDS = 0.3
"""Recognisers lose a word that begins with the very first sample."""
_NOISE = 30.0
"""Loudness of the faint noise beneath: Pocketsphinx is lost in perfect silence, which no microphone makes."""


def recording(sound: Path) -> Samples:
    """The file's sound. Raises VoiceError where it is missing or is no WAV, MP3, FLAC or Ogg Vorbis."""
    try:
        import miniaudio
    except ImportError:
        raise VoiceError("listening needs miniaudio: pip install 'lower-back-coach[voice,listen]'") from None
    try:
        decoded = miniaudio.decode(sound.read_bytes(), miniaudio.SampleFormat.SIGNED16, 1, SAMPLE_RATE)
    except OSError as error:
        raise VoiceError(f"cannot read {sound}: {(error.strerror or str(error)).lower()}") from None
    except miniaudio.MiniaudioError:
        raise VoiceError(f"{sound} is no sound file that can be read; use WAV, MP3, FLAC or Ogg Vorbis") from None
    margin = np.zeros(round(_MARGIN_SECONDS * SAMPLE_RATE))
    heard = np.concatenate((margin, np.asarray(decoded.samples, dtype=np.float64), margin))
    noise = np.random.default_rng(0).normal(0.0, _NOISE, heard.size)
    return np.clip(heard + noise, -LOUDEST - 1, LOUDEST).astype(np.int16)
