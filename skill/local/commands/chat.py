"""`backcoach chat`: a conversation with a virtual Echo; it listens as long as a real one would."""

from __future__ import annotations

import select
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from skill.local.desk import open_echo
from skill.local.paper import dialogue, spoken_lines
from skill.local.sound import Sound
from skill.settings import read_settings

if TYPE_CHECKING:
    import argparse

    from skill.local.device import Echo, Exchange
    from speech.script import Script

HELP = "talk with a virtual Echo"

LISTENS_SECONDS = 8.0
"""An Echo waits so long for an answer, then again after the reprompt (alexa-rules 1.4)."""

HINT = "Type what you would say. An empty line is silence; Ctrl-D leaves."

LEAVING = ""
"""What `_typed` gives at the end of the input; a typed line always ends in a line break."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--fast", action="store_true", help="no sound and no waiting: an empty line stands for silence")
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.add_argument("--voice", help="the voice: pyttsx3, piper or tone (default: the setting BACKCOACH_VOICE)")


def run(args: argparse.Namespace) -> int:
    """Launch the skill and talk until the input ends. A session that closed is opened again by the next words."""
    settings = read_settings()
    settings = replace(settings, voice=args.voice or settings.voice)
    echo = open_echo(settings)
    sound = None if args.fast or args.mute else Sound(settings.voice)
    patience = None if args.fast or not sys.stdin.isatty() else LISTENS_SECONDS
    print(HINT)
    exchange: Exchange | None = _show(echo.launch(), sound)
    while (said := _answer(exchange, patience, sound)) != LEAVING:
        text = said.strip()
        if text:
            exchange = _show(echo.say(text), sound)
        elif exchange:
            _gone(echo)
            exchange = None
    _gone(echo)
    return 0


def _show(exchange: Exchange, sound: Sound | None) -> Exchange | None:
    """Print and play one turn; None where the session is over."""
    print("\n".join(list(dialogue(exchange))[bool(exchange.text) :]), flush=True)
    if sound:
        sound.play(exchange.script)
    return exchange if exchange.open else None


def _answer(exchange: Exchange | None, patience: float | None, sound: Sound | None) -> str:
    """Wait for words: silence is met once with the reprompt, a second silence is an empty line."""
    first = _typed(patience if exchange else None)
    if exchange is None or first.strip() or first == LEAVING:
        return first
    _reprompt(exchange.reprompt, sound)
    return _typed(patience)


def _reprompt(script: Script, sound: Sound | None) -> None:
    print("\n".join(spoken_lines(script)), flush=True)
    if sound:
        sound.play(script)


def _typed(patience: float | None) -> str:
    """One line of input with its line break; only a line break after so many seconds of silence; LEAVING at the end."""
    print("you      ", end="", flush=True)
    if patience is not None and not select.select([sys.stdin], [], [], patience)[0]:
        print("(silence)")
        return "\n"
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(line, end="" if line.endswith("\n") else "\n")
    return line


def _gone(echo: Echo) -> None:
    """Let the session die."""
    if echo.end():
        print(f"{'':<9}(the session has ended)")
