"""Leading a routine: from a place and an event to a reply. Which move and which words is the coach's own business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.player import Event, go_on, step
from skill.coach.progress import after_session
from skill.coach.whereabouts import whereabouts
from skill.handlers import playing
from skill.handlers.answering import Closing, asking
from skill.memory.place import Place, Position, Stage
from skill.reply import Card, Play, Reply, StopPlaying
from skill.session import Phase, Session
from speech.script import Script, pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.memory.profile import Profile
    from skill.request import Turn

SPOKEN_INTO_SECONDS = 10.0
"""A stream that stopped so shortly before a request was interrupted by it."""
REPROMPT_SILENCE = 75.0
"""Seconds of patience before the reprompt of somebody who asked for time; Alexa plays 90 in all."""
DAY = 86_400.0
KEPT_DAYS = 14
"""A routine that was left longer ago is not offered again."""


def place_of(turn: Turn, coach: Coach) -> tuple[Place, Plan] | None:
    """Where the person is, and the plan of it: what the device's player says, else what is remembered; or nothing.

    A recording that this device cannot play goes on in the coach's own voice.
    """
    known = turn.profile.place
    place = known if known and not plays(turn, known) else playing.reported(turn, coach) or known
    if place and place.recipe.style == "follow_along" and playing.streamable(turn, coach, place) is None:
        stage = place.position.stage
        resting = replace(place.position, stage=Stage.AWAY if stage is Stage.STREAMING else stage)
        place = place.changed(style="keep_going").at(resting)
    plan = coach.plan(place.recipe) if place else None
    return (place, plan) if place and plan else None


def plays(turn: Turn, place: Place) -> bool:
    """Whether a stream plays, or played until somebody spoke just now: devices report that as a stop."""
    if place.position.stage is Stage.STREAMING:
        return True
    just_now = 0.0 <= turn.seconds - place.position.since <= SPOKEN_INTO_SECONDS
    stopped = place.position.stage is Stage.AWAY and place.recipe.style == "follow_along"
    return stopped and just_now and turn.new and bool(turn.player.token)


def lead(turn: Turn, coach: Coach, place: Place, plan: Plan, event: Event, *, card: Card | None = None) -> Reply:
    """Let an event happen at a place in a plan, and reply with what follows."""
    position, said = step(plan, place.position, event)
    return arrived(turn, coach, plan, place, position, said, card=card)


def lead_on(turn: Turn, coach: Coach, place: Place, plan: Plan, event: Event) -> Reply:
    """The same from a place that is known to be the body's at this moment, as in a plan that has just been changed."""
    position, said = go_on(plan, place.position, event)
    return arrived(turn, coach, plan, place, position, said)


def arrived(
    turn: Turn, coach: Coach, plan: Plan, place: Place, position: Position, said: Script, *, card: Card | None = None
) -> Reply:
    """The reply of somebody who got from a place to a position: what is said, asked, played and remembered."""
    asked = closing(turn, coach, plan, position)
    if position.stage is Stage.STREAMING and turn.dialog and not said:
        exercise = plan.stations[plan.blocks[position.block].station].exercise
        said = script(coach.phrases.pick("guided.stream", turn.seed, exercise=exercise.spoken_name))
    return Reply(
        script=said,
        question=asked.question,
        reprompt=script(pause(REPROMPT_SILENCE), asked.reprompt) if position.stage is Stage.WAITING else asked.reprompt,
        session=_session(plan, position) if asked.question else Session(),
        card=card,
        profile=remembered(turn.profile, place, position),
        audio=_audio(coach, plan, place.position, position),
    )


def remembered(profile: Profile, place: Place, position: Position) -> Profile:
    """The profile of somebody who is at a position now; who has just come to the end has one more day of training."""
    if position.stage is Stage.DONE:
        return replace(profile, place=None)
    busy = place.position.stage in (Stage.WORKING, Stage.STREAMING)
    if position.stage is Stage.EFFORT and busy:
        profile = after_session(profile, place.recipe, position.since)
    return replace(profile, place=place.at(position))


def fresh(turn: Turn, days: float = KEPT_DAYS) -> Place | None:
    """The place that is remembered, unless it was left too many days ago."""
    place = turn.profile.place
    return place if place and turn.seconds - place.position.since < days * DAY else None


def closing(turn: Turn, coach: Coach, plan: Plan, position: Position) -> Closing:
    """The question that fits a position."""
    match position.stage:
        case Stage.AWAY | Stage.DONE | Stage.STREAMING:
            return Closing()
        case Stage.WORKING if position.until < len(plan.blocks):
            step_by_step = plan.recipe.style == "step_by_step"
            return asking(turn, coach, "guided.ready" if step_by_step else "guided.on")
        case Stage.WORKING | Stage.EFFORT:
            return asking(turn, coach, "guided.effort")
        case Stage.WAITING:
            return asking(turn, coach, "guided.waiting", where=whereabouts(plan, position))
        case _:
            return asking(turn, coach, "guided.ready")


def _session(plan: Plan, position: Position) -> Session:
    station = plan.stations[plan.blocks[min(position.block, len(plan.blocks) - 1)].station]
    exercise = station.exercise
    sources = (*exercise.what_it_is.source, *exercise.dose.source, *exercise.breathing.source)
    return Session(phase=Phase.GUIDED, exercise=exercise.id, sources=tuple(dict.fromkeys(sources)))


def _audio(coach: Coach, plan: Plan, before: Position, position: Position) -> Play | StopPlaying | None:
    if position.stage is Stage.STREAMING:
        return playing.play(coach, plan, position)
    return StopPlaying() if before.stage is Stage.STREAMING else None
