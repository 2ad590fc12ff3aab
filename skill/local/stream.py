"""The recording that a virtual Echo plays, as it is heard at the desk: it sounds until somebody speaks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from skill.coach.variant import read_token
from speech.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.local.deck import Deck
    from skill.local.device import Echo, Exchange

HOSTED = "http://localhost/audio"
"""Where the recordings are, as far as the skill knows; at the desk they are spoken as they are played."""


class DeskStream:
    """Plays what the Echo's player plays. Without a deck nothing sounds and no time passes by itself."""

    def __init__(
        self, coach: Coach, open_deck: Callable[[], Deck] | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._coach, self._open, self._clock = coach, open_deck, clock
        self._deck: Deck | None = None
        self._token = ""
        self._since: float | None = None

    def follow(self, echo: Echo) -> str:
        """Do what the Echo's player does; a line to show where it has begun to play, or nothing."""
        if not echo.player.playing:
            self.silence()
            return ""
        if echo.player.token == self._token:
            return ""
        plan = self._plan(echo.player.token)
        if plan is None:
            return ""
        self._token, self._since = echo.player.token, self._clock()
        self._sound(plan, echo.player.offset_ms / 1000)
        minutes, seconds = divmod(echo.player.offset_ms // 1000, 60)
        return f"♪ {plan.name} plays from {minutes}:{seconds:02d}; an empty line lets it play to its end"

    def spoken_into(self, echo: Echo) -> None:
        """Somebody speaks: what sounded until now was heard."""
        if self._deck and self._since is not None:
            echo.pass_time(self._clock() - self._since)
            self._since = self._clock()

    def play_out(self, echo: Echo) -> list[Exchange]:
        """Let it play to its end; what the player reported on the way."""
        end = echo.player.ends_at()
        return echo.pass_time(end - echo.now) if end is not None else []

    def silence(self) -> None:
        """Nothing sounds any more."""
        if self._deck:
            self._deck.stop()
        self._token, self._since = "", None

    def _plan(self, token: str) -> Plan | None:
        found = read_token(token)
        return found.variant.plan(self._coach.catalogue, self._coach.phrases) if found else None

    def _sound(self, plan: Plan, moment: float) -> None:
        if self._open is None:
            return
        try:
            self._deck = self._deck or self._open()
            self._deck.start(plan, *plan.locate(moment))
        except OutputError as error:
            self._open = self._deck = None
            print(f"not played: {error}", file=sys.stderr)
