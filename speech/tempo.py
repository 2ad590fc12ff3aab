"""How styles change speed and loudness where Alexa gives no figures: one table for the voices and for the timing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from speech.script import Style

EMPHASIS: Final = {"strong": (0.9, 3.0), "moderate": (0.95, 1.5), "reduced": (1.05, -3.0)}
"""Tempo and decibels: what matters is said slower and louder."""
EMOTIONS: Final = {"excited": (1.04, 6.0), "disappointed": (0.95, -5.0)}
"""Tempo, and per cent of pitch, at low intensity."""
INTENSITY: Final = {"low": 1.0, "medium": 1.7, "high": 2.4}
"""How many times the change of low intensity."""
DOMAINS: Final = {"conversational": 1.03, "long-form": 0.96, "music": 1.03, "news": 1.05, "fun": 1.04}
"""Tempo of each speaking style."""


def tempo(style: Style) -> float:
    """How much faster than its rate a style is spoken."""
    name, _, intensity = style.emotion.partition(":")
    mood = EMOTIONS.get(name, (1.0, 0.0))[0] ** INTENSITY.get(intensity, 1.0)
    return float(EMPHASIS.get(style.emphasis, (1.0, 0.0))[0] * DOMAINS.get(style.domain, 1.0) * mood)


def lift(style: Style) -> float:
    """Per cent of pitch that a style adds."""
    name, _, intensity = style.emotion.partition(":")
    return EMOTIONS.get(name, (1.0, 0.0))[1] * INTENSITY.get(intensity, 1.0)


def gain(style: Style) -> float:
    """Decibels, with those of the emphasis."""
    return style.volume + EMPHASIS.get(style.emphasis, (1.0, 0.0))[1]
