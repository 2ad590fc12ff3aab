"""Timing two things side by side, in turns, so that a busy machine is unfair to neither."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int, calls: int = 1
) -> tuple[float, float]:
    """Median seconds for one call of each; the rounds alternate, the first one does not count."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for call, times in zip((ours, theirs), found, strict=True):
            times.append(_timed(call, calls))
    return median(found[0][1:]), median(found[1][1:])


def single(call: Callable[[], object], rounds: int, calls: int = 1) -> float:
    """Median seconds for one call."""
    return median([_timed(call, calls) for _ in range(rounds + 1)][1:])


def _timed(call: Callable[[], object], calls: int) -> float:
    begun = perf_counter()
    for _ in range(calls):
        call()
    return (perf_counter() - begun) / calls
