"""A copy of the fact files that a test may break."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from skill.content.files import FOLDERS, SINGLE, TABLES
from skill.content.load import HERE

if TYPE_CHECKING:
    from pathlib import Path


class Folder:
    """The coach's fact files, copied to another place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for kind in FOLDERS:
            shutil.copytree(HERE / kind, path / kind)
        for kind in (*TABLES, SINGLE):
            shutil.copy(HERE / f"{kind}.toml", path)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first place where a file has a text; it must have it."""
        text = self.read(file)
        assert old in text, f"{file} does not hold {old!r}: bring the test up to date"
        self.write(file, text.replace(old, new, 1))

    def read(self, file: str) -> str:
        """The text of a file."""
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Write a file anew."""
        (self.path / file).write_text(text, encoding="utf-8")
