"""What the coach has at hand for every handler: facts by id, names for within a sentence, things with their article."""

from __future__ import annotations

import pytest

from tests.conftest import COACH


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("good_morning", "good morning"),
        ("multifidus", "the multifidus"),
        ("posture", "sitting posture"),
        ("something_of_tomorrow", ""),
        ("", ""),
    ],
)
def test_everything_that_is_talked_about_has_a_name_for_within_a_sentence(id_, name):
    assert COACH.name(id_) == name


def test_an_exercise_is_found_by_its_id_and_nothing_else():
    assert COACH.exercise("bird_dog").id == "bird_dog"
    assert COACH.exercise("bird dog") is None


def test_a_structure_is_found_by_its_id_and_nothing_else():
    assert COACH.structure("spine").id == "spine"
    assert COACH.structure("bird_dog") is None


def test_what_an_exercise_needs_is_named_with_its_article():
    assert COACH.equipment(COACH.exercise("rack_pull")) == ("a barbell", "weight plates", "a power rack")
    assert COACH.equipment(COACH.exercise("superman")) == ()


def test_no_id_means_two_things_that_are_talked_about():
    facts = COACH.catalogue
    kinds = [facts.exercises, facts.anatomy, facts.topics]

    assert sum(len(kind) for kind in kinds) == len({id_ for kind in kinds for id_ in kind})
