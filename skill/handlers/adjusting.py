"""Changing how a routine is led, and questions about the exercise at hand; the place stays, the body may work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.explain import Kind, how_to
from skill.coach.placing import settle, transposed
from skill.coach.player import Ask, Event
from skill.handlers import playing
from skill.handlers.answering import unknown_exercise
from skill.handlers.leading import lead, lead_on
from skill.memory.choices import DETAILS, PACES, STYLES
from speech.script import Script, script
from speech.timing import seconds

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.content.model import Exercise
    from skill.memory.choices import Detail
    from skill.memory.place import Place
    from skill.reply import Answer, Reply
    from skill.request import Turn

LOOPS = frozenset({"AMAZON.LoopOnIntent", "AMAZON.LoopOffIntent", "AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent"})
"""Built-in words for what plays."""
SETTINGS = frozenset({"ChangePaceIntent", "ChangeDetailIntent", "ChangeStyleIntent"})
"""Changes of how it is led."""
HELP = frozenset({"HowToIntent", "EasierIntent", "HarderIntent", "AMAZON.FallbackIntent"})
"""Questions that are answered at the place, about the exercise there."""
ADJUSTING = LOOPS | SETTINGS | HELP | {"GoToIntent"}
"""Everything that is answered here."""
LESSON_SECONDS = 120.0
"""How long an explanation in the middle of a routine may be."""


def adjust(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Answer:
    """Answer at the place."""
    if turn.name in SETTINGS:
        return _setting(turn, coach, place, plan)
    if turn.name in LOOPS:
        return _loop(turn, coach, place, plan)
    if turn.name in HELP:
        return _help(turn, coach, place, plan)
    return _go_to(turn, coach, place, plan)


def _go_to(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Answer:
    exercise = coach.exercise(turn.slot("exercise"))
    if exercise is None:
        heard = turn.unknown("exercise")
        said = coach.phrases.pick("guided.go_where", turn.seed)
        return unknown_exercise(turn, coach, heard) if heard else _aside(turn, coach, place, plan, said)
    if all(station.exercise.id != exercise.id for station in plan.stations):
        return _aside(
            turn, coach, place, plan, coach.phrases.pick("guided.not_in_it", turn.seed, exercise=exercise.spoken_name)
        )
    return lead(turn, coach, place, plan, Event(Ask.GO_TO, turn.seconds, exercise=exercise.id, seed=turn.seed))


def _help(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Reply:
    here = settle(plan, place.position, turn.seconds)
    exercise = plan.stations[plan.blocks[min(here.block, len(plan.blocks) - 1)].station].exercise
    match turn.name:
        case "HowToIntent":
            lesson = _lesson(exercise, turn)
            return lead(turn, coach, place, plan, Event(Ask.LESSON, turn.seconds, said=lesson, seed=turn.seed))
        case "EasierIntent" | "HarderIntent":
            easier = turn.name == "EasierIntent"
            key, swap = ("easier", exercise.swaps.easier) if easier else ("harder", exercise.swaps.harder)
            return _aside(turn, coach, place, plan, coach.phrases.pick(f"guided.{key}", turn.seed, swap=swap.text))
        case _:
            return _aside(turn, coach, place, plan, coach.phrases.pick("guided.not_understood", turn.seed))


def _lesson(exercise: Exercise, turn: Turn) -> Script:
    """How it is done, without a set; where that is too long for a turn, the movement alone."""
    parts = [part.script for part in how_to(exercise, turn.profile) if part.kind is not Kind.SET]
    whole = script(*parts)
    return whole if seconds(whole) <= LESSON_SECONDS else parts[-1]


def _loop(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Reply:
    """Loop and shuffle: a stream can begin again by itself; the order of a routine has its reasons and stays."""
    if turn.name.startswith("AMAZON.Shuffle") or place.recipe.style != "follow_along":
        key = "guided.no_shuffle" if turn.name.startswith("AMAZON.Shuffle") else "guided.no_loop"
        return _aside(turn, coach, place, plan, coach.phrases.pick(key, turn.seed))
    looping = turn.name == "AMAZON.LoopOnIntent"
    said = coach.phrases.pick("guided.loop_on" if looping else "guided.loop_off", turn.seed)
    return _aside(turn, coach, place.changed(loop=looping), plan, said)


def _setting(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Reply:
    """Change pace, amount of talk or style: it is remembered, and the routine goes on at the same place."""
    if turn.name == "ChangePaceIntent":
        pace = next((each for each in PACES if each == turn.slot("pace")), PACES[0])
        return _changed(turn, coach, place, plan, coach.phrases.pick(f"pace.{pace}", turn.seed), pace=pace)
    if turn.name == "ChangeDetailIntent":
        detail = _detail(turn, place.recipe.detail)
        return _changed(turn, coach, place, plan, coach.phrases.pick(f"detail.{detail}", turn.seed), detail=detail)
    style = next((each for each in STYLES if each == turn.slot("style")), None)
    if style is None:
        return _aside(turn, coach, place, plan, coach.phrases.pick("guided.which_style", turn.seed))
    return _changed(turn, coach, place, plan, coach.phrases.pick(f"style.{style}", turn.seed), style=style)


def _changed(turn: Turn, coach: Coach, place: Place, plan: Plan, said: str, **choice: str) -> Reply:
    wanted = place.changed(**choice)
    if wanted.recipe.style == "follow_along":
        stream = playing.streamable(turn, coach, wanted)
        if stream is None:
            said, wanted = coach.phrases.pick("guided.no_stream", turn.seed), place
        else:
            wanted = stream
    new = coach.plan(wanted.recipe) or plan
    moved = transposed(plan, new, place.position, turn.seconds)
    event = Event(Ask.ASIDE, turn.seconds, said=script(said), seed=turn.seed)
    profile = replace(turn.profile, **choice)
    return lead_on(replace(turn, profile=profile), coach, wanted.at(moved), new, event)


def _detail(turn: Turn, now: Detail) -> Detail:
    """A level of talk by name, or one less or more than now."""
    wanted = turn.slot("detail")
    steps = {"less": -1, "cues": -1, "more": 1, "teacher": 1}
    named = next((each for each in DETAILS if each == wanted), None)
    if (named and named != now) or wanted not in steps:
        return named or now
    return DETAILS[min(max(DETAILS.index(now) + steps[wanted], 0), len(DETAILS) - 1)]


def _aside(turn: Turn, coach: Coach, place: Place, plan: Plan, said: Script | str) -> Reply:
    return lead(turn, coach, place, plan, Event(Ask.ASIDE, turn.seconds, said=script(said), seed=turn.seed))
