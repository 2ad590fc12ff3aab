"""Hard words and their sounds: a step from Script to Script, so that writing and reading SSML stay exact opposites."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from speech.phrases import cleaned
from speech.script import Alias, Phonemes, Say, Script, Span
from speech.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable


class Entry(Struct, frozen=True):
    """One word or term and its sound."""

    written: str
    """As it stands in a sentence, compared without regard to case."""
    ipa: str
    """The sounds in the International Phonetic Alphabet."""
    respelling: str
    """Plain words that a voice without phonemes reads nearly right."""


class Lexicon(Struct, frozen=True, eq=False):
    """Entries by the word as it is written, and the pattern that finds them: whole words, the longest first."""

    entries: dict[str, Entry]
    """By the word in lower case."""
    pattern: re.Pattern[str]
    """Matches any of the words."""


def lexicon(entries: Iterable[Entry]) -> Lexicon:
    """Make a lexicon; where two entries share a word, the later one counts."""
    known = {cleaned(entry.written).lower(): entry for entry in entries}
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    pattern = rf"(?<![\w\-\"'’/])(?:{words})(?!\w)" if words else r"(?!)"
    return Lexicon(known, re.compile(pattern, re.IGNORECASE))


@lru_cache(maxsize=1)
def bundled() -> Lexicon:
    """The words of anatomy and training that voices are known to stumble over."""
    table = read_table(Path(__file__).with_name("lexicon.toml"))
    return lexicon(Entry(word, sound["ipa"], sound["respelling"]) for word, sound in table.items())


def pronounced(script: Script, words: Lexicon | None = None) -> Script:
    """The script with the lexicon's words, where they stand in plain text, as phonemes."""
    return _replaced(script, words or bundled(), phonemes=True)


def respelled(script: Script, words: Lexicon | None = None) -> Script:
    """The same for a voice that takes no phonemes: the words are read as their respelling."""
    return _replaced(script, words or bundled(), phonemes=False)


def _replaced(script: Script, words: Lexicon, *, phonemes: bool) -> Script:
    return Script(tuple(_read(item, words, phonemes) if isinstance(item, Say) else item for item in script))


def _read(phrase: Say, words: Lexicon, phonemes: bool) -> Say:
    if not any(span.reading is None and words.pattern.search(span.text) for span in phrase.spans):
        return phrase
    spans = (_cut(span.text, words, phonemes) if span.reading is None else (span,) for span in phrase.spans)
    return replace(phrase, spans=tuple(chain.from_iterable(spans)))


@lru_cache(maxsize=4096)
def _cut(text: str, words: Lexicon, phonemes: bool) -> tuple[Span, ...]:
    """A plain text cut at the lexicon's words; the answers of a coach repeat, so the cuts are kept."""
    out: list[Span] = []
    start = 0
    for found in words.pattern.finditer(text):
        entry = words.entries[found.group().lower()]
        out.append(Span(text[start : found.start()].strip()))
        out.append(Span(found.group(), Phonemes(entry.ipa) if phonemes else Alias(entry.respelling)))
        start = found.end()
    out.append(Span(text[start:].strip()))
    return tuple(span for span in out if span.text)
