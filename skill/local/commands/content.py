"""`backcoach content`: check the fact files, or begin a new exercise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from skill.content.check import problems
from skill.content.files import FOLDERS, TABLES, read
from skill.content.load import HERE
from skill.content.template import new_exercise

if TYPE_CHECKING:
    import argparse

HELP = "check the fact files, or begin a new exercise"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="list everything that is wrong with the fact files")
    check.add_argument("folder", nargs="?", type=Path, default=HERE, help="default: the coach's own")
    new = actions.add_parser("new", help="write a commented template for an exercise")
    new.add_argument("exercise_id", metavar="EXERCISE_ID", help="such as hip_thrust; it becomes the file's name")
    new.add_argument("--folder", type=Path, default=HERE, help="where the fact files are (default: the coach's own)")


def run(args: argparse.Namespace) -> int:
    """Do it; 2 where something is wrong with the facts."""
    if args.action == "new":
        file = new_exercise(args.exercise_id, args.folder)
        print(f"{file}: fill it in; `backcoach content check` tells what is still missing")
        return 0
    found = problems(args.folder)
    for problem in found:
        print(problem)
    if not found:
        print(_counts(args.folder))
    return 2 if found else 0


def _counts(folder: Path) -> str:
    data = read(folder).data
    return ", ".join(f"{kind} {len(data[kind])}" for kind in (*FOLDERS, *TABLES)) + ": all in order"
