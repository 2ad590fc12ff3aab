"""Ears: what was said in a sound file, recognised offline. `listen` is all that most need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speech.ears.catalogue import NAMES, open_ear

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NAMES", "listen", "open_ear"]


def listen(wav: Path, grammar: str = "", ear: str = "") -> str:
    """The words in a WAV, MP3, FLAC or Ogg file, in lower case; nothing where none were understood.

    `grammar` is in the JSpeech Grammar Format (exact sentences) or an n-gram model in the ARPA format (likely ones);
    without either everything may be said, and more is misheard. Raises
    VoiceError where the recogniser is not installed or the file is no sound.
    """
    return open_ear(grammar, ear).hear(wav)
