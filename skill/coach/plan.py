"""The plan of a routine: blocks of known length, one after the other. The same recipe always gives the same plan."""

from __future__ import annotations

import bisect
import zlib
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from skill.coach.amounts import held, measure
from skill.coach.block import Block, Kind, spoken
from skill.coach.lines import Lines, Station
from skill.coach.pacing import FACTORS, Cue, countdown_cues, hold_cues, rep_cues, rep_length
from speech.profiles import ALEXA
from speech.script import Script, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.model import Catalogue
    from skill.memory.place import Recipe
    from skill.phrases import Phrases
    from speech.profiles import Profile

READY_SECONDS = 4.0
"""The shortest time to get ready: a countdown and a breath."""
GET_READY_SECONDS = 10.0
"""The time before the first exercise, where the routine does not say it."""
REST_SECONDS = 30
"""Between two rounds, where the routine does not say it."""
SWITCH_SECONDS = 10.0
"""Turning over for the other side, countdown included."""
WORK_SECONDS = 110.0
"""Counted work that lasts longer is two blocks, so that a turn can end between them."""
FORM_FROM = 25
"""A hold of so many seconds or more has room for a reminder of good form."""


@dataclass(frozen=True)
class Plan:
    """A routine in blocks. Their lengths do not depend on the voice, so a moment means the same on every device."""

    recipe: Recipe
    """What it was made of."""
    name: str
    """The routine, as it runs in a sentence: "the lower back warm-up"."""
    stations: tuple[Station, ...]
    """The exercises, round by round."""
    blocks: tuple[Block, ...]
    """All blocks, from the preview to the last words."""
    phrases: Phrases
    """The coach's own words, for what is said at a place."""

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """The second at which each block begins, and at last the end of the plan."""
        return tuple(accumulate((block.length for block in self.blocks), initial=0.0))

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return self.starts[-1]

    @cached_property
    def version(self) -> str:
        """Eight letters that change when any word or any length does."""
        heard = repr([(block.cues, block.length) for block in self.blocks])
        return f"{zlib.crc32(heard.encode()):08x}"

    def moment(self, block: int, offset: float) -> float:
        """Seconds from the beginning of the plan to a place in it."""
        return self.starts[block] + offset

    def locate(self, moment: float) -> tuple[int, float]:
        """Which block is heard at a moment, and how far into it; the end is the number of blocks."""
        block = bisect.bisect_right(self.starts, moment) - 1
        if moment >= self.seconds:
            return len(self.blocks), 0.0
        return max(block, 0), max(moment - self.starts[max(block, 0)], 0.0)

    def first_block(self, station: int) -> int:
        """The block with which a station begins: its announcement; past the last one, the last words."""
        found = (i for i, b in enumerate(self.blocks) if b.station == station and b.kind is Kind.ANNOUNCE)
        return next(found, len(self.blocks) - 1)

    def script(self, profile: Profile = ALEXA) -> Script:
        """All of it as one script, each cue at its moment for a voice of this profile."""
        return script(*(block.script(profile=profile) for block in self.blocks))


def make_plan(catalogue: Catalogue, phrases: Phrases, recipe: Recipe) -> Plan | None:
    """Spell a kept recipe out; None where the facts know an exercise of it no longer, or it makes no sense."""
    known = all(id_ in catalogue.exercises for id_ in recipe.exercises)
    if not recipe.exercises or not known or len(recipe.amounts) != len(recipe.exercises):
        return None
    return spelled_out(catalogue, phrases, recipe)


def spelled_out(catalogue: Catalogue, phrases: Phrases, recipe: Recipe) -> Plan:
    """Spell a recipe out in blocks. Raises KeyError for an exercise that the facts do not know."""
    routine = catalogue.routines.get(recipe.routine)
    lines = Lines(catalogue, phrases, recipe, routine)
    stations = tuple(_stations(lines))
    body = list(_body(lines, stations))
    return Plan(recipe, lines.name, stations, (_preview(lines, body), *body), phrases)


def _stations(lines: Lines) -> Iterator[Station]:
    recipe = lines.recipe
    other = "right" if recipe.side == "left" else "left"
    for index in range(recipe.rounds * len(recipe.exercises)):
        turn, place = divmod(index, len(recipe.exercises))
        exercise = lines.catalogue.exercises[recipe.exercises[place]]
        per_side = measure(exercise, recipe.level, lines.routine).per_side
        sides = (recipe.side, other) if per_side else ("",)
        yield Station(exercise, recipe.amounts[place], sides, turn + 1, index)


def _preview(lines: Lines, body: list[Block]) -> Block:
    """The preview tells the length of the whole, itself included."""
    rest = sum(block.length for block in body)
    block = spoken(Kind.PREVIEW, *lines.preview(rest))
    return spoken(Kind.PREVIEW, *lines.preview(rest + block.length), at_least=block.length)


def _body(lines: Lines, stations: tuple[Station, ...]) -> Iterator[Block]:
    routine = lines.routine
    getting_ready = routine.get_ready_s if routine else GET_READY_SECONDS
    budget = getting_ready * FACTORS[lines.recipe.pace]
    explained: set[str] = set()
    for station, following in zip(stations, (*stations[1:], None), strict=True):
        announced = _announce(lines, station, explained)
        ready = max(READY_SECONDS, budget - announced.length if station.index == 0 else 0.0)
        yield announced
        yield _ready(lines, station, ready)
        yield from _work(lines, station)
        if following:
            yield _between(lines, station, following, explained)
    yield spoken(Kind.FINISH, lines.phrases.pick("guided.rest_now"), lines.finish, station=len(stations) - 1)


def _announce(lines: Lines, station: Station, explained: set[str]) -> Block:
    new = station.exercise.id not in explained
    explained.add(station.exercise.id)
    return spoken(Kind.ANNOUNCE, *lines.announce(station, explained=new), station=station.index)


def _ready(lines: Lines, station: Station, length: float) -> Block:
    cues: list[Cue] = (
        [(0.0, lines.phrases.pick("guided.get_ready", station.index))] if length > READY_SECONDS + 2 else []
    )
    cues += countdown_cues(length - 3.0)
    return Block(Kind.READY, tuple(cues), length, station.index)


def _between(lines: Lines, station: Station, following: Station, explained: set[str]) -> Block:
    """The way to the next exercise. Its time includes the announcement and the countdown that come after it."""
    later = _announce(lines, following, set(explained)).length + READY_SECONDS
    if following.round > station.round:
        length = lines.routine.rest_between_rounds_s if lines.routine else REST_SECONDS
        words = lines.rest(station, following, length)
        return spoken(Kind.REST, words, at_least=length - later, station=station.index)
    words, needed = lines.move(station, following)
    time = needed * FACTORS[lines.recipe.pace]
    return spoken(Kind.MOVE, words, at_least=time - later, station=station.index)


def _work(lines: Lines, station: Station) -> Iterator[Block]:
    for side in station.sides:
        if side != station.sides[0]:
            yield _switch(lines, station, side)
        if held(station.exercise):
            yield _hold(lines, station, side)
        else:
            yield from _reps(lines, station, side)


def _switch(lines: Lines, station: Station, side: str) -> Block:
    words = spoken(Kind.SWITCH, lines.switch(station))
    length = max(words.length + 3.0, SWITCH_SECONDS * FACTORS[lines.recipe.pace])
    return Block(Kind.SWITCH, (*words.cues, *countdown_cues(length - 3.0)), length, station.index, side)


def _hold(lines: Lines, station: Station, side: str) -> Block:
    cues: list[Cue] = [(0.0, lines.phrases.pick("guided.hold"))]
    if station.amount >= FORM_FROM and (reminder := lines.form(station)):
        cues.append((station.amount / 5, reminder))
    told = hold_cues(station.amount)
    silent = lines.detail(station.exercise) == "silent"
    cues += [cue for cue in told if cue[0] >= station.amount - 3] if silent else told
    return Block(Kind.HOLD, tuple(cues), float(station.amount), station.index, side)


def _reps(lines: Lines, station: Station, side: str) -> Iterator[Block]:
    tempo, pace = station.exercise.tempo, lines.recipe.pace
    step = rep_length(tempo, pace)
    silent = lines.detail(station.exercise) == "silent"
    first = 1
    for count in _shares(station, step):
        cues = rep_cues(tempo, count, pace, first)
        if silent:
            cues = [
                (moment, words.partition(",")[0].rstrip(".") + ".") for moment, words in cues if _numbered(moment, step)
            ]
        yield Block(Kind.REPS, tuple(cues), count * step, station.index, side, step, first)
        first += count


def _numbered(moment: float, step: float) -> bool:
    return abs(moment / step - round(moment / step)) < 1e-6


def _shares(station: Station, step: float) -> tuple[int, ...]:
    """The reps in one block, or in two where that would be too long; each with both sides the same number of times."""
    if station.amount * step <= WORK_SECONDS:
        return (station.amount,)
    half = (station.amount + 1) // 2
    half += half % 2 if station.exercise.one_sided and len(station.sides) == 1 else 0
    return half, station.amount - half
