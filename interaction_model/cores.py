"""What is left of an utterance when the politeness around it comes off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interaction_model.text import Tokens, language

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_OPENING = 6
LONGEST_CLOSING = 4


def cores(said: Tokens) -> Iterator[Tokens]:
    """The utterance as it is, then with openings and closings taken off one by one; the shortest comes last."""
    for end in _ends(said.words):
        for start in _starts(said.words, end):
            yield said.cut(start, end)


def _starts(row: tuple[str, ...], end: int) -> Iterator[int]:
    start = 0
    while True:
        yield start
        sizes = range(min(LONGEST_OPENING, end - start - 1), 0, -1)
        size = next((size for size in sizes if row[start : start + size] in language().openings), 0)
        if not size:
            return
        start += size


def _ends(row: tuple[str, ...]) -> Iterator[int]:
    end = len(row)
    while True:
        yield end
        sizes = range(min(LONGEST_CLOSING, end - 1), 0, -1)
        size = next((size for size in sizes if row[end - size : end] in language().closings), 0)
        if not size:
            return
        end -= size
