"""How well something was heard: the word error rate, the usual measure of recognisers."""

from __future__ import annotations

from speech.ears.grammar import plain_words


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Words that were changed, left out or put in, at the least, and the words that were said."""
    wanted, got = plain_words(said).split(), plain_words(heard).split()
    row = list(range(len(got) + 1))
    for count, word in enumerate(wanted, 1):
        before, row[0] = row[0], count
        for place, other in enumerate(got, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1], len(wanted)
