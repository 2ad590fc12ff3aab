"""Script to Alexa SSML: the one place that escapes text, chains long pauses and refuses what is too long."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from speech import alexa
from speech.errors import LimitError
from speech.escape import escape, quoteattr
from speech.phrases import cleaned, glue
from speech.script import PLAIN, Alias, Clip, Pause, Phonemes, Role, Say, SayAs, stay_apart
from speech.styling import style_tags
from speech.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speech.alexa import Purpose
    from speech.script import Script, Span

SENTENCE_BREAK = '<break strength="strong"/>'
"""Keeps two phrases apart whose text would run together; between phrases of one style it is the voice's own rest."""


class Measures(Struct, frozen=True):
    """What Alexa limits in one response."""

    characters: int
    """Of the SSML, markup included."""
    seconds: float
    """That it takes to hear, as foretold for Alexa's voice."""
    clips: int
    """Pieces of recorded sound."""


def to_ssml(script: Script, locale: str = "en-US", role: Purpose = "spoken") -> str:
    """The script as one `<speak>` document.

    Raises LimitError where it is longer than Alexa plays, or uses what the locale does not have.
    """
    ssml = f"<speak>{''.join(_markup(script, locale))}</speak>"
    check(measure(script, ssml), role)
    return ssml


def measure(script: Script, ssml: str) -> Measures:
    """How long a response is, by every measure that Alexa limits."""
    return Measures(len(ssml), seconds(script), sum(isinstance(item, Clip) for item in script))


def check(measures: Measures, role: Purpose = "spoken") -> None:
    """Raise LimitError for the first measure that is over its limit."""
    longest = alexa.MAX_SECONDS[role]
    if measures.characters > alexa.MAX_CHARACTERS:
        raise LimitError(
            f"the speech has {measures.characters:,} characters; Alexa takes {alexa.MAX_CHARACTERS:,}: split it"
        )
    if measures.seconds > longest:
        raise LimitError(
            f"the speech takes {measures.seconds:.1f} seconds; Alexa plays {longest} of a {role} text: split it"
        )
    if measures.clips > alexa.MAX_CLIPS:
        raise LimitError(f"the speech has {measures.clips} audio clips; Alexa plays {alexa.MAX_CLIPS}: leave some out")


def break_tags(ms: int) -> str:
    """A silence as markup: one break, or several in a row where it is longer than Alexa's ten seconds."""
    full, rest = divmod(ms, alexa.MAX_BREAK_MS)
    return _break(alexa.MAX_BREAK_MS) * full + (_break(rest) if rest else "")


def _break(ms: int) -> str:
    return f'<break time="{ms // 1000}s"/>' if ms % 1000 == 0 else f'<break time="{ms}ms"/>'


def _markup(script: Script, locale: str) -> Iterator[str]:
    """Tags are opened once for neighbours of one style, with the pauses between them inside."""
    style, close, silence = PLAIN, "", ""
    before: Say | Clip | None = None
    for item in script:
        if isinstance(item, Pause):
            silence += break_tags(item.ms)
            continue
        wanted = item.style if isinstance(item, Say) else PLAIN
        if wanted != style or isinstance(item, Clip):
            yield close
        yield silence or _glue(before, item)
        if wanted != style or isinstance(item, Clip):
            opening, close = style_tags(wanted, locale)
            yield opening
        yield _phrase(item, locale) if isinstance(item, Say) else f"<audio src={quoteattr(item.src)}/>"
        style, silence, before = wanted, "", item
    yield close + silence


def _glue(before: Say | Clip | None, item: Say | Clip) -> str:
    """What stands between two things that follow each other without a pause."""
    if before is None:
        return ""
    if isinstance(before, Say) and isinstance(item, Say) and before.style == item.style:
        return " " if stay_apart(before, item) else SENTENCE_BREAK
    return " "


def _phrase(phrase: Say, locale: str) -> str:
    spans = phrase.spans
    if len(spans) == 1 and spans[0].reading is None:
        return escape(cleaned(spans[0].text))
    out, written = "", ""
    for span in spans:
        out += glue(written, span.text) + _span(span, locale)
        written = span.text
    return out


def _span(span: Span, locale: str) -> str:
    text = escape(cleaned(span.text))
    reading = span.reading
    match reading:
        case None:
            return text
        case Alias(words):
            return f"<sub alias={_value(words)}>{text}</sub>"
        case Phonemes(sounds, alphabet):
            return f'<phoneme alphabet="{alphabet}" ph={_value(sounds)}>{text}</phoneme>'
        case SayAs(interpret_as, date_format):
            return f"<say-as {_interpretation(interpret_as, date_format, locale)}>{text}</say-as>"
        case Role(name):
            return f"<w role={_value(name)}>{text}</w>"
    return f'<alexa:name type="first" personId={_value(reading.person_id)}/>'


def _interpretation(interpret_as: str, date_format: str, locale: str) -> str:
    if interpret_as == "interjection" and locale not in alexa.INTERJECTION_LOCALES:
        raise LimitError(f"interjections are not spoken in {locale}: write plain words")
    return f'interpret-as="{interpret_as}"' + (f' format="{date_format}"' if date_format else "")


@lru_cache(maxsize=1024)
def _value(text: str) -> str:
    return quoteattr(cleaned(text))
