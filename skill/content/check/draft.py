"""The facts under check: every item that has its shape, each with its place, though others may still be broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

import msgspec

from skill.content.files import SINGLE
from skill.content.model import Catalogue, Safety
from skill.content.shape import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.shape import Path

KINDS = get_type_hints(Catalogue, include_extras=True)
"""The type that holds the items of each kind."""

Item = TypeVar("Item", bound=msgspec.Struct)


@dataclass(frozen=True)
class Draft:
    """A catalogue that may have holes."""

    items: Mapping[Path, msgspec.Struct]
    """Items in good shape, by their path through a catalogue."""
    known: Mapping[str, frozenset[str]]
    """All ids of each kind, also of items in bad shape, so that a broken item breaks no link to it."""
    whole: bool
    """True where no item is missing for its shape."""

    @cached_property
    def nodes(self) -> tuple[tuple[Path, msgspec.Struct], ...]:
        """Each item and everything in it, with its path through a catalogue."""
        return tuple(node for path, item in self.items.items() for node in _nodes(path, item))

    def all(self, kind: type[Item]) -> dict[str, Item]:
        """The items of a type by id."""
        return {str(path[-1]): item for path, item in self.items.items() if isinstance(item, kind)}

    @property
    def safety(self) -> Safety | None:
        """What is said about safety, where that is in good shape."""
        return self.all(Safety).get(SINGLE)


def draft(data: Mapping[str, Any], broken: Iterable[Path]) -> Draft:
    """Make typed items of plain tables and leave out those that are broken, given by paths through a catalogue."""
    holes = {path[: 1 if path[0] == SINGLE else 2] for path in broken}
    tables: dict[Path, tuple[object, type[msgspec.Struct]]] = {
        (kind, id_): (table, get_args(bare(KINDS[kind]))[1])
        for kind in KINDS
        if kind != SINGLE
        for id_, table in data.get(kind, {}).items()
    }
    if SINGLE in data:
        tables[SINGLE,] = (data[SINGLE], Safety)
    items = {path: msgspec.convert(table, kind) for path, (table, kind) in tables.items() if path not in holes}
    return Draft(items, {kind: frozenset(data.get(kind, ())) for kind in KINDS}, whole=not holes)


def _nodes(path: Path, value: object) -> Iterator[tuple[Path, msgspec.Struct]]:
    match value:
        case msgspec.Struct():
            yield path, value
            for name in value.__struct_fields__:
                yield from _nodes((*path, name), getattr(value, name))
        case tuple():
            for index, part in enumerate(value):
                yield from _nodes((*path, index), part)
        case Mapping():
            for key, part in value.items():
                yield from _nodes((*path, key), part)
