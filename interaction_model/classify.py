"""The likeliest intent of an utterance that no template says word for word, by weights learned from the templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from interaction_model.alike import kin
from interaction_model.features import Outline, features
from interaction_model.source import HERE, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONSIDERED = 4
"""Intents that are weighed against one another."""
FULL = 300
"""A weight of this much for each feature is as sure as it gets."""
WEIGHTS_FILE = HERE / "weights.json"


@dataclass(frozen=True, slots=True)
class Learned:
    """What training leaves behind."""

    digest: str
    """Of everything that the training was made from."""
    intents: Sequence[str]
    """The answers, by number."""
    weights: Mapping[str, Sequence[int]]
    """For each feature the answers it speaks for or against, each followed by how much."""
    seen: Mapping[str, Sequence[int]]
    """For each word or type the answers in whose sentences it stands."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent and how it compares with the next best."""

    intent: str
    """The intent's name."""
    score: float
    """How much speaks for it, for each feature of the utterance; about 1 where everything does."""
    strange: tuple[int, ...]
    """The places in the outline whose words never stand in this intent's sentences."""


def guesses(drawn: Outline, learned: Learned) -> list[Guess]:
    """The likeliest intents, the best first."""
    found = features(drawn)
    scores = [0] * len(learned.intents)
    for feature in found:
        row = learned.weights.get(feature, ())
        for place in range(0, len(row), 2):
            scores[row[place]] += row[place + 1]
    ranked = sorted(range(len(scores)), key=lambda number: (-scores[number], number))[:CONSIDERED]
    unit = FULL * max(1, len(found))
    return [Guess(learned.intents[n], scores[n] / unit, _strange(drawn, n, learned)) for n in ranked]


def _strange(drawn: Outline, answer: int, learned: Learned) -> tuple[int, ...]:
    return tuple(
        place
        for place, symbols in enumerate(drawn.symbols)
        if not any(answer in learned.seen.get(known, ()) for symbol in symbols for known in (symbol, kin(symbol)))
    )


def foreign(learned: Learned) -> frozenset[str]:
    """The words and types that stand in sentences of other subjects."""
    outside = learned.intents.index(OUTSIDE) if OUTSIDE in learned.intents else -1
    return frozenset(symbol for symbol, answers in learned.seen.items() if outside in answers)


def dump(learned: Learned) -> str:
    """The text of the weights file: one feature a line, so that a change shows as few lines."""
    head = f'"digest":{json.dumps(learned.digest)},\n"intents":{json.dumps(learned.intents)}'
    return f'{{{head},\n"weights":{_lines(learned.weights)},\n"seen":{_lines(learned.seen)}}}\n'


def _lines(rows: Mapping[str, Sequence[int]]) -> str:
    lines = (f"{json.dumps(name)}:{json.dumps(rows[name], separators=(',', ':'))}" for name in sorted(rows))
    return "{\n" + ",\n".join(lines) + "\n}"


@cache
def load_learned() -> Learned:
    """The weights as they were committed."""
    return Learned(**json.loads(WEIGHTS_FILE.read_text("utf-8")))
