"""Leading somebody through a plan: (plan, position, event) → (position, script). It has no clock and keeps nothing."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from skill.coach.block import WORK, Kind
from skill.coach.pacing import countdown
from skill.coach.placing import settle
from skill.coach.running import SPEECH_LAG, run
from skill.coach.whereabouts import left, whereabouts
from skill.coach.wording import sentence
from skill.memory.place import Position, Stage
from speech.script import Script, pause, script

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.plan import Plan

WAIT_SECONDS = 135.0
"""Of silence when the user asks for time; a turn in which a body is busy lasts at most 150 (design.md section 4)."""


TALK = (Kind.PREVIEW, Kind.ANNOUNCE)
"""What can be cut short by somebody who is ready."""


class Ask(Enum):
    """What can happen to a routine."""

    GO = "go"
    """Yes, ready, begin: go on from the place."""
    NEXT = "next"
    """On to what comes next."""
    SKIP = "skip"
    """Leave this exercise out."""
    BACK = "back"
    """To the exercise before."""
    REPEAT = "repeat"
    """This exercise again."""
    GO_TO = "go_to"
    """To a certain exercise."""
    START_OVER = "start_over"
    """From the beginning."""
    OTHER_SIDE = "other_side"
    """To the other side of this exercise."""
    LEFT = "left"
    """How long is left?"""
    WHERE = "where"
    """Where am I?"""
    ASIDE = "aside"
    """Something was said that does not stop the body: a setting, an answer, a word that was not understood."""
    LESSON = "lesson"
    """Something was explained that one has to stop for."""
    WAIT = "wait"
    """Give me time."""
    RESUME = "resume"
    """I'm back."""
    STOP = "stop"
    """End here, and keep my place."""
    SILENCE = "silence"
    """The session died: nobody answers, and nothing can be said."""
    PAIN = "pain"
    """It hurts: the exercise ends, and nothing is said about it here."""


class Event(Struct, frozen=True):
    """Something that happened, and when."""

    ask: Ask
    """What it was."""
    now: float = 0.0
    """Seconds since 1970."""
    exercise: str = ""
    """The exercise to go to."""
    said: Script = Script()
    """What the coach says about it first."""
    seed: int = 0
    """Chooses among the variants of a sentence."""


def step(plan: Plan, position: Position, event: Event) -> tuple[Position, Script]:
    """What an event leads to, and what is said.

    The place follows the body: what was heard by now is done, down to the rep or second. Beyond that it moves only
    where the event asks for it. The script is empty of any question: the new stage says which one fits.
    """
    return go_on(plan, settle(plan, position, event.now), event)


def go_on(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    """The same from a position that is known to be the body's at this moment."""
    then, said = _ANSWERS[event.ask](plan, here, event)
    streaming = then.stage is Stage.STREAMING
    # Requests tell whole seconds, and two presses of a button can come within one: no two playings share a moment.
    return replace(then, since=max(event.now, here.since + 1.0) if streaming else event.now), said


def _go(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    if _over(here):
        return here, event.said
    if here.stage is Stage.WORKING and plan.blocks[here.block].kind in TALK:
        return run(plan, _ready_block(plan, _station(plan, here)), 0.0, event.now, event.said)
    return run(plan, here.block, here.offset, event.now, script(event.said, _count_in(plan, here)))


def _next(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    """Go on: past the talk to the exercise, from its beginning into it, out of its middle to the one after it."""
    if _over(here):
        return here, event.said
    kind = plan.blocks[here.block].kind
    if here.stage is not Stage.STREAMING and kind in TALK:
        return _go(plan, here, event)
    if here.stage not in (Stage.WORKING, Stage.STREAMING) and kind is Kind.READY:
        return _go(plan, here, event)
    ahead = kind in (Kind.PREVIEW, Kind.MOVE, Kind.REST)
    return _to_station(plan, _station(plan, here, coming=True) + (not ahead), event)


def _skip(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    if _over(here):
        return here, event.said
    return _to_station(plan, _station(plan, here, coming=True) + 1, event)


def _back(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    return _to_station(plan, max(0, _station(plan, here, coming=True) - (not _over(here))), event)


def _repeat(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    return _to_station(plan, _station(plan, here), event)


def _start_over(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    return run(plan, 0, 0.0, event.now, event.said)


def _go_to(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    """To the next time that the exercise comes, or else to the first."""
    found = [station.index for station in plan.stations if station.exercise.id == event.exercise]
    if not found:
        return _aside(plan, here, event)
    now = _station(plan, here)
    return _to_station(plan, next((index for index in found if index >= now), found[0]), event)


def _other_side(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    station = _station(plan, here)
    current = plan.blocks[here.block].side if not _over(here) else ""
    blocks = [(i, b) for i, b in enumerate(plan.blocks) if b.station == station and b.side]
    if not blocks:
        said = script(event.said, plan.phrases.pick("guided.no_sides", event.seed))
        return _aside(plan, here, replace_said(event, said))
    wanted = next(i for i, b in blocks if b.side != (current or plan.recipe.side))
    return run(plan, wanted, 0.0, event.now, script(event.said, _lead(plan, wanted)))


def _left(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    return _aside(plan, here, replace_said(event, script(event.said, left(plan, here, event.seed))))


def _where(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    told = sentence(whereabouts(plan, here))
    return _aside(plan, here, replace_said(event, script(event.said, told)))


def _aside(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    """Say it, and let a body that is working work on."""
    if here.stage in (Stage.WORKING, Stage.STREAMING):
        return run(plan, here.block, here.offset, event.now, event.said)
    return _lesson(plan, here, event)


def _lesson(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    return (here if _over(here) else Position(Stage.READY, here.block, here.offset)), event.said


def _wait(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    if _over(here):
        return here, event.said
    if plan.recipe.style == "follow_along":
        where = plan.phrases.pick("guided.paused", event.seed, where=whereabouts(plan, here))
        return Position(Stage.READY, here.block, here.offset), script(event.said, where)
    said = script(event.said, plan.phrases.pick("guided.wait", event.seed), pause(WAIT_SECONDS))
    return Position(Stage.WAITING, here.block, here.offset), said


def _resume(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    """One sentence says where, then it goes on there."""
    if _over(here):
        return here, event.said
    told = script(event.said, plan.phrases.pick("guided.resume", event.seed, where=whereabouts(plan, here)))
    return run(plan, here.block, here.offset, event.now, script(told, _count_in(plan, here)))


def _stop(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    if _over(here):
        return Position(Stage.DONE, here.block), event.said
    kept = plan.phrases.pick("guided.kept", event.seed, where=whereabouts(plan, here))
    return Position(Stage.AWAY, here.block, here.offset), script(event.said, kept)


def _leave(plan: Plan, here: Position, event: Event) -> tuple[Position, Script]:
    return (here if _over(here) else Position(Stage.AWAY, here.block, here.offset)), event.said


_ANSWERS: dict[Ask, Callable[[Plan, Position, Event], tuple[Position, Script]]] = {
    Ask.GO: _go,
    Ask.NEXT: _next,
    Ask.SKIP: _skip,
    Ask.BACK: _back,
    Ask.REPEAT: _repeat,
    Ask.GO_TO: _go_to,
    Ask.START_OVER: _start_over,
    Ask.OTHER_SIDE: _other_side,
    Ask.LEFT: _left,
    Ask.WHERE: _where,
    Ask.ASIDE: _aside,
    Ask.LESSON: _lesson,
    Ask.WAIT: _wait,
    Ask.RESUME: _resume,
    Ask.STOP: _stop,
    Ask.SILENCE: _leave,
    Ask.PAIN: _leave,
}


def replace_said(event: Event, said: Script) -> Event:
    """The same event with other words."""
    return Event(event.ask, event.now, event.exercise, said, event.seed)


def _over(here: Position) -> bool:
    return here.stage in (Stage.EFFORT, Stage.DONE)


def _station(plan: Plan, here: Position, *, coming: bool = False) -> int:
    """The station at a place; with `coming` the one that is ahead, where the body is on its way to it."""
    block = plan.blocks[min(here.block, len(plan.blocks) - 1)]
    return block.station + (coming and block.kind in (Kind.MOVE, Kind.REST))


def _to_station(plan: Plan, station: int, event: Event) -> tuple[Position, Script]:
    return run(plan, plan.first_block(station), 0.0, event.now, event.said)


def _ready_block(plan: Plan, station: int) -> int:
    return next(i for i, b in enumerate(plan.blocks) if b.station == station and b.kind is Kind.READY)


def _count_in(plan: Plan, here: Position) -> Script:
    """Three, two, one, where the body is about to begin in the middle of work."""
    return _lead(plan, here.block) if plan.blocks[here.block].kind in WORK else Script()


def _lead(plan: Plan, block: int) -> Script:
    if plan.recipe.style == "follow_along":
        return Script()
    return script(pause(SPEECH_LAG), countdown()) if plan.blocks[block].kind in WORK else Script()
