"""Hello: the first launch ever, every later one, and a greeting in the middle of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from skill.handlers.answering import answered, aside, asking
from skill.handlers.returning import welcome_back

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Reply
    from skill.request import Turn

TITLE = "Lower Back Coach"


def launch(turn: Turn, coach: Coach) -> Reply:
    """Welcome the user: with the caution the first time ever, briefly afterwards; back to a routine that was left."""
    if (back := welcome_back(turn, coach)) is not None:
        return back
    closing = asking(turn, coach, "launch")
    if turn.profile.met:
        return answered(turn, closing, coach.phrases.pick("launch.again", turn.seed), title=TITLE, asked=None)
    welcome = (coach.phrases.pick("launch.first", turn.seed), coach.catalogue.safety.caution.text)
    reply = answered(turn, closing, *welcome, title=TITLE, asked=None)
    return replace(reply, profile=msgspec.structs.replace(turn.profile, met=True))


def greeting(turn: Turn, coach: Coach) -> Reply:
    """Greet back. A bare "good morning" is a greeting, so the exercise of that name is only mentioned."""
    return aside(turn, asking(turn, coach, "greeting"), coach.phrases.pick("greeting.hello", turn.seed))
