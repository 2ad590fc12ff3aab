"""A block: the smallest part of a routine that has a length of its own, with what is said in it and when."""

from __future__ import annotations

import math
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from skill.coach.pacing import Cue, on_time
from speech.lexicon import pronounced
from speech.profiles import ALEXA
from speech.script import script
from speech.ssml import to_ssml
from speech.timing import seconds

if TYPE_CHECKING:
    from speech.profiles import Profile
    from speech.script import Script

SLACK = 1.08
"""Voices differ in speed: each block keeps so much time for its words, measured by Alexa's."""
BREATH = 0.6
"""Seconds of silence at least between the words of two blocks."""
SPEAK_TAGS = len("<speak></speak>")


class Kind(Enum):
    """What a block is for."""

    PREVIEW = "preview"
    """What comes, what it needs, how long it takes."""
    ANNOUNCE = "announce"
    """An exercise by name, with its amount, its equipment and the side that begins."""
    READY = "ready"
    """Getting into place, and a countdown."""
    HOLD = "hold"
    """Stillness."""
    REPS = "reps"
    """Counted movement."""
    SWITCH = "switch"
    """Time to turn over for the other side."""
    MOVE = "move"
    """Time to change place for the next exercise, which is named."""
    REST = "rest"
    """Between two rounds."""
    FINISH = "finish"
    """The end."""


WORK = (Kind.HOLD, Kind.REPS)
"""Kinds in which the body works; only these can be left and entered in their middle."""


class Block(Struct, frozen=True):
    """A stretch of a routine that lasts the same in every voice: words at given moments, and silence between."""

    kind: Kind
    """What it is for."""
    cues: tuple[Cue, ...]
    """Words, and the second of the block at which each begins."""
    length: float
    """Seconds in all."""
    station: int = 0
    """Which of the routine's stations it belongs to, from 0: an exercise in one round is a station."""
    side: str = ""
    """`left` or `right` where only that side works."""
    step: float = 1.0
    """Seconds between two moments at which the block can be entered: one rep, one second of a hold."""
    first: int = 1
    """The number of the first rep, where the count goes on from another block."""

    def script(self, offset: float = 0.0, profile: Profile = ALEXA) -> Script:
        """What is heard from `offset` seconds on, by a voice of this profile."""
        return _script(self.cues, self.length, offset, profile)

    def entry(self, offset: float) -> float:
        """The nearest moment at or before `offset` at which the block can be entered."""
        if self.kind not in WORK:
            return 0.0
        return math.floor(min(max(offset, 0.0), self.length) / self.step + 1e-6) * self.step

    def reps_done(self, offset: float) -> int:
        """How many reps were finished by then."""
        return round(self.entry(offset) / self.step)

    @property
    def characters(self) -> int:
        """How many characters of SSML it takes as a whole."""
        return _characters(self.script())


def talk(*parts: tuple[str, float] | str) -> tuple[tuple[Cue, ...], float]:
    """Sentences one after the other, each with the silence that follows it; cues, and the seconds they need.

    A part that is a string alone is followed by a breath. Empty sentences are left out.
    """
    cues: list[Cue] = []
    now = 0.0
    for part in parts:
        words, silence = part if isinstance(part, tuple) else (part, 0.0)
        if not words:
            now += silence
            continue
        cues.append((now, words))
        now += seconds(script(words)) * SLACK + max(silence, BREATH)
    return tuple(cues), now


def spoken(kind: Kind, *parts: tuple[str, float] | str, at_least: float = 0.0, **fields: object) -> Block:
    """A block of talk, of whole seconds; `at_least` gives the silence that it ends with room."""
    cues, needed = talk(*parts)
    return Block(kind, cues, float(math.ceil(max(needed, at_least) - 1e-6)), **fields)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _script(cues: tuple[Cue, ...], length: float, offset: float, profile: Profile) -> Script:
    rest = [(moment - offset, words) for moment, words in cues if moment >= offset - 1e-6]
    return on_time(rest, length - offset, profile)


@lru_cache(maxsize=4096)
def _characters(heard: Script) -> int:
    return len(to_ssml(pronounced(heard))) - SPEAK_TAGS
