"""Names that sound or look like what was heard: for recogniser errors, accents and typos that nobody listed."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from jellyfish import metaphone
from rapidfuzz.distance import DamerauLevenshtein, Indel

if TYPE_CHECKING:
    from collections.abc import Iterable

PHONETIC_WEIGHT = 0.5
"""The rest of the likeness is that of the letters."""
MOST = 300
"""Index entries of letter pairs looked at for one question, rarest first: why a large catalogue is not slower."""
BY_LETTERS = 10
BY_SOUND = 30
"""Names compared for one question at most, found by their letters and by their consonants."""
_COARSE = str.maketrans("BDGVZNJ0", "PTKFSMXT", "HW")
"""Consonants that recognisers take for one another."""


class Sounds:
    """An index of names by their letter pairs, and by their consonants with one left out."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a name, as words with single spaces, and what it stands for."""
        self._names: list[tuple[str, str, str]] = []
        self._letters: dict[str, list[int]] = defaultdict(list)
        self._sounds: dict[str, list[int]] = defaultdict(list)
        for number, (name, meaning) in enumerate(dict.fromkeys(names)):
            letters, sound = name.replace(" ", ""), consonants(name)
            self._names.append((name, sound, meaning))
            for pair in _pairs(letters):
                self._letters[pair].append(number)
            for key in _shortened(sound):
                self._sounds[key].append(number)

    def nearest(self, heard: str) -> list[tuple[float, str, str]]:
        """Likeness from 0 to 1, meaning and name of what comes nearest, best first, each meaning once."""
        letters, sound = heard.replace(" ", ""), consonants(heard)
        best: dict[str, tuple[float, str, str]] = {}
        for number in self._candidates(letters, sound):
            name, name_sound, meaning = self._names[number]
            score = max(_likeness(letters, sound, name.replace(" ", ""), name_sound), _word_by_word(heard, name))
            if meaning not in best or score > best[meaning][0]:
                best[meaning] = (score, meaning, name)
        return sorted(best.values(), reverse=True)

    def _candidates(self, letters: str, sound: str) -> Iterable[int]:
        found = dict.fromkeys(number for key in _shortened(sound) for number in self._sounds.get(key, ())[:BY_SOUND])
        counts: dict[int, int] = defaultdict(int)
        looked = 0
        for postings in sorted((self._letters[pair] for pair in _pairs(letters) if pair in self._letters), key=len):
            looked += len(postings)
            if looked > MOST and counts:
                break
            for number in postings:
                counts[number] += 1
        by_letters = sorted(counts, key=lambda number: (-counts[number], number))[:BY_LETTERS]
        return dict.fromkeys((*islice(found, BY_SOUND), *by_letters))


@lru_cache(maxsize=4096)
def consonants(name: str) -> str:
    """The consonants of a name as a recogniser hears them: "bird dog" and "burr dock" are both PRTK."""
    coarse = "".join(metaphone(word) for word in name.split()).translate(_COARSE)
    return "".join(sign for place, sign in enumerate(coarse) if not place or sign != coarse[place - 1])


def _likeness(letters: str, sound: str, name: str, name_sound: str) -> float:
    by_letter = max(Indel.normalized_similarity(letters, name), DamerauLevenshtein.normalized_similarity(letters, name))
    by_sound = Indel.normalized_similarity(sound, name_sound)
    return PHONETIC_WEIGHT * by_sound + (1 - PHONETIC_WEIGHT) * by_letter


def _word_by_word(heard: str, name: str) -> float:
    """The likeness of names of equally many words: one misheard word among right ones is still the name."""
    said, meant = heard.split(" "), name.split(" ")
    if len(said) != len(meant) or len(said) < 2 or not set(said) & set(meant):
        return 0.0
    likenesses = [
        1.0 if s == m else _likeness(s, consonants(s), m, consonants(m)) for s, m in zip(said, meant, strict=True)
    ]
    return sum(likenesses) / len(likenesses)


def _pairs(letters: str) -> set[str]:
    framed = f"^{letters}$"
    return {framed[place : place + 2] for place in range(len(framed) - 1)}


@lru_cache(maxsize=4096)
def _shortened(sound: str) -> tuple[str, ...]:
    """The consonants, and the same with any one of them left out."""
    return tuple(dict.fromkeys((sound, *(sound[:place] + sound[place + 1 :] for place in range(len(sound))))))
