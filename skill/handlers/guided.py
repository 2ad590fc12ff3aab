"""Steering a routine that is under way: every word that means something in one, whatever the routine is doing."""

from __future__ import annotations

from dataclasses import replace as with_changes
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.explain import Kind, how_to
from skill.coach.player import Ask, Event, settle, transposed
from skill.handlers import leading, safety
from skill.handlers.answering import unknown_exercise
from skill.handlers.leading import lead, place_of
from skill.memory.choices import DETAILS, PACES, STYLES
from skill.memory.place import Place, Position, Stage
from skill.reply import Reply, StopPlaying
from skill.session import Phase
from speech.script import Script, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.memory.choices import Detail
    from skill.reply import Answer
    from skill.request import Turn

MOVES = {
    "AMAZON.YesIntent": Ask.GO,
    "ReadyIntent": Ask.GO,
    "MoreIntent": Ask.GO,
    "AMAZON.NextIntent": Ask.NEXT,
    "SkipIntent": Ask.SKIP,
    "AMAZON.PreviousIntent": Ask.BACK,
    "AMAZON.RepeatIntent": Ask.REPEAT,
    "AMAZON.StartOverIntent": Ask.START_OVER,
    "OtherSideIntent": Ask.OTHER_SIDE,
    "HowLongLeftIntent": Ask.LEFT,
    "WhereAmIIntent": Ask.WHERE,
    "AMAZON.NoIntent": Ask.WAIT,
    "AMAZON.PauseIntent": Ask.WAIT,
    "AMAZON.ResumeIntent": Ask.RESUME,
    "AMAZON.StopIntent": Ask.STOP,
    "AMAZON.CancelIntent": Ask.STOP,
    "AMAZON.NavigateHomeIntent": Ask.STOP,
    "SessionEndedRequest": Ask.SILENCE,
}
"""What each word does to the place."""

ONLY_HERE = frozenset({
    "SkipIntent", "OtherSideIntent", "HowLongLeftIntent", "WhereAmIIntent", "AMAZON.ResumeIntent",
})  # fmt: skip
"""Words that mean nothing outside a routine: they lead back into one that was left."""
OPENLY = ONLY_HERE | {"AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.StartOverIntent", "AMAZON.PauseIntent"}
"""Words that mean the routine that was left, as long as nothing else is going on."""
LOOPS = frozenset({"AMAZON.LoopOnIntent", "AMAZON.LoopOffIntent", "AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent"})
"""Built-in words for what plays."""
SETTINGS = frozenset({"ChangePaceIntent", "ChangeDetailIntent", "ChangeStyleIntent"})
"""Changes of how it is led."""
HELP = frozenset({"HowToIntent", "EasierIntent", "HarderIntent", "AMAZON.FallbackIntent"})
"""Questions that are answered at the place, about the exercise there."""
WORDS = frozenset(MOVES) | LOOPS | SETTINGS | HELP | {"GoToIntent"}
"""Everything that steers."""


def steers(turn: Turn, coach: Coach) -> bool:
    """Whether a turn steers a routine: one under way, or one that was left where the word can mean nothing else."""
    if turn.name not in WORDS or turn.session.phase is Phase.CHECKING or place_of(turn, coach) is None:
        return False
    if turn.session.phase is Phase.GUIDED or _streaming(turn):
        return turn.name not in HELP or _about_this(turn)
    openly = turn.session.phase is Phase.OPEN and leading.fresh(turn) is not None
    return turn.name in (OPENLY if openly else ONLY_HERE)


def steer(turn: Turn, coach: Coach) -> Answer:
    """Do what the word says at the place."""
    found = place_of(turn, coach)
    if found is None:
        raise ValueError("there is no place to steer from")
    place, plan = found
    if turn.name in SETTINGS:
        return _setting(turn, coach, place, plan)
    if turn.name in LOOPS:
        return _loop(turn, coach, place)
    if turn.name in HELP:
        return _help(turn, coach, place, plan)
    if turn.name == "GoToIntent":
        return _go_to(turn, coach, place, plan)
    reply = lead(turn, coach, place, Event(MOVES[turn.name], turn.seconds, seed=turn.seed))
    if MOVES[turn.name] is not Ask.STOP:
        return reply
    goodbye = coach.phrases.pick("goodbye", turn.seed)
    return with_changes(reply, script=script(reply.script, goodbye), audio=StopPlaying() if turn.speaker else None)


def kept(turn: Turn, coach: Coach, reply: Reply) -> Reply:
    """The reply to something else in the middle of a routine: the body rests at its place, and is asked to go on.

    Where the other subject has a question of its own, that one is asked. After a concern of safety nothing leads back:
    the place is kept like one that was left long ago, and is not offered again.
    """
    if turn.session.phase is not Phase.GUIDED or reply.forget or (turn.name in WORDS and steers(turn, coach)):
        return reply
    found = place_of(turn, coach)
    if found is None or (reply.profile and reply.profile.place != turn.profile.place):
        return reply
    place, plan = found
    here = settle(plan, place.position, turn.seconds)
    worried = safety.concern_of(turn, coach) is not None
    listening = reply.open and not worried
    if here.stage is not Stage.EFFORT:
        stage, since = Stage.READY if listening else Stage.AWAY, 0.0 if worried else turn.seconds
        here = Position(stage, here.block, here.offset, since=since)
    reply = with_changes(reply, profile=leading.remembered(reply.profile or turn.profile, place, here))
    if not listening or reply.session.phase not in (Phase.OPEN, Phase.GUIDED):
        return reply
    closing = leading.closing(turn, coach, plan, here)
    session = replace(reply.session, phase=Phase.GUIDED, exercise=turn.session.exercise, offer=None, asked=None)
    return with_changes(reply, question=closing.question, reprompt=closing.reprompt, session=session)


def _streaming(turn: Turn) -> bool:
    place = turn.profile.place
    return turn.session.phase is Phase.OPEN and place is not None and place.position.stage is Stage.STREAMING


def _about_this(turn: Turn) -> bool:
    """Whether a question is about the exercise at the place, not about another one."""
    named = turn.slot("exercise")
    return not turn.unknown("exercise") and named in ("", turn.session.exercise)


def _go_to(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Answer:
    exercise = coach.exercise(turn.slot("exercise"))
    if exercise is None:
        heard = turn.unknown("exercise")
        said = coach.phrases.pick("guided.go_where", turn.seed)
        return unknown_exercise(turn, coach, heard) if heard else _aside(turn, coach, place, said)
    if all(station.exercise.id != exercise.id for station in plan.stations):
        return _aside(
            turn, coach, place, coach.phrases.pick("guided.not_in_it", turn.seed, exercise=exercise.spoken_name)
        )
    return lead(turn, coach, place, Event(Ask.GO_TO, turn.seconds, exercise=exercise.id, seed=turn.seed))


def _help(turn: Turn, coach: Coach, place: Place, plan: Plan) -> Reply:
    here = settle(plan, place.position, turn.seconds)
    exercise = plan.stations[plan.blocks[min(here.block, len(plan.blocks) - 1)].station].exercise
    match turn.name:
        case "HowToIntent":
            parts = how_to(exercise, turn.profile)
            lesson = script(*(part.script for part in parts if part.kind is not Kind.SET))
            return lead(turn, coach, place, Event(Ask.LESSON, turn.seconds, said=lesson, seed=turn.seed))
        case "EasierIntent" | "HarderIntent":
            key, swap = (
                ("easier", exercise.swaps.easier) if turn.name == "EasierIntent" else ("harder", exercise.swaps.harder)
            )
            return _aside(turn, coach, place, coach.phrases.pick(f"guided.{key}", turn.seed, swap=swap.text))
        case _:
            return _aside(turn, coach, place, coach.phrases.pick("guided.not_understood", turn.seed))


def _loop(turn: Turn, coach: Coach, place: Place) -> Reply:
    """Loop and shuffle: a stream can begin again by itself; the order of a routine has its reasons and stays."""
    if turn.name.startswith("AMAZON.Shuffle") or place.recipe.style != "follow_along":
        key = "guided.no_shuffle" if turn.name.startswith("AMAZON.Shuffle") else "guided.no_loop"
        return _aside(turn, coach, place, coach.phrases.pick(key, turn.seed))
    looping = turn.name == "AMAZON.LoopOnIntent"
    said = coach.phrases.pick("guided.loop_on" if looping else "guided.loop_off", turn.seed)
    return _aside(turn, coach, place.changed(loop=looping), said)


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
        return _aside(turn, coach, place, coach.phrases.pick("guided.which_style", turn.seed))
    return _changed(turn, coach, place, plan, coach.phrases.pick(f"style.{style}", turn.seed), style=style)


def _changed(turn: Turn, coach: Coach, place: Place, plan: Plan, said: str, **choice: str) -> Reply:
    wanted = place.changed(**choice)
    if wanted.recipe.style == "follow_along":
        stream = leading.streamable(turn, coach, wanted)
        if stream is None:
            said, wanted = coach.phrases.pick("guided.no_stream", turn.seed), place
        else:
            wanted = stream
    new = coach.plan(wanted.recipe)
    profile = replace(turn.profile, **choice)
    if new is None:
        raise ValueError(f"no plan can be made of {wanted.recipe}")
    moved = transposed(plan, new, place.position, turn.seconds)
    event = Event(Ask.ASIDE, turn.seconds, said=script(said), seed=turn.seed)
    return lead(with_changes(turn, profile=profile), coach, wanted.at(moved), event)


def _detail(turn: Turn, now: Detail) -> Detail:
    """A level of talk by name, or one less or more than now."""
    wanted = turn.slot("detail")
    steps = {"less": -1, "cues": -1, "more": 1, "teacher": 1}
    named = next((each for each in DETAILS if each == wanted), None)
    if (named and named != now) or wanted not in steps:
        return named or now
    return DETAILS[min(max(DETAILS.index(now) + steps[wanted], 0), len(DETAILS) - 1)]


def _aside(turn: Turn, coach: Coach, place: Place, said: Script | str) -> Reply:
    return lead(turn, coach, place, Event(Ask.ASIDE, turn.seconds, said=script(said), seed=turn.seed))
