"""Two requests changed the same memory at once: what either changed is kept. Plain values, no store."""

from __future__ import annotations

from typing import Any

_GONE = object()


def merged(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Apply to `theirs` what `ours` changed since `base`; where both changed one thing, ours counts.

    Objects are merged inside; lists are one thing.
    """
    result = dict(theirs)
    for key in base.keys() | ours.keys():
        before, mine, other = base.get(key, _GONE), ours.get(key, _GONE), theirs.get(key, _GONE)
        if mine == before:
            continue
        if mine is _GONE:
            result.pop(key, None)
        elif isinstance(mine, dict) and isinstance(other, dict):
            result[key] = merged(before if isinstance(before, dict) else {}, mine, other)
        else:
            result[key] = mine
    return result
