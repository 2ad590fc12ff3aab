"""SSML to Script: what adds up, what wins, what is refused, and what hostile input costs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.errors import SSMLError
from speech.reader import LENIENT, MAX_CHARACTERS, STRICT, examine, read
from speech.script import Clip, Pause, Say, Style, say, script
from speech.tags import TAGS

ENTITIES = "".join(f"<!ENTITY a{n} '{10 * f'&a{n - 1};'}'>" for n in range(1, 12))
LAUGHS = f"<!DOCTYPE s [<!ENTITY a0 'ha'>{ENTITIES}]><speak>&a11;</speak>"
BELL = "soundbank://soundlibrary/boxing/amzn_sfx_boxing_bell_1x_01"


def items(body: str) -> tuple:
    return read(f"<speak>{body}</speak>").items


def outcome(document: str, *, lenient: bool) -> tuple[str, tuple[str, ...]]:
    """The error, or nothing; and the notes."""
    try:
        return "", examine(document, mode=LENIENT if lenient else STRICT).notes
    except SSMLError as error:
        return str(error), ()


def pauses(body: str) -> list[int]:
    return [item.ms for item in items(body) if isinstance(item, Pause)]


@pytest.mark.parametrize(
    ("body", "ms"),
    [
        ('A<break time="1s"/><break time="2500ms"/>B', [3500]),
        ('A<break/>B', [200]),
        ('A<break strength="weak"/><break strength="x-strong"/>B', [800]),
        ('<p>A</p><break time="300ms"/><p>B</p>', [300]),
        ('<p>A.</p><p>B.</p>', [800]),
        ('<s>A.</s><s>B.</s>', []),
        ('A.<break strength="none"/>B.', [1]),
        ('A<break time="0s"/>B', [1]),
        ('<p>A</p><break strength="none"/>B', [1]),
        ('A <break strength="x-strong" time="1s"/> B', [1000]),
        ('<break time="1s"/>A<break time="2s"/>', [1000, 2000]),
        ('<p>A</p>', []),
        (f'<p>A</p><audio src="{BELL}"/><s>B</s>', [800, 400]),
        ('<break strength="strong"/>A<break strength="strong"/>', []),
    ],
)  # fmt: skip
def test_silences_add_up_or_take_each_others_place(body: str, ms: list[int]) -> None:
    assert pauses(body) == ms


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<prosody rate="slow"><prosody rate="fast">A</prosody></prosody>', Style(rate=125.0)),
        ('<prosody rate="80%"><prosody pitch="+10%">A</prosody></prosody>', Style(rate=80.0, pitch=10.0)),
        ('<prosody pitch="+40%"><prosody pitch="+30%">A</prosody></prosody>', Style(pitch=50.0)),
        ('<prosody pitch="high"><prosody pitch="low">A</prosody></prosody>', Style(pitch=-15.0)),
        ('<prosody volume="-6dB"><prosody volume="-3dB">A</prosody></prosody>', Style(volume=-9.0)),
        ('<prosody volume="soft"><prosody volume="x-loud">A</prosody></prosody>', Style(volume=4.0)),
        ('<prosody volume="silent">A</prosody>', Style(volume=float("-inf"))),
        ('<voice name="Hans"><lang xml:lang="de-DE">A</lang></voice>', Style(voice="Hans", lang="de-DE")),
    ],
)
def test_styles_nest(body: str, style: Style) -> None:
    assert items(body) == (say("A", style),)


def test_text_around_tags_joins_as_it_is_written() -> None:
    assert items("Push your <emphasis level='strong'>hips</emphasis>, back.") == (
        say("Push your"),
        say("hips,", Style(emphasis="strong")),
        say("back."),
    )


def test_a_reading_without_text_shows_what_it_says() -> None:
    heard = items(
        '<sub alias="et cetera"></sub>, <phoneme alphabet="ipa" ph="ˈsoʊəs"/>, '
        '<say-as interpret-as="date"> </say-as> on.'
    )
    assert heard[0].text == "et cetera, ˈsoʊəs, on."
    assert [type(span.reading).__name__ for span in heard[0].spans if span.reading] == ["Alias", "Phonemes"]


def test_comments_character_data_and_numbers_are_read() -> None:
    assert items("A &#38; B <!-- not said --> <![CDATA[& <C>]]> &#x2019; &quot;D&quot;") == (say('A & B & <C> ’ "D"'),)


def test_a_declaration_and_the_w3cs_attributes_are_read_over() -> None:
    document = (
        '<?xml version="1.0"?><speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" '
        'xmlns:amazon="http://amazon.com" xml:lang="en-US">Go.</speak>'
    )
    assert read(document).items == (say("Go."),)


@pytest.mark.parametrize(
    ("document", "line", "column", "said"),
    [
        ("<speak>\n a & b</speak>", 2, 5, "write &amp; for &"),
        ("<speak>\n\n<s>a</speak>", 3, 7, "close <s> first"),
        ("<speak>a", 1, 9, "close <speak>"),
        ("", 1, 1, "write <speak>…</speak>"),
        ("hello", 1, 1, "begin with <speak>"),
        ("<speak>a</speak><speak>b</speak>", 1, 17, "one <speak>…</speak>"),
        ("<speak>&nbsp;</speak>", 1, 8, "its number"),
        ('<speak><break time="1s" time="2s"/></speak>', 1, 25, "write it once"),
        ('<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>', 1, 17, "begin with <speak>"),
        ("<?php echo ?><speak>a</speak>", 1, 1, "leave it out"),
        ("<p>a</p>", 1, 1, "one <speak> around everything"),
        ("<speak>" + f'<audio src="{BELL}"/>' * 6 + "</speak>", 1, 8 + 5 * (len(BELL) + 15), "leave some out"),
    ],
)
def test_an_error_names_the_place_and_what_to_write_instead(document: str, line: int, column: int, said: str) -> None:
    with pytest.raises(SSMLError, match=f"^line {line}, column {column}: ") as caught:
        read(document)
    assert said in caught.value.advice


def test_interjections_are_refused_where_there_are_none() -> None:
    with pytest.raises(SSMLError, match="an interjection is not spoken in nl-NL"):
        read('<speak><say-as interpret-as="interjection">Wow</say-as></speak>', "nl-NL")


@pytest.mark.parametrize(
    ("document", "heard", "notes"),
    [
        ("Rows & pulls", (say("Rows & pulls"),), 2),
        ("<speak>3 < 4 & 5 & 6</speak>", (say("3 < 4 & 5 & 6"),), 1),
        ('<speak>A<break time="12 s"/>B</speak>', (say("A"), Pause(12_000), say("B")), 1),
        ('<speak>A<break time="soon"/>B</speak>', (say("A"), Pause(200), say("B")), 1),
        ("<speak>A <google:x>b</google:x> c</speak>", (say("A b c"),), 1),
        ('<speak><prosody rate="5%">A</prosody></speak>', (say("A", Style(rate=20.0)),), 1),
        ('<speak><prosody pitch="70%">A</prosody></speak>', (say("A", Style(pitch=50.0)),), 1),
        ('<speak><prosody volume="+20dB">A</prosody></speak>', (say("A", Style(volume=4.08)),), 1),
        ('<speak><prosody rate="quick">A</prosody></speak>', (say("A"),), 2),
        ('<speak><audio src="bell.wav"/></speak>', (Clip("bell.wav"),), 1),
        ('<speak>A<break time="1s">b</break></speak>', (say("A"), Pause(1000)), 1),
        ("<speak></speak>", (), 1),
        ("<?xml version='1.0'?><!-- x --><speak>A</speak>", (say("A"),), 0),
        ('<speak><amazon:emotion name="excited" intensity="low">A</amazon:emotion></speak>', (say("A"),), 0),
    ],
)
def test_lenient_mode_reads_what_was_meant_and_notes_what_it_ignored(document: str, heard: tuple, notes: int) -> None:
    reading = examine(document, mode=LENIENT)
    assert [getattr(item, "text", item) for item in reading.script] == [getattr(item, "text", item) for item in heard]
    assert [item.style for item in reading.script if isinstance(item, Say) and "emotion" not in document] == [
        item.style for item in heard if isinstance(item, Say) and "emotion" not in document
    ]
    assert len(reading.notes) == notes


def test_the_same_mistake_is_noted_once() -> None:
    reading = examine("<speak>" + "<mark name='x'/>" * 9 + "A</speak>", mode=LENIENT)
    assert reading.notes == ("line 1: <mark> is no tag of Alexa's",)


@pytest.mark.parametrize("mode", [LENIENT, STRICT])
@pytest.mark.parametrize(
    "document",
    [
        "<speak>" + "a" * 10_000_000 + "</speak>",
        "<speak>" + "<p>" * 100_000,
        "<speak>" + "<prosody rate='90%'>" * 99_000,
        "<a>" * 300_000,
        LAUGHS,
        "<speak " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">a</speak>",
        "<speak>" + "&" * 1_000_000 + "</speak>",
    ],
    ids=["10 MB", "deep", "deep with attributes", "no speak", "laughs", "attributes", "ampersands"],
)  # fmt: skip
def test_hostile_input_ends_in_an_error_within_a_second(document: str, mode: object) -> None:
    began = time.process_time()
    message, notes = outcome(document, lenient=mode is LENIENT)
    assert message or (mode is LENIENT and notes)
    assert len(message) < 500
    assert time.process_time() - began < 1.0


def test_notes_do_not_pile_up() -> None:
    kinds = "".join(f"<x{number}/>" for number in range(500))
    assert len(examine(f"<speak>A{kinds}</speak>", mode=LENIENT).notes) == 50


def test_the_longest_document_is_named_in_the_error() -> None:
    with pytest.raises(SSMLError, match="2,000,000 are the most"):
        read("a" * (MAX_CHARACTERS + 1))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for lenient in (True, False):
        message, _ = outcome(text, lenient=lenient)
        assert not message or message.startswith("line ")


tags = st.sampled_from([*TAGS, "mark", "amazon:breath"])
values = st.sampled_from(["1s", "slow", "strong", "cardinal", "+10%", "x", "en-US", "Ivy", "excited", "low", "news"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    inside = st.one_of(st.sampled_from(["Go", " ", "a. B"]), st.deferred(documents))
    tag = draw(tags)
    names = [attribute.name for attribute in TAGS[tag].attributes] if tag in TAGS else ["name"]
    attributes = "".join(f' {name}="{draw(values)}"' for name in names if draw(st.booleans()))
    return f"<{tag}{attributes}>{''.join(draw(st.lists(inside, max_size=3)))}</{tag}>"


@settings(max_examples=150, deadline=None)
@given(documents())
def test_lenient_mode_reads_any_markup_and_strict_mode_no_less(document: str) -> None:
    reading = examine(f"<speak>{document}</speak>", mode=LENIENT)
    assert script(reading.script) == reading.script
    if not reading.notes:
        assert read(f"<speak>{document}</speak>") == reading.script
