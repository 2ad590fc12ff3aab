"""Small operations on 16-bit mono samples: trim, fade, amplify, stretch, shift. No files, no voices."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.int16]
"""16-bit mono sound; the rate is said beside it."""

LOUDEST = 32767
_QUIET = 20
"""Below this a sample counts as silence, whatever the phrase's loudness."""
_QUIET_SHARE = 0.01
"""The same as a share of the phrase's peak: 40 dB below it."""
_FADE_SECONDS = 0.00025
"""Long enough against a click, short enough to leave the edge where it is."""


def silence(count: int) -> Samples:
    """So many samples of nothing."""
    return np.zeros(count, dtype=np.int16)


def trimmed(samples: Samples, sample_rate: int) -> Samples:
    """The sound without the silence at its ends, which then begin and end at zero."""
    if not samples.size:
        return samples
    loud = np.abs(samples.astype(np.int32))
    audible = np.flatnonzero(loud > max(_QUIET, _QUIET_SHARE * float(loud.max())))
    if not audible.size:
        return samples[:0]
    cut = samples[audible[0] : audible[-1] + 1].astype(np.float64)
    ramp = np.linspace(0.0, 1.0, min(round(_FADE_SECONDS * sample_rate), cut.size // 2) + 1)[1:]
    if ramp.size:
        cut[: ramp.size] *= ramp
        cut[-ramp.size :] *= ramp[::-1]
    return cut.astype(np.int16)


def amplified(samples: Samples, decibels: float) -> Samples:
    """The sound louder or softer; peaks that would overflow are held at the loudest value."""
    if decibels == 0:
        return samples
    factor = 0.0 if decibels == float("-inf") else 10 ** (decibels / 20)
    louder: Samples = np.clip(np.rint(samples * factor), -LOUDEST - 1, LOUDEST).astype(np.int16)
    return louder


def resampled(samples: Samples, ratio: float) -> Samples:
    """The sound in `ratio` times as many samples, without aliases; its pitch and length change together."""
    count = round(samples.size * ratio)
    if count == samples.size or not samples.size:
        return samples
    spectrum = np.fft.rfft(samples.astype(np.float64))
    fitted = np.zeros(count // 2 + 1, dtype=complex)
    shared = min(spectrum.size, fitted.size)
    fitted[:shared] = spectrum[:shared]
    return np.clip(np.fft.irfft(fitted, count) * (count / samples.size), -LOUDEST - 1, LOUDEST).astype(np.int16)


def stretched(samples: Samples, factor: float, sample_rate: int) -> Samples:
    """The sound `factor` times as long at the same pitch: overlapped windows, each where it fits best (WSOLA)."""
    window = round(0.03 * sample_rate) // 2 * 2
    if factor == 1.0 or samples.size < 2 * window:
        return samples if factor == 1.0 else resampled(samples, factor)
    hop, search = window // 2, round(0.008 * sample_rate)
    source = np.concatenate((samples.astype(np.float64), np.zeros(window + hop + 2 * search)))
    total = round(samples.size * factor)
    out = np.zeros(total + 2 * window)
    shape = np.hanning(window + 1)[:window]
    place = 0
    for start in range(0, total, hop):
        wanted = round(start / factor)
        if start:
            place = _best(source, place + hop, wanted, hop, search)
        out[start : start + window] += source[place : place + window] * shape
    out[:hop] = source[:hop]
    return np.clip(out[:total], -LOUDEST - 1, LOUDEST).astype(np.int16)


def whispered(samples: Samples, sample_rate: int) -> Samples:
    """The sound without its pitch: every short window keeps its colour and loses its phase, always in the same way."""
    window = round(0.012 * sample_rate) // 2 * 2
    hop = window // 4
    shape = np.hanning(window + 1)[:window]
    chance = np.random.default_rng(0)
    padded = np.concatenate((np.zeros(window), samples.astype(np.float64), np.zeros(window)))
    out = np.zeros(padded.size)
    for at in range(0, padded.size - window, hop):
        colour = np.abs(np.fft.rfft(padded[at : at + window] * shape))
        phase = np.exp(2j * np.pi * chance.random(colour.size))
        out[at : at + window] += np.fft.irfft(colour * phase, window) * shape
    return np.clip(out[window : window + samples.size], -LOUDEST - 1, LOUDEST).astype(np.int16)


def _best(source: NDArray[np.float64], natural: int, wanted: int, width: int, search: int) -> int:
    """Where near `wanted` the sound is most like what would have come naturally next."""
    low = max(0, wanted - search)
    high = wanted + search
    target = source[natural : natural + width]
    likeness = np.correlate(source[low : high + width - 1], target, mode="valid")
    return low + int(np.argmax(likeness))
