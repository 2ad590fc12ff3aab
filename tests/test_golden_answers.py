"""A few answers, to the letter, as Alexa gets them: a change of what is said shows up here to be read.

A missing file is written on the first run, which fails; read it, then commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.memory.volatile import VolatileStore
from skill.service import Service
from speech.reader import read
from tests.conftest import COACH
from tests.talking import Person

GOLDEN = Path(__file__).parent / "golden" / "answers"

ANSWERS = {
    "first_launch": [None],
    "how_to_good_morning": [("HowTo", {"exercise": "good_morning"})],
    "movement_of_a_good_morning": [("HowTo", {"exercise": "good_morning"}), ("Ready", {})],
    "about_the_erector_spinae": [("AnatomyAbout", {"structure": "erector_spinae"})],
    "muscles_of_a_side_plank": [("MusclesWorked", {"exercise": "side_plank"})],
    "dose_of_a_bird_dog": [("Dose", {"exercise": "bird_dog"})],
    "list_of_exercises": [("ListExercises", {})],
    "training_for_strength": [("Programming", {"goal": "strength"})],
    "pain": [("Pain", {})],
    "emergency": [("RedFlag", {"symptom": "saddle_numbness"})],
    "pregnancy": [("Condition", {"condition": "pregnancy"})],
}
"""What is asked, one turn after the other; the answer to the last is kept."""


def answer(asked):
    person = Person(Service(COACH, VolatileStore()))
    for turn in asked:
        heard = person.launch(key="golden") if turn is None else person.ask(turn[0], key="golden", **turn[1])
    return heard.ssml


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_to_the_letter_what_was_read_and_approved(name):
    path = GOLDEN / f"{name}.ssml"
    said = answer(ANSWERS[name]).replace("/><", "/>\n<").replace('s"/>', 's"/>\n').replace("\n\n", "\n") + "\n"
    if not path.exists():
        path.write_text(said, encoding="utf-8")
        pytest.fail(f"{path.name} is new: read it, then commit it")

    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.ssml")), ids=lambda path: path.stem)
def test_every_approved_answer_is_ssml_that_alexa_takes(path):
    assert read(path.read_text(encoding="utf-8")).text
    assert path.stem in ANSWERS
