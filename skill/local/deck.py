"""What plays a plan at the desk, from any place in it: on the loudspeaker, in silence, or without waiting."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from speech.errors import OutputError
from speech.script import script

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.plan import Plan
    from speech.cache import Cache
    from speech.playback import Device, Player
    from speech.profiles import Profile
    from speech.script import Script
    from speech.voices.voice import Voice


STALLED_SECONDS = 10.0
"""Without a sound for so long, the device or the voice is gone."""


class Deck(Protocol):
    """Plays one plan at a time."""

    def start(self, plan: Plan, block: int, offset: float) -> None:
        """Begin at a place, instead of what plays now."""

    def pause(self) -> None:
        """Fall silent and keep the place."""

    def resume(self) -> None:
        """Go on after `pause`."""

    def played(self) -> float:
        """Seconds since `start` that were heard; pauses do not count."""

    def wait(self, seconds: float) -> None:
        """Let so much time go by."""

    def stop(self) -> None:
        """End."""


class SilentDeck:
    """Keeps time and makes no sound."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._before = 0.0
        self._since: float | None = None

    def start(self, plan: Plan, block: int, offset: float) -> None:
        """Count from here."""
        self._before, self._since = 0.0, self._clock()

    def pause(self) -> None:
        """Stop counting."""
        self._before, self._since = self.played(), None

    def resume(self) -> None:
        """Count on."""
        self._since = self._clock()

    def played(self) -> float:
        """Seconds counted."""
        return self._before + (0.0 if self._since is None else self._clock() - self._since)

    def wait(self, seconds: float) -> None:
        """Sleep."""
        self._sleep(seconds)

    def stop(self) -> None:
        """Nothing to let go of."""


class FastDeck(SilentDeck):
    """Time that passes at once: waiting takes no time at all."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(lambda: self._now)

    def wait(self, seconds: float) -> None:
        """Jump."""
        self._now += seconds


@dataclass(slots=True)
class Heard:
    """Whether sound still comes out."""

    at: float = -1.0
    """How much was heard when we looked last."""
    silent: float = 0.0
    """Seconds since it became more."""
    paused: bool = False
    """Whether it is meant to be silent."""

    def stalled(self, played: float, waited: float) -> bool:
        """Look again after a while; True once nothing has come for too long."""
        self.silent = 0.0 if played > self.at or self.paused else self.silent + waited
        self.at = played
        return self.silent > STALLED_SECONDS


class SoundDeck:
    """The loudspeaker. What is still to be heard is made while the beginning plays already."""

    def __init__(
        self,
        voice: Voice,
        cache: Cache | None,
        device: Callable[[], Device],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._voice, self._cache, self._device, self._sleep = voice, cache, device, sleep
        self._player: Player | None = None
        self._heard = Heard()
        self._profiles: dict[str, Profile] = {}

    def start(self, plan: Plan, block: int, offset: float) -> None:
        """Play from a place. Raises OutputError where there is no device."""
        from speech.audio import Studio  # brings numpy, which silence does without
        from speech.lexicon import pronounced
        from speech.playback import Player

        self.stop()
        heard = pronounced(rest_of(plan, block, offset, self._profile(plan)))
        blocks = Studio(self._voice, self._cache).blocks(heard)
        self._player = Player(blocks, self._voice.sample_rate, self._device())
        self._player.play()
        self._heard = Heard()

    def pause(self) -> None:
        """Fall silent."""
        if self._player:
            self._player.pause()
            self._heard.paused = True

    def resume(self) -> None:
        """Sound again."""
        if self._player:
            self._player.play()
            self._heard = Heard()

    def played(self) -> float:
        """Seconds that the device took."""
        return self._player.position if self._player else 0.0

    def wait(self, seconds: float) -> None:
        """Sleep while the device plays. Raises OutputError where it has fallen silent by itself."""
        self._sleep(seconds)
        if self._heard.stalled(self.played(), seconds):
            raise OutputError(
                "the sound has stopped: the voice or the loudspeaker has gone; start again, or use --mute"
            )

    def stop(self) -> None:
        """Let go of the device."""
        if self._player:
            self._player.stop()
            self._player = None

    def _profile(self, plan: Plan) -> Profile:
        """How fast the voice speaks these very words."""
        from skill.recording import tuned  # as above

        if plan.version not in self._profiles:
            self._profiles[plan.version] = tuned(plan.script(), self._voice, self._cache)
        return self._profiles[plan.version]


def rest_of(plan: Plan, block: int, offset: float, profile: Profile) -> Script:
    """What is heard of a plan from a place on."""
    first = plan.blocks[block].script(offset, profile)
    return script(first, *(following.script(profile=profile) for following in plan.blocks[block + 1 :]))
