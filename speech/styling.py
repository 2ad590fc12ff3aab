"""A phrase's Style as the SSML tags around it, within Alexa's bounds and only where the locale has them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from speech import alexa
from speech.errors import LimitError
from speech.escape import quoteattr
from speech.script import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speech.script import Style


@lru_cache(maxsize=256)
def style_tags(style: Style, locale: str) -> tuple[str, str]:
    """The tags before and after a phrase of this style, outermost first.

    Raises LimitError for a value that Alexa does not take, or not in this locale.
    """
    if style == PLAIN:
        return "", ""
    tags = list(_tags(style, locale))
    opening = "".join(f"<{name}{attributes}>" for name, attributes in tags)
    return opening, "".join(f"</{name}>" for name, _ in reversed(tags))


def _tags(style: Style, locale: str) -> Iterator[tuple[str, str]]:
    """Name and attributes of each tag; those that may hold sentences come before those that may not."""
    if style.voice:
        yield "voice", f" name={quoteattr(style.voice)}"
    if style.lang:
        yield "lang", f" xml:lang={quoteattr(style.lang)}"
    if style.domain:
        yield "amazon:domain", _domain(style.domain, locale)
    if style.emotion:
        yield "amazon:emotion", _emotion(style.emotion, locale)
    if style.effect:
        yield "amazon:effect", f" name={quoteattr(style.effect)}"
    if prosody := _prosody(style):
        yield "prosody", prosody
    if style.emphasis:
        yield "emphasis", f" level={quoteattr(style.emphasis)}"


def _domain(name: str, locale: str) -> str:
    known = alexa.DOMAIN_LOCALES.get(name)
    if known is None or locale not in known:
        raise LimitError(f"the speaking style {name} is not spoken in {locale}: {_instead(known)}")
    return f" name={quoteattr(name)}"


def _emotion(emotion: str, locale: str) -> str:
    name, _, intensity = emotion.partition(":")
    if locale not in alexa.EMOTION_LOCALES:
        raise LimitError(f"the emotion {name} is not spoken in {locale}: {_instead(alexa.EMOTION_LOCALES)}")
    return f" name={quoteattr(name)} intensity={quoteattr(intensity)}"


def _instead(locales: frozenset[str] | None) -> str:
    return f"only in {', '.join(sorted(locales))}" if locales else f"Alexa has {', '.join(alexa.DOMAIN_LOCALES)}"


def _prosody(style: Style) -> str:
    out = ""
    if style.rate != PLAIN.rate:
        _within("rate", style.rate, alexa.MIN_RATE, float("inf"), "%")
        out += f' rate="{_digits(style.rate)}%"'
    if style.pitch != PLAIN.pitch:
        _within("pitch", style.pitch, alexa.MIN_PITCH, alexa.MAX_PITCH, "%")
        out += f' pitch="{_signed(style.pitch)}%"'
    if style.volume != PLAIN.volume:
        _within("volume", style.volume, float("-inf"), alexa.MAX_VOLUME, " dB")
        out += ' volume="silent"' if style.volume == float("-inf") else f' volume="{_signed(style.volume)}dB"'
    return out


def _within(name: str, value: float, low: float, high: float, unit: str) -> None:
    if not low <= value <= high:
        least = f"from {low:g}{unit} " if low > float("-inf") else ""
        most = f"to {high:g}{unit}" if high < float("inf") else "up"
        raise LimitError(f"a {name} of {value:g}{unit} is out of Alexa's bounds: {least}{most}")


def _digits(value: float) -> str:
    """To the thousandth, which nobody hears; never with an exponent."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "") + _digits(value)
