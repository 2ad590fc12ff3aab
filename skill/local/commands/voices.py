"""`backcoach voices`: which voices are installed, how to get the others; `calibrate` measures how fast they speak."""

from __future__ import annotations

import sys
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speech.lexicon import pronounced
from speech.script import Say, Script, script
from speech.voices.catalogue import INSTALL, NAMES, open_voice, state

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from skill.content.model import Catalogue

HELP = "which voices are there, and how to get the others"

SPOKEN_KEYS = frozenset({"text", "fix", "caveat", "location", "description", "function", "note", "what_it_is"})
"""Where the content keeps what is said."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the forms."""
    forms = parser.add_subparsers(dest="form", metavar="WHAT")
    calibrate = forms.add_parser("calibrate", help="measure how fast a voice says what the coach says")
    calibrate.add_argument("voice", choices=[name for name in NAMES if name != "tone"])
    calibrate.add_argument("--out", type=Path, metavar="FILE", help="where the figures go (beside the voice)")


def run(args: argparse.Namespace) -> int:
    """List the voices, or calibrate one."""
    return _calibrate(args.voice, args.out) if args.form == "calibrate" else _list()


def _list() -> int:
    for name in NAMES:
        problem, about = state(name)
        print(f"{name:8} missing  {problem}: {INSTALL[name]}" if problem else f"{name:8} ready    {about}")
    return 0


def _calibrate(name: str, out: Path | None) -> int:
    from speech import calibration  # numpy, and only here
    from speech.cache import Cache
    from speech.files import whole_file
    from speech.voices import catalogue

    voice = open_voice(name)
    phrases = calibration.texts(_phrases())

    def watch(done: int) -> None:
        print(f"\r{done} of {len(phrases)} phrases ", end="", file=sys.stderr, flush=True)

    try:
        measured = calibration.measure(phrases, voice, Cache(), watch)
    finally:
        voice.close()
        print(file=sys.stderr)
    found = calibration.fit(measured)
    path = out or Path(catalogue.__file__).with_name(f"{name}.toml")
    with whole_file(path) as file:
        file.write(calibration.to_toml(voice, measured, found).encode())
    print(f"{path}: {len(measured)} phrases; a new phrase is foretold within {found.error:.1%} on average")
    return 0


def _phrases() -> Iterator[Say]:
    """What the content says, and every routine at every level, phrase by phrase and pronounced as in an answer."""
    from msgspec import to_builtins

    from skill.content.load import load

    catalogue = load()
    scripts = chain(map(script, _texts(to_builtins(catalogue), spoken=False)), _routines(catalogue))
    for item in chain.from_iterable(map(pronounced, scripts)):
        if isinstance(item, Say):
            yield item


def _routines(catalogue: Catalogue) -> Iterator[Script]:
    from skill.coach.routine import Wish, prepare
    from skill.memory.choices import DETAILS, LEVELS
    from skill.memory.profile import Profile
    from skill.phrases import load_phrases

    phrases = load_phrases()
    for routine, level, detail in product(catalogue.routines, LEVELS, DETAILS):
        prepared = prepare(catalogue, phrases, Wish(routine=routine, level=level), Profile(detail=detail))
        yield prepared.plan.script() if prepared else Script()


def _texts(value: Any, *, spoken: bool) -> Iterator[str]:
    if isinstance(value, str):
        if spoken:
            yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _texts(inside, spoken=key in SPOKEN_KEYS)
    elif isinstance(value, (list, tuple)):
        for inside in value:
            yield from _texts(inside, spoken=spoken)
