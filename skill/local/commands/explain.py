"""`backcoach explain`: the X-ray of one turn, for whoever works on the skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from interaction_model.match import Understood
from skill.local.desk import open_echo
from skill.local.xray import Hit, xray
from skill.memory.profile import read_profile
from skill.settings import read_settings

if TYPE_CHECKING:
    import argparse

HELP = "show everything between what is said and what is heard"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "text", nargs="+", help="what to say; of several, said in one conversation, the last is explained"
    )


def run(args: argparse.Namespace) -> int:
    """Say it and print what happened inside."""
    settings = read_settings()
    echo = open_echo(replace(settings, store=settings.store or "memory"))
    exchange = [echo.say(text) for text in args.text][-1]
    found = echo.matcher.understand(exchange.text)
    hit = Hit(found.template, found.score) if isinstance(found, Understood) else Hit("", 0.0)
    print("\n".join(xray(exchange, hit, echo.service.coach, read_profile(None))))
    return 0
