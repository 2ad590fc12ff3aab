"""What somebody asked for when they asked for a routine, read from the slots of the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.routine import Wish
from skill.memory.choices import LEVELS, PACES, STYLES
from skill.session import Phase

if TYPE_CHECKING:
    from skill.request import Turn

MOST_MINUTES = 60


def completed(turn: Turn) -> Turn:
    """The turn with what was said before the coach asked for more."""
    asked = turn.session.asked
    if turn.session.phase is not Phase.MISSING or asked is None or asked.intent != turn.name:
        return turn
    return replace(turn, intention=asked.filled(**turn.intention.slots))


def wish_of(turn: Turn) -> Wish:
    """The wish; what was not said, or makes no sense, is left to the coach."""
    return Wish(
        routine=turn.slot("routine"),
        seconds=int(_number(turn, "seconds")),
        level=next((level for level in LEVELS if level == turn.slot("level")), None),
        rounds=int(_number(turn, "rounds")),
        minutes=min(_number(turn, "minutes"), MOST_MINUTES),
        pace=next((pace for pace in PACES if pace == turn.slot("pace")), None),
        style=next((style for style in STYLES if style == turn.slot("style")), None),
    )


def _number(turn: Turn, slot: str) -> float:
    """The number in a slot; 0 where there is none, or none that makes sense."""
    try:
        value = float(turn.slot(slot) or 0)
    except ValueError:
        return 0.0
    return value if 0 < value < 1000 else 0.0
