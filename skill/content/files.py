"""The fact files as they lie in a folder: which there are, read into plain tables. Their meaning is not looked at."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from skill.content.problem import Problem, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("exercises", "anatomy", "topics", "goals", "routines")
"""Kinds of facts with one file for each item; the file's name is the item's id."""
TABLES = ("weekly", "equipment", "corrections", "sources")
"""Kinds of facts in one file; each of its tables is an item, and the table's name the item's id."""
SINGLE = "safety"
"""The file that is one item as a whole."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What a folder holds."""

    data: dict[str, Any] = field(default_factory=dict)
    """Plain tables in the shape of a catalogue: by kind, then by id."""
    problems: list[Problem] = field(default_factory=list)
    """Files that cannot be read, or that belong to no kind."""


def read(folder: Path) -> Tables:
    """Read every fact file of a folder; what cannot be read is among the problems."""
    tables = Tables()
    for kind in FOLDERS:
        files = sorted((folder / kind).glob("*.toml"))
        found = {file.stem: _parse(file, folder, tables.problems) for file in files}
        tables.data[kind] = {id_: table for id_, table in found.items() if table is not None}
    for kind in (*TABLES, SINGLE):
        table = _parse(folder / f"{kind}.toml", folder, tables.problems)
        if table is not None:
            tables.data[kind] = table
    for kind in (*FOLDERS, *TABLES):
        tables.problems.extend(_identify(kind, tables.data.get(kind, {})))
    tables.problems.extend(_strays(folder))
    return tables


def place(path: tuple[str | int, ...]) -> tuple[str, str]:
    """The file and the key in it that a path through a catalogue stands for."""
    kind, *rest = path
    if kind in FOLDERS and rest:
        return f"{kind}/{rest[0]}.toml", key_of(tuple(rest[1:]))
    return f"{kind}/" if kind in FOLDERS else f"{kind}.toml", key_of(tuple(rest))


def problem(path: tuple[str | int, ...], message: str) -> Problem:
    """A problem at a path through a catalogue."""
    return Problem(*place(path), message)


def _parse(file: Path, folder: Path, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        return {key: _folded(value) for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return None  # what is missing is reported with the shapes
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"not valid TOML: {error}"
    problems.append(Problem(file.relative_to(folder).as_posix(), "", message))
    return None


def _folded(value: object) -> object:
    """Make a line break in a text count as one space, so that long texts can be wrapped in the file."""
    match value:
        case str() if "\n" in value:
            return " ".join(value.split())
        case list():
            return [_folded(item) for item in value]
        case dict():
            return {key: _folded(item) for key, item in value.items()}
        case _:
            return value


def _identify(kind: str, items: dict[str, Any]) -> Iterator[Problem]:
    where = "the file's name" if kind in FOLDERS else "the table's name"
    for id_, item in items.items():
        if not isinstance(item, dict):
            continue  # its shape is reported where shapes are
        if "id" in item:
            yield problem((kind, id_, "id"), f"remove it: {where} is the id")
        item["id"] = id_


def _strays(folder: Path) -> Iterator[Problem]:
    for file in sorted(folder.rglob("*.toml")):
        name = file.relative_to(folder)
        known = name.parts[0] in FOLDERS if len(name.parts) == 2 else name.stem in (*TABLES, SINGLE)
        if not known or len(name.parts) > 2:
            kinds = ", ".join(f"{kind}/" for kind in FOLDERS)
            yield Problem(name.as_posix(), "", f"nobody reads it here; move it to one of {kinds} or remove it")
