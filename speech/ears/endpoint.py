"""Where an utterance begins and ends in a stream of sound: pure arithmetic on loudness, no device."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from speech.sound import Samples

WAITS_SECONDS = 8.0
"""An Echo listens so long for the first word (alexa-rules 1.4)."""
ENDS_SECONDS = 0.9
"""So much quiet after speech, and the speaker has finished."""
LONGEST_SECONDS = 15.0
"""Nobody asks for longer; somebody left a radio on."""
LOUDER = 3.0
"""Speech is so many times as loud as what was heard before it."""
_FLOOR = 60.0
"""Root mean square below which nothing is speech, however quiet the room."""


class State(Enum):
    """What the listener is waiting for."""

    WAITING = "waiting"
    """For the first word."""
    SPEAKING = "speaking"
    """For the end of what is being said."""
    DONE = "done"
    """For nothing: something was said."""
    SILENT = "silent"
    """For nothing: nobody spoke."""


class Endpoint:
    """Fed with sound piece by piece, it says when an utterance is over."""

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._room = _FLOOR
        self._quiet = 0.0
        self._seconds = 0.0
        self.state = State.WAITING

    def feed(self, samples: Samples) -> State:
        """Take the next piece, a few hundredths of a second long, and tell how things stand."""
        length = samples.size / self._rate
        self._seconds += length
        loud = self._is_speech(samples)
        if self.state is State.WAITING:
            self._wait(loud=loud)
        elif self.state is State.SPEAKING:
            self._quiet = 0.0 if loud else self._quiet + length
            if self._quiet >= ENDS_SECONDS or self._seconds >= LONGEST_SECONDS:
                self.state = State.DONE
        return self.state

    def _wait(self, *, loud: bool) -> None:
        if loud:
            self.state, self._seconds = State.SPEAKING, 0.0
        elif self._seconds >= WAITS_SECONDS:
            self.state = State.SILENT

    def _is_speech(self, samples: Samples) -> bool:
        level = float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if samples.size else 0.0
        loud = level > LOUDER * self._room
        if not loud:
            self._room = max(_FLOOR, 0.9 * self._room + 0.1 * level)
        return loud
