"""What a recogniser is told to expect: a grammar of exact sentences (JSpeech), or a model of likely ones (ARPA)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from speech.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARPA = "\\data\\"
_SINGLE_WORDS = "\\1-grams:\n"
_NOT_A_WORD = re.compile(r"[^a-z' ]+")


def plain_words(text: str) -> str:
    """The words as a recogniser has them: lower case, numbers written out, no marks."""
    words = _NOT_A_WORD.sub(" ", in_words(text).lower().replace("’", "'"))
    return " ".join(word.strip("'") for word in words.split() if word.strip("'"))


def jsgf(sentences: Iterable[str]) -> str:
    """A grammar of exactly these sentences."""
    choices = sorted({plain_words(sentence) for sentence in sentences} - {""})
    return "#JSGF V1.0;\ngrammar said;\npublic <said> = " + "\n | ".join(choices) + ";\n"


def is_language_model(grammar: str) -> bool:
    """Whether it is an n-gram model in the ARPA format, and no JSpeech grammar."""
    return grammar.startswith(_ARPA)


def words_of(grammar: str) -> set[str]:
    """Every word that a grammar or a language model may want to hear."""
    if is_language_model(grammar):
        single = grammar.partition(_SINGLE_WORDS)[2].partition("\n\\")[0]
        return {line.split()[1] for line in single.splitlines() if line and "<" not in line}
    rules = re.sub(r"<[^>]*>|\{[^}]*\}|/[\d.]+/|#JSGF[^;]*;|\bgrammar\s+[\w.]+;|\bpublic\b", " ", grammar)
    return set(re.findall(r"[A-Za-z][A-Za-z']*", rules))
