"""Learning to tell the intents apart: an averaged perceptron, in whole numbers, so that any machine learns the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import count as counter
from math import gcd
from typing import TYPE_CHECKING

from interaction_model.classify import Learned
from interaction_model.features import features, outline
from interaction_model.mentions import Names
from interaction_model.sample import count, spread
from interaction_model.source import OUTSIDE, Source
from interaction_model.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from interaction_model.vocabulary import Vocabulary

ROUNDS = 6
MARGIN = 12
"""A right answer must win by this much, or it is learned from again."""
PER_TEMPLATE = 80
ALL_UP_TO = 160
"""Templates with so many sentences or fewer are learned whole."""
SCALE = 100
"""Weights are hundredths."""
SMALLEST = 12
"""Weights nearer to nothing than this are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and its meaning."""

    intent: str
    """Its intent."""
    features: tuple[str, ...]
    """What the classifier sees of it."""


def learn(source: Source, content: Vocabulary) -> Learned:
    """Train on the sentences of every template, names filled in from the vocabulary."""
    vocabulary = source.vocabulary(content)
    examples = list(dict.fromkeys(_examples(source, vocabulary)))
    intents = tuple(dict.fromkeys(example.intent for example in examples))
    numbers = {intent: number for number, intent in enumerate(intents)}
    seen: dict[str, set[int]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            if " " not in feature:
                seen[feature].add(numbers[example.intent])
    weights = _perceptron([(numbers[e.intent], e.features) for e in examples], len(intents))
    seen_by = {feature: sorted(found) for feature, found in seen.items()}
    return Learned(digest(source, content), list(intents), weights, seen_by)


def digest(source: Source, content: Vocabulary) -> str:
    """A fingerprint of everything that training is made from: settings, authors' files and names."""
    settings = (ROUNDS, MARGIN, PER_TEMPLATE, ALL_UP_TO, SCALE, SMALLEST)
    return sha256(repr((settings, source.fingerprint, sorted(content.items()))).encode()).hexdigest()[:16]


def _examples(source: Source, vocabulary: Vocabulary) -> Iterator[Example]:
    names = Names(vocabulary, source.loose)
    turn = counter()
    for template in source.templates:
        total = count(template.node, source.rules)
        for text in spread(template.node, source.rules, total if total <= ALL_UP_TO else PER_TEMPLATE):
            yield _example(template.intent, fill(text, source, vocabulary, next(turn)), names)
    for group in source.outside.values():
        for text in group:
            yield _example(OUTSIDE, text, names)


def fill(text: str, source: Source, vocabulary: Vocabulary, turn: int) -> str:
    """A sample with a name in place of each slot; the turn chooses which."""
    row = text.split()
    return " ".join(_name(word, source, vocabulary, turn * 7 + place) for place, word in enumerate(row))


def _name(word: str, source: Source, vocabulary: Vocabulary, turn: int) -> str:
    if not word.startswith("{"):
        return word
    type_ = source.slots[word[1:-1]]
    said = [value.name for value in vocabulary.get(type_, ())] or source.examples[type_]
    return said[turn % len(said)]


def _example(intent: str, text: str, names: Names) -> Example:
    row = words(text)
    return Example(intent, tuple(features(outline(row, names.find(row), lambda mention: mention.sure))))


def _perceptron(examples: list[tuple[int, tuple[str, ...]]], answers: int) -> dict[str, list[int]]:
    weights: dict[str, dict[int, int]] = defaultdict(dict)
    totals: dict[str, dict[int, int]] = defaultdict(dict)
    steps = ROUNDS * len(examples)
    step = 0
    for turn in range(ROUNDS):
        for place in _order(len(examples), turn):
            answer, found = examples[place]
            scores = [0] * answers
            for feature in found:
                for number, weight in weights[feature].items():
                    scores[number] += weight
            rival = max((n for n in range(answers) if n != answer), key=lambda n: scores[n])
            if scores[answer] - scores[rival] < MARGIN:
                for feature in found:
                    for number, change in ((answer, 1), (rival, -1)):
                        weights[feature][number] = weights[feature].get(number, 0) + change
                        totals[feature][number] = totals[feature].get(number, 0) + change * (steps - step)
            step += 1
    return {feature: row for feature, sums in totals.items() if (row := _averages(sums, steps))}


def _order(size: int, turn: int) -> Iterator[int]:
    """A shuffle that needs no chance: steps through all places with a stride that shares no divisor with the size."""
    stride = next(step for step in counter(size * 5 // 8 + turn * 101) if gcd(step, size) == 1)
    return ((turn + place * stride) % size for place in range(size))


def _averages(sums: Mapping[int, int], steps: int) -> list[int]:
    averages = ((number, total * SCALE // steps) for number, total in sorted(sums.items()))
    return [part for pair in averages if abs(pair[1]) >= SMALLEST for part in pair]
