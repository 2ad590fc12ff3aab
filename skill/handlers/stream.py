"""What the audio player and its buttons report. They may be answered with player directives only, never with speech."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill import log
from skill.coach.player import Ask, Event
from skill.coach.variant import read_token
from skill.handlers import leading, playing
from skill.handlers.leading import lead, place_of
from skill.memory.place import Place, Position, Stage
from skill.reply import Reply
from speech.script import Script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.request import Turn

BUTTONS = {
    "PlaybackController.PlayCommandIssued": Ask.GO,
    "PlaybackController.PauseCommandIssued": Ask.WAIT,
    "PlaybackController.NextCommandIssued": Ask.NEXT,
    "PlaybackController.PreviousCommandIssued": Ask.BACK,
}
"""What each button does to the place."""


def button(turn: Turn, coach: Coach) -> Reply:
    """A button on the device, the screen or a remote: the same as the word, without speech."""
    found = place_of(turn, coach)
    if found is None or found[0].recipe.style != "follow_along":
        return Reply()
    reply = lead(turn, coach, *found, Event(BUTTONS[turn.name], turn.seconds, seed=turn.seed))
    return replace(reply, script=Script(), question="", reprompt="", card=None)


def started(turn: Turn, coach: Coach) -> Reply:
    """The stream sounds, perhaps again after somebody spoke into it: the place runs from here."""
    return _noted(turn, coach, Stage.STREAMING, (Stage.STREAMING, Stage.AWAY))


def stopped(turn: Turn, coach: Coach) -> Reply:
    """The stream fell silent: the place is here. The end of an earlier playing is no news."""
    return _noted(turn, coach, Stage.AWAY)


def finished(turn: Turn, coach: Coach) -> Reply:
    """The stream came to its end: the routine is done, and how hard it was is asked the next time we talk."""
    found = _current(turn, coach)
    if found is None:
        return Reply()
    place, plan = found
    if place.recipe.loop:
        return Reply()
    end = Position(Stage.EFFORT, len(plan.blocks), since=turn.seconds)
    before = place.at(Position(Stage.STREAMING, len(plan.blocks) - 1))
    return Reply(profile=leading.remembered(turn.profile, before, end))


def nearly_finished(turn: Turn, coach: Coach) -> Reply:
    """The stream is about to end: where it loops, it is queued again from its beginning."""
    found = _current(turn, coach)
    if found is None or not found[0].recipe.loop:
        return Reply()
    again = Position(Stage.STREAMING, 0, since=turn.seconds)
    return Reply(audio=playing.play(coach, found[1], again, after=turn.player.token))


def failed(turn: Turn, coach: Coach) -> Reply:
    """The device could not play the stream: the place is kept, and goes on in the coach's own voice."""
    log.event("stream failed", level=logging.WARNING)
    noted = _noted(turn, coach, Stage.AWAY)
    if noted.profile is None or noted.profile.place is None:
        return noted
    place = noted.profile.place.changed(style="keep_going")
    return replace(noted, profile=replace(noted.profile, place=place))


def _noted(turn: Turn, coach: Coach, stage: Stage, known: tuple[Stage, ...] = (Stage.STREAMING,)) -> Reply:
    found = _current(turn, coach, known)
    if found is None:
        return Reply()
    place, _ = found
    token = read_token(turn.player.token)
    since = float(token.play) if token and stage is Stage.STREAMING else turn.seconds
    if place.position.stage is Stage.EFFORT:
        return Reply()
    return Reply(profile=replace(turn.profile, place=place.at(replace(place.position, stage=stage, since=since))))


def _current(turn: Turn, coach: Coach, stages: tuple[Stage, ...] = (Stage.STREAMING,)) -> tuple[Place, Plan] | None:
    """The place that an event reports, if it is about the playing that we know of, or one that began after it."""
    token = read_token(turn.player.token)
    if token is None:
        log.event("event of a foreign stream", type=turn.name)
        return None
    reported = playing.reported(turn, coach)
    if reported is None:
        log.event("event of a stale stream", type=turn.name)
        return None
    known = turn.profile.place
    if known and known.position.stage not in stages:
        return None
    if known and known.position.stage is Stage.STREAMING and token.play < int(known.position.since):
        return None
    plan = coach.plan(reported.recipe)
    return (reported, plan) if plan else None
