"""An n-gram language model from example sentences, in the ARPA format that recognisers read. Pure arithmetic."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Gram: TypeAlias = tuple[str, ...]

ORDER = 3
"""Words that are looked at together."""
DISCOUNT = 0.7
"""Taken from each count that was seen, for what was not (absolute discounting: Ney, Essen and Kneser 1994)."""
START, END = "<s>", "</s>"
NEVER = -99.0
"""The logarithm that the format writes for a probability of zero."""


def arpa(sentences: Iterable[Iterable[str]]) -> str:
    """Learn from sentences, each a row of words, and write the model.

    Every seen n-gram keeps its count less a discount, and shares what that leaves with the (n-1)-gram; the back-off
    weights make the probabilities that follow any words sum to one.
    """
    counts = _counts(sentences)
    seen = _probabilities(counts)
    weights = _back_offs(seen)
    return "\n".join(["\\data\\", *_sizes(counts), *_sections(seen, weights), "", "\\end\\", ""])


def _counts(sentences: Iterable[Iterable[str]]) -> list[Counter[Gram]]:
    """How often each row of one, two, … words stands; the list's place 0 holds single words."""
    counts: list[Counter[Gram]] = [Counter() for _ in range(ORDER)]
    for sentence in sentences:
        row = (START, *sentence, END)
        for length, counter in enumerate(counts, 1):
            counter.update(row[i : i + length] for i in range(len(row) - length + 1))
    return counts


def _probabilities(counts: list[Counter[Gram]]) -> list[dict[Gram, float]]:
    """The probability of each seen n-gram's last word after the others."""
    words = {gram: count for gram, count in counts[0].items() if gram != (START,)}
    total = sum(words.values())
    found: list[dict[Gram, float]] = [{gram: count / total for gram, count in words.items()}]
    for counter in counts[1:]:
        totals: Counter[Gram] = Counter()
        kinds: Counter[Gram] = Counter()
        for gram, count in counter.items():
            totals[gram[:-1]] += count
            kinds[gram[:-1]] += 1
        shorter = found[-1]
        found.append(
            {
                gram: (count - DISCOUNT + DISCOUNT * kinds[gram[:-1]] * shorter[gram[1:]]) / totals[gram[:-1]]
                for gram, count in counter.items()
            }
        )
    return found


def _back_offs(seen: list[dict[Gram, float]]) -> dict[Gram, float]:
    """What the shorter model's probability is multiplied with after words that were seen with other successors."""
    spent: defaultdict[Gram, float] = defaultdict(float)
    shorter: defaultdict[Gram, float] = defaultdict(float)
    for length, probabilities in enumerate(seen[1:], 1):
        for gram, probability in probabilities.items():
            spent[gram[:-1]] += probability
            shorter[gram[:-1]] += seen[length - 1][gram[1:]]
    return {gram: max(1 - spent[gram], 0.0) / max(1 - shorter[gram], 1e-9) for gram in spent}


def _sizes(counts: list[Counter[Gram]]) -> Iterator[str]:
    return (f"ngram {length}={len(counter)}" for length, counter in enumerate(counts, 1))


def _sections(seen: list[dict[Gram, float]], weights: Mapping[Gram, float]) -> Iterator[str]:
    for length, probabilities in enumerate(seen, 1):
        yield f"\n\\{length}-grams:"
        grams = {(START,): 0.0, **probabilities} if length == 1 else probabilities
        for gram, probability in sorted(grams.items()):
            weight = f" {_log(weights.get(gram, 1.0)):.4f}" if length < len(seen) else ""
            yield f"{_log(probability):.4f} {' '.join(gram)}{weight}"


def _log(probability: float) -> float:
    return math.log10(probability) if probability > 0 else NEVER
