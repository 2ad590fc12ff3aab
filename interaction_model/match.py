"""Understanding what somebody said: the intent and its slots, or the honest answer that it is not understood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from interaction_model.grammar import Grammar, Reading
from interaction_model.mentions import Mention, Names
from interaction_model.source import Source, load_source
from interaction_model.text import Tokens, language, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from interaction_model.vocabulary import Value, Vocabulary


@dataclass(frozen=True, slots=True)
class Heard:
    """What fills a slot."""

    value: str
    """The words, as they were said."""
    id: str
    """What they mean."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An utterance with a meaning."""

    text: str
    """What was said."""
    intent: str
    """The intent's name."""
    slots: Mapping[str, Heard]
    """What fills its slots; a slot that nothing fills is not in it."""
    score: float
    """How sure the matcher is: 1 is the very words of a template."""
    template: str
    """The template that fits, or that comes nearest."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An utterance without one. This is a normal outcome."""

    text: str
    """What was said."""
    nearest: tuple[Understood, ...]
    """What it might have meant, likeliest first; too unlikely to act upon."""


class Matcher:
    """Understands text by the templates of a source and the names of a vocabulary."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        """`vocabulary` holds the content's values; the source adds its own."""
        self._source = source
        self._grammar = Grammar(source)
        self._names = Names(source.vocabulary(vocabulary), source.loose)

    def understand(self, text: str) -> Understood | NotUnderstood:
        """The meaning of an utterance."""
        said = tokens(text)
        for core in _cores(said):
            reading = self._exactly(core)
            if reading:
                return self._understood(text, core, reading)
        return NotUnderstood(text, ())

    def _exactly(self, said: Tokens) -> Reading | None:
        found = self._names.find(said.words)
        return self._grammar.read(said.words, lambda type_, start: (m for m in found[start] if m.type == type_))

    def _understood(self, text: str, said: Tokens, reading: Reading) -> Understood:
        template = self._source.templates[reading.template]
        slots = {name: Heard(said.heard(m.start, m.end), m.id) for name, m in reading.filled}
        return Understood(
            text, self._intent(template.intent, reading), slots, round(1 - reading.cost, 3), template.text
        )

    def _intent(self, intent: str, reading: Reading) -> str:
        otherwise = self._source.otherwise.get(intent)
        if otherwise and any(n == otherwise.slot and m.id in otherwise.values for n, m in reading.filled):
            return otherwise.intent
        return intent


def load_matcher(vocabulary: Vocabulary) -> Matcher:
    """The matcher for these values; built once for each vocabulary."""
    return _matcher(tuple(vocabulary.items()))


@lru_cache(maxsize=4)
def _matcher(items: tuple[tuple[str, tuple[Value, ...]], ...]) -> Matcher:
    return Matcher(load_source(), dict(items))


def _cores(said: Tokens) -> Iterator[Tokens]:
    """The utterance, and then what is left when openings and closings come off, one by one."""
    start, end = 0, len(said.words)
    if end:
        yield said
    for ends in [end, *_shorter(said.words)]:
        begin = start
        while begin is not None:
            if 0 <= begin < ends and (begin, ends) != (0, end):
                yield said.cut(begin, ends)
            begin = _after_opening(said.words, begin, ends)


def _after_opening(row: tuple[str, ...], start: int, end: int) -> int | None:
    for size in range(6, 0, -1):
        if start + size < end and row[start : start + size] in language().openings:
            return start + size
    return None


def _shorter(row: tuple[str, ...]) -> Iterator[int]:
    end = len(row)
    while True:
        size = next(
            (size for size in range(4, 0, -1) if size < end and row[end - size : end] in language().closings), 0
        )
        if not size:
            return
        end -= size
        yield end
