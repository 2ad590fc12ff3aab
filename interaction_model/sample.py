"""From templates to sentences: any one of a template's many, and an even choice for Alexa, training and tests."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from interaction_model.template import Choice, Node, Rule, Slot, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GOLDEN = 0.6180339887498949
"""Multiples of the golden section spread evenly, however many are taken."""


def count(node: Node, rules: Mapping[str, Node]) -> int:
    """How many sentences a template stands for; a sentence that comes about in two ways counts twice."""
    if isinstance(node, Word | Slot):
        return 1
    if isinstance(node, Rule):
        return count(rules[node.name], rules)
    if isinstance(node, Choice):
        return sum(count(option, rules) for option in node.options)
    product = 1
    for part in node.parts:
        product *= count(part, rules)
    return product


def sentence(node: Node, rules: Mapping[str, Node], number: int) -> str:
    """The sentence of that number, counted from 0, with `{slot}` left in; 0 takes the first of every choice."""
    return " ".join(_pieces(node, rules, number))


def spread(node: Node, rules: Mapping[str, Node], limit: int) -> Iterator[str]:
    """At most `limit` sentences of a template, evenly spread over all of them, each once; the first is number 0."""
    total = count(node, rules)
    step = 1 if total <= limit else _stride(total)
    seen: set[str] = set()
    for turn in range(min(total, limit)):
        text = sentence(node, rules, turn * step % total)
        if text and text not in seen:
            seen.add(text)
            yield text


def _stride(total: int) -> int:
    """A step near the golden section that shares no divisor with the total, so that every choice takes every option."""
    return next(step for step in range(int(total * _GOLDEN), 2 * total) if gcd(step, total) == 1)


def _pieces(node: Node, rules: Mapping[str, Node], number: int) -> Iterator[str]:
    if isinstance(node, Word):
        yield node.text
    elif isinstance(node, Slot):
        yield f"{{{node.name}}}"
    elif isinstance(node, Rule):
        yield from _pieces(rules[node.name], rules, number)
    elif isinstance(node, Choice):
        for option in node.options:
            size = count(option, rules)
            if number < size:
                yield from _pieces(option, rules, number)
                return
            number -= size
    else:
        for part in node.parts:
            size = count(part, rules)
            yield from _pieces(part, rules, number % size)
            number //= size
