"""Words as they are compared: from what somebody said to a row of plain tokens. English lives in `words.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_MERIDIEM = re.compile(r"\b([ap])\.?\s?m\b\.?")
_ASKS = frozenset(
    (
        "what",
        "where",
        "who",
        "how",
        "that",
        "it",
        "there",
        "here",
        "when",
        "why",
        "which",
        "he",
        "she",
        "everything",
        "something",
    )
)
"""Words after which 's is short for "is"; after any other it is a possessive."""

_ARTICLES = frozenset(("a", "one", "another"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """A normalised utterance."""

    source: str
    """What was said, as it came."""
    words: tuple[str, ...]
    """Lower case, spelled out, without articles and fillers."""
    spans: tuple[tuple[int, int], ...]
    """Where each word stands in the source; words of one contraction share their place."""

    def heard(self, start: int, end: int) -> str:
        """The stretch of the source, in lower case, that the words from start up to end came from."""
        return self.source[self.spans[start][0] : self.spans[end - 1][1]].lower()

    def cut(self, start: int, end: int) -> Tokens:
        """The words from start up to end."""
        return Tokens(self.source, self.words[start:end], self.spans[start:end])


@dataclass(frozen=True, slots=True)
class Language:
    """The contents of `words.toml`, ready for use."""

    articles: frozenset[str]
    """Left out, and nothing by themselves."""
    drop: frozenset[str]
    """Left out, articles and fillers, where anything else is said."""
    openings: frozenset[tuple[str, ...]]
    """Said before a sentence, as rows of tokens."""
    closings: frozenset[tuple[str, ...]]
    """Said after one."""
    spell: dict[str, str]
    """Whole words to spell out."""
    after_article: dict[str, str]
    """What a word is after "a" or "one": "a second" is no ordinal."""
    ending: dict[str, str]
    """What follows an apostrophe."""
    harmless: frozenset[str]
    """Words without a subject."""
    doubt: re.Pattern[str]
    """Finds that the speaker does not know."""


@cache
def language() -> Language:
    """English, read once."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return Language(
        articles=frozenset(data["articles"]),
        drop=frozenset(data["articles"] + data["fillers"]),
        openings=frozenset(tuple(phrase.split()) for phrase in data["openings"]),
        closings=frozenset(tuple(phrase.split()) for phrase in data["closings"]),
        spell=data["spell"],
        after_article=data["after_article"],
        ending=data["ending"],
        harmless=frozenset(data["harmless"]["words"].split()),
        doubt=_doubt(data["doubts"], data["no_doubts"]),
    )


def tokens(text: str) -> Tokens:
    """Normalise an utterance, a template's word or a slot value: all three go through here, so that they can meet."""
    source = _plain(text)
    found = list(_joined_letters(list(_in_context(_spelled_out(source)))))
    drop = language().drop
    kept = [item for item in found if item[0] not in drop] or found
    return Tokens(source, tuple(word for word, _ in kept), tuple(span for _, span in kept))


def doubtful(said: Tokens) -> bool:
    """True where the speaker says that they do not know."""
    return bool(language().doubt.search(said.source))


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a name or of a piece of a template, remembered; an article by itself is nothing."""
    row = tokens(text).words
    return () if len(row) == 1 and row[0] in language().articles else row


@cache
def stem(word: str) -> str:
    """A rough stem, so that "strengthening" and "strengthens" count as one word."""
    if word in language().harmless:
        return word
    for suffix in ("fulness", "iness", "ness", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e"):
        if (
            word.endswith(suffix)
            and len(word) - len(suffix) >= 3
            and not (word.endswith("ss") and suffix in {"s", "es"})
        ):
            root = word[: -len(suffix)]
            return root[:-1] if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls" else root
    return word


def _doubt(doubts: list[str], no_doubts: list[str]) -> re.Pattern[str]:
    """Any of the doubts as whole words, unless one of the others begins there."""
    return re.compile(rf"\b(?!(?:{'|'.join(no_doubts)})\b)(?:{'|'.join(doubts)})\b")


def _plain(text: str) -> str:
    """Lower case without accents, with one kind of apostrophe."""
    folded = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    return _MERIDIEM.sub(r"\1m ", bare)


def _spelled_out(source: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _TOKEN.finditer(source):
        for word in _contraction(match.group()):
            yield word, match.span()


def _in_context(found: Iterator[tuple[str, tuple[int, int]]]) -> Iterator[tuple[str, tuple[int, int]]]:
    before = ""
    for word, span in found:
        yield (language().after_article.get(word, word) if before in _ARTICLES else word), span
        before = word


@cache
def _contraction(word: str) -> tuple[str, ...]:
    spelled = language().spell.get(word)
    if spelled:
        return tuple(spelled.split())
    stump, apostrophe, ending = word.partition("'")
    if not apostrophe:
        return (word,)
    if ending == "t" and stump.endswith("n"):
        return stump[:-1], "not"
    if ending == "s":
        return (stump, "is") if stump in _ASKS else (stump,)
    return (stump, language().ending.get(ending, ending))


def _joined_letters(found: list[tuple[str, tuple[int, int]]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Spelled abbreviations as one word: "g h d" is `ghd`; a leading "a" or "i" is a word of its own."""
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and len(found[end][0]) == 1 and found[end][0].isalpha():
            end += 1
        if end - start > 2 and found[start][0] in "ai":
            yield found[start]
            start += 1
        if end - start > 1:
            yield "".join(word for word, _ in found[start:end]), (found[start][1][0], found[end - 1][1][1])
            start = end
        else:
            yield found[start]
            start += 1
