"""`backcoach model`: build the Alexa interaction model, or look for everything that is wrong with one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from interaction_model.build import MODEL_FILE, build, write
from interaction_model.check import problems
from interaction_model.errors import ModelError
from interaction_model.source import load_source
from skill.content.load import load
from skill.content.vocabulary import vocabulary

if TYPE_CHECKING:
    import argparse

HELP = "build or check the Alexa interaction model"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two things to do."""
    parser.add_argument("action", choices=["build", "check"], help="write the model, or lint it")
    parser.add_argument("file", nargs="?", type=Path, help="check: any model instead of ours")


def run(args: argparse.Namespace) -> int:
    """0 when all is well, 2 when the model has problems or is stale."""
    return _build() if args.action == "build" else _check(args.file)


def _build() -> int:
    text = _generated()
    MODEL_FILE.write_text(text, "utf-8")
    print(f"wrote {MODEL_FILE.name}: {len(text.encode()):,} bytes")
    return 0


def _check(file: Path | None) -> int:
    path = file or MODEL_FILE
    text = _read(path)
    found = problems(text)
    if file is None and text != _generated():
        found.append(f"{path.name}: is older than its sources; run `backcoach model build`")
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{path.name}: {len(found)} problems" if found else f"{path.name}: in order")
    return 2 if found else 0


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: cannot be read ({error}); `backcoach model build` writes ours") from error


def _generated() -> str:
    return write(build(load_source(), vocabulary(load())))
