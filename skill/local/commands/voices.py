"""`backcoach voices`: which voices are installed, and the command that installs a missing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speech.voices.catalogue import INSTALL, NAMES, state

if TYPE_CHECKING:
    import argparse

HELP = "which voices are there, and how to get the others"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to declare."""
    del parser


def run(args: argparse.Namespace) -> int:
    """List them."""
    del args
    for name in NAMES:
        problem, about = state(name)
        print(f"{name:8} missing  {problem}: {INSTALL[name]}" if problem else f"{name:8} ready    {about}")
    return 0
