"""What comes out of understanding: an intent with its slots, or the honest answer that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Heard:
    """What fills a slot."""

    value: str
    """The words, as they were said."""
    id: str
    """What they mean."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An utterance with a meaning."""

    text: str
    """What was said."""
    intent: str
    """The intent's name."""
    slots: Mapping[str, Heard]
    """What fills its slots; a slot that nothing fills is not in it."""
    score: float
    """How sure the matcher is: 1 is the very words of a template, less is nearly so or alike."""
    template: str
    """The template that fits; empty where only the likeness to many decided."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An utterance without a meaning for the coach. This is a normal outcome."""

    text: str
    """What was said."""
    nearest: tuple[Understood, ...]
    """What it might have meant, likeliest first; too unlikely to act upon."""
