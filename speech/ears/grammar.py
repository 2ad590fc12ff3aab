"""Sentences as a grammar in the JSpeech Grammar Format, for a recogniser that is told what may be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from speech.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_A_WORD = re.compile(r"[^a-z' ]+")


def plain_words(text: str) -> str:
    """The words as a recogniser has them: lower case, numbers written out, no marks."""
    words = _NOT_A_WORD.sub(" ", in_words(text).lower().replace("’", "'"))
    return " ".join(word.strip("'") for word in words.split() if word.strip("'"))


def jsgf(sentences: Iterable[str]) -> str:
    """A grammar of exactly these sentences."""
    choices = sorted({plain_words(sentence) for sentence in sentences} - {""})
    return "#JSGF V1.0;\ngrammar said;\npublic <said> = " + "\n | ".join(choices) + ";\n"


def words_of(grammar: str) -> set[str]:
    """Every word that a grammar may want to hear."""
    rules = re.sub(r"<[^>]*>|\{[^}]*\}|/[\d.]+/|#JSGF[^;]*;|\bgrammar\s+[\w.]+;|\bpublic\b", " ", grammar)
    return set(re.findall(r"[A-Za-z][A-Za-z']*", rules))
