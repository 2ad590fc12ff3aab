"""What an SSML tag makes of the style around it; names and numbers become the Style's own units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from speech import alexa
from speech.rules import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from speech.script import Style


def styled(style: Style, name: str, attributes: Mapping[str, str]) -> Style:
    """The style inside a tag; unchanged for tags that are no matter of style."""
    match name:
        case "prosody":
            return _prosody(style, attributes)
        case "emphasis":
            return replace(style, emphasis=attributes["level"])
        case "lang":
            return replace(style, lang=attributes["xml:lang"])
        case "voice":
            return replace(
                style, voice=attributes.get("name", style.voice), lang=attributes.get("xml:lang", style.lang)
            )
        case "amazon:effect":
            return replace(style, effect=attributes["name"])
        case "amazon:emotion":
            return replace(style, emotion=f"{attributes['name']}:{attributes['intensity']}")
        case "amazon:domain":
            return replace(style, domain=attributes["name"])
        case _:
            return style


def _prosody(style: Style, attributes: Mapping[str, str]) -> Style:
    """A rate counts from the voice's own, as in the W3C's text; changes of pitch and volume add up as tags nest."""
    if rate := attributes.get("rate"):
        style = replace(style, rate=alexa.RATES.get(rate) or max(alexa.MIN_RATE, number(rate)))
    if pitch := attributes.get("pitch"):
        style = replace(style, pitch=_pitch(style.pitch, pitch))
    if volume := attributes.get("volume"):
        style = replace(style, volume=_volume(style.volume, volume))
    return style


def _pitch(current: float, value: str) -> float:
    named = alexa.PITCHES.get(value)
    if named is not None:
        return named
    changed = current + number(value) if current else number(value)
    return min(alexa.MAX_PITCH, max(alexa.MIN_PITCH, changed))


def _volume(current: float, value: str) -> float:
    named = alexa.VOLUMES.get(value)
    if named is not None:
        return named
    return min(alexa.MAX_VOLUME, current + number(value) if current else number(value))
