"""Finding the things that fill slots in a row of words: names as they are known, and telling words in any order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from interaction_model.numbers import quantities
from interaction_model.text import language, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from interaction_model.vocabulary import Value, Vocabulary

MISHEARD_COST = 0.1
UNSURE_COST = 0.02
LOOSE_COST = 0.05
WINDOW = 7
"""Telling words of a loose value stand within so many words."""
_LEAF = ""
OTHER = "(other)"
"""The type of a name that belongs to something the coach does not know."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that may fill a slot."""

    type: str
    """The slot type."""
    start: int
    """The first word."""
    end: int
    """One past the last word."""
    id: str
    """The value; empty for a name that belongs to something the coach does not know."""
    cost: float = 0.0
    """0 for a true name."""
    sure: bool = True
    """False for what counts in a slot only: mis-hearings, "one", "morning"."""

    def moved(self, words: int) -> Mention:
        """The same mention in an utterance that begins earlier or later."""
        return replace(self, start=self.start + words, end=self.end + words)


class Names:
    """An index of all names; looking up takes the same time however many there are."""

    def __init__(self, vocabulary: Vocabulary, loose: frozenset[str]) -> None:
        """Index the names of every type; the types in `loose` are found by their telling words as well."""
        self._trie: dict[str, Any] = {}
        self._loose: dict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
        for type_, values in vocabulary.items():
            owned = {words(name) for value in values for name in true_names(value)}
            for name, leaf in _leaves(type_, values):
                if (leaf[1] and leaf[3]) or words(name) not in owned:
                    self._add(name, leaf)
        for type_ in sorted(loose & vocabulary.keys()):
            self._add_loose(type_, [(v.id, name) for v in vocabulary[type_] for name in true_names(v)])

    def find(self, row: Sequence[str]) -> list[list[Mention]]:
        """For each word the mentions that begin with it, longest first."""
        found: list[list[Mention]] = [[] for _ in row]
        for mention in self._all(row):
            found[mention.start].append(mention)
        for mentions in found:
            mentions.sort(key=lambda mention: (-mention.end, mention.cost))
        return found

    def _all(self, row: Sequence[str]) -> Iterator[Mention]:
        for start in range(len(row)):
            node: Any = self._trie
            for end in range(start, len(row)):
                node = node.get(row[end])
                if node is None:
                    break
                for type_, id_, cost, sure in node.get(_LEAF, ()):
                    yield Mention(type_, start, end + 1, id_, cost, sure)
        for quantity in quantities(row):
            cost = 0.0 if quantity.sure else UNSURE_COST
            yield Mention(quantity.type, quantity.start, quantity.end, quantity.id, cost, quantity.sure)
        yield from self._loosely(row)

    def _loosely(self, row: Sequence[str]) -> Iterator[Mention]:
        stems = [stem(word) for word in row]
        for start, first in enumerate(stems):
            for type_, id_, telling in self._loose.get(first, ()):
                window = stems[max(0, start - WINDOW) : start + WINDOW]
                if telling.issubset(window):
                    base = max(0, start - WINDOW)
                    places = [base + window.index(word) for word in telling]
                    if max(places) - min(places) < WINDOW:
                        yield Mention(type_, min(places), max(places) + 1, id_, LOOSE_COST)

    def _add(self, name: str, leaf: tuple[str, str, float, bool]) -> None:
        node = self._trie
        for word in words(name):
            node = node.setdefault(word, {})
        leaves: list[tuple[str, str, float, bool]] = node.setdefault(_LEAF, [])
        if leaf not in leaves:
            leaves.append(leaf)

    def _add_loose(self, type_: str, names: Iterable[tuple[str, str]]) -> None:
        """Keep a name of two or more telling words under the rarest of them, unless another value has the same."""
        owners: dict[frozenset[str], set[str]] = defaultdict(set)
        for id_, name in names:
            telling = frozenset(stem(word) for word in words(name) if word not in language().harmless)
            owners[telling].add(id_)
        counts: Mapping[str, int] = _counts(owners)
        for telling, ids in owners.items():
            if len(telling) >= 2 and len(ids) == 1:
                rarest = min(telling, key=lambda word: (counts[word], word))
                self._loose[rarest].append((type_, next(iter(ids)), telling))


def _leaves(type_: str, values: Iterable[Value]) -> Iterator[tuple[str, tuple[str, str, float, bool]]]:
    """Every name of a type, with what it means."""
    for value in values:
        for name in true_names(value):
            yield name, (type_, value.id, 0.0, True)
        for name in value.misheard:
            yield name, (type_, value.id, MISHEARD_COST, False)
        for name in value.other:
            yield name, (OTHER, "", 0.0, True)


def true_names(value: Value) -> tuple[str, ...]:
    """The name of a value and its synonyms, each once."""
    return tuple(dict.fromkeys((value.name, *value.spoken)))


def _counts(groups: Iterable[frozenset[str]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for group in groups:
        for word in group:
            counts[word] += 1
    return counts
