"""What training leaves behind: days, a streak that is kind to rest, and the next amounts. Numbers in, numbers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from skill.coach.amounts import moved
from skill.memory.profile import KEPT_ANSWERS, KEPT_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.memory.choices import Effort
    from skill.memory.place import Recipe
    from skill.memory.profile import Profile

DAY = 86_400
"""Seconds."""
REST_DAYS = 3
"""So many days of rest in a row still belong to a streak: muscles grow in them."""


class Streak(Struct, frozen=True):
    """Days in a row, rest included."""

    length: int = 0
    """From the first day of the streak to its last, days of rest counted; 0 where nobody trained yet."""
    sessions: int = 0
    """On how many of them something was done."""
    away: int = 0
    """Days since the last one."""

    @property
    def running(self) -> bool:
        """Whether training today would still make it longer."""
        return self.length > 0 and self.away <= REST_DAYS + 1


def day_of(seconds: float) -> int:
    """The day of a moment, in days since 1970."""
    return int(seconds // DAY)


def streak(days: Sequence[int], today: int) -> Streak:
    """The streak that the latest day of training belongs to. A gap of up to three days of rest does not break it."""
    trained = sorted({day for day in days if day <= today}, reverse=True)
    if not trained:
        return Streak()
    run = [trained[0]]
    for day in trained[1:]:
        if run[-1] - day > REST_DAYS + 1:
            break
        run.append(day)
    return Streak(run[0] - run[-1] + 1, len(run), today - run[0])


def after_session(profile: Profile, recipe: Recipe, seconds: float) -> Profile:
    """The profile after a routine was done to its end: the day counts once, and each exercise was heard once more."""
    heard = dict(profile.heard)
    for id_ in dict.fromkeys(recipe.exercises):
        heard[id_] = heard.get(id_, 0) + 1
    days = sorted({*profile.days, day_of(seconds)})[-KEPT_DAYS:]
    return replace(profile, heard=heard, days=tuple(days))


def after_answer(profile: Profile, routine: str, effort: Effort) -> Profile:
    """The profile after "easy, right or hard?": the amounts of that routine move by at most one step."""
    load = {**profile.load, routine: moved(profile.load.get(routine, 0), effort)}
    return replace(profile, load=load, answers=(*profile.answers, effort)[-KEPT_ANSWERS:])
