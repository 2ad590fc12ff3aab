"""Texts that cannot be spoken, or not be followed by ear alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.content.files import problem
from skill.content.model import (
    Condition,
    Correction,
    Equipment,
    Exercise,
    Fact,
    Goal,
    Landmark,
    Mistake,
    RoutineLevel,
    Sign,
    Source,
    Step,
    StopNow,
    Structure,
    Swap,
    Tempo,
    Topic,
    Transition,
    Urgency,
    Variant,
    Weekly,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import msgspec

    from skill.content.check.draft import Draft
    from skill.content.problem import Problem
    from skill.content.shape import Path

SENTENCES: Mapping[type[msgspec.Struct], tuple[str, ...]] = {
    Fact: ("text",),
    Step: ("text",),
    Mistake: ("text", "fix"),
    Variant: ("text",),
    Structure: ("location", "description", "function", "note"),
    Landmark: ("text",),
    Topic: ("text", "caveat"),
    Weekly: ("text",),
    Correction: ("correct",),
    Sign: ("text",),
    Urgency: ("text",),
    StopNow: ("text",),
    Condition: ("text",),
    Transition: ("text",),
    RoutineLevel: ("variants",),
}
"""Fields that are spoken as they are."""
PHRASES: Mapping[type[msgspec.Struct], tuple[str, ...]] = {
    Exercise: ("spoken_name",),
    Structure: ("spoken_name", "also"),
    Landmark: ("name",),
    Topic: ("name",),
    Goal: ("name",),
    Equipment: ("name",),
    Condition: ("name", "stop_signs"),
    Correction: ("claim",),
    Source: ("spoken",),
    Swap: ("text",),
    Tempo: ("cues",),
}
"""Fields that are spoken within a sentence."""

STEP_WORDS = 20
UNSPEAKABLE = re.compile(r"[^A-Za-z ,.;:?!'-]")
ADDRESS = re.compile(r"\bwww\b|\bhttps?\b", re.IGNORECASE)
SIGHT = re.compile(
    r"\b(like (this|so)|this way|(over|right) here|as (shown|pictured|you (can )?see)|shown (here|above|below)"
    r"|see (here|how|below|above|(the|this) (picture|image|photo|video|diagram|screen))|watch (me|this|how|the)"
    r"|look (here|at (me|this|the (picture|image|photo|video|diagram|screen)))"
    r"|(picture|image|photo|video|diagram|screen) (here|above|below|shows)"
    r"|(in|on) the (picture|image|photo|video|diagram|screen))\b",
    re.IGNORECASE,
)
STEP_SIGHT = re.compile(r"\b(see|watch|mirror)\b", re.IGNORECASE)
"""Words that need sight in an instruction, though elsewhere they may not: one can "see a doctor"."""


def check(draft: Draft) -> Iterator[Problem]:
    """Find spoken texts with digits, symbols, markup or a cue that needs sight, and steps that are too long."""
    for path, node in draft.nodes:
        for where, text in _texts(path, node, SENTENCES):
            yield from _faults(where, text)
            if not re.match(r"[A-Z].*[.?!]$", text):
                yield problem(where, "not a whole sentence; begin it with a capital and end it with a full stop")
        for where, text in _texts(path, node, PHRASES):
            yield from _faults(where, text)
            if text[-1] in ".?!":
                yield problem(where, "it runs within a sentence; leave out the full stop")
        if isinstance(node, Source) and "," in node.spoken:
            yield problem((*path, "spoken"), "it runs in a list; leave out the comma")
        if isinstance(node, Step):
            yield from _step((*path, "text"), node.text)


def _texts(
    path: Path, node: msgspec.Struct, fields: Mapping[type[msgspec.Struct], tuple[str, ...]]
) -> Iterator[tuple[Path, str]]:
    for field in fields.get(type(node), ()):
        match getattr(node, field):
            case str() as text:
                yield (*path, field), text
            case tuple() as texts:
                yield from (((*path, field, index), text) for index, text in enumerate(texts))
            case dict() as texts:
                yield from (((*path, field, key), text) for key, text in texts.items())


def _faults(where: Path, text: str) -> Iterator[Problem]:
    if found := UNSPEAKABLE.search(text):
        advice = "write numbers as words" if found[0].isdigit() else "say it in plain words"
        yield problem(where, f"{found[0]!r} cannot be spoken; {advice}")
    elif found := ADDRESS.search(text):
        yield problem(where, f"an address ({found[0]}) cannot be spoken; put it into sources.toml")
    if found := SIGHT.search(text):
        yield problem(where, f"{found[0]!r} needs sight; tell what to do so that a listener can follow")


def _step(where: Path, text: str) -> Iterator[Problem]:
    if (count := len(text.split())) > STEP_WORDS:
        yield problem(where, f"{count} words; a step has at most {STEP_WORDS}, so split it")
    if not SIGHT.search(text) and (found := STEP_SIGHT.search(text)):
        yield problem(where, f"{found[0]!r} needs sight; tell what to do so that a listener can follow")
