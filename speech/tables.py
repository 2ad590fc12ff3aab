"""Tables: TOML where people write, JSON in packaged artifacts; the same values, read some twenty times faster."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def read_table(path: Path) -> dict[str, Any]:
    """The table of a TOML file; its baked form is used where there is one beside it."""
    table: dict[str, Any]
    try:
        table = json.loads(baked(path).read_bytes())
    except FileNotFoundError:
        import tomllib  # only where nothing is baked

        table = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


def bake(path: Path) -> None:
    """Write the baked form of a TOML file beside it."""
    baked(path).write_text(json.dumps(read_table(path), ensure_ascii=False), encoding="utf-8")


def baked(path: Path) -> Path:
    """Where the baked form of a TOML file is."""
    return path.with_name(f"{path.name}.json")
