"""Where a sentence ends, which marks belong to it, and how pieces of text join: plain text only, no markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSING = ",.;:?!…)]}”»%"
"""No space goes before these."""
OPENING = "([{“‘«"
"""No space goes after these."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]}]*$")
"""A text that ends a sentence."""

_CLINGS = re.compile(r"[,.;:?!…)\]}”»%]|['’](?:\W|$|(?:s|d|ll|re|ve|m|t)\b)|[-–][A-Za-z]")
_INNER_END = re.compile(r"[.!?…]+[\"'”’»)\]}]*(?=\s|$)")
_MARKS = re.compile(r"[,.;:?!…)\]}”»\s]*[,.;:?!…)\]}”»](?=\s|$)")
_UNHEARD = re.compile(r"[\s,.;:?!…()\[\]{}\"'“”‘’«»–—-]*")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ABBREVIATIONS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "vs",
        "e.g",
        "i.e",
        "vol",
        "fig",
        "approx",
        "ca",
        "cf",
        "lt",
        "capt",
        "mt",
    )
)


def cleaned(text: str) -> str:
    """The text with every run of white space as one space, none at its ends, and no character that XML cannot hold."""
    words = " ".join(text.split())
    return words if words.isprintable() else " ".join(_UNWRITABLE.sub("", words).split())


def join(texts: Iterable[str]) -> str:
    """Join pieces of text by a space, but none before closing punctuation and none after an opening bracket."""
    out = ""
    for text in texts:
        out += glue(out, text) + text
    return out


def glue(before: str, text: str) -> str:
    """What stands between two pieces of text: a space, or nothing where the second clings to the first ("'s", ",")."""
    return "" if not before or not text or before[-1] in OPENING or _CLINGS.match(text) else " "


def heard(text: str) -> bool:
    """Whether a voice would say anything: False for nothing but punctuation."""
    return not _UNHEARD.fullmatch(text)


def led_by_marks(text: str) -> str:
    """The punctuation that a text begins with and that closes what stands before it; often nothing."""
    found = _MARKS.match(text) if text[:1] in CLOSING else None
    return found.group() if found else ""


def sentences(text: str, following: str = "") -> list[str]:
    """Cut clean text after each sentence.

    `following` is the text that comes right after it, empty where nothing does. The last piece is the unfinished one,
    and is empty where the text ends with a sentence and more follows.
    """
    if not _may_end_inside(text, following):
        return [text]
    parts: list[str] = []
    start = 0
    for end in _INNER_END.finditer(text):
        after = text[end.end() + 1 :] or following
        if after and _begins_sentence(after) and not _is_abbreviation(text[start : end.start()], end.group(), after):
            parts.append(text[start : end.end()])
            start = end.end() + 1
    return [*parts, text[start:]]


def _may_end_inside(text: str, following: str) -> bool:
    """Cheap, and right in the common case of one sentence."""
    if following:
        return True
    return any(mark in text[:-1] for mark in ".!?…")


def _begins_sentence(text: str) -> bool:
    first = text.lstrip("\"'“‘«([{")[:1]
    return bool(first) and not first.islower() and first not in CLOSING


def _is_abbreviation(before: str, mark: str, after: str) -> bool:
    word = before.rsplit(" ", 1)[-1].lstrip("\"'“‘«([{")
    initial = len(word) == 1 and word.isupper() and word != "I"
    numbered = word.lower() == "no" and after[0].isdecimal()
    return mark == "." and (initial or numbered or word.lower() in _ABBREVIATIONS)
