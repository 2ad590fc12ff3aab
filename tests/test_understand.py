"""`backcoach understand`: a sentence or a stream of them, for a person or for a program."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from skill.local.cli import main

if TYPE_CHECKING:
    import pytest


def understood(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict]:
    assert main(["understand", "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_sentence_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = understood(capsys, "How do I do a good morning?")

    score = found.pop("score")
    assert found == {
        "text": "How do I do a good morning?",
        "intent": "HowToIntent",
        "slots": {"exercise": {"value": "good morning", "id": "good_morning"}},
    }
    assert 0 < score <= 1


def test_words_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = understood(capsys, "show", "me", "the", "plank")

    assert found["slots"]["exercise"]["id"] == "front_plank"


def test_numbers_are_digits_in_a_string(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = understood(capsys, "i have four minutes")

    assert found["intent"] == "StartWarmUpIntent"
    assert found["slots"]["minutes"] == {"value": "four", "id": "4"}


def test_what_is_not_understood_is_the_fallback(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = understood(capsys, "what's the weather like")

    assert found == {"text": "what's the weather like", "intent": "AMAZON.FallbackIntent", "slots": {}, "score": 0.0}


def test_every_line_of_a_stream_has_its_answer_also_an_empty_one(
    monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("help\n\nhello\r\nmy back hurts"))

    found = understood(capsys)

    assert [line["intent"] for line in found] == [
        "AMAZON.HelpIntent",
        "AMAZON.FallbackIntent",
        "GreetingIntent",
        "PainIntent",
    ]
    assert [line["text"] for line in found] == ["help", "", "hello", "my back hurts"]


def test_a_person_reads_intent_slots_and_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "where is the sacrum"]) == 0

    assert "AnatomyLocationIntent structure=sacrum" in capsys.readouterr().out


def test_a_person_reads_what_it_came_near_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "how do i do a fliberty gibberty"]) == 0

    said = capsys.readouterr().out
    assert "not understood" in said
    assert "HowToIntent" in said
