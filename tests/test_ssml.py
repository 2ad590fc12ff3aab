"""Script to SSML: escaping, chained pauses, nesting, and every limit that Alexa has."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from speech.errors import LimitError
from speech.lexicon import pronounced
from speech.script import (
    Alias,
    Clip,
    PersonName,
    Phonemes,
    Role,
    Say,
    SayAs,
    Script,
    Span,
    Style,
    pause,
    restyled,
    say,
    script,
)
from speech.ssml import Measures, break_tags, check, measure, to_ssml

BELL = Clip("soundbank://soundlibrary/boxing/amzn_sfx_boxing_bell_1x_01")
GOLDEN = Path(__file__).parent / "golden"


def body(made: Script, locale: str = "en-US") -> str:
    ssml = to_ssml(made, locale)
    ET.fromstring(ssml.replace("amazon:", "amazon-").replace("alexa:", "alexa-"))
    return ssml.removeprefix("<speak>").removesuffix("</speak>")


def test_text_is_escaped_once() -> None:
    assert body(script("Rows & <pulls>, &amp; more")) == "Rows &amp; &lt;pulls&gt;, &amp;amp; more"


@pytest.mark.parametrize(
    ("ms", "markup"),
    [
        (500, '<break time="500ms"/>'),
        (3000, '<break time="3s"/>'),
        (10_000, '<break time="10s"/>'),
        (25_500, '<break time="10s"/><break time="10s"/><break time="5500ms"/>'),
        (20_000, '<break time="10s"/><break time="10s"/>'),
    ],
)
def test_a_pause_over_ten_seconds_is_several_breaks(ms: int, markup: str) -> None:
    assert break_tags(ms) == markup


def test_neighbours_of_one_style_share_its_tags() -> None:
    slow = restyled(script("In.", pause(1), "Out."), rate=90.0)
    assert body(slow) == '<prosody rate="90%">In.<break time="1s"/>Out.</prosody>'


def test_a_pause_between_styles_stands_outside_both() -> None:
    heard = script(say("In.", Style(rate=90.0)), pause(1), say("Out.", Style(rate=80.0)), pause(2))
    assert body(heard) == (
        '<prosody rate="90%">In.</prosody><break time="1s"/><prosody rate="80%">Out.</prosody><break time="2s"/>'
    )


def test_phrases_that_would_run_together_are_kept_apart() -> None:
    assert body(script("One", "two.", "Three")) == 'One<break strength="strong"/>two. Three'


@pytest.mark.parametrize(
    ("span", "markup"),
    [
        (Span("QL", Alias('a "b" & c')), "<sub alias='a \"b\" &amp; c'>QL</sub>"),
        (Span("psoas", Phonemes("ˈsoʊəs")), '<phoneme alphabet="ipa" ph="ˈsoʊəs">psoas</phoneme>'),
        (Span("5", SayAs("cardinal")), '<say-as interpret-as="cardinal">5</say-as>'),
        (Span("9/22", SayAs("date", "md")), '<say-as interpret-as="date" format="md">9/22</say-as>'),
        (Span("read", Role("amazon:VBD")), '<w role="amazon:VBD">read</w>'),
        (Span("friend", PersonName("amzn1.ask.person.A")), '<alexa:name type="first" personId="amzn1.ask.person.A"/>'),
    ],
)
def test_each_reading_has_its_tag(span: Span, markup: str) -> None:
    assert body(script(Say((Span("The"), span, Span(", well."))))) == f"The {markup}, well."


def test_tags_nest_in_an_order_that_alexa_takes() -> None:
    style = Style(
        rate=92.5, pitch=-5, volume=float("-inf"), emphasis="reduced", voice="Joanna", lang="fr-FR",
        effect="whispered", domain="news",
    )  # fmt: skip
    assert body(script(say("Hm", style))) == (
        '<voice name="Joanna"><lang xml:lang="fr-FR"><amazon:domain name="news"><amazon:effect name="whispered">'
        '<prosody rate="92.5%" pitch="-5%" volume="silent"><emphasis level="reduced">Hm</emphasis></prosody>'
        "</amazon:effect></amazon:domain></lang></voice>"
    )


def test_clips_stand_outside_styles() -> None:
    heard = script(say("In.", Style(volume=1.5)), BELL, say("Out.", Style(volume=1.5)))
    assert body(heard) == (
        f'<prosody volume="+1.5dB">In.</prosody> <audio src="{BELL.src}"/> <prosody volume="+1.5dB">Out.</prosody>'
    )


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (Style(rate=19), "rate of 19% is out of Alexa's bounds: from 20%"),
        (Style(pitch=51), "pitch of 51%"),
        (Style(pitch=-34), "from -33.3% to 50%"),
        (Style(volume=4.5), "volume of 4.5 dB is out of Alexa's bounds: to 4.08 dB"),
        (Style(emotion="excited:low"), "emotion excited is not spoken in de-DE: only in en-GB, en-US, ja-JP"),
        (Style(domain="news"), "style news is not spoken in de-DE: only in en-AU, en-US"),
        (Style(domain="sports"), "style sports is not spoken in de-DE: Alexa has conversational"),
    ],
)
def test_a_style_that_alexa_does_not_have_is_refused(style: Style, said: str) -> None:
    with pytest.raises(LimitError, match=said):
        to_ssml(script(say("Hm", style)), "de-DE")


def test_emotions_and_interjections_go_where_they_are_spoken() -> None:
    wow = script(Say((Span("Wow", SayAs("interjection")),)))
    assert body(script(say("Yes", Style(emotion="excited:low")))) == (
        '<amazon:emotion name="excited" intensity="low">Yes</amazon:emotion>'
    )
    assert body(wow) == '<say-as interpret-as="interjection">Wow</say-as>'
    with pytest.raises(LimitError, match="interjections are not spoken in nl-NL"):
        to_ssml(wow, "nl-NL")


def test_eight_thousand_characters_are_the_most() -> None:
    ssml_of = lambda letters: "<speak>" + "a" * letters + "</speak>"  # noqa: E731
    check(measure(script("a"), ssml_of(8_000 - 15)))
    with pytest.raises(LimitError, match="8,001 characters; Alexa takes 8,000"):
        check(measure(script("a"), ssml_of(8_001 - 15)))


@pytest.mark.parametrize(("role", "longest"), [("spoken", 240), ("reprompt", 90)])
def test_a_response_may_not_last_longer_than_alexa_plays(role: str, longest: int) -> None:
    to_ssml(script(pause(longest)), role=role)
    with pytest.raises(LimitError, match=f"{longest}.1 seconds; Alexa plays {longest}"):
        to_ssml(script(pause(longest + 0.1)), role=role)


def test_five_clips_are_the_most() -> None:
    assert measure(script(*[BELL] * 5), to_ssml(script(*[BELL] * 5))).clips == 5
    with pytest.raises(LimitError, match="6 audio clips; Alexa plays 5"):
        to_ssml(script(*[BELL] * 6))


def test_measures_name_everything_that_is_limited() -> None:
    assert measure(script(pause(3), BELL), "x" * 10) == Measures(10, 4.0, 1)


def test_the_golden_how_to_has_not_changed() -> None:
    """To accept a change on purpose, delete the golden file and run the test twice."""
    heard = script(
        "Here is the good morning.",
        pause(0.5),
        "Push your hips straight back, and feel your erector spinae work.",
        pause(3),
        say("Never", Style(emphasis="strong")),
        "round your back.",
        pause(12.5),
        restyled(script("Stand up & breathe out."), rate=90.0),
        BELL,
    )
    golden = GOLDEN / "speech.ssml"
    made = to_ssml(pronounced(heard)) + "\n"
    if not golden.exists():
        golden.write_text(made, encoding="utf-8")
        pytest.fail("the golden file was missing and is written now")
    assert golden.read_text(encoding="utf-8") == made
