"""`backcoach bench`: the speed figures of the README, measured on this machine."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from skill.errors import CoachError

if TYPE_CHECKING:
    import argparse

HELP = "measure speed against its baselines and budgets"

SUBJECTS = ("turns", "cold", "understanding", "voice")
"""Modules of `bench`, each with `run() -> list[Row]`."""
LONG = ("hearing", "scale", "load")
"""More of them, which take minutes, and only run when they are named."""


class BenchError(CoachError):
    """It cannot be measured here; the message says what is missing."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "subject", nargs="*", choices=[*SUBJECTS, *LONG, []], metavar="SUBJECT", help=", ".join(SUBJECTS + LONG)
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--readme", action="store_true", help="put the table between the README's bench marks")


def run(args: argparse.Namespace) -> int:
    """Measure; the exit status is 1 where a budget is not kept."""
    if find_spec("bench") is None:
        raise BenchError("the measurements are part of a checkout: git clone, make bench")
    from bench import report

    rows = [row for subject in args.subject or SUBJECTS for row in _measured(subject)]
    print(json.dumps(report.as_json(rows), indent=2) if args.json else report.as_text(rows))
    if args.readme:
        report.write_readme(rows)
    return 0 if all(row.ok for row in rows) else 1


def _measured(subject: str) -> list[Any]:
    try:
        found: list[Any] = import_module(f"bench.{subject}").run()
    except ModuleNotFoundError as error:
        raise BenchError(f"bench {subject} needs {error.name}: pip install --editable '.[voice,bench]'") from None
    return found
