"""A warm-up at the desk: plays a plan, shows where it is, and does what the keys say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from skill.coach.block import Kind
from skill.coach.placing import transposed
from skill.coach.player import Ask, Event, step
from skill.memory.choices import PACES
from skill.memory.place import Position, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.local.deck import Deck

ROUNDING_SECONDS = 0.05
"""Sound is a whole number of samples, so it may end a little before its plan."""
LOOK_SECONDS = 0.1
"""How often the line is drawn and the keys are read."""
KEYS = "space pause · n next · p previous · r repeat · + faster · - slower · q quit"
MOVES = {"n": Ask.NEXT, "p": Ask.BACK, "r": Ask.REPEAT}
DOING = {
    Kind.PREVIEW: "what comes",
    Kind.ANNOUNCE: "get set",
    Kind.READY: "ready",
    Kind.HOLD: "hold",
    Kind.REPS: "rep",
    Kind.SWITCH: "switch sides",
    Kind.MOVE: "change place",
    Kind.REST: "rest",
    Kind.FINISH: "done",
}


@dataclass(slots=True)
class Coaching:
    """One warm-up under way."""

    coach: Coach
    """Makes the plan again at another pace."""
    plan: Plan
    """What is played."""
    deck: Deck
    """What plays it."""
    begun: float = 0.0
    """The second of the plan at which the deck was started."""
    paused: bool = False
    """Whether the user has paused it."""

    def run(self, key: Callable[[float], str], show: Callable[[str], None]) -> bool:
        """Play to the end, or until `q`; whether it came to its end. `key` gives what was pressed, or nothing."""
        self._start(0, 0.0)
        try:
            while self.moment < self.plan.seconds - ROUNDING_SECONDS:
                show(self.line())
                pressed = key(0.0)
                if pressed == "q":
                    return False
                self._press(pressed)
                self.deck.wait(LOOK_SECONDS)
            return True
        finally:
            self.deck.stop()

    @property
    def moment(self) -> float:
        """Seconds of the plan that are done."""
        return self.begun + self.deck.played()

    def line(self) -> str:
        """Where it is: exercise, what the body does, seconds left of that and of all, and what comes next."""
        number, offset = self.plan.locate(min(self.moment, self.plan.seconds - 0.001))
        block = self.plan.blocks[number]
        station = self.plan.stations[block.station]
        doing = DOING[block.kind]
        if block.kind is Kind.REPS:
            doing = f"rep {min(block.first + block.reps_done(offset), station.amount)} of {station.amount}"
        side = f", {block.side}" if block.side else ""
        left, all_left = block.length - offset, self.plan.seconds - self.moment
        following = self.plan.stations[block.station + 1].exercise.name if self._more(block.station) else "the end"
        mark = "‖" if self.paused else "▶"
        name = self.plan.name if block.kind is Kind.PREVIEW else station.exercise.name
        return f"{mark} {name}{side} · {doing} · {left:.0f} s · {_clock(all_left)} left · next: {following}"

    def _more(self, station: int) -> bool:
        return station + 1 < len(self.plan.stations)

    def _press(self, pressed: str) -> None:
        if pressed == " ":
            self.paused = not self.paused
            (self.deck.pause if self.paused else self.deck.resume)()
        elif pressed in MOVES:
            self._move(MOVES[pressed])
        elif pressed and pressed in "+-":
            self._change_pace(1 if pressed == "+" else -1)

    def _place(self) -> Position:
        block, offset = self.plan.locate(min(self.moment, self.plan.seconds - 0.001))
        return Position(Stage.STREAMING, block, self.plan.blocks[block].entry(offset))

    def _move(self, ask: Ask) -> None:
        streamed = replace(self.plan, recipe=msgspec.structs.replace(self.plan.recipe, style="follow_along"))
        position, _ = step(streamed, self._place(), Event(ask))
        self._start(position.block, position.offset)

    def _change_pace(self, by: int) -> None:
        """Slower or faster, at the same place."""
        index = min(max(PACES.index(self.plan.recipe.pace) + by, 0), len(PACES) - 1)
        new = self.coach.plan(msgspec.structs.replace(self.plan.recipe, pace=PACES[index]))
        if new is None or new.recipe == self.plan.recipe:
            return
        position = transposed(self.plan, new, self._place(), 0.0)
        self.plan = new
        self._start(position.block, position.offset)

    def _start(self, block: int, offset: float) -> None:
        self.paused = False
        self.begun = self.plan.moment(block, offset)
        self.deck.start(self.plan, block, offset)


def _clock(seconds: float) -> str:
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
