"""The normal form of a script: what is joined, cut, moved and dropped."""

from __future__ import annotations

import pytest

from speech.phrases import cleaned, join, sentences
from speech.script import (
    Alias,
    Clip,
    Pause,
    Say,
    Script,
    Span,
    Style,
    in_language,
    pause,
    restyled,
    say,
    script,
    stay_apart,
)

STRONG = Style(emphasis="strong")
BELL = Clip("soundbank://soundlibrary/boxing/amzn_sfx_boxing_bell_1x_01")


def test_pauses_in_a_row_are_one_and_empty_ones_vanish() -> None:
    assert script(pause(1), Pause(0), pause(2.5), Pause(-5)) == Script((Pause(3500),))


def test_a_phrase_is_one_sentence() -> None:
    assert script("Stand tall. Breathe in! Now?").items == (say("Stand tall."), say("Breathe in!"), say("Now?"))


def test_empty_phrases_and_bare_punctuation_vanish() -> None:
    assert not script("", "  ", "…", Say((Span(" "), Span(""))))


def test_a_clip_stays_where_it_is() -> None:
    assert script("Ready?", BELL, "Go.").items == (say("Ready?"), BELL, say("Go."))


def test_a_mark_that_opens_a_phrase_closes_the_one_before() -> None:
    heard = script(say("Never", STRONG), ". Then rest", say(", please", STRONG))
    assert [item.text for item in heard if isinstance(item, Say)] == ["Never.", "Then rest,", "please"]


def test_a_mark_that_follows_a_pause_closes_nothing_and_vanishes() -> None:
    assert script("In", pause(1), ". Then out").items == (say("In"), Pause(1000), say("Then out"))


def test_plain_spans_in_a_row_are_one() -> None:
    read = Span("QL", Alias("quadratus lumborum"))
    assert script(Say((Span("your"), Span(" left "), read, Span("'s job")))).items == (
        Say((Span("your left"), read, Span("'s job"))),
    )


def test_a_sentence_ends_between_spans_too() -> None:
    read = Span("QL", Alias("quadratus lumborum"))
    heard = script(Say((Span("Stand up."), read, Span("works. Good"))))
    assert [item.text for item in heard if isinstance(item, Say)] == ["Stand up.", "QL works.", "Good"]


def test_text_of_a_span_with_a_reading_is_never_cut() -> None:
    phrase = Say((Span("A. B. C.", Alias("letters")),))
    assert script(phrase).items == (phrase,)


def test_scripts_add_up() -> None:
    assert script("In.") + script(pause(1)) == script("In.", pause(1))
    assert (script("In.", pause(1), BELL)).silence_ms == 1000


def test_restyling_changes_phrases_only() -> None:
    assert restyled(script("In.", pause(1), BELL), rate=90.0).items == (say("In.", Style(rate=90.0)), Pause(1000), BELL)


def test_a_script_is_put_in_a_language_where_it_names_none() -> None:
    french, joanna = say("Bonjour", Style(lang="fr-FR")), say("Hi", Style(voice="Joanna"))
    assert in_language(script("Hallo", pause(1), french, joanna), "de-DE").items == (
        say("Hallo", Style(lang="de-DE")),
        Pause(1000),
        french,
        joanna,
    )


def test_the_text_of_a_script_is_what_is_said() -> None:
    assert script("Stand tall.", pause(1), BELL, "Go.").text == "Stand tall. Go."
    assert list(script("Go.")) == [say("Go.")]


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [("Stand.", "Go", True), ("Stand", "Go", False), ("Stand.", "go", False), ("See Dr.", "Smith", False)],
)
def test_two_phrases_stay_two_where_a_sentence_ends(first: str, second: str, apart: bool) -> None:
    assert stay_apart(say(first), say(second)) is apart


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("He said “Go.” Then rest.", ["He said “Go.”", "Then rest."]),
        ("Dr. Smith and J. Doe, e.g. Ann.", ["Dr. Smith and J. Doe, e.g. Ann."]),
        ("Can I. Yes.", ["Can I.", "Yes."]),
        ("No. 5 is it. No. Stop.", ["No. 5 is it.", "No.", "Stop."]),
        ("Wait … then go.", ["Wait … then go."]),
        ("Version 1.5 is out.", ["Version 1.5 is out."]),
        ("Stop. (Really.) Go.", ["Stop.", "(Really.)", "Go."]),
        ("Hm. 8 reps.", ["Hm.", "8 reps."]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (("the", "psoas", ", deep"), "the psoas, deep"),
        (("(", "psoas", ")"), "(psoas)"),
        (("psoas", "'s job"), "psoas's job"),
        (("say", "'hello'"), "say 'hello'"),
        (("ilio", "-psoas"), "ilio-psoas"),
        (("minus", "-5"), "minus -5"),
        (("", "a", "", "b"), "a b"),
    ],
)
def test_pieces_join_as_they_are_written(pieces: tuple[str, ...], joined: str) -> None:
    assert join(pieces) == joined


def test_what_xml_cannot_hold_is_taken_out() -> None:
    assert cleaned(" a\x00b \ud800 \x07\tc\ufffe ") == "ab c"
    assert cleaned("café\u200d") == "café\u200d"
