"""The language model: probabilities that are probabilities, in the format that recognisers read."""

from __future__ import annotations

import json
import math
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.hearing import language_model
from interaction_model.ngrams import END, START, arpa
from interaction_model.vocabulary import Value
from skill.local.listening import MODEL
from speech.ears.grammar import is_language_model, words_of

SENTENCES = st.lists(
    st.lists(st.sampled_from(["how", "do", "i", "a", "plank", "bird", "dog"]), max_size=6), min_size=1, max_size=20
)


def read(text):
    """n-gram → (probability, back-off weight)."""
    grams = {}
    for line in text.splitlines():
        if line and not line.startswith(("\\", "ngram")):
            fields = line.split()
            weighed = fields[-1].lstrip("-").replace(".", "", 1).isdigit()
            words = tuple(fields[1:-1] if weighed else fields[1:])
            grams[words] = (10 ** float(fields[0]), 10 ** float(fields[-1]) if weighed else 1.0)
    return grams


def probability(grams, words):
    """Of the last word after the others, backing off as a recogniser does."""
    if words in grams:
        return grams[words][0]
    return grams.get(words[:-1], (0.0, 1.0))[1] * probability(grams, words[1:])


@given(SENTENCES)
def test_after_any_words_the_probabilities_sum_to_one(sentences):
    grams = read(arpa(sentences))
    words = [gram for gram in grams if len(gram) == 1 and gram != (START,)]
    for context in {gram[:-1] for gram in grams if len(gram) > 1}:
        total = sum(probability(grams, (*context, *word)) for word in words)
        assert total == pytest.approx(1.0, abs=0.01)


@given(SENTENCES)
def test_the_header_counts_what_follows(sentences):
    text = arpa(sentences)
    sizes = defaultdict(int)
    for gram in read(text):
        sizes[len(gram)] += 1
    for length, size in sizes.items():
        assert f"ngram {length}={size}\n" in text
    assert text.startswith("\\data\\")
    assert text.endswith("\\end\\\n")


def test_what_was_said_often_is_likelier():
    grams = read(arpa([["bird", "dog"]] * 5 + [["bird", "song"]]))
    assert grams["bird", "dog"][0] > grams["bird", "song"][0]
    assert math.isclose(grams[(START,)][0], 0.0, abs_tol=1e-9)
    assert (END,) in grams


def test_the_ear_learns_names_that_are_spoken_and_none_that_are_misheard():
    # GIVEN the interaction model, and an exercise with a mis-hearing
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    vocabulary = {"ExerciseType": (Value("zercher", "zercher lift", ("zercher lift",), misheard=("circus lift",)),)}
    # WHEN the ear is told what may be said
    text = language_model(model, vocabulary)
    # THEN it knows the name and not the mistake
    assert is_language_model(text)
    assert "zercher" in words_of(text)
    assert "circus" not in words_of(text)
