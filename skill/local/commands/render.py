"""`backcoach render`: any Alexa SSML, or a whole warm-up, to a sound file with exact pauses, and captions beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from skill.errors import SettingsError
from skill.local.rendering import render_script, rendering_options
from skill.local.routines import open_coach, routine_options, wished
from skill.settings import read_settings
from speech.errors import LimitError, OutputError, SSMLError
from speech.judging import Mode
from speech.reader import MAX_CHARACTERS, examine
from speech.script import in_language
from speech.ssml import check, measure

if TYPE_CHECKING:
    import argparse

HELP = "SSML, or a warm-up, to WAV or MP3 with exact pauses"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of each form."""
    forms = parser.add_subparsers(dest="form", required=True, metavar="WHAT")
    ssml = forms.add_parser("ssml", help="an SSML document of Alexa's")
    ssml.add_argument("file", metavar="FILE", help="the document; - is the standard input")
    ssml.add_argument("--locale", default="en-US", help="whose rules apply (en-US)")
    ssml.add_argument("--lenient", action="store_true", help="play what Alexa would refuse, and say what was ignored")
    ssml.add_argument("--fetch", action="store_true", help="fetch audio clips from the web")
    rendering_options(ssml)
    warmup = forms.add_parser("warmup", help="a guided warm-up, or all recordings that a skill in the cloud needs")
    routine_options(warmup)
    rendering_options(warmup, required=False)
    warmup.add_argument("--all", action="store_true", help="every level, number of rounds, pace and amount of talk")
    warmup.add_argument("--out-dir", type=Path, metavar="DIR", help="where they go, with a manifest; resumable")


def run(args: argparse.Namespace) -> int:
    """Render one document, one warm-up, or all of them."""
    return _warmup(args) if args.form == "warmup" else _ssml(args)


def _warmup(args: argparse.Namespace) -> int:
    from skill.local.warmups import render_all, render_one  # brings numpy, which the help text does without

    coach = open_coach(read_settings().locale)
    if args.all != (args.out_dir is not None) or args.all == (args.out is not None):
        raise SettingsError("give either --out FILE for one warm-up, or --all --out-dir DIR for all recordings")
    if not args.all:
        render_one(wished(args, coach), args.out, args.captions, args.voice)
        return 0
    made = render_all(coach, args.out_dir, args.voice, args.routine)
    print(f"{args.out_dir}: {made} recordings made, the others were there")
    return 0


def _ssml(args: argparse.Namespace) -> int:
    text = _text(args.file)
    reading = examine(text, args.locale, Mode.LENIENT if args.lenient else Mode.STRICT)
    for note in reading.notes:
        print(f"note: {note}", file=sys.stderr)
    try:
        check(measure(reading.script, text))
    except LimitError as limit:
        print(f"note: Alexa would refuse this as one response: {limit}", file=sys.stderr)
    folder = Path() if args.file == "-" else Path(args.file).parent
    render_script(in_language(reading.script, args.locale), args, folder=folder, fetch=args.fetch)
    return 0


def _text(name: str) -> str:
    """The document; no more of it is read than any document may have."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(4 * MAX_CHARACTERS + 4).decode()
        with Path(name).open(encoding="utf-8-sig") as file:
            return file.read(MAX_CHARACTERS + 1)
    except OSError as error:
        raise OutputError(f"cannot read {name}: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise SSMLError(f"{name} is not UTF-8 text", "save it as UTF-8", 1, error.start + 1) from None
