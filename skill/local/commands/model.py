"""`backcoach model`: build Alexa's interaction model and the matcher's weights, check them, or measure the matcher."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from interaction_model.build import MODEL_FILE, build, write
from interaction_model.check import problems
from interaction_model.classify import WEIGHTS_FILE, dump, load_learned
from interaction_model.errors import ModelError
from interaction_model.examples import load_examples
from interaction_model.grammar import Grammar
from interaction_model.measure import measure
from interaction_model.source import Source, load_source
from interaction_model.train import digest, learn
from skill.content.load import load
from skill.content.vocabulary import vocabulary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from interaction_model.vocabulary import Vocabulary

HELP = "build or check the Alexa interaction model, or measure how much is understood"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the things to do."""
    parser.add_argument(
        "action", choices=["build", "check", "measure"], help="write, lint, or try on examples held out"
    )
    parser.add_argument("file", nargs="?", type=Path, help="check: any model instead of ours")


def run(args: argparse.Namespace) -> int:
    """0 when all is well, 2 when something is wrong or older than its sources."""
    if args.action == "build":
        return _build(load_source(), vocabulary(load()))
    if args.action == "measure":
        source = load_source()
        print(measure(source, vocabulary(load()), load_examples(source)))
        return 0
    found = list(_foreign(args.file) if args.file else _ours(load_source(), vocabulary(load())))
    for problem in found:
        print(problem, file=sys.stderr)
    name = (args.file or MODEL_FILE).name
    print(f"{name}: {len(found)} {'problem' if len(found) == 1 else 'problems'}" if found else f"{name}: in order")
    return 2 if found else 0


def _build(source: Source, content: Vocabulary) -> int:
    text = write(build(source, content))
    MODEL_FILE.write_text(text, "utf-8")
    print(f"wrote {MODEL_FILE.name}: {len(text.encode()):,} bytes")
    if not WEIGHTS_FILE.exists() or load_learned().digest != digest(source, content):
        print("learning to tell the intents apart, about half a minute …", flush=True)
        WEIGHTS_FILE.write_text(dump(learn(source, content, load_examples(source))), "utf-8")
        print(f"wrote {WEIGHTS_FILE.name}: {WEIGHTS_FILE.stat().st_size:,} bytes")
    return 0


def _foreign(path: Path) -> Iterator[str]:
    yield from problems(_read(path))


def _ours(source: Source, content: Vocabulary) -> Iterator[str]:
    text = _read(MODEL_FILE)
    yield from problems(text)
    for sentence, intents in Grammar(source).ambiguous():
        yield f"intents: {sentence!r} is a sentence of {' and '.join(intents)}; keep it in one"
    if text != write(build(source, content)):
        yield f"{MODEL_FILE.name}: is older than its sources; run `backcoach model build`"
    if load_learned().digest != digest(source, content):
        yield f"{WEIGHTS_FILE.name}: is older than its sources; run `backcoach model build`"


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: cannot be read ({error}); `backcoach model build` writes ours") from error
