"""One JSON line for each event, and never a word that a person said."""

from __future__ import annotations

import json
import logging

import pytest

from skill import log


@pytest.fixture
def lines(capsys):
    """Logs as a process does, and gives the lines that came out."""
    before = log.LOGGER.handlers[:], log.LOGGER.level, log.LOGGER.propagate

    def logged(level, *events):
        log.configure(level)
        for name, fields in events:
            log.event(name, **fields)
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    yield logged
    log.LOGGER.handlers[:], log.LOGGER.level, log.LOGGER.propagate = before


def failure(text):
    """An exception that was raised."""
    with pytest.raises(ValueError, match=text) as raised:
        int(text)
    return raised.value


def test_an_event_is_one_json_line_with_its_fields(lines):
    (line,) = lines("DEBUG", ("turn", {"intent": "HowToIntent", "ms": 1.5}))

    assert (line["event"], line["level"], line["intent"], line["ms"]) == ("turn", "INFO", "HowToIntent", 1.5)
    assert line["time"].endswith("+00:00")


def test_of_an_exception_only_its_kind_and_place_are_told(lines):
    (line,) = lines("DEBUG", ("handler failed", {"level": logging.ERROR, "failed": failure("my back hurts")}))

    assert (line["level"], line["error"]) == ("ERROR", "ValueError")
    assert line["at"].startswith("test_log.py:")
    assert "my back hurts" not in json.dumps(line)


def test_an_exception_that_was_never_raised_has_no_place(lines):
    (line,) = lines("DEBUG", ("odd", {"failed": ValueError("quiet")}))

    assert (line["error"], line["at"]) == ("ValueError", "")


def test_a_field_that_is_no_json_is_told_by_its_name(lines):
    (line,) = lines("DEBUG", ("odd", {"thing": ValueError}))

    assert "ValueError" in line["thing"]


def test_configuring_twice_does_not_say_everything_twice(lines):
    lines("DEBUG")

    assert len(lines("DEBUG", ("once", {}))) == 1


def test_what_is_less_grave_than_wanted_is_not_logged(lines):
    assert lines("ERROR", ("turn", {})) == []
