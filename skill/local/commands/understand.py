"""`backcoach understand`: what a sentence means to the coach, without an answer."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from interaction_model.match import load_matcher
from interaction_model.meaning import NotUnderstood, Understood
from interaction_model.source import OUTSIDE
from skill.content.load import load
from skill.content.vocabulary import vocabulary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

HELP = "say what a sentence means: intent and slots"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("text", nargs="*", help="what somebody says; without it, each line of standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(args: argparse.Namespace) -> int:
    """Understand one sentence, or each line of standard input as it comes."""
    matcher = load_matcher(vocabulary(load()))
    lines: Iterable[str] = [" ".join(args.text)] if args.text else sys.stdin
    for line in lines:
        meaning = matcher.understand(line.rstrip("\r\n"))
        print(json.dumps(as_json(meaning), ensure_ascii=False) if args.json else as_line(meaning), flush=True)
    return 0


def as_json(meaning: Understood | NotUnderstood) -> dict[str, Any]:
    """The meaning as plain values; what is not understood is the fallback intent."""
    if isinstance(meaning, NotUnderstood):
        return {"text": meaning.text, "intent": OUTSIDE, "slots": {}, "score": 0.0}
    slots = {name: {"value": heard.value, "id": heard.id} for name, heard in meaning.slots.items()}
    return {"text": meaning.text, "intent": meaning.intent, "slots": slots, "score": meaning.score}


def as_line(meaning: Understood | NotUnderstood) -> str:
    """The meaning in one line for a person."""
    if isinstance(meaning, NotUnderstood):
        near = ", ".join(guess.intent for guess in meaning.nearest)
        return f"{meaning.text}  →  not understood" + (f" (nearest: {near})" if near else "")
    slots = " ".join(f"{name}={heard.id}" for name, heard in meaning.slots.items())
    return (
        f"{meaning.text}  →  {meaning.intent} {slots}".rstrip()
        + f"  ({meaning.score:.2f}: {meaning.template or 'by likeness'})"
    )
