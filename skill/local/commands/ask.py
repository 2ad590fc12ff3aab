"""`backcoach ask`: one question, or several in a row, through the whole stack; on paper, as sound, in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from skill.errors import SettingsError
from skill.local.desk import open_echo
from skill.local.paper import dialogue, script_as_json
from skill.local.sound import Sound
from skill.settings import read_settings
from speech.script import pause, script
from speech.timing import seconds

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from skill.local.device import Exchange
    from speech.script import Script

HELP = "ask a question and hear the paced answer"

BETWEEN_TURNS = pause(1.0)
"""Stands for the person's turn where several answers are put into one file."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "text", nargs="*", help="what to ask; several are asked one after the other in one conversation"
    )
    parser.add_argument("--audio", type=Path, action="append", default=[], metavar="FILE", help="a spoken question")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each question, and no sound")
    parser.add_argument("--wav", type=Path, metavar="FILE", help="write what is heard to a WAV file")
    parser.add_argument("--mute", action="store_true", help="do not play it")
    parser.add_argument("--voice", help="the voice: pyttsx3, piper or tone (default: the setting BACKCOACH_VOICE)")
    parser.add_argument("--locale", help="the language, such as en-US (default: the setting BACKCOACH_LOCALE)")


def run(args: argparse.Namespace) -> int:
    """Ask, show, play, write. The transcript is printed before any sound is tried."""
    settings = read_settings()
    settings = replace(
        settings,
        voice=args.voice or settings.voice,
        locale=args.locale or settings.locale,
        store=settings.store or "memory",  # the same question gets the same answer tomorrow
    )
    echo = open_echo(settings)
    exchanges = [echo.say(text) for text in (*args.text, *_heard(args.audio))]
    if not exchanges:
        raise SettingsError('there is no question: ask "how do I do a good morning", or give --audio FILE')
    for exchange in exchanges:
        print(
            json.dumps(as_json(exchange), ensure_ascii=False) if args.json else "\n".join(dialogue(exchange)),
            flush=True,
        )
    sound = Sound(settings.voice)
    heard = _together(exchanges)
    if args.wav:
        sound.write(heard, args.wav)
    if not (args.json or args.mute):
        sound.play(heard)
    return 0


def _heard(sounds: Sequence[Path]) -> list[str]:
    """What is said in sound files."""
    if not sounds:
        return []
    from skill.local.listening import heard  # brings the recogniser, which typing does not need

    return [heard(sound) for sound in sounds]


def as_json(exchange: Exchange) -> dict[str, Any]:
    """One exchange as the object that `--json` prints."""
    return {
        "text": exchange.text,
        "intent": exchange.intent,
        "slots": {name: {"value": heard.value, "id": heard.id} for name, heard in exchange.slots.items()},
        "request": exchange.request,
        "response": exchange.response,
        "seconds": round(seconds(exchange.script), 2),
        "script": script_as_json(exchange.script),
    }


def _together(exchanges: Sequence[Exchange]) -> Script:
    first, *rest = [exchange.script for exchange in exchanges]
    return script(first, *(item for each in rest for item in (BETWEEN_TURNS, each)))
