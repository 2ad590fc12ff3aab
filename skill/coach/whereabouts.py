"""A place in words: which exercise, which side, how much of it is done, and how long the rest takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.block import Kind
from skill.coach.wording import about, counted, duration, number

if TYPE_CHECKING:
    from skill.coach.plan import Plan
    from skill.memory.place import Position


def whereabouts(plan: Plan, position: Position) -> str:
    """A place within a sentence: "the side plank, right side, with twelve seconds to go, exercise two of four"."""
    if position.block >= len(plan.blocks) or plan.blocks[position.block].kind is Kind.FINISH:
        return plan.phrases.pick("guided.where.finished", routine=plan.name)
    parts = [_exercise(plan, position), _progress(plan, position), _count(plan, position)]
    return ", ".join(part for part in parts if part)


def left(plan: Plan, position: Position, seed: int = 0) -> str:
    """How long the rest of a plan takes, from a place on, as a sentence."""
    seconds = remaining(plan, position)
    if seconds <= 0:
        return plan.phrases.pick("guided.nothing_left", seed)
    return plan.phrases.pick("guided.time_left", seed, time=duration(seconds) if seconds < 60 else about(seconds))


def remaining(plan: Plan, position: Position) -> float:
    """Seconds from a place to the end of the plan."""
    if position.block >= len(plan.blocks):
        return 0.0
    return plan.seconds - plan.moment(position.block, position.offset)


def _station(plan: Plan, position: Position) -> int:
    block = plan.blocks[position.block]
    return block.station + (block.kind in (Kind.MOVE, Kind.REST))


def _exercise(plan: Plan, position: Position) -> str:
    block = plan.blocks[position.block]
    name = f"the {plan.stations[_station(plan, position)].exercise.spoken_name}"
    return f"{name}, {plan.phrases.pick('guided.where.side', side=block.side)}" if block.side else name


def _progress(plan: Plan, position: Position) -> str:
    """What of the exercise is ahead, where some of it is done."""
    block = plan.blocks[position.block]
    station = plan.stations[block.station]
    if block.kind is Kind.HOLD and position.offset:
        time = duration(max(1.0, block.length - position.offset))
        return plan.phrases.pick("guided.where.to_go", time=time)
    if block.kind is Kind.REPS and (done := block.first - 1 + block.reps_done(position.offset)):
        return plan.phrases.pick("guided.where.rep", done=counted(done, "rep"), all=number(station.amount))
    return ""


def _count(plan: Plan, position: Position) -> str:
    """Which exercise of how many, and which round where there are several."""
    size = len(plan.recipe.exercises)
    station = plan.stations[_station(plan, position)]
    place = station.index % size + 1
    told = plan.phrases.pick("guided.where.count", place=number(place), size=number(size)) if size > 1 else ""
    if plan.recipe.rounds == 1:
        return told
    turn = plan.phrases.pick("guided.where.round", round=number(station.round), rounds=number(plan.recipe.rounds))
    return f"{told}, {turn}" if told else turn
