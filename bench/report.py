"""The rows for people, for programs and for the README."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.rows import Row, markdown, text

if TYPE_CHECKING:
    from collections.abc import Sequence

README = Path(__file__).parents[1] / "README.md"
MARKS = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


def as_text(rows: Sequence[Row]) -> str:
    """The table and the machine."""
    return f"{text(list(rows))}\n{_machine()}"


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """One object: the rows, the machine, and whether all budgets are kept."""
    return {"machine": _machine(), "ok": all(row.ok for row in rows), "rows": [row.as_json() for row in rows]}


def write_readme(rows: Sequence[Row], readme: Path = README) -> None:
    """Replace what stands between the marks `<!-- bench -->` and `<!-- /bench -->`.

    Raises:
        ValueError: the README has no such marks.
    """
    before = readme.read_text(encoding="utf-8")
    table = f"{markdown(list(rows))}\n\nMeasured by `backcoach bench` with {_machine()}.\n"
    after, count = MARKS.subn(lambda found: f"{found[1]}{table}{found[2]}", before)
    if not count:
        raise ValueError(f"{readme.name} has no place for the table: put <!-- bench --> and <!-- /bench --> into it")
    readme.write_text(after, encoding="utf-8")


def _machine() -> str:
    return f"Python {platform.python_version()} on {os.cpu_count()} {platform.machine()} cores"
