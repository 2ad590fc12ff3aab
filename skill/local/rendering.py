"""What the commands that write sound share: their options, the progress bar, and files of sound and captions."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from speech.cache import Cache
from speech.captions import as_json, web_vtt
from speech.clips import Clips
from speech.errors import OutputError
from speech.files import whole_file
from speech.timing import seconds
from speech.voices import NAMES, open_voice

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from speech.script import Script
    from speech.timing import Cue

_BAR = 30
_SHOW_AFTER = 1.0
"""Seconds of work before a bar is worth showing."""


def rendering_options(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Declare what every rendering takes; `required` is the file, which some renderings can do without."""
    parser.add_argument("--out", required=required, metavar="FILE", type=Path, help="FILE.wav or FILE.mp3")
    parser.add_argument("--captions", metavar="FILE", type=Path, help="FILE.vtt for players, or FILE.json for programs")
    parser.add_argument("--voice", metavar="NAME", default="", help=f"one of {', '.join(NAMES)} ({NAMES[0]})")


def render_script(script: Script, args: argparse.Namespace, *, folder: Path | None = None, fetch: bool = False) -> None:
    """Write the sound and its captions, and say in one line what came out."""
    write = writer(args.out)
    voice = open_voice(args.voice)
    clips = Clips(fetch=fetch, folder=folder)
    bar = ProgressBar(seconds(script, voice.profile))
    try:
        cues = write(script, voice, args.out, Cache(), clips=clips, progress=bar.update)
    finally:
        bar.clear()
        voice.close()
    if args.captions is not None:
        write_captions(cues, args.captions)
    for note in clips.notes:
        print(f"note: {note}", file=sys.stderr)
    print(f"{args.out}: {cues[-1].end if cues else 0:.3f} seconds, {voice.name}")


def writer(path: Path) -> Callable[..., tuple[Cue, ...]]:
    """What writes a file of this ending. Raises OutputError for an ending that means no sound."""
    match path.suffix.lower():
        case ".wav":
            from speech.audio import write_wav

            return write_wav
        case ".mp3":
            from speech.mp3 import write_mp3

            return write_mp3
        case other:
            raise OutputError(f"{path} ends in {other or 'nothing'}; write a .wav or a .mp3 file")


def write_captions(cues: tuple[Cue, ...], path: Path) -> None:
    """Write what is said and when: JSON for a .json file, WebVTT for any other."""
    text = json.dumps(as_json(cues), indent=1, ensure_ascii=False) if path.suffix == ".json" else web_vtt(cues)
    with whole_file(path) as file:
        file.write(text.encode())


class ProgressBar:
    """A line on the terminal with the time left; nothing where nobody watches or the work is short."""

    def __init__(self, total: float, now: Callable[[], float] = time.monotonic) -> None:
        self._total = max(total, 0.001)
        self._now = now
        self._began = now()
        self._shown = False

    def update(self, cue: Cue) -> None:
        """Show how far the rendering is."""
        spent = self._now() - self._began
        if spent < _SHOW_AFTER or not sys.stderr.isatty():
            return
        done = min(cue.end / self._total, 1.0)
        left = spent / done - spent if done else 0.0
        bar = "█" * round(done * _BAR)
        print(f"\r[{bar:{_BAR}}] {done:4.0%}  {left:.0f} s left ", end="", file=sys.stderr, flush=True)
        self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print(f"\r{'':{_BAR + 24}}\r", end="", file=sys.stderr, flush=True)
