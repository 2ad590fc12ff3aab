"""Mending what a recogniser or a thumb got wrong: unknown words, and names that only sound like themselves."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from interaction_model.mentions import OTHER, Mention, true_names
from interaction_model.sounds import Sounds
from interaction_model.text import Tokens, language, stem, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from interaction_model.vocabulary import Vocabulary

LIKE_A_WORD = 0.8
"""A word less like than this is another word."""
LIKE_A_NAME = 0.79
"""A name less like than this is another name."""
LIKE_A_SHORT_NAME = 0.94
SHORT = 5
"""Letters of a short name, which is easily taken for another."""
MISHEARD = "~"
MISHEARD_COST = 0.04
"""What sounds like a known mis-hearing is a little less sure than what sounds like the name."""
CLEARLY = 0.03
"""The best name must beat the next by this much."""
LONGEST = 5
"""Words of a name that is looked for."""


class Repair:
    """Knows every word of the templates and every name of the vocabulary."""

    def __init__(
        self, ours: Iterable[str], others: Iterable[str], vocabulary: Vocabulary, foreign: Container[str] = ()
    ) -> None:
        """`ours` are words of sentences and names; `others` are right words too, but nothing is mended into them.

        `foreign` are stems of what is said of other subjects: such a word by itself is no name that was misheard.
        """
        self._foreign = foreign
        mendable = sorted(frozenset(ours))
        self._lexicon = frozenset((*mendable, *others))
        self._words = Sounds((word, word) for word in mendable if len(word) > 1)
        self._names = Sounds(_names(vocabulary))

    def strange(self, word: str) -> bool:
        """True for a word that no sentence and no name has."""
        return word not in self._lexicon and not word.isdecimal()

    def words(self, said: Tokens) -> Tokens:
        """The utterance with each strange word replaced by the known word or words that it nearly is."""
        row: list[str] = []
        spans: list[tuple[int, int]] = []
        skip = False
        for place, (word, span) in enumerate(zip(said.words, said.spans, strict=True)):
            after = said.words[place + 1] if place + 1 < len(said.words) else ""
            if skip:
                skip = False
                continue
            skip = bool(after) and self._belong_together(word, after)
            mended = (word + after,) if skip else self._mend(word)
            row += mended
            spans += [(span[0], said.spans[place + 1][1]) if skip else span] * len(mended)
        return replace(said, words=tuple(row), spans=tuple(spans))

    def mentions(self, row: Sequence[str], start: int) -> list[Mention]:
        """Names that the words from a place on sound like; each as sure as it is alike."""
        found: list[Mention] = []
        for end in range(start + 1, min(start + LONGEST, len(row)) + 1):
            if end == start + 1 and stem(row[start]) in self._foreign:
                continue
            edges = {row[start], row[end - 1]}
            if not edges & language().harmless or any(map(self.strange, edges)):
                found += self._alike(" ".join(row[start:end]), start, end)
        return found

    def _alike(self, heard: str, start: int, end: int) -> Iterable[Mention]:
        ranked = self._nearest_name(heard)
        if not ranked or ranked[0][1] == OTHER:
            return
        best: dict[str, tuple[float, str]] = {}
        for score, type_, id_ in ranked:
            known = best.setdefault(type_, (score, id_))
            if known[1] != id_ and known[0] - score < CLEARLY:
                best[type_] = (0.0, "")
        for type_, (score, id_) in best.items():
            if score > 0 and type_ != OTHER:
                yield Mention(type_, start, end, id_, round(1 - score, 3), sure=False)

    @lru_cache(maxsize=2048)  # noqa: B019  # one matcher lives as long as the process
    def _nearest_name(self, heard: str) -> list[tuple[float, str, str]]:
        """Likeness, type and id of names like enough, best first."""
        found = []
        for score, meaning, name in self._names.nearest(heard):
            type_, id_ = meaning.removeprefix(MISHEARD).split(" ", 1)
            floor = (
                LIKE_A_SHORT_NAME
                if min(len(heard.replace(" ", "")), len(name.replace(" ", ""))) <= SHORT
                else LIKE_A_NAME
            )
            if score >= floor:
                found.append((score - MISHEARD_COST * meaning.startswith(MISHEARD), type_, id_))
        return sorted(found, reverse=True)

    @lru_cache(maxsize=1024)  # noqa: B019  # one matcher lives as long as the process
    def _mend(self, word: str) -> tuple[str, ...]:
        if len(word) < 3 or not self.strange(word):
            return (word,)
        for cut in range(1, len(word)):
            if self._may_part(word[:cut], word[cut:]):
                return word[:cut], word[cut:]
        for place in range(len(word) - 1):
            swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            if swapped in self._lexicon:
                return (swapped,)
        ranked = self._words.nearest(word)
        return (ranked[0][1],) if ranked and ranked[0][0] >= LIKE_A_WORD else (word,)

    def _may_part(self, left: str, right: str) -> bool:
        """True for "doi" and "warmup": two little words, or two words long enough not to be chance."""
        little = language().harmless
        return (left in little and right in little) or (
            min(len(left), len(right)) > 1 and len(left + right) > 4 and {left, right} <= self._lexicon
        )

    def _belong_together(self, word: str, after: str) -> bool:
        return (self.strange(word) or self.strange(after)) and word + after in self._lexicon


def _names(vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    owned = {words(name) for values in vocabulary.values() for value in values for name in true_names(value)}
    for type_, values in vocabulary.items():
        for value in values:
            for name in true_names(value):
                yield " ".join(words(name)), f"{type_} {value.id}"
            for name in value.misheard:
                yield " ".join(words(name)), f"{MISHEARD}{type_} {value.id}"
            for name in value.other:
                if words(name) not in owned:
                    yield " ".join(words(name)), f"{OTHER} "
