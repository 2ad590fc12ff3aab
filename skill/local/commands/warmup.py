"""`backcoach warmup`: a guided warm-up on the loudspeaker, a line that shows where it is, and keys that steer it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from skill.local.coaching import KEYS, Coaching
from skill.local.deck import FastDeck, SilentDeck
from skill.local.keys import single_keys
from skill.local.routines import open_coach, routine_options, wished
from skill.settings import read_settings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from skill.local.deck import Deck

HELP = "a guided warm-up on your loudspeaker"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    routine_options(parser)
    parser.add_argument("--fast", action="store_true", help="no sound and no waiting")
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.add_argument("--voice", help="the voice: pyttsx3, piper or tone (default: the setting BACKCOACH_VOICE)")


def run(args: argparse.Namespace) -> int:
    """Play it. Without a sound device this is an error, unless silence was asked for."""
    settings = read_settings()
    coach = open_coach(settings.locale)
    plan = wished(args, coach)
    deck = FastDeck() if args.fast else SilentDeck() if args.mute else _loudspeaker(args.voice or settings.voice)
    live = sys.stdout.isatty()
    with single_keys() as key:
        if live:
            print(KEYS)
        finished = Coaching(coach, plan, deck).run(key, _live() if live else _lines())
    print("done" if finished else "stopped")
    return 0


def _loudspeaker(voice_name: str) -> Deck:
    from skill.local.deck import SoundDeck  # brings numpy, which silence does without
    from speech.cache import Cache
    from speech.playback import Loudspeaker
    from speech.voices import open_voice

    voice = open_voice(voice_name)
    return SoundDeck(voice, Cache(), lambda: Loudspeaker(voice.sample_rate))


def _live() -> Callable[[str], None]:
    """Draw each line over the one before."""
    longest = 0

    def show(line: str) -> None:
        nonlocal longest
        longest = max(longest, len(line))
        print(f"\r{line:{longest}}", end="", flush=True)

    return show


def _lines() -> Callable[[str], None]:
    """Print a line whenever something else is to be done; the seconds alone are no news on paper."""
    before = ""

    def show(line: str) -> None:
        nonlocal before
        what = " · ".join(part for part in line.split(" · ") if not part.endswith((" s", " left")))
        if what != before:
            print(line, flush=True)
            before = what

    return show
