"""Routines as one audio stream: whether there is a recording, where the device is in it, and how to start it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.placing import streamed
from skill.coach.variant import Token, read_token, recorded, variant_of
from skill.coach.wording import number
from skill.memory.place import Place
from skill.reply import Play
from speech.timing import timeline

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.memory.place import Position
    from skill.request import Turn

REWIND = 2.0
"""A stream that is resumed begins so many seconds before its place."""


def streamable(turn: Turn, coach: Coach, place: Place) -> Place | None:
    """The same routine as a recording that this device can play; None where there is none."""
    if not (turn.speaker and coach.audio_base_url):
        return None
    recipe = recorded(place.recipe, coach.catalogue, coach.phrases)
    return Place(recipe, place.position) if recipe else None


def reported(turn: Turn, coach: Coach) -> Place | None:
    """The place in the stream that the device plays, or played last; None where that is none of ours, or an old one."""
    token = read_token(turn.player.token)
    plan = token.variant.plan(coach.catalogue, coach.phrases) if token else None
    if token is None or plan is None or plan.version != token.version:
        return None
    known = turn.profile.place
    loop = bool(known and known.recipe.loop)
    position = replace(streamed(plan, turn.player.offset_ms), since=float(token.play))
    return Place(replace(plan.recipe, loop=loop), position)


def play(coach: Coach, plan: Plan, position: Position, *, after: str = "") -> Play | None:
    """Start the recording of a plan at a position, or queue it behind another playing; None where there is none."""
    variant = variant_of(plan.recipe)
    if variant is None:
        return None
    token = Token(variant, plan.version, int(position.since))
    moment = plan.moment(position.block, position.offset) - (REWIND if position.offset else 0.0)
    station = plan.stations[plan.blocks[position.block].station]
    return Play(
        url=f"{coach.audio_base_url}/{token.file}.mp3",
        token=str(token),
        offset_ms=round(1000 * max(0.0, moment)),
        title=plan.name[:1].upper() + plan.name[1:],
        subtitle=coach.phrases.pick(
            "guided.subtitle",
            exercise=station.exercise.name,
            place=number(station.index + 1),
            size=number(len(plan.stations)),
        ),
        captions=captions(plan),
        after=after,
    )


def captions(plan: Plan) -> str:
    """What is said in the recording of a plan, as WebVTT."""
    from speech.captions import web_vtt  # only a stream has captions

    return web_vtt(timeline(plan.script()))
