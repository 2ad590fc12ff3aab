"""What the classifier looks at: the words of an utterance with names replaced by their types, alone and in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interaction_model.alike import kin
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


def outline(
    row: Sequence[str],
    found: Sequence[Sequence[Mention]],
    certain: Callable[[Mention], bool],
    own: frozenset[str] = frozenset(),
) -> Outline:
    """Replace certain mentions by their types, the longest first, from left to right.

    Names of the types in `own` count as words too: "easy" and "hard" are both levels, but not the same.
    """
    symbols: list[tuple[str, ...]] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(row):
        here = [mention for mention in found[start] if certain(mention)]
        end = max((mention.end for mention in here), default=start + 1)
        types = dict.fromkeys(mention.type for mention in here if mention.end == end)
        spoken = [stem(word) for word in row[start:end]] if not types or own & types.keys() else []
        symbols.append((*types, *spoken))
        places.append((start, end))
        start = end
    return Outline(tuple(symbols), tuple(places))


def features(drawn: Outline) -> list[str]:
    """Each symbol and its kin, and each pair of neighbouring kin, counting the utterance's beginning and end."""
    found = dict.fromkeys(symbol for symbols in drawn.symbols for symbol in symbols)
    before: Iterable[str] = (FIRST,)
    for symbols in (*drawn.symbols, (LAST,)):
        alike = dict.fromkeys(map(kin, symbols))
        for symbol in alike:
            if symbol != LAST:
                found[symbol] = None
            for left in before:
                found[f"{left} {symbol}"] = None
        before = alike
    return list(found)
