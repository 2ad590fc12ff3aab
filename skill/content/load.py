"""The catalogue from its files: TOML while it is written, one baked file where it is only read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from skill.content.model import Catalogue
from skill.errors import ContentError

if TYPE_CHECKING:
    from skill.content.problem import Problem

HERE = Path(__file__).parent
"""The folder with the facts that the coach comes with."""
BAKED = "catalogue.json"
"""The baked form, which packaged artifacts hold and the repository never does: ten times as fast on a cold start."""


def load(folder: Path | None = None) -> Catalogue:
    """Load the catalogue of a folder, or the coach's own, which is loaded once.

    Raises:
        ContentError: a file is missing, is not TOML, or has not the shape of its kind. What is wrong in meaning,
            such as a dangling id, is found by `skill.content.check`.
    """
    return _own() if folder is None else _load(folder)


def bake(catalogue: Catalogue) -> bytes:
    """The catalogue as JSON, to be written beside the files under the name `BAKED`."""
    return msgspec.json.encode(catalogue)


@cache
def _own() -> Catalogue:
    return _load(HERE)


def _load(folder: Path) -> Catalogue:
    try:
        return msgspec.json.decode((folder / BAKED).read_bytes(), type=Catalogue)
    except FileNotFoundError:
        return _read(folder)


def _read(folder: Path) -> Catalogue:
    from skill.content.files import problem, read  # only where there is no baked form
    from skill.content.shape import faults

    tables = read(folder)
    try:
        if tables.problems:
            raise ContentError(_told(tables.problems))
        return msgspec.convert(tables.data, Catalogue)
    except msgspec.ValidationError:
        found = [problem(path, message) for path, message in faults(tables.data, Catalogue)]
        raise ContentError(_told(found)) from None


def _told(problems: list[Problem]) -> str:
    more = f" (and {len(problems) - 1} more: backcoach content check lists them)" if len(problems) > 1 else ""
    return f"{problems[0]}{more}"
