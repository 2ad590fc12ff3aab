"""Every tag and attribute of Alexa's SSML, row by row: what its example comes to, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.errors import SSMLError
from speech.reader import LENIENT, examine, read
from speech.reference import PAGE, main, page, rows
from speech.script import Clip, Pause, Say
from speech.spoken import prepared
from speech.tags import TAGS
from speech.voices.voice import Sounds

ROWS = rows()
WRONG = [(row, wrong) for row in ROWS for wrong in row["wrong"]]


def spoken(markup: str) -> str:
    """A document, unless it is about the root itself."""
    return markup if "speak>" in markup or markup.startswith("<speak") else f"<speak>{markup}</speak>"


def name(row: dict) -> str:
    return f"{row['tag']}-{row.get('attribute', '')}"


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_the_example_is_accepted_and_says_what_the_table_says(row: dict) -> None:
    items = read(spoken(row["example"])).items
    phrases = [prepared(item) for item in items if isinstance(item, Say)]
    parts = [part for phrase in phrases for part in phrase.utterance.parts]

    if "words" in row:
        assert "|".join(part.text for part in parts) == row["words"]
    if "sounds" in row:
        assert parts == [Sounds(row["sounds"], "psoas")]
    assert [item.ms for item in items if isinstance(item, Pause)] == ([row["pause_ms"]] if "pause_ms" in row else [])
    assert [item.src for item in items if isinstance(item, Clip)] == ([row["clip"]] if "clip" in row else [])


@pytest.mark.parametrize("row", [row for row in ROWS if "pause_ms" not in row and "clip" not in row], ids=name)
def test_the_example_sounds_as_the_table_says(row: dict) -> None:
    first = read(spoken(row["example"])).items[0]
    assert isinstance(first, Say)

    ready = prepared(first)

    assert ready.decibels == row.get("decibels", 0.0)
    assert ready.utterance.rate == row.get("rate", 100.0)
    assert ready.utterance.pitch == row.get("pitch", 0.0)
    assert ready.utterance.lang == row.get("lang", "en-US")
    assert ready.utterance.speaker == row.get("speaker", "")
    assert ready.utterance.whispered == row.get("whispered", False)


@pytest.mark.parametrize(("row", "wrong"), WRONG, ids=[f"{name(row)}: {wrong}" for row, wrong in WRONG])
def test_what_alexa_refuses_is_an_error_with_place_rule_and_advice(row: dict, wrong: str) -> None:
    document = wrong if row["tag"] == "speak" else f"<speak>\nFirst. {wrong}</speak>"
    with pytest.raises(SSMLError) as caught:
        read(document)

    assert caught.value.line == (1 if row["tag"] == "speak" else 2)
    assert caught.value.column > (0 if row["tag"] == "speak" else 7)
    assert caught.value.rule
    assert caught.value.advice


@pytest.mark.parametrize(("row", "wrong"), WRONG, ids=[f"{name(row)}: {wrong}" for row, wrong in WRONG])
def test_lenient_mode_plays_it_and_says_once_what_it_ignored(row: dict, wrong: str) -> None:
    reading = examine(spoken(wrong + wrong) if row["tag"] != "speak" else wrong, mode=LENIENT)

    assert reading.notes
    assert len(set(reading.notes)) == len(reading.notes)


@pytest.mark.parametrize("row", [row for row in ROWS if "elsewhere" in row], ids=name)
def test_a_tag_is_refused_in_a_locale_that_does_not_have_it(row: dict) -> None:
    with pytest.raises(SSMLError, match=row["elsewhere"]):
        read(spoken(row["example"]), row["elsewhere"])


def test_every_tag_and_every_attribute_has_a_row() -> None:
    wanted = {(tag.name, "") for tag in TAGS.values() if not tag.attributes}
    wanted |= {(tag.name, attribute.name) for tag in TAGS.values() for attribute in tag.attributes}
    assert {(row["tag"], row.get("attribute", "").partition(": ")[0]) for row in ROWS} == wanted


def test_the_page_is_written_where_it_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    main()
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_in_the_docs_is_fresh() -> None:
    assert (Path(__file__).parent.parent / PAGE).read_text(encoding="utf-8") == page()
