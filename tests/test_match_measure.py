"""Measuring on examples that were held out: which those are, and what counts as right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interaction_model.examples import Example, load_examples
from interaction_model.measure import PARTS, Measured, measure, part
from interaction_model.source import OUTSIDE, load_source
from skill.content.load import load
from skill.content.vocabulary import vocabulary
from skill.local.cli import main

if TYPE_CHECKING:
    import pytest

SOURCE = load_source()


def held_out(intent: str, text: str) -> Example:
    """The example, with as many "please" as it takes to be in the part that is held out."""
    return next(each for n in range(200) if part(each := Example(intent, f"{'please ' * n}{text}")) == 0)


def test_an_example_stays_in_its_part() -> None:
    examples = load_examples(SOURCE)
    sizes = [sum(part(each) == number for each in examples) for number in range(PARTS)]

    assert part(Example("HowToIntent", "anything")) == part(Example("DoseIntent", "anything"))
    assert sum(sizes) == len(examples)
    assert min(sizes) > 0.8 * len(examples) / PARTS


def test_right_wrong_and_refused_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN what was learned already, and held-out examples of which one claims another intent
    monkeypatch.setattr("interaction_model.measure.learn", lambda source, content, examples: None)
    examples = [
        held_out("HowToIntent", "how do i do the {exercise}"),
        held_out("DoseIntent", "how do i do the {exercise}"),
        held_out("StartWarmUpIntent", "start the {routine}"),
        held_out("DoseIntent", "flibber the gibbet of zorbels"),
        held_out(OUTSIDE, "what is the weather today"),
        held_out(OUTSIDE, "how do i do a bird dog"),
    ]

    # WHEN they are measured
    found = measure(SOURCE, vocabulary(load()), examples)

    # THEN each is counted for what it is
    assert found == Measured(ours=4, right=2, refused=1, others=2, declined=1)
    assert "50.0% of 4 examples right (1 wrong, 1 refused), 50.0% of 2" in str(found)


def test_what_is_held_out_is_not_learned_from(monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[Example] = []
    monkeypatch.setattr("interaction_model.measure.learn", lambda source, content, examples: learned.extend(examples))

    measure(SOURCE, vocabulary(load()), [held_out("DoseIntent", "how many"), *load_examples(SOURCE)[:100]])

    assert learned
    assert all(part(each) for each in learned)


def test_the_command_says_how_many(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("skill.local.commands.model.measure", lambda source, content, examples: Measured(4, 3, 0, 2, 1))

    assert main(["model", "measure"]) == 0
    assert "75.0% of 4 examples right (1 wrong, 0 refused)" in capsys.readouterr().out
