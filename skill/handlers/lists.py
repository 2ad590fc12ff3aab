"""A list of exercises, read out three at a time, from which one can be picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.wording import listed
from skill.handlers.answering import answered, asking, what_next
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.coach.coach import Coach
    from skill.content.model import Exercise
    from skill.reply import Reply
    from skill.request import Turn

PAGE = 3
"""Nobody keeps more in mind while listening (alexa-rules section 8)."""


def listing(
    turn: Turn, coach: Coach, intro: str, exercises: Sequence[Exercise], title: str, sources: Sequence[str] = ()
) -> Reply:
    """Read one page of a list, the one that the turn is at; the list begins again after its end.

    `intro` is said before the first page only. "The second one" asks for that how-to, "more" for the next page.
    """
    if not exercises:
        return answered(turn, what_next(turn, coach), coach.phrases.pick("find.nothing", turn.seed), title=title)
    asked = turn.intention.at * PAGE
    begin = asked if asked < len(exercises) else 0
    page = exercises[begin : begin + PAGE]
    more = len(exercises) > begin + PAGE
    names = listed([f"the {exercise.spoken_name}" for exercise in page])
    key = "list.more" if begin else "list.again"
    opening = intro if asked == 0 else coach.phrases.pick(key, turn.seed)
    if len(page) == 1:
        only = page[0]
        closing = asking(
            turn, coach, "list.only", Intention("HowToIntent", {"exercise": only.id}), exercise=only.spoken_name
        )
    else:
        closing = asking(turn, coach, "list.which_or_more" if more else "list.which")
    return answered(
        turn,
        closing,
        f"{opening} {names}.",
        title=title,
        sources=sources,
        phase=Phase.CHOOSING,
        options=tuple(Intention("HowToIntent", {"exercise": exercise.id}) for exercise in page),
        asked=Intention(turn.name, turn.intention.slots, begin // PAGE),
        exercise=page[0].id if len(page) == 1 else turn.session.exercise,
    )
