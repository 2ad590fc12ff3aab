"""Words that say nearly the same, as groups: what the matcher learned of one word holds for its kin."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from interaction_model.source import HERE
from interaction_model.text import stem

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = "="
"""Stands before the name of a group, so that it is not taken for the word."""


def kin(symbol: str) -> str:
    """The group that a stem belongs to, or the stem itself where it belongs to none."""
    return _groups().get(symbol, symbol)


@cache
def _groups() -> Mapping[str, str]:
    """The group of each stem, by the group's first word, from `alike.toml`."""
    tables = tomllib.loads((HERE / "alike.toml").read_text("utf-8"))
    rows = [row.split() for group in tables.values() for row in group]
    return {stem(word): f"{GROUP}{row[0]}" for row in rows for word in row}
