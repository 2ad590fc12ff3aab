"""What the classifier looks at: the words of an utterance with names replaced by their types, alone and in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interaction_model.text import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interaction_model.mentions import Mention

FIRST, LAST = "^", "$"


@dataclass(frozen=True, slots=True)
class Outline:
    """An utterance with its names replaced by their types."""

    symbols: tuple[tuple[str, ...], ...]
    """For each place the stem of a word, or every type that the name there can be."""
    places: tuple[tuple[int, int], ...]
    """The words that each symbol stands for."""


def outline(row: Sequence[str], found: Sequence[Sequence[Mention]], certain: Callable[[Mention], bool]) -> Outline:
    """Replace certain mentions by their types, the longest first, from left to right."""
    symbols: list[tuple[str, ...]] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(row):
        here = [mention for mention in found[start] if certain(mention)]
        end = max((mention.end for mention in here), default=start + 1)
        types = dict.fromkeys(mention.type for mention in here if mention.end == end)
        symbols.append(tuple(types) or (stem(row[start]),))
        places.append((start, end))
        start = end
    return Outline(tuple(symbols), tuple(places))


def features(drawn: Outline) -> list[str]:
    """Each symbol, and each pair of neighbours, the beginning and the end of the utterance being neighbours too."""
    found: dict[str, None] = {}
    before: Iterable[str] = (FIRST,)
    for symbols in (*drawn.symbols, (LAST,)):
        for symbol in symbols:
            if symbol != LAST:
                found[symbol] = None
            for left in before:
                found[f"{left} {symbol}"] = None
        before = symbols
    return list(found)
