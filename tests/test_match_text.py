"""Words as they are compared: contractions, fillers, spelled letters, and the way back to what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.cores import cores
from interaction_model.text import stem, tokens, words


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("What's a Bird-Dog?", "what is bird dog"),
        ("whats a bird dog", "what is bird dog"),
        ("I can't do it", "i can not do it"),
        ("i cannot do it", "i can not do it"),
        ("don't", "do not"),
        ("I've got a g h d", "i have got ghd"),
        ("should i k b swing", "should i kb swing"),
        ("um, please, the swing's point", "swing point"),
        ("how’s the résumé", "how is resume"),
        ("7:30 a.m.", "7 30 am"),
        ("the", "the"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_different_spellings_become_the_same_row(said: str, row: str) -> None:
    assert " ".join(tokens(said).words) == row


def test_an_article_by_itself_is_nothing_in_a_template() -> None:
    assert words("the") == ()


def test_what_was_heard_is_given_back_as_it_was_said() -> None:
    said = tokens("Show me the Bird-Dog, please")

    assert said.heard(2, 4) == "bird-dog"


@given(st.text(max_size=60))
def test_every_word_knows_a_place_in_the_source(text: str) -> None:
    said = tokens(text)

    assert len(said.words) == len(said.spans)
    assert all(0 <= start < end <= len(said.source) for start, end in said.spans)


@pytest.mark.parametrize(
    ("one", "other"), [("strengthening", "strengthens"), ("legs", "leg"), ("numbness", "numb"), ("bridges", "bridge")]
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_words_are_their_own_stem() -> None:
    assert stem("does") == "does"
    assert stem("is") == "is"


def test_politeness_comes_off_both_ends_one_by_one() -> None:
    found = [" ".join(core.words) for core in cores(tokens("hey coach can you show me the plank thanks"))]

    assert found[0] == "hey coach can you show me plank thanks"
    assert found[-1] == "show me plank"


def test_politeness_alone_is_kept() -> None:
    assert [core.words for core in cores(tokens("thank you"))][-1] == ("thank", "you")
