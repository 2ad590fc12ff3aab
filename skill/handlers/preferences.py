"""What the user wants remembered: pace, amount of talk, level, equipment, what to avoid; and forgetting it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from skill.coach import wording
from skill.coach.choose import LEVELS
from skill.handlers.answering import aside, asking, missing, standing, unknown_exercise, which_exercise
from skill.handlers.howto import explain
from skill.memory.profile import DETAILS, PACES, Profile
from skill.reply import Reply
from skill.session import Phase
from speech.script import script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Answer
    from skill.request import Turn


def change_pace(turn: Turn, coach: Coach) -> Answer:
    """Set the pace; a how-to that is under way is said again at it."""
    pace = turn.slot("pace") if turn.slot("pace") in PACES else PACES[0]
    return _changed(turn, coach, f"pace.{pace}", pace=pace)


def change_detail(turn: Turn, coach: Coach) -> Answer:
    """Set how much is said: a level by name, or one more or less than now."""
    wanted = turn.slot("detail")
    steps = {"less": -1, "more": 1}
    if wanted in steps:
        detail = DETAILS[min(max(DETAILS.index(turn.profile.detail) + steps[wanted], 0), len(DETAILS) - 1)]
    else:
        detail = next((each for each in DETAILS if each == wanted), turn.profile.detail)
    return _changed(turn, coach, f"detail.{detail}", detail=detail)


def change_style(turn: Turn, coach: Coach) -> Reply:
    """Set how routines are led."""
    style = turn.slot("style")
    if not coach.phrases.has(f"style.{style}"):
        return missing(turn, asking(turn, coach, "missing.style"), "style")
    return _kept(turn, coach, coach.phrases.pick(f"style.{style}", turn.seed), style=style)


def set_level(turn: Turn, coach: Coach) -> Reply:
    """Remember the person's level."""
    level = turn.slot("level")
    if level not in LEVELS:
        return missing(turn, asking(turn, coach, "missing.level"), "level")
    name = coach.phrases.pick(f"level.you.{level}")
    return _kept(turn, coach, coach.phrases.pick("level.set", turn.seed, level=name), level=level)


def set_equipment(turn: Turn, coach: Coach) -> Reply:
    """Remember a piece of equipment that is at hand; "none" empties the list."""
    id_ = turn.slot("equipment")
    if id_ not in coach.catalogue.equipment:
        return missing(turn, asking(turn, coach, "missing.equipment"), "equipment")
    if id_ == "none":
        return _kept(turn, coach, coach.phrases.pick("equipment.none", turn.seed), equipment=())
    owned = tuple(dict.fromkeys((*turn.profile.equipment, id_)))
    things = [coach.catalogue.equipment[each].name for each in owned if each in coach.catalogue.equipment]
    names = wording.listed(things)
    return _kept(turn, coach, coach.phrases.pick("equipment.set", turn.seed, names=names), equipment=owned)


def avoid_exercise(turn: Turn, coach: Coach) -> Reply:
    """Remember an exercise that the person never wants."""
    if unknown := turn.unknown("exercise"):
        return unknown_exercise(turn, coach, unknown)
    exercise = coach.exercise(turn.slot("exercise") or turn.session.exercise)
    if exercise is None:
        return which_exercise(turn, coach)
    avoid = tuple(dict.fromkeys((*turn.profile.avoid, exercise.id)))
    return _kept(turn, coach, coach.phrases.pick("avoid", turn.seed, exercise=exercise.spoken_name), avoid=avoid)


def forget_me(turn: Turn, coach: Coach) -> Reply:
    """Erase all that is remembered, and end. What was erased is looked for again before it is said so."""
    failed = coach.phrases.pick("not_forgotten", turn.seed)
    return Reply(script=script(coach.phrases.pick("forgotten", turn.seed)), forget=True, if_not_forgotten=failed)


def _kept(turn: Turn, coach: Coach, said: str, **settings: object) -> Reply:
    """Confirm a setting and remember it."""
    profile: Profile = msgspec.structs.replace(turn.profile, **settings)
    asked = turn.session.asked
    if turn.session.phase is Phase.MISSING and asked and asked.intent == turn.name:
        turn = replace(turn, session=msgspec.structs.replace(turn.session, phase=Phase.OPEN, asked=None, options=()))
    return replace(aside(turn, standing(turn, coach), said, title="Settings"), profile=profile)


def _changed(turn: Turn, coach: Coach, key: str, **settings: object) -> Answer:
    """Remember a setting of how things are told; what was being explained is said again that way."""
    said = coach.phrases.pick(key, turn.seed)
    asked = turn.session.asked
    if asked is None or asked.intent != "HowToIntent":
        return _kept(turn, coach, said, **settings)
    profile: Profile = msgspec.structs.replace(turn.profile, **settings)
    again = explain(replace(turn, profile=profile).asking(asked), coach)
    return replace(again, script=script(said, again.script), profile=profile) if isinstance(again, Reply) else again
