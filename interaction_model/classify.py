"""The likeliest intent of an utterance that no template says word for word, by weights learned from the templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from interaction_model.features import Outline, features
from interaction_model.source import HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    intents: tuple[str, ...]
    """The answers, by number."""
    weights: Mapping[str, tuple[tuple[int, int], ...]]
    """For each feature the answers it speaks for or against, and how much."""
    seen: Mapping[str, frozenset[int]]
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
        for number, weight in learned.weights.get(feature, ()):
            scores[number] += weight
    ranked = sorted(range(len(scores)), key=lambda number: (-scores[number], number))[:CONSIDERED]
    unit = FULL * max(1, len(found))
    return [Guess(learned.intents[n], scores[n] / unit, _strange(drawn, n, learned)) for n in ranked]


def _strange(drawn: Outline, answer: int, learned: Learned) -> tuple[int, ...]:
    unseen: frozenset[int] = frozenset()
    return tuple(
        place
        for place, symbols in enumerate(drawn.symbols)
        if not any(answer in learned.seen.get(symbol, unseen) for symbol in symbols)
    )


def dump(learned: Learned) -> str:
    """The text of the weights file: one feature a line, so that a change shows as few lines."""
    head = json.dumps({"digest": learned.digest, "intents": learned.intents})
    rows = [[name, [n for pair in pairs for n in pair], sorted(learned.seen.get(name, ()))] for name, pairs in learned.weights.items()]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"[{head},\n{lines}]\n"


@cache
def load_learned() -> Learned:
    """The weights as they were committed."""
    head, *rows = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    weights = {name: tuple(zip(flat[::2], flat[1::2], strict=True)) for name, flat, _ in rows}
    seen = {name: frozenset(numbers) for name, _, numbers in rows if numbers}
    return Learned(head["digest"], tuple(head["intents"]), weights, seen)
