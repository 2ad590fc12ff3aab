"""From a wish to a plan: which exercises, how much of each, in how many rounds, so that it takes the time there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from skill.coach.amounts import Measure, default_level, in_seconds, level_of, measure
from skill.coach.choose import instead
from skill.coach.plan import Plan, spelled_out
from skill.content.model import Catalogue
from skill.memory.choices import Level, Pace, Style
from skill.memory.place import Recipe
from skill.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.content.model import Routine
    from skill.memory.choices import Side
    from skill.memory.profile import Profile

USUAL_ROUTINE = "warm_up"
"""What people mean who just want to warm up."""
TOLERANCE = 10.0
"""Seconds by which a plan may miss the minutes that were asked for."""
MOST_ROUNDS = 3
"""Where a routine's source gives no bound."""
OWN_ROUNDS = 5
"""Of a routine that the user put together."""
OWN_SECONDS = range(5, 121)
"""How long each exercise of such a routine can last."""
HEARD_OFTEN = 3
"""An exercise that was done so often is announced with fewer words."""


class Wish(Struct, frozen=True):
    """What somebody asked for; what is empty or 0 is left to the coach."""

    routine: str = ""
    """A routine by its id."""
    exercises: tuple[str, ...] = ()
    """Exercises instead of a routine."""
    seconds: int = 0
    """How long each of those exercises lasts."""
    level: Level | None = None
    """Instead of the person's own."""
    rounds: int = 0
    """How often all of it."""
    minutes: float = 0.0
    """How long it may take."""
    pace: Pace | None = None
    """Instead of the person's own."""
    style: Style | None = None
    """Instead of the person's own."""


class Prepared(Struct, frozen=True):
    """A plan, and how well it meets the wish."""

    plan: Plan
    """The plan."""
    minutes: float = 0.0
    """The time that was asked for; 0 where none was."""

    @property
    def miss(self) -> float:
        """Seconds by which the plan is longer than asked for (or, below 0, shorter)."""
        return self.plan.seconds - 60 * self.minutes if self.minutes else 0.0

    @property
    def fits(self) -> bool:
        """Whether the plan takes the time that was asked for, to ten seconds."""
        return abs(self.miss) <= TOLERANCE


class Menu(Struct, frozen=True):
    """Everything that a routine can be made of for one person."""

    catalogue: Catalogue
    """The facts."""
    phrases: Phrases
    """The coach's own words."""
    recipe: Recipe
    """The routine at the person's level, before it is fitted to a time."""
    measures: tuple[Measure, ...]
    """How each exercise of it is measured out."""
    rounds: tuple[int, ...]
    """Numbers of rounds that can be had, the best first."""

    def plan(self, recipe: Recipe) -> Plan:
        """Spell a recipe out."""
        return spelled_out(self.catalogue, self.phrases, recipe)


def prepare(catalogue: Catalogue, phrases: Phrases, wish: Wish, profile: Profile) -> Prepared | None:
    """Make the plan that comes nearest to a wish; None where every exercise of it is one that the person avoids.

    Where a time is asked for, the amounts are moved within the bounds of the routine's source, then exercises are left
    out from the end or rounds added, then the amounts go below those bounds. The plan that results takes the time to
    ten seconds, or is the nearest that can honestly be had.
    """
    routine = None if wish.exercises else catalogue.routines.get(wish.routine) or usual_routine(catalogue)
    menu = _menu(catalogue, phrases, wish, profile, routine)
    if not menu.recipe.exercises:
        return None
    minutes = wish.minutes or (routine.minutes if routine and wish.rounds <= 1 else None) or 0.0
    if not minutes:
        return Prepared(menu.plan(menu.recipe))
    return Prepared(fitted(menu, 60.0 * minutes), minutes)


def usual_routine(catalogue: Catalogue) -> Routine:
    """The routine that is meant where none is named."""
    return catalogue.routines.get(USUAL_ROUTINE) or next(iter(catalogue.routines.values()))


def fitted(menu: Menu, target: float) -> Plan:
    """The plan of a menu that takes `target` seconds, or comes nearest to it."""
    best: Plan | None = None
    for attempt in _attempts(menu):
        plan = _stretched(menu, attempt, target)
        if best is None or abs(plan.seconds - target) < abs(best.seconds - target):
            best = plan
        if abs(plan.seconds - target) <= TOLERANCE:
            return plan
    return best or menu.plan(menu.recipe)


class _Attempt(Struct, frozen=True):
    count: int
    rounds: int
    strict: bool


def _attempts(menu: Menu) -> Iterator[_Attempt]:
    """Shapes of the routine to try, the one that changes least first."""
    for strict in (True, False):
        for count in range(len(menu.measures), 0, -1):
            for rounds in menu.rounds:
                yield _Attempt(count, rounds, strict)


def _stretched(menu: Menu, attempt: _Attempt, target: float) -> Plan:
    """Move the amounts of a shape towards a length: each time the one that is still nearest to its own."""
    measures = menu.measures[: attempt.count]
    amounts = [_bounded(m, a, attempt.strict) for m, a in zip(measures, menu.recipe.amounts, strict=False)]
    recipe = msgspec.structs.replace(
        menu.recipe, exercises=menu.recipe.exercises[: attempt.count], rounds=attempt.rounds
    )
    plan = menu.plan(msgspec.structs.replace(recipe, amounts=tuple(amounts)))
    for _ in range(3):  # numbers of other lengths take other times to say: look again
        missing = target - plan.seconds
        moved = _moved(measures, amounts, missing, attempt, recipe.pace)
        if moved == amounts:
            return plan
        amounts = moved
        plan = menu.plan(msgspec.structs.replace(recipe, amounts=tuple(amounts)))
    return plan


def _moved(measures: Sequence[Measure], amounts: list[int], missing: float, attempt: _Attempt, pace: Pace) -> list[int]:
    amounts = list(amounts)
    while True:
        direction = 1 if missing > 0 else -1
        steps: list[tuple[float, int, float]] = []
        for index, (measure_, amount) in enumerate(zip(measures, amounts, strict=True)):
            gained = attempt.rounds * measure_.seconds(measure_.unit, pace)
            wanted = amount + direction * measure_.unit
            if _bounded(measure_, wanted, attempt.strict) == wanted and gained < 2 * abs(missing):
                steps.append((abs(wanted - measure_.base) / measure_.base, index, gained))
        if not steps:
            return amounts
        _, index, gained = min(steps)
        amounts[index] += direction * measures[index].unit
        missing -= direction * gained


def _bounded(measure_: Measure, amount: int, strict: bool) -> int:
    return min(max(amount, measure_.low if strict else measure_.least), measure_.high)


def _menu(catalogue: Catalogue, phrases: Phrases, wish: Wish, profile: Profile, routine: Routine | None) -> Menu:
    level = wish.level or profile.level or (default_level(routine) if routine else "intermediate")
    pace = wish.pace or profile.pace
    order, swaps = unavoided_order(catalogue, routine.order if routine else wish.exercises, profile.avoid)
    measures = tuple(measure(catalogue.exercises[id_], level, routine) for id_ in order)
    load = profile.load.get(routine.id if routine else "", 0)
    seconds = min(max(wish.seconds, OWN_SECONDS[0]), OWN_SECONDS[-1]) if wish.seconds else 0
    amounts = [in_seconds(m.exercise, seconds, pace) if seconds else m.loaded(load) for m in measures]
    usual = level_of(routine, level).rounds if routine else 1
    recipe = Recipe(
        routine=routine.id if routine else "",
        exercises=order,
        amounts=tuple(amounts),
        rounds=min(wish.rounds, OWN_ROUNDS) or usual,
        level=level,
        pace=pace,
        detail=profile.detail,
        style=wish.style or profile.style or "keep_going",
        side=other_side(profile.side),
        swaps=swaps,
        known=tuple(id_ for id_ in order if profile.heard.get(id_, 0) >= HEARD_OFTEN),
    )
    return Menu(catalogue, phrases, recipe, measures, _rounds(routine, wish.rounds, usual))


def _rounds(routine: Routine | None, wanted: int, usual: int) -> tuple[int, ...]:
    if wanted:
        return (min(wanted, OWN_ROUNDS),)
    most = routine.protocol.rounds[-1] if routine and routine.protocol else MOST_ROUNDS
    return tuple(sorted(range(1, max(most, usual) + 1), key=lambda n: (abs(n - usual), n)))


def other_side(side: Side | None) -> Side:
    """The side that begins now, if that one began last time."""
    return "right" if side == "left" else "left"


def unavoided_order(
    catalogue: Catalogue, order: Sequence[str], avoid: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """An order of exercises without those to avoid, and for each of these what is done instead, or nothing.

    What stands in has the same purpose, needs no equipment, and is new to the routine where possible.
    """
    kept: list[str] = []
    swaps: list[tuple[str, str]] = []
    for id_ in order:
        if id_ not in avoid:
            kept.append(id_)
            continue
        exercise = catalogue.exercises[id_]
        found = instead(catalogue, exercise, "none", (*avoid, *order)) or instead(catalogue, exercise, "none", avoid)
        swaps.append((id_, found.id if found else ""))
        if found:
            kept.append(found.id)
    return tuple(kept), tuple(swaps)
