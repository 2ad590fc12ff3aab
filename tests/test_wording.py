"""Numbers, lists, lengths of time and doses in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from skill.coach import wording
from skill.content.model import Dose
from tests.conftest import COACH


@given(st.integers(0, 999))
def test_numbers_are_said_as_everybody_says_them(n):
    assert wording.number(n) == num2words(n).replace("-", " ")


def test_a_number_too_large_for_a_workout_stays_in_digits():
    assert wording.number(1000) == "1000"


@pytest.mark.parametrize(("n", "said"), [(0, "zero sets"), (1, "one set"), (2, "two sets"), (21, "twenty one sets")])
def test_a_number_and_its_noun_agree(n, said):
    assert wording.counted(n, "set") == said


def test_an_odd_plural_is_given():
    assert wording.counted(2, "vertebra", "vertebrae") == "two vertebrae"


@pytest.mark.parametrize(("n", "said"), [(0, "zero times"), (1, "once"), (2, "twice"), (3, "three times")])
def test_how_often(n, said):
    assert wording.times(n) == said


@pytest.mark.parametrize(
    ("things", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_things_in_a_row(things, said):
    assert wording.listed(things) == said


def test_things_to_choose_from():
    assert wording.listed(["a", "b", "c"], last="or") == "a, b or c"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "zero seconds"),
        (1, "one second"),
        (45, "forty five seconds"),
        (60, "one minute"),
        (90, "a minute and a half"),
        (61, "one minute and one second"),
        (120, "two minutes"),
        (150, "two minutes and thirty seconds"),
        (59.6, "one minute"),
    ],
)
def test_a_length_of_time(seconds, said):
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "about half a minute"),
        (40, "about half a minute"),
        (50, "about one minute"),
        (90, "about a minute and a half"),
        (125, "about two minutes"),
        (270, "about four and a half minutes"),
    ],
)
def test_a_rough_length_of_time(seconds, said):
    assert wording.about(seconds) == said


@given(st.floats(15, 6000))
def test_a_rough_length_is_never_more_than_a_quarter_of_a_minute_off(seconds):
    said = wording.about(seconds).removeprefix("about ")
    minutes = {"half a minute": 0.5, "a minute and a half": 1.5, "one minute": 1.0}
    numbers = {wording.number(n): n for n in range(200)}
    whole, _, _ = said.removesuffix(" minutes").partition(" and a half")
    heard = minutes.get(said) or numbers[whole] + (0.5 if "half" in said else 0.0)

    assert abs(heard * 60 - seconds) <= 15.001


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose(sets=1, reps=(10,), rest_s=45), "one set of ten reps"),
        (Dose(sets=3, reps=(8, 10), rest_s=45), "three sets of eight to ten reps"),
        (Dose(sets=2, reps=(1,), rest_s=45), "two sets of one rep"),
        (Dose(sets=2, hold_s=(30,), rest_s=45), "two holds of thirty seconds"),
        (Dose(sets=1, hold_s=(30, 60), rest_s=45), "a hold of thirty to sixty seconds"),
        (
            Dose(sets=2, hold_s=(10, 15), per_side=True, knees_bent=True, rest_s=30),
            "two holds of ten to fifteen seconds on each side with bent knees",
        ),
        (
            Dose(sets=3, reps=(8,), hold_each_s=5, per_side=True, rest_s=45),
            "three sets of eight reps on each side, holding each for five seconds",
        ),
    ],
)
def test_a_dose_in_one_piece_of_a_sentence(dose, said):
    assert wording.dose(dose) == said


@pytest.mark.parametrize(
    ("text", "said"), [("rest", "Rest."), ("Rest.", "Rest."), ("ready?", "Ready?"), ("go!", "Go!"), ("", ".")]
)
def test_a_sentence_has_a_capital_and_a_mark(text, said):
    assert wording.sentence(text) == said


@pytest.mark.parametrize(
    ("id_", "said"),
    [("multifidus", "the multifidus"), ("adductors", "the adductors or inner thigh muscles")],
)
def test_a_muscle_that_is_easily_misheard_is_said_with_its_plain_name(id_, said):
    assert wording.with_article(COACH.catalogue.anatomy[id_]) == said
