"""Everything that keeps plain tables from being the typed facts of `model`, not only the first thing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec

Path: TypeAlias = tuple[str | int, ...]
Fault: TypeAlias = tuple[Path, str]
"""Where in the tables, and what is wrong there."""


def faults(value: object, kind: object, path: Path = ()) -> Iterator[Fault]:
    """Find each innermost place where a value does not have the shape of a type; nothing where it has."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        inner = list(_inner(value, kind, path))
        yield from inner or [(path, _explained(str(error), value, kind))]


def _inner(value: object, kind: object, path: Path) -> Iterator[Fault]:
    kind = bare(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, dict):
        yield from _fields(value, kind, path)
    elif origin is tuple and isinstance(value, list):
        kinds = (arguments[0],) * len(value) if arguments[-1] is Ellipsis else arguments
        for index, (item, item_kind) in enumerate(zip(value, kinds, strict=False)):
            yield from faults(item, item_kind, (*path, index))
    elif origin is Mapping and isinstance(value, dict):
        for key, item in value.items():
            yield from faults(key, arguments[0], (*path, key))
            yield from faults(item, arguments[1], (*path, key))


def _fields(table: dict[str, Any], kind: type[msgspec.Struct], path: Path) -> Iterator[Fault]:
    hints = get_type_hints(kind, include_extras=True)
    for key in table.keys() - hints.keys():
        near = difflib.get_close_matches(key, hints.keys(), 1)
        advice = f"did you mean `{near[0]}`?" if near else f"{kind.__name__} has {', '.join(sorted(hints))}"
        yield (*path, key), f"unknown key; {advice}"
    for field in msgspec.structs.fields(kind):
        if field.name in table:
            yield from faults(table[field.name], hints[field.name], (*path, field.name))
        elif field.required:
            yield (*path, field.name), "missing; add it"


def bare(kind: object) -> object:
    """A type without its limits, and without the None that an optional value may be."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        return bare(next(option for option in get_args(kind) if option is not NoneType))
    return kind


def _explained(message: str, value: object, kind: object) -> str:
    if get_origin(bare(kind)) is Literal:
        return f"{value!r} is not one of {', '.join(map(str, get_args(bare(kind))))}"
    if value == "":
        return "empty; write it"
    if value in ([], {}):
        return "empty; give at least one"
    return message.partition(" - at `")[0].replace("`object`", "a table").replace("`array`", "a list")
