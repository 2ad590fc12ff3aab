"""Scripts for property tests: any text, reading, style and order that a script can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from speech import alexa
from speech.assembly import STAND_IN_NAME
from speech.script import Alias, Clip, Pause, PersonName, Phonemes, Role, Say, SayAs, Script, Span, Style, script

WORDS = (
    "Stand",
    "tall",
    "psoas",
    "Dr.",
    "No.",
    "5",
    "10kg",
    "e.g.",
    "&",
    "<b>",
    '"now"',
    "it's",
    "(down)",
    "Go!",
    "Why?",
    "…",
    "—",
)
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
    st.text(st.characters(codec="utf-8"), max_size=30),
)
attribute_texts = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()) or "x")


def thousandths(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers with at most three decimals, as SSML is written."""
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda number: number / 1000)


readings = st.one_of(
    st.none(),
    st.builds(Alias, attribute_texts),
    st.builds(Phonemes, attribute_texts, st.sampled_from(alexa.ALPHABETS)),
    st.sampled_from(alexa.INTERPRETATIONS).map(SayAs),
    st.sampled_from(alexa.DATE_FORMATS).map(lambda order: SayAs("date", order)),
    st.sampled_from(alexa.ROLES).map(Role),
)
spans = st.one_of(
    st.builds(Span, texts, readings),
    st.just(Span(STAND_IN_NAME, PersonName("amzn1.ask.person.A"))),
)
styles = st.one_of(
    st.just(Style()),
    st.builds(
        Style,
        rate=st.one_of(st.just(100.0), thousandths(20, 300)),
        pitch=st.one_of(st.just(0.0), thousandths(-33.3, 50)),
        volume=st.one_of(st.just(0.0), st.just(float("-inf")), thousandths(-40, 4.08)),
        emphasis=st.sampled_from(("", *alexa.EMPHASES)),
        lang=st.sampled_from(("", *alexa.LANGUAGES)),
        effect=st.sampled_from(("", *alexa.EFFECTS)),
    ),
    st.builds(Style, voice=st.sampled_from(tuple(alexa.VOICES)), rate=st.sampled_from((80.0, 100.0))),
)
items = st.one_of(
    texts.map(lambda text: Say((Span(text),))),
    st.builds(Say, st.lists(spans, min_size=1, max_size=4).map(tuple), styles),
    st.integers(0, 25_000).map(Pause),
    st.just(Clip("soundbank://soundlibrary/home/amzn_sfx_doorbell_01")),
)


def _allowed(made: Script) -> bool:
    """Whether Alexa would take it: something to say, not too many clips, and no acting in a voice that cannot."""
    clips = sum(isinstance(item, Clip) for item in made)
    return bool(made) and clips <= alexa.MAX_CLIPS and not any(_acts_in_voice(item) for item in made)


def _acts_in_voice(item: object) -> bool:
    if not isinstance(item, Say):
        return False
    exclaims = any(
        isinstance(span.reading, SayAs) and span.reading.interpret_as == "interjection" for span in item.spans
    )
    return bool(item.style.voice) and exclaims


scripts = st.lists(items, max_size=12).map(lambda parts: script(*parts)).filter(_allowed)
