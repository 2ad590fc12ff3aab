"""Coming back to a routine that was left: the place is told in one sentence, and one can go on or let it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.placing import settle
from skill.coach.whereabouts import whereabouts
from skill.handlers import leading
from skill.handlers.answering import answered, aside, asking, what_next
from skill.handlers.leading import place_of
from skill.memory.place import Stage
from skill.reply import StopPlaying
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Answer, Reply
    from skill.request import Turn


def welcome_back(turn: Turn, coach: Coach) -> Reply | None:
    """Greet somebody who left a routine unfinished, in one sentence, and offer to go on; None where there is none."""
    found = place_of(turn, coach)
    if found is None or leading.fresh(turn) is None:
        return None
    place, plan = found
    here = settle(plan, place.position, turn.seconds)
    if here.stage is Stage.DONE:
        return None
    if here.stage is Stage.EFFORT:
        said = coach.phrases.pick("welcome.done", turn.seed, routine=plan.name)
        reply = answered(turn, asking(turn, coach, "guided.effort"), said, asked=None, phase=Phase.GUIDED)
    else:
        said = coach.phrases.pick("welcome.back", turn.seed, where=whereabouts(plan, here))
        offer = Intention("AMAZON.ResumeIntent")
        reply = answered(turn, asking(turn, coach, "welcome", offer), said, asked=None)
    playing = here.stage is Stage.STREAMING
    here = replace(here, stage=Stage.AWAY) if playing else here
    profile = leading.remembered(turn.profile, place, here)
    return replace(reply, profile=profile, audio=StopPlaying() if playing else None)


def let_go(turn: Turn, coach: Coach) -> Answer:
    """Take a no to "shall we go on": the routine that was left is let go of."""
    reply = aside(turn, what_next(turn, coach), coach.phrases.pick("never_mind", turn.seed))
    return replace(reply, profile=replace(turn.profile, place=None))


def lets_go(turn: Turn, coach: Coach) -> bool:
    """Whether the turn declines to go on with a routine that was left."""
    offer = turn.session.offer
    declined = turn.name == "AMAZON.NoIntent" and offer is not None and offer.intent == "AMAZON.ResumeIntent"
    return declined and turn.session.phase is Phase.OPEN
