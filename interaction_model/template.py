"""Sentence templates: hassil's bracket notation read into a small tree. What a tree means is the business of others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from interaction_model.errors import TemplateError


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is said as it stands."""

    text: str
    """In lower case, as an author writes it: `what's`."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a value of a slot type fills."""

    name: str
    """The slot's name: `exercise`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named piece that many templates share."""

    name: str
    """The key in `rules.toml`."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts that follow one another; an empty one is silence."""

    parts: tuple[Node, ...]
    """In spoken order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways; `[x]` is the choice between x and silence."""

    options: tuple[Node, ...]
    """In the author's order, the most usual first."""


Node: TypeAlias = Word | Slot | Rule | Sequence | Choice

_TOKEN = re.compile(r"\s+|[()\[\]|]|\{[^{}]*\}|<[^<>]*>|[^\s()\[\]|{}<>]+|.")
_SLOT_NAME = re.compile(r"[a-z][a-z_]*")
_WORD = re.compile(r"[a-z][a-z'.\-]*")
_CLOSING = {"(": ")", "[": "]"}


def parse(text: str, place: str) -> Node:
    """Read one template.

    `(a|b)` is a choice, `[a]` or `[a|b]` may be left out, `{name}` is a slot, `<name>` is a rule of `rules.toml`.
    `place` says in the error where the template stands, such as `intents/exercise.toml: HowToIntent`.

    Raises TemplateError.
    """
    reader = _Reader(text, place)
    node = reader.choice()
    if reader.peek():
        raise reader.error(f"there is a {reader.peek()!r} that nothing opened; remove it")
    return node


class _Reader:
    """Reads a template from left to right, one token ahead."""

    def __init__(self, text: str, place: str) -> None:
        self._text = text
        self._place = place
        self._tokens = [token for token in _TOKEN.findall(text) if not token.isspace()]
        self._next = 0

    def peek(self) -> str:
        return self._tokens[self._next] if self._next < len(self._tokens) else ""

    def choice(self) -> Node:
        options = [self._sequence()]
        while self.peek() == "|":
            self._next += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def error(self, problem: str) -> TemplateError:
        return TemplateError(f"{self._place}: {self._text!r}: {problem}")

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while (sign := self.peek()) and sign not in "|)]":
            self._next += 1
            parts.append(self._part(sign))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _part(self, token: str) -> Node:
        if token in _CLOSING:
            return self._group(token)
        if len(token) > 2 and token[0] + token[-1] in ("{}", "<>"):
            return self._reference(token)
        if not _WORD.fullmatch(token):
            raise self.error(f"{token!r} is no word; use lower-case letters, apostrophes and hyphens, numbers as words")
        return Word(token)

    def _group(self, opening: str) -> Node:
        inner = self.choice()
        if self.peek() != _CLOSING[opening]:
            raise self.error(f"a {opening!r} is never closed; add {_CLOSING[opening]!r}")
        self._next += 1
        if opening == "(":
            return inner
        options = inner.options if isinstance(inner, Choice) else (inner,)
        return Choice((*options, Sequence(())))

    def _reference(self, token: str) -> Node:
        name = token[1:-1]
        if not _SLOT_NAME.fullmatch(name):
            raise self.error(f"{token!r} is no name; use lower-case letters and underscores")
        return Slot(name) if token[0] == "{" else Rule(name)
