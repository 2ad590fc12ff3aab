"""What the commands about routines share: which routine, how it shall be, and the plan that comes of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from skill.coach.coach import Coach
from skill.coach.routine import Wish, prepare
from skill.coach.wording import duration
from skill.content.load import load
from skill.errors import SettingsError
from skill.memory.choices import DETAILS, LEVELS, PACES
from skill.memory.profile import Profile
from skill.phrases import load_phrases

if TYPE_CHECKING:
    import argparse

    from skill.coach.plan import Plan


def routine_options(parser: argparse.ArgumentParser) -> None:
    """Declare what a routine can be."""
    parser.add_argument("--routine", metavar="NAME", default="", help="which one, such as core_endurance (the warm-up)")
    parser.add_argument("--level", choices=LEVELS, help="whose amounts (the routine's usual ones)")
    parser.add_argument("--rounds", type=int, default=0, metavar="N", help="how often all of it (as the level says)")
    parser.add_argument("--minutes", type=float, default=0.0, metavar="M", help="fit it to so many minutes")
    parser.add_argument("--pace", choices=PACES, default="normal", help="how much time moving takes (normal)")
    parser.add_argument("--detail", choices=DETAILS, default="coach", help="how much is said (coach)")


def open_coach(locale: str) -> Coach:
    """The coach with all its facts, in the language of a locale."""
    return Coach(load(), load_phrases(locale.split("-", maxsplit=1)[0]))


def wished(args: argparse.Namespace, coach: Coach) -> Plan:
    """The plan that the options ask for; where their minutes cannot be had, the nearest one, which is said.

    Raises SettingsError for a routine that there is not, and for amounts that make no sense.
    """
    if args.routine and args.routine not in coach.catalogue.routines:
        known = ", ".join(coach.catalogue.routines)
        raise SettingsError(f"there is no routine '{args.routine}'; there are {known}")
    if args.rounds < 0 or args.minutes < 0:
        raise SettingsError("--rounds and --minutes are numbers above 0")
    wish = Wish(args.routine, level=args.level, rounds=args.rounds, minutes=args.minutes, pace=args.pace)
    prepared = prepare(coach.catalogue, coach.phrases, wish, Profile(detail=args.detail, side="right"))
    if prepared is None:
        raise SettingsError("the routine has no exercises")
    if not prepared.fits:
        told = duration(prepared.plan.seconds)
        print(f"note: {args.minutes:g} minutes cannot be had; the nearest is {told}", file=sys.stderr)
    return prepared.plan
