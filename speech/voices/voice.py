"""What a voice is handed and what it gives back: one small protocol, met by every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from speech.profiles import Profile
    from speech.sound import Samples


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, with numbers, dates and abbreviations already written out."""

    text: str
    """What to say."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """Exact sounds, for a voice that takes them."""

    ipa: str
    """In the International Phonetic Alphabet."""
    text: str
    """What is written, for a voice that does not."""


Part: TypeAlias = Words | Sounds


@dataclass(frozen=True, slots=True)
class Utterance:
    """One phrase, ready to be spoken."""

    parts: tuple[Part, ...]
    """In order."""
    rate: float = 100.0
    """Per cent of the voice's own speed."""
    pitch: float = 0.0
    """Per cent above or below the voice's own."""
    lang: str = "en-US"
    """The language that is spoken; a voice without it speaks its own."""
    speaker: str = ""
    """A Polly voice to resemble; nothing is the voice itself."""
    whispered: bool = False
    """Without the vocal cords, where the voice can."""


class Voice(Protocol):
    """Speaks phrases; safe to use from several threads."""

    name: str
    """Such as `pyttsx3`."""
    sample_rate: int
    """Samples in a second."""
    identity: str
    """Engine, version and data: what has to be the same for the same utterance to sound the same."""

    @property
    def profile(self) -> Profile:
        """How fast it speaks."""

    def speak(self, utterance: Utterance) -> Samples:
        """Speak one phrase. Raises VoiceError where the engine is missing or fails."""

    def close(self) -> None:
        """Let go of the engine; the voice may be used again afterwards."""
