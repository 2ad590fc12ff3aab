"""Touch does what voice does: what an APL document sends with a press becomes the intention of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.session import Intention

if TYPE_CHECKING:
    from collections.abc import Mapping

USER_EVENT = "Alexa.Presentation.APL.UserEvent"

WORDS: Mapping[str, Intention] = {
    "next": Intention("AMAZON.NextIntent"),
    "back": Intention("AMAZON.PreviousIntent"),
    "repeat": Intention("AMAZON.RepeatIntent"),
    "skip": Intention("SkipIntent"),
    "start_over": Intention("AMAZON.StartOverIntent"),
    "pause": Intention("AMAZON.PauseIntent"),
    "resume": Intention("AMAZON.ResumeIntent"),
    "ready": Intention("ReadyIntent"),
    "yes": Intention("AMAZON.YesIntent"),
    "no": Intention("AMAZON.NoIntent"),
    "other_side": Intention("OtherSideIntent"),
    "how_long": Intention("HowLongLeftIntent"),
    "where": Intention("WhereAmIIntent"),
    "slower": Intention("ChangePaceIntent", {"pace": "slow"}),
    "faster": Intention("ChangePaceIntent", {"pace": "fast"}),
    "less": Intention("ChangeDetailIntent", {"detail": "less"}),
    "more_talk": Intention("ChangeDetailIntent", {"detail": "more"}),
    "how": Intention("HowToIntent"),
    "easier": Intention("EasierIntent"),
    "more": Intention("MoreIntent"),
    "help": Intention("AMAZON.HelpIntent"),
    "stop": Intention("AMAZON.StopIntent"),
}
"""The first argument of a press, where it is a word: what it stands for."""


def touched(arguments: object) -> Intention | None:
    """Read the arguments of a press: a word of `WORDS`, or an intent's name and, if it needs them, its slots' ids.

    None for anything else; what a stranger's document sends is no reason to stumble.
    """
    match arguments:
        case [str(word)] if word in WORDS:
            return WORDS[word]
        case [str(intent)] if intent.endswith("Intent"):
            return Intention(intent)
        case [str(intent), dict(slots)] if intent.endswith("Intent"):
            kept = {name: id_ for name, id_ in slots.items() if isinstance(name, str) and isinstance(id_, str)}
            return Intention(intent, kept)
        case _:
            return None
