"""Voices: each makes 16-bit mono samples from one phrase. `open_voice` finds one by name."""

from __future__ import annotations

from speech.voices.catalogue import NAMES, open_voice
from speech.voices.voice import Sounds, Utterance, Voice, Words

__all__ = ["NAMES", "Sounds", "Utterance", "Voice", "Words", "open_voice"]
