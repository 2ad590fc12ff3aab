"""How long a script takes for a given voice, and when each thing in it is heard: arithmetic on text, no sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from speech.phrases import SENTENCE_END
from speech.profiles import ALEXA, CLIP_SECONDS
from speech.script import Item, Pause, Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speech.profiles import Profile
    from speech.script import Script


class Cue(Struct, frozen=True):
    """One item and when it is heard."""

    start: float
    """Seconds from the beginning."""
    end: float
    """Seconds from the beginning; the next item starts here, or a breath later."""
    item: Item
    """What is heard."""


def seconds(script: Script, profile: Profile = ALEXA) -> float:
    """How long the whole script takes."""
    total = 0.0
    before: Item | None = None
    for item in script.items:
        total += gap(before, item, profile) + length(item, profile)
        before = item
    return total


def timeline(script: Script, profile: Profile = ALEXA) -> tuple[Cue, ...]:
    """When each item of the script is heard."""
    return tuple(_cues(script, profile))


def gap(before: Item | None, item: Item, profile: Profile) -> float:
    """Seconds of rest that the voice itself makes between two items where the script asks for no pause.

    A sentence's rest after its end, and between neighbours of one style: by the Script's normal form, two sentences.
    """
    if not isinstance(before, Say) or not isinstance(item, Say):
        return 0.0
    if before.style == item.style or SENTENCE_END.search(before.spans[-1].text):
        return profile.sentence_gap
    return profile.comma_gap if before.spans[-1].text[-1:] in ",;:–—" else profile.word_gap


def length(item: Item, profile: Profile) -> float:
    """Seconds that one item takes by itself."""
    if isinstance(item, Pause):
        return item.ms / 1000
    return profile.phrase_seconds(item) if isinstance(item, Say) else CLIP_SECONDS


def _cues(script: Script, profile: Profile) -> Iterator[Cue]:
    now = 0.0
    before: Item | None = None
    for item in script.items:
        start = now + gap(before, item, profile)
        now = start + length(item, profile)
        yield Cue(start, now, item)
        before = item
