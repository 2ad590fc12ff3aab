"""Starting a routine: which one, how long, led in which way; or one of exercises that the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.player import Ask, Event
from skill.coach.routine import prepare
from skill.coach.wording import about, duration, listed
from skill.handlers import playing
from skill.handlers.answering import aside, asking, missing, standing, unknown_exercise, what_next
from skill.handlers.leading import lead
from skill.handlers.own import own_by_name, own_of
from skill.handlers.wishes import completed, wish_of
from skill.memory.choices import STYLES
from skill.memory.place import Place
from skill.reply import Card, Reply
from skill.session import Intention, Phase
from speech.script import script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.coach.routine import Prepared, Wish
    from skill.memory.choices import Style
    from skill.memory.place import Recipe
    from skill.reply import Answer
    from skill.request import Turn

STARTING = ("StartWarmUpIntent", "ComposeRoutineIntent")
"""What "how shall I lead" may be asked about."""


def start(turn: Turn, coach: Coach) -> Answer:
    """Start a routine of the facts, or one of the person's own by its name."""
    turn = completed(turn)
    if own := own_by_name(turn):
        return _begun(turn, coach, own)
    if heard := turn.unknown("routine"):
        names = listed([routine.name.lower() for routine in coach.catalogue.routines.values()], last="or")
        said = coach.phrases.pick("guided.unknown_routine", turn.seed, heard=heard, names=names)
        return aside(turn, standing(turn, coach, Intention("StartWarmUpIntent")), said)
    return _prepared(turn, coach, wish_of(turn))


def compose(turn: Turn, coach: Coach) -> Answer:
    """Start a routine of exercises that the person names; the kept one where there is one of just these."""
    turn = completed(turn)
    for slot in ("exercise", "other"):
        if unknown := turn.unknown(slot):
            return unknown_exercise(turn, coach, unknown, slot)
        if coach.exercise(turn.slot(slot)) is None:
            return missing(turn, asking(turn, coach, f"guided.compose.{slot}"), slot)
    wish = replace(wish_of(turn), routine="", exercises=(turn.slot("exercise"), turn.slot("other")))
    if not wish.seconds and (own := own_of(turn, wish.exercises)):
        return _begun(turn, coach, own)
    return _prepared(turn, coach, wish)


def choose_style(turn: Turn, coach: Coach) -> Answer:
    """Take the answer to "how shall I lead": the routine that was asked for starts that way."""
    asked = turn.session.asked or Intention(STARTING[0])
    return asked.filled(style=turn.slot("style"))


def choosing_style(turn: Turn, coach: Coach) -> bool:
    """Whether the turn answers "how shall I lead"."""
    asked = turn.session.asked
    waiting = turn.session.phase is Phase.MISSING and asked is not None and asked.intent in STARTING
    return waiting and turn.name == "ChangeStyleIntent" and turn.slot("style") in STYLES


def _prepared(turn: Turn, coach: Coach, wish: Wish) -> Answer:
    """Start what was wished for, or offer what comes nearest to it."""
    prepared = prepare(coach.catalogue, coach.phrases, wish, turn.profile)
    if prepared is None:
        return aside(turn, what_next(turn, coach), coach.phrases.pick("guided.all_avoided", turn.seed))
    if not prepared.fits and wish.minutes:
        return _offer(turn, coach, prepared)
    if not (wish.style or turn.profile.style):
        return _which_style(turn, coach)
    return _begun(turn, coach, prepared.plan.recipe, streamed=not wish.minutes)


def _offer(turn: Turn, coach: Coach, prepared: Prepared) -> Reply:
    """Say honestly which length is possible, and offer that."""
    seconds = prepared.plan.seconds
    key = "guided.too_short" if prepared.miss > 0 else "guided.too_long"
    said = coach.phrases.pick(key, turn.seed, wanted=duration(60 * prepared.minutes), time=about(seconds))
    offer = turn.intention.filled(minutes=f"{seconds / 60:.3f}")
    reply = missing(turn, asking(turn, coach, "guided.offer"), "minutes")
    return replace(reply, script=script(said), elicit="", session=replace(reply.session, offer=offer))


def _which_style(turn: Turn, coach: Coach) -> Reply:
    """Ask once how routines shall be led; a plain yes lets the coach keep going."""
    streaming = bool(turn.speaker and coach.audio_base_url)
    closing = asking(turn, coach, "guided.style" if streaming else "guided.style_without_stream")
    styles = STYLES if streaming else STYLES[:2]
    reply = missing(turn, closing, "style", tuple(turn.intention.filled(style=style) for style in styles))
    usual = turn.intention.filled(style="keep_going")
    return replace(reply, elicit="", session=replace(reply.session, offer=usual))


def _begun(turn: Turn, coach: Coach, recipe: Recipe, *, streamed: bool = True) -> Reply:
    place = Place(recipe)
    opening = coach.phrases.pick(f"guided.opening.{recipe.style}", turn.seed)
    if recipe.style == "follow_along":
        stream = playing.streamable(turn, coach, place) if streamed else None
        if stream is None:
            opening = coach.phrases.pick("guided.no_stream", turn.seed)
        place = stream or place.changed(style="keep_going")
    plan = coach.plan(place.recipe)
    if plan is None:
        return aside(turn, what_next(turn, coach), coach.phrases.pick("guided.outdated", turn.seed))
    chosen: Style = recipe.style
    profile = replace(turn.profile, side=place.recipe.side, style=turn.profile.style or chosen)
    card = Card(plan.name[:1].upper() + plan.name[1:], _card(coach, place.recipe, plan.seconds))
    event = Event(Ask.START_OVER, turn.seconds, said=script(opening), seed=turn.seed)
    return lead(replace(turn, profile=profile), coach, place, plan, event, card=card)


def _card(coach: Coach, recipe: Recipe, seconds: float) -> str:
    names = [coach.catalogue.exercises[id_].name for id_ in recipe.exercises]
    rounds = [f"Rounds: {recipe.rounds}"] if recipe.rounds > 1 else []
    return "\n".join([*names, *rounds, f"Time: {int(seconds // 60)}:{int(seconds % 60):02d}"])
