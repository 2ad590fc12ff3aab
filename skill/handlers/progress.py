"""What training leaves behind: how hard it was, why so much, how it goes, and what was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach import wording
from skill.coach.amounts import held, measure
from skill.coach.placing import settle
from skill.coach.progress import after_answer, day_of, streak
from skill.handlers import leading
from skill.handlers.answering import answered, aside, asking, standing, what_next
from skill.handlers.control import no_routine
from skill.handlers.leading import place_of
from skill.memory.place import Position, Stage
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.memory.choices import Effort
    from skill.reply import Reply
    from skill.request import Turn

SAID: dict[tuple[str, str], Effort] = {
    ("SetLevelIntent", "beginner"): "easy",
    ("SetLevelIntent", "intermediate"): "right",
    ("SetLevelIntent", "advanced"): "hard",
    ("AMAZON.YesIntent", ""): "right",
    ("HarderIntent", ""): "easy",
    ("EasierIntent", ""): "hard",
}
"""How the answers to "easy, right or hard?" arrive: "easy" and "hard" are names of levels, "right" is a yes, and who
wants it easier found it hard."""
EFFORT_WORDS = frozenset(name for name, _ in SAID)
"""Everything that answers it."""


def answers_effort(turn: Turn, coach: Coach) -> bool:
    """Whether the turn answers "easy, right or hard?"."""
    if turn.session.phase is not Phase.GUIDED or (turn.name, turn.slot("level")) not in SAID:
        return False
    found = place_of(turn, coach)
    return found is not None and settle(found[1], found[0].position, turn.seconds).stage is Stage.EFFORT


def effort(turn: Turn, coach: Coach) -> Reply:
    """Take the answer: the next amounts of this routine move by at most one step, and the streak is told."""
    found = place_of(turn, coach)
    if found is None:
        return no_routine(turn, coach)
    place, plan = found
    end = settle(plan, place.position, turn.seconds)
    profile = leading.remembered(turn.profile, place, end)
    answer = SAID[turn.name, turn.slot("level")]
    profile = after_answer(profile, place.recipe.routine, answer)
    own = not place.recipe.routine and place.recipe not in profile.own.values()
    closing = asking(turn, coach, "guided.keep", Intention("SaveRoutineIntent")) if own else what_next(turn, coach)
    profile = replace(profile, place=place.at(Position(Stage.DONE, since=turn.seconds)) if own else None)
    said = coach.phrases.pick(f"effort.{answer}", turn.seed)
    reply = answered(turn, closing, said, _streak(turn, coach, profile.days), asked=None)
    return replace(reply, profile=profile)


def asks_why(turn: Turn, coach: Coach) -> bool:
    """Whether "how many" or "why so many" is about the exercise of a routine under way."""
    about_this = turn.slot("exercise") in ("", turn.session.exercise) and not turn.unknown("exercise")
    return turn.session.phase is Phase.GUIDED and about_this and place_of(turn, coach) is not None


def why_so_much(turn: Turn, coach: Coach) -> Reply:
    """Explain the amount of an exercise: the level's, moved by the answers, within bounds."""
    found = place_of(turn, coach)
    exercise = coach.exercise(turn.slot("exercise") or turn.session.exercise)
    routine = coach.catalogue.routines.get(found[0].recipe.routine) if found else None
    if found is None or exercise is None or exercise.id not in found[0].recipe.exercises:
        return aside(turn, standing(turn, coach), coach.phrases.pick("why.rule", turn.seed))
    recipe = found[0].recipe
    if routine is None:
        return aside(turn, standing(turn, coach), coach.phrases.pick("why.own", turn.seed))
    measured = measure(exercise, recipe.level, routine)
    unit = "second" if held(exercise) else "rep"
    now = wording.counted(recipe.amounts[recipe.exercises.index(exercise.id)], unit)
    said = coach.phrases.pick(
        "why.amount",
        turn.seed,
        now=now,
        base=wording.counted(measured.base, unit),
        step=wording.counted(measured.unit, unit),
        least=wording.number(measured.least),
        most=wording.number(measured.high),
    )
    last = [coach.phrases.pick(f"why.{answer}") for answer in turn.profile.answers]
    told = coach.phrases.pick("why.answers", turn.seed, answers=wording.listed(last)) if last else ""
    return aside(turn, standing(turn, coach), said, told)


def my_progress(turn: Turn, coach: Coach) -> Reply:
    """Tell what was done so far: the streak, and which exercises how often."""
    heard = sorted(turn.profile.heard.items(), key=lambda item: -item[1])
    known = [(coach.name(id_), count) for id_, count in heard if coach.name(id_)]
    if not known:
        return aside(turn, standing(turn, coach), coach.phrases.pick("progress.nothing", turn.seed))
    told = wording.listed([f"the {name} {wording.times(count)}" for name, count in known[:5]])
    done = coach.phrases.pick("progress.heard", turn.seed, told=told)
    return aside(turn, standing(turn, coach), _streak(turn, coach, turn.profile.days), done, title="Progress")


def _streak(turn: Turn, coach: Coach, days: tuple[int, ...]) -> str:
    """The streak in words: days of rest count, and coming back is praised."""
    now = streak(days, day_of(turn.seconds))
    if not now.sessions:
        return ""
    if not now.running:
        return coach.phrases.pick("streak.over", turn.seed, days=wording.counted(now.away, "day"))
    if now.sessions == 1:
        returning = len(days) > 1
        return coach.phrases.pick("streak.returned" if returning else "streak.first", turn.seed)
    return coach.phrases.pick(
        "streak.running", turn.seed, days=wording.counted(now.length, "day"), times=wording.times(now.sessions)
    )
