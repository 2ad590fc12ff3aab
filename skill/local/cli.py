"""The `backcoach` command: finds the subcommand's module, runs it, and turns a mistake into one clear line."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from interaction_model.errors import ModelError
from skill.errors import CoachError
from speech.errors import SpeechError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "ask",
    "chat",
    "understand",
    "explain",
    "render",
    "warmup",
    "voices",
    "serve",
    "model",
    "content",
    "skill-package",
    "package",
    "migrate",
    "bench",
)
"""Each is a module of `skill.local.commands`; only the one that is asked for is imported."""


class Command(Protocol):
    """What a module of `skill.local.commands` offers."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the number is the exit status."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 is success, 2 a mistake that the message explains, 130 Ctrl-C."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        args = _parser(words).parse_args(words)
        return _command(args.command).run(args)
    except (CoachError, SpeechError, ModelError) as error:
        print(f"backcoach: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backcoach", description="A voice coach for the lower back, on your desk.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _wanted(words):
        command = _command(name)
        subparser = subparsers.add_parser(name, help=command.HELP, description=command.HELP)
        command.arguments(subparser)
    return parser


def _wanted(words: Sequence[str]) -> Sequence[str]:
    """The one command that is asked for, or all of them for the help text."""
    return [words[0]] if words and words[0] in COMMANDS else COMMANDS


def _command(name: str) -> Command:
    command: Command = import_module(f"skill.local.commands.{name.replace('-', '_')}")
    return command


if __name__ == "__main__":
    sys.exit(main())
