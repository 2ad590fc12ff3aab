"""Sentences from templates: each of them by its number, an even choice of many, and what Alexa gets of them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.examples import load_examples
from interaction_model.phrasing import samples, well_formed
from interaction_model.sample import count, sentence, spread
from interaction_model.source import load_source
from interaction_model.template import Node, parse
from skill.content.load import load
from skill.content.vocabulary import vocabulary

SOURCE = load_source()
NAMES = SOURCE.vocabulary(vocabulary(load()))

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


@pytest.fixture(scope="module")
def taken() -> dict[str, list[str]]:
    return samples(SOURCE, NAMES, load_examples(SOURCE))


@pytest.mark.parametrize(
    ("intent", "texts"),
    [
        ("HowToIntent", "how do i do {exercise}; how do i do a {exercise}; how do i do the {exercise}"),
        ("HowToIntent", "how to do a {exercise}; explain the {exercise}; teach me the {exercise}"),
        ("BenefitsIntent", "what are the benefits of {exercise}; what are the benefits of the {exercise}"),
        ("MusclesWorkedIntent", "what muscles does the {exercise} work; which muscles do {exercise} work"),
        ("AnatomyAboutIntent", "what is the {structure}; what are the {structure}"),
        ("AnatomyLocationIntent", "where is the {structure}; where are my {structure}"),
        ("AnatomyFunctionIntent", "what does the {structure} do; what do my {structure} do"),
        ("StartWarmUpIntent", "start a warm up; start my warm up; start the {routine}"),
        ("ListExercisesIntent", "list the exercises; what exercises do you know"),
        ("FindExerciseIntent", "what can i do {equipment}; what can i do with a {equipment}"),
        ("EasierIntent", "give me something easier; is there an easier version; is there an easier {exercise}"),
        ("PainIntent", "my back hurts; it hurts"),
    ],
)
def test_what_anybody_says_first_is_a_sample(taken: dict[str, list[str]], intent: str, texts: str) -> None:
    assert set(texts.split("; ")) <= set(taken[intent])


@pytest.mark.parametrize(
    "text",
    [
        "is there a easier version", "what is the benefits of {exercise}", "what muscles am i work in {exercise}",
        "tell me about a {topic}", "i have a {symptom}", "how do i supposed to breathe", "are i nearly done",
        "what can goes wrong", "how do i do some {exercise}", "give me an hard one", "a {condition}",
    ],
)  # fmt: skip
def test_what_does_not_agree_is_no_sample(text: str) -> None:
    assert not well_formed(text)


@pytest.mark.parametrize(
    "text",
    [
        "is there an easier version", "is there a one minute version", "give me a {minutes} minute warm up",
        "what are the benefits of {exercise}", "start a {pace} {routine}", "what does it do", "an hour",
        "how are you doing", "i have {symptom}",
    ],
)  # fmt: skip
def test_what_agrees_may_be_one(text: str) -> None:
    assert well_formed(text)


def test_plain_sentences_come_first_and_longer_ones_later(taken: dict[str, list[str]]) -> None:
    plain = list(all_of("HowToIntent"))

    assert taken["HowToIntent"][: len(plain)] == plain
    lengths = [len(text.split()) for text in taken["HowToIntent"][len(plain) :]]
    assert lengths == sorted(lengths)


def all_of(intent: str) -> dict[str, None]:
    """The plain sentences of an intent, each once, in their author's order."""
    nodes = [template.node for template in SOURCE.templates if template.plain and template.intent == intent]
    return dict.fromkeys(text for node in nodes for text in spread(node, SOURCE.rules, count(node, SOURCE.rules)))


def test_no_sample_says_a_name_that_a_slot_should_hold(taken: dict[str, list[str]]) -> None:
    assert "slow it down" not in taken["ChangePaceIntent"]
    assert "i have no equipment" not in taken["SetEquipmentIntent"]
    assert "{pace}" in taken["ChangePaceIntent"]


def test_no_sample_belongs_to_two_intents(taken: dict[str, list[str]]) -> None:
    owners = Counter(text for texts in taken.values() for text in texts)

    assert max(owners.values()) == 1
