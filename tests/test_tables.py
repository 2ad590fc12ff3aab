"""Tables: TOML where people write, JSON where it was baked, the same values."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.tables import bake, baked, read_table

ROOT = Path(__file__).parents[1]
TABLES = [ROOT / "skill" / "phrases" / "en.toml", ROOT / "speech" / "lexicon.toml"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_baked_table_has_the_same_values(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    written = read_table(copy)
    bake(copy)
    copy.write_text("no = [TOML")
    assert read_table(copy) == written


def test_the_repository_holds_no_baked_table() -> None:
    assert not [path for path in TABLES if baked(path).exists()]
