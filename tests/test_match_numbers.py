"""Numbers, ordinals and times of the day, as they are said."""

from __future__ import annotations

import pytest

from interaction_model.numbers import NUMBER, ORDINAL, TIME, quantities
from interaction_model.text import tokens


def longest(text: str, type_: str) -> str | None:
    found = [q for q in quantities(tokens(text).words) if q.type == type_]
    return max(found, key=lambda q: q.end - q.start).id if found else None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("three", "3"),
        ("30 seconds", "30"),
        ("forty five", "45"),
        ("forty-five", "45"),
        ("a hundred", None),
        ("one hundred", "100"),
        ("one hundred and twenty", "120"),
        ("two hundred five", "205"),
        ("twice", "2"),
        ("a couple of rounds", "2"),
        ("99999999999999999999", None),
        ("no number at all", None),
    ],
)
def test_a_number_is_its_digits(text: str, digits: str | None) -> None:
    assert longest(text, NUMBER) == digits


@pytest.mark.parametrize(("text", "place"), [("the second one", "2"), ("third", "3"), ("number two", "2")])
def test_an_ordinal_is_its_place(text: str, place: str) -> None:
    assert longest(text, ORDINAL) == place


def test_a_second_is_a_moment_and_no_ordinal() -> None:
    assert longest("wait a second", ORDINAL) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("seven am", "07:00"),
        ("7 a.m.", "07:00"),
        ("7:30 pm", "19:30"),
        ("six thirty pm", "18:30"),
        ("half past six", "06:30"),
        ("half past six in the evening", "18:30"),
        ("quarter past five in the afternoon", "17:15"),
        ("quarter to eight", "07:45"),
        ("ten to nine pm", "20:50"),
        ("twenty past ten", "10:20"),
        ("seven o'clock", "07:00"),
        ("twelve pm", "12:00"),
        ("twelve am", "00:00"),
        ("eight at night", "20:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("in the morning", "MO"),
        ("eighteen thirty", "18:30"),
        ("half past nothing", None),
        ("quarter", None),
        ("half past", None),
    ],
)
def test_a_time_is_hours_and_minutes(text: str, time: str | None) -> None:
    assert longest(text, TIME) == time
