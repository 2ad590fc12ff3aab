"""Fits a voice's profile to measured phrases: ridge regression of their seconds on what `speech.lettering` counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from speech.audio import Studio
from speech.lettering import GROUPS, SILENT_E, START, counted, counted_sounds
from speech.profiles import as_read, phrase_key
from speech.script import PLAIN, Say, script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from speech.cache import Cache
    from speech.voices.voice import Voice

RARE = 3
"""A word gets a weight of its own from so many phrases on."""
SENTENCE_GAP = 0.4
"""Seconds; ours to choose, as the voice speaks one sentence at a time."""

_LETTER_RIDGE = 2.0
_WORD_RIDGE = 3.0
_LETTER = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase and how long the voice took."""

    parts: tuple[tuple[str, bool], ...]
    """What is read in each span, and whether it is phonetic."""
    seconds: float
    """Without the silence at its ends."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The figures of a profile."""

    weights: Mapping[str, float]
    """Seconds by unit, without words."""
    words: Mapping[str, float]
    """Seconds that a frequent word takes beyond its letters."""
    other: float
    """Seconds of a letter that was not met."""
    error: float
    """Mean error of a phrase that took no part in the fit, as a share of its length."""


def measure(phrases: Iterable[Say], voice: Voice, cache: Cache | None, watch: Callable[[int], None]) -> list[Phrase]:
    """Speak every phrase once and measure it; `watch` is told how many are done."""
    studio = Studio(voice, cache)
    out = []
    for done, phrase in enumerate(phrases, 1):
        frames = sum(block.samples.size for block in studio.blocks(script(phrase)))
        out.append(Phrase(as_read(phrase.spans), frames / voice.sample_rate))
        watch(done)
    return out


def fit(phrases: list[Phrase]) -> Fit:
    """The weights that foretell these phrases best."""
    counts = [_counts(phrase) for phrase in phrases]
    often = Counter(unit for count in counts for unit in count if unit[0] == "=")
    units = sorted({unit for count in counts for unit in count if unit[0] != "=" or often[unit] >= RARE})
    table = np.array([[count[unit] for unit in units] for count in counts], dtype=float)
    seconds = np.array([phrase.seconds for phrase in phrases])
    solved = _solved(table, seconds, units)
    weights = {unit: round(float(value), 5) for unit, value in zip(units, solved, strict=True)}
    letters = [
        value for unit, value in weights.items() if unit in GROUPS or unit == SILENT_E or _LETTER.fullmatch(unit)
    ]
    return Fit(
        weights={unit: value for unit, value in weights.items() if unit[0] != "="},
        words={unit[1:]: value for unit, value in weights.items() if unit[0] == "="},
        other=round(sum(letters) / len(letters), 5),
        error=_error(table, seconds, units),
    )


def to_toml(voice: Voice, phrases: list[Phrase], found: Fit) -> str:
    """The profile as it is kept beside the voice."""
    total = sum(phrase.seconds for phrase in phrases)
    accuracy = f"a phrase that was not among them is foretold within {found.error:.1%} on average"
    lines = [
        "# How fast this voice speaks. Written by `backcoach voices calibrate`; do not edit by hand.",
        f'source = "{len(phrases)} phrases, {total:.0f} seconds of {voice.identity}; {accuracy}"',
        f"other = {found.other}",
        f"sentence_gap = {SENTENCE_GAP}",
        "\n# Seconds for each thing that speech/lettering.py counts.\n[weights]",
        *(f'"{unit}" = {value}' for unit, value in found.weights.items()),
        "\n# Seconds that a frequent word takes beyond its letters.\n[words]",
        *(f'"{word}" = {value}' for word, value in found.words.items()),
        "\n# Milliseconds of phrases that were measured whole, by the checksum of what is read.\n[phrases]",
        *(f"{key:08x} = {round(seconds * 1000)}" for key, seconds in sorted(_known(phrases).items())),
    ]
    return "\n".join(lines) + "\n"


def texts(phrases: Iterable[Say]) -> list[Say]:
    """The different phrases in the voice's own style, each once."""
    return list({as_read(phrase.spans): Say(phrase.spans, PLAIN) for phrase in phrases}.values())


def _known(phrases: list[Phrase]) -> dict[int, float]:
    return {phrase_key(repr(phrase.parts)): phrase.seconds for phrase in phrases}


def _counts(phrase: Phrase) -> Counter[str]:
    counts: Counter[str] = Counter({START: 1})
    for text, phonetic in phrase.parts:
        counts += counted_sounds(text) if phonetic else counted(text)
    return counts


def _solved(table: np.ndarray, seconds: np.ndarray, units: list[str]) -> np.ndarray:
    ridge = np.diag([_WORD_RIDGE if unit[0] == "=" else _LETTER_RIDGE for unit in units])
    return np.asarray(np.linalg.solve(table.T @ table + ridge, table.T @ seconds))


def _error(table: np.ndarray, seconds: np.ndarray, units: list[str], folds: int = 5) -> float:
    """By cross-validation: every phrase is foretold from the others."""
    fold = np.arange(len(seconds)) % folds
    errors = []
    for left_out in range(folds):
        rest, out = fold != left_out, fold == left_out
        foretold = table[out] @ _solved(table[rest], seconds[rest], units)
        errors.extend(np.abs(foretold - seconds[out]) / seconds[out])
    return float(np.mean(errors))
