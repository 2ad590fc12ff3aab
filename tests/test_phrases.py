"""Everything that is said and is no fact: in variants, with every word filled in, fit to be heard."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import skill
from skill.phrases import Phrases, load_phrases
from skill.session import Phase
from tests.limits import _words as wrong_words

PHRASES = load_phrases()
ALL = [(key, variant) for key, variants in PHRASES.variants.items() for variant in variants]
FRAGMENTS = re.compile(r"^(level\.(for\.|you\.)?(beginner|intermediate|advanced)|.*\.(name|part|piece)\..*)$")
"""Keys whose texts are pieces of other sentences."""
OFTEN = ("goodbye", "sorry", "gladly", "never_mind", "launch.again", "launch.question", "what_next.question",
         "how_to.set.question", "offer.HowToIntent.question", "list.which.question", "fallback.first.say")  # fmt: skip
"""What somebody hears in every session."""


def filled(variant):
    """The variant with a plain word in every place."""
    return variant.format(**{name: "thing" for _, name, _, _ in string.Formatter().parse(variant) if name})


@pytest.mark.parametrize(("key", "variant"), ALL)
def test_a_question_is_one_question_and_anything_else_is_none(key, variant):
    asks = key.endswith((".question", ".reprompt", "ask_again"))

    assert variant.count("?") == asks
    assert variant.endswith("?") == asks


@pytest.mark.parametrize(("key", "variant"), [item for item in ALL if not FRAGMENTS.match(item[0])])
def test_a_sentence_is_fit_to_be_heard(key, variant):
    said = filled(variant)

    assert list(wrong_words(said[:1].upper() + said[1:])) == []


@pytest.mark.parametrize("key", [key for key in PHRASES.variants if key.endswith(".question")])
def test_every_question_has_a_reprompt_in_other_words(key):
    reprompts = PHRASES.variants[f"{key.removesuffix('question')}reprompt"]

    assert not set(reprompts) & set(PHRASES.variants[key])


@pytest.mark.parametrize("key", OFTEN)
def test_what_is_heard_in_every_session_has_three_variants_or_more(key):
    assert len(set(PHRASES.variants[key])) >= 3


@pytest.mark.parametrize("key", PHRASES.variants)
def test_variants_differ(key):
    assert len(set(PHRASES.variants[key])) == len(PHRASES.variants[key])


@pytest.mark.parametrize("phase", list(Phase))
def test_there_is_help_for_every_place(phase):
    assert PHRASES.has(f"help.{phase.value}.say")


def test_every_sentence_is_used_somewhere():
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(skill.__file__).parent.rglob("*.py"))

    def used(key):
        whole = re.sub(r"\.(question|reprompt|say)$", "", key)
        parents = (whole.rsplit(".", n)[0] for n in (1, 2))
        return any(f'"{each}"' in code for each in (key, whole)) or any(f"{parent}.{{" in code for parent in parents)

    assert [key for key in PHRASES.variants if not used(key) and not key.startswith("guided.")] == []


def test_the_seed_chooses_the_variant():
    phrases = Phrases({"hello": ("a", "b", "c")})

    assert {phrases.pick("hello", seed) for seed in range(3)} == {"a", "b", "c"}
    assert phrases.pick("hello", 7) == phrases.pick("hello", 7)


@given(st.integers())
def test_any_seed_chooses_one(seed):
    assert PHRASES.pick("goodbye", seed) in PHRASES.variants["goodbye"]


def test_words_are_filled_in_and_a_word_at_the_beginning_gets_its_capital():
    phrases = Phrases({"all": ("{count} exercises",), "in": ("the {count}",)})

    assert phrases.pick("all", count="two") == "Two exercises"
    assert phrases.pick("in", count="two") == "the two"


@pytest.mark.parametrize("missing", [lambda p: p.pick("nothing"), lambda p: p.pick("all")])
def test_a_sentence_or_a_word_that_is_missing_is_a_mistake(missing):
    with pytest.raises(KeyError):
        missing(Phrases({"all": ("{count} exercises",)}))


def test_a_key_is_there_or_not():
    assert PHRASES.has("goodbye")
    assert not PHRASES.has("goodbye.forever")
