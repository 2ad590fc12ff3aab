"""`backcoach migrate`: move what is remembered from one store to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from ask_sdk_core.exceptions import PersistenceException

from skill.errors import CoachError
from skill.service import open_store

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

HELP = "copy what is remembered from one store to another"


class MigrationError(CoachError):
    """The rows cannot be moved; the message says which store and why. What was copied so far is whole."""


class Rows(Protocol):
    """A store whose rows can be listed and written."""

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every key with its attributes."""

    def accounts(self) -> dict[str, str]:
        """The account of every person who is known beside it."""

    def put(self, key: str, attributes: dict[str, Any], whose: str = "") -> None:
        """Write one row."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("source", metavar="FROM", help="sqlite:///path or dynamodb://table")
    parser.add_argument("goal", metavar="TO", help="the same")
    parser.add_argument("--overwrite", action="store_true", help="replace rows that are there already")


def run(args: argparse.Namespace) -> int:
    """Copy, and count."""
    if args.source == args.goal:
        raise MigrationError(f"{args.source} is one and the same store")
    source, goal = _store(args.source), _store(args.goal)
    try:
        copied, left = copy(source, goal, overwrite=args.overwrite)
    except PersistenceException as error:
        raise MigrationError(str(error)) from None
    print(f"{copied} copied, {left} left as they were")
    return 0


def copy(source: Rows, goal: Rows, *, overwrite: bool = False) -> tuple[int, int]:
    """Copy every row; returns how many were copied, and how many were there already and left as they were."""
    there = set() if overwrite else {key for key, _ in goal.rows()}
    accounts, copied, left = source.accounts(), 0, 0
    for key, attributes in source.rows():
        if key in there:
            left += 1
        else:
            goal.put(key, attributes, accounts.get(key, ""))
            copied += 1
    return copied, left


def _store(address: str) -> Rows:
    store = open_store(address)
    if not hasattr(store, "accounts"):
        raise MigrationError(f"'{address}' keeps nothing to move; it can be sqlite:///path or dynamodb://table")
    return cast("Rows", store)
