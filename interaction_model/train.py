"""Learning to tell the intents apart: an averaged perceptron, in whole numbers, so that any machine learns the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from itertools import count as counter
from math import gcd
from typing import TYPE_CHECKING

from interaction_model.classify import Learned
from interaction_model.examples import Example, fill
from interaction_model.features import features, outline
from interaction_model.mentions import Names
from interaction_model.sample import count, spread
from interaction_model.source import OUTSIDE, Source
from interaction_model.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interaction_model.vocabulary import Vocabulary

ROUNDS = 6
MARGIN = 12
"""A right answer must win by this much, or it is learned from again."""
PER_TEMPLATE = 80
ALL_UP_TO = 160
"""Templates with so many sentences or fewer are learned whole."""
SHORTEST_TOLD = 3
"""Words of an example that may stand in a longer speech."""
SCALE = 100
"""Weights are hundredths."""
SMALLEST = 12
"""Weights nearer to nothing than this are left out."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence and its meaning, as the classifier sees them."""

    intent: str
    """Its intent."""
    features: tuple[str, ...]
    """What the classifier sees of it."""


def learn(source: Source, content: Vocabulary, examples: Iterable[Example] = ()) -> Learned:
    """Train on the sentences of every template and on the examples, names filled in from the vocabulary."""
    lessons = list(dict.fromkeys(_lessons(source, source.vocabulary(content), examples)))
    intents = tuple(dict.fromkeys(lesson.intent for lesson in lessons))
    numbers = {intent: number for number, intent in enumerate(intents)}
    seen: dict[str, set[int]] = defaultdict(set)
    for lesson in lessons:
        for feature in lesson.features:
            if " " not in feature:
                seen[feature].add(numbers[lesson.intent])
    weights = _perceptron([(numbers[e.intent], e.features) for e in lessons], len(intents))
    seen_by = {feature: sorted(found) for feature, found in seen.items()}
    return Learned(digest(source, content), list(intents), weights, seen_by)


def digest(source: Source, content: Vocabulary) -> str:
    """A fingerprint of everything that training is made from: settings, authors' files and names."""
    settings = (ROUNDS, MARGIN, PER_TEMPLATE, ALL_UP_TO, SCALE, SMALLEST)
    return sha256(repr((settings, source.fingerprint, sorted(content.items()))).encode()).hexdigest()[:16]


def _lessons(source: Source, vocabulary: Vocabulary, examples: Iterable[Example]) -> Iterator[Lesson]:
    names, own = Names(vocabulary, source.loose), frozenset(source.types)
    told = [told for turn, example in enumerate(examples) for told in _told(example, source, turn)]
    for turn, example in enumerate(chain(_said(source), told)):
        row = words(fill(example, source, vocabulary, turn)[0])
        drawn = outline(row, names.find(row), lambda mention: mention.sure, own)
        yield Lesson(example.intent, tuple(features(drawn)))


def _told(example: Example, source: Source, turn: int) -> Iterator[Example]:
    """An example as it is, and with talk around it that decides nothing."""
    yield example
    before, after = source.asides
    if before and after and len(example.text.split()) >= SHORTEST_TOLD:
        yield Example(example.intent, f"{before[turn % len(before)]} {example.text}")
        if turn % 3 == 0:
            yield Example(example.intent, f"{example.text} {after[turn % len(after)]}")


def _said(source: Source) -> Iterator[Example]:
    """What the templates say, and what is said to others."""
    for template in source.templates:
        total = count(template.node, source.rules)
        for text in spread(template.node, source.rules, total if total <= ALL_UP_TO else PER_TEMPLATE):
            yield Example(template.intent, text)
    for group in source.outside.values():
        for text in group:
            yield Example(OUTSIDE, text)


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
