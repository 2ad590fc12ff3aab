"""Sentence templates: what the brackets mean, and what an author is told who gets them wrong."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.errors import TemplateError
from interaction_model.template import Choice, Node, Rule, Sequence, Slot, Word, parse

PLACE = "intents/test.toml: TestIntent"


def test_plain_words_are_a_row_of_words() -> None:
    assert parse("say that again", PLACE) == Sequence((Word("say"), Word("that"), Word("again")))


def test_a_single_word_stands_by_itself() -> None:
    assert parse("help", PLACE) == Word("help")


def test_round_brackets_hold_a_choice() -> None:
    assert parse("(hi|hello there)", PLACE) == Choice((Word("hi"), Sequence((Word("hello"), Word("there")))))


def test_square_brackets_may_be_left_out_and_that_comes_last() -> None:
    assert parse("[please|kindly]", PLACE) == Choice((Word("please"), Word("kindly"), Sequence(())))


def test_braces_are_slots_and_angles_are_rules() -> None:
    assert parse("<show> the {exercise}", PLACE) == Sequence((Rule("show"), Word("the"), Slot("exercise")))


def test_brackets_nest() -> None:
    assert parse("(a [b|c] d|e)", PLACE) == Choice(
        (Sequence((Word("a"), Choice((Word("b"), Word("c"), Sequence(()))), Word("d"))), Word("e"))
    )


def test_line_breaks_and_blanks_between_words_mean_nothing() -> None:
    assert parse("  how\n   do  ( i |you )", PLACE) == parse("how do (i|you)", PLACE)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("(a|b", "never closed"),
        ("[a", "never closed"),
        ("a)", "nothing opened"),
        ("a]", "nothing opened"),
        ("(a]", "never closed"),
        ("{exercise", "no word"),
        ("exercise}", "no word"),
        ("{Exercise}", "no name"),
        ("<a b>", "no name"),
        ("do 3 reps", "no word"),
        ("How do i", "no word"),
        ("what?", "no word"),
    ],
)
def test_a_mistake_names_place_template_and_cure(text: str, problem: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text, PLACE)

    assert PLACE in str(caught.value)
    assert problem in str(caught.value)


@given(st.text(alphabet="ab ()[]|{}<>'", max_size=30))
def test_any_text_is_read_or_refused_with_a_template_error(text: str) -> None:
    with suppress(TemplateError):
        assert isinstance(parse(text, PLACE), Node)
