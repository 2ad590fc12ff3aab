"""Sentences from templates: each of them by its number, and an even choice of many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.sample import count, samples, sentence, spread
from interaction_model.source import load_source
from interaction_model.template import Node, parse

RULES: dict[str, Node] = {"show": parse("(show me|teach me)", "rules")}


def all_sentences(text: str) -> list[str]:
    node = parse(text, "test")
    return [sentence(node, RULES, number) for number in range(count(node, RULES))]


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ("help", ["help"]),
        ("(hi|hello) coach", ["hi coach", "hello coach"]),
        ("[please] stop", ["please stop", "stop"]),
        ("<show> {exercise}", ["show me {exercise}", "teach me {exercise}"]),
        ("(a|b) (c|d)", ["a c", "b c", "a d", "b d"]),
        ("(a [b]|c)", ["a b", "a", "c"]),
    ],
)
def test_numbers_run_through_every_sentence_once(template: str, sentences: list[str]) -> None:
    assert all_sentences(template) == sentences


def test_number_zero_takes_the_first_of_every_choice() -> None:
    assert sentence(parse("(a|b) [c] (d|e)", "test"), RULES, 0) == "a c d"


@given(st.integers(1, 60))
def test_a_spread_has_no_sentence_twice_and_no_more_than_asked(limit: int) -> None:
    node = parse("(a|b|c|d) [e] (f|g|h) (i|j|k)", "test")

    found = list(spread(node, RULES, limit))

    assert len(found) == len(set(found)) <= limit
    assert set(found) <= {sentence(node, RULES, n) for n in range(count(node, RULES))}


def test_a_spread_reaches_every_word_of_a_large_template() -> None:
    node = parse("(a|b|c|d) [e] (f|g|h) (i|j|k) (l|m|n|o)", "test")

    words = {word for text in spread(node, RULES, 40) for word in text.split()}

    assert words == set("abcdefghijklmno")


def test_samples_take_every_template_in_turn() -> None:
    # GIVEN an intent with more templates than samples asked for
    source = load_source()
    templates = [template for template in source.templates if template.intent == "HowToIntent"]

    # WHEN fewer samples are asked for than there are templates
    found = samples(source, "HowToIntent", 10)

    # THEN each comes from another template, the first ones first
    assert found == [sentence(template.node, source.rules, 0) for template in templates[:10]]


def test_samples_are_the_same_every_time() -> None:
    assert samples(load_source(), "DoseIntent", 80) == samples(load_source(), "DoseIntent", 80)
