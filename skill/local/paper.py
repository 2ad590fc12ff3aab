"""What is heard, on paper: a dialogue with time stamps, and a script as plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from speech.script import Clip, Pause, Say
from speech.timing import timeline
from speech.transcript import transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.local.device import Exchange
    from speech.script import Item, Script


def dialogue(exchange: Exchange) -> Iterator[str]:
    """One turn: what the person said, then every phrase and silence with its time."""
    if exchange.text:
        yield f"you      {exchange.text}"
    yield from spoken_lines(exchange.script)
    yield "" if exchange.open else f"{'':<9}(goodbye)" if exchange.script else "(silence)"


def spoken_lines(script: Script) -> Iterator[str]:
    """What the coach says, with the time of each phrase and silence."""
    for index, line in enumerate(transcript(script)):
        yield f"{'' if index else 'coach':<9}{line}"


def script_as_json(script: Script) -> list[dict[str, Any]]:
    """Each phrase, pause and clip with the second at which it begins."""
    return [{"at": round(cue.start, 2), **_item(cue.item)} for cue in timeline(script)]


def _item(item: Item) -> dict[str, Any]:
    match item:
        case Say():
            return {"say": item.text}
        case Pause(ms):
            return {"pause": ms / 1000}
        case Clip(src):
            return {"clip": src}
