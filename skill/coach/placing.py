"""Where in a plan a body is: by the time that has passed, by a stream's offset, and in the plan of another pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.block import Kind
from skill.coach.running import INSTANT, SPEECH_LAG
from skill.memory.place import Position, Stage

if TYPE_CHECKING:
    from skill.coach.plan import Plan


def settle(plan: Plan, position: Position, now: float) -> Position:
    """Where the body is by now, if it followed the coach since the last turn; rounded down to a rep or a second.

    A turn that comes sooner than anybody could have cut the coach off was written by somebody who does not listen, or
    is answered by a device that plays faster than time: everything counts as heard.
    """
    last = len(plan.blocks)
    if position.stage is not Stage.WORKING:
        return replace(position, block=min(position.block, last))
    until = min(position.until, last)
    begun = plan.moment(min(position.block, last), position.offset if position.block < last else 0.0)
    passed = now - position.since
    block, offset = plan.locate(begun + max(0.0, passed - SPEECH_LAG - position.lead))
    if block >= until or passed < INSTANT:
        over = position.since + SPEECH_LAG + position.lead + plan.starts[until] - begun
        return Position(Stage.READY if until < last else Stage.EFFORT, until, since=over)
    return Position(Stage.WORKING, block, plan.blocks[block].entry(offset), until, position.since)


def transposed(old: Plan, new: Plan, position: Position, now: float) -> Position:
    """The same place in the plan of another pace or amount of talk: the same exercise, side, and rep or second."""
    here = settle(old, position, now)
    if here.block >= len(old.blocks):
        return replace(here, block=len(new.blocks))
    was = old.blocks[here.block]
    done = was.first - 1 + was.reps_done(here.offset) if was.kind is Kind.REPS else 0
    alike = [i for i, b in enumerate(new.blocks) if (b.station, b.kind, b.side) == (was.station, was.kind, was.side)]
    found = max((i for i in alike if new.blocks[i].first <= done + 1), default=alike[0])
    block = new.blocks[found]
    offset = (done - block.first + 1) * block.step if was.kind is Kind.REPS else block.entry(here.offset)
    return Position(here.stage, found, offset, len(new.blocks), here.since)


def streamed(plan: Plan, offset_ms: float) -> Position:
    """The position at an offset of the plan's audio stream."""
    block, offset = plan.locate(offset_ms / 1000)
    if block >= len(plan.blocks):
        return Position(Stage.EFFORT, block)
    return Position(Stage.STREAMING, block, offset)
