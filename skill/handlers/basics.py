"""What every skill must answer: help, stop, what it cannot do, where it knows things from, and the end of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from skill.coach import wording
from skill.handlers.answering import aside, asking, standing
from skill.reply import Reply, StopPlaying
from skill.session import Phase, Session
from speech.script import script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.request import Turn

LOST_AFTER = 3
"""So many turns in a row that were not understood, and the coach shows the way out."""


def help_(turn: Turn, coach: Coach) -> Reply:
    """Say what can be said at this place; a question that stands is asked again."""
    place = f"help.{turn.session.phase.value}"
    offered = turn.session.phase is Phase.OPEN and turn.session.offer
    stands = turn.session.phase is Phase.MISSING or offered
    closing = standing(turn, coach) if stands else asking(turn, coach, place, turn.session.offer)
    return aside(turn, closing, coach.phrases.pick(f"{place}.say", turn.seed), title="Help")


def stop(turn: Turn, coach: Coach) -> Reply:
    """Say goodbye, silence any stream, and end."""
    goodbye = coach.phrases.pick("goodbye", turn.seed)
    return Reply(script=script(goodbye), audio=StopPlaying() if turn.speaker else None)


def fallback(turn: Turn, coach: Coach) -> Reply:
    """Meet what was not understood: two examples, then a short menu, then a way out. The place is kept.

    An offer is made once more in its own words, so that "yes" never agrees to what was not just asked.
    """
    misses = turn.session.misses + 1
    explaining = turn.session.phase in (Phase.EXPLAINING, Phase.GUIDED, Phase.CHECKING)
    if misses >= LOST_AFTER and not explaining:
        return Reply(script=script(coach.phrases.pick("fallback.way_out", turn.seed)), session=Session())
    key = f"fallback.{turn.session.phase.value}" if explaining else "fallback.again" if misses > 1 else "fallback.first"
    if explaining:
        closing = asking(turn, coach, key, turn.session.offer)
    elif turn.session.offer and misses == 1:
        closing = standing(turn, coach)
    else:
        closing = asking(turn, coach, key)
    reply = aside(turn, closing, coach.phrases.pick(f"{key}.say", turn.seed))
    return replace(reply, session=msgspec.structs.replace(reply.session, misses=misses))


def limits(turn: Turn, coach: Coach) -> Reply:
    """Say what the coach cannot do."""
    return aside(turn, standing(turn, coach), coach.catalogue.safety.limits.text, title="What I can do")


def how_do_you_know(turn: Turn, coach: Coach) -> Reply:
    """Name the sources of the last answer."""
    known = [coach.catalogue.sources[key] for key in turn.session.sources if key in coach.catalogue.sources]
    if not known:
        return aside(turn, standing(turn, coach), coach.phrases.pick("sources.none", turn.seed))
    names = wording.listed([source.spoken for source in known[:3]])
    more = len(known) - 3
    said = coach.phrases.pick("sources.named", turn.seed, names=names)
    rest = coach.phrases.pick("sources.more", turn.seed, count=wording.number(more)) if more > 0 else ""
    card = "\n".join(f"{source.name}: {source.url}" if source.url else source.name for source in known)
    reply = aside(turn, standing(turn, coach), said, rest, title="Sources")
    return replace(reply, card=replace(reply.card, text=card) if reply.card else None)


def silence(turn: Turn, coach: Coach) -> Reply:
    """Answer nothing: the request wants no answer, such as the end of a session."""
    return Reply(session=Session())
