"""Ids that lead nowhere, and links of which one end does not know the other."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from skill.content.files import problem
from skill.content.model import (
    Condition,
    Exercise,
    Goal,
    Routine,
    RoutineLevel,
    Safety,
    Source,
    Structure,
    Swap,
    Swaps,
    Transition,
    Worked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import msgspec

    from skill.content.check.draft import Draft
    from skill.content.problem import Problem

LINKS: Mapping[type[msgspec.Struct], Mapping[str, str]] = {
    Exercise: {
        "equipment": "equipment",
        "alternative_equipment": "equipment",
        "optional_equipment": "equipment",
        "class_source": "sources",
    },
    Worked: {"primary": "anatomy", "secondary": "anatomy", "regions": "anatomy"},
    Swap: {"exercise": "exercises"},
    Swaps: {"no_equipment": "exercises"},
    Structure: {"parent": "anatomy", "children": "anatomy"},
    Goal: {"methods": "exercises"},
    Routine: {"order": "exercises", "total_reps": "exercises", "rep_seconds": "exercises"},
    RoutineLevel: {"reps": "exercises", "hold_s": "exercises", "variants": "exercises"},
    Transition: {"start": "exercises", "end": "exercises"},
    Condition: {"avoid": "exercises"},
    Safety: {"further_reading": "sources"},
}
"""Which fields hold ids, and of what kind."""
EVERYWHERE = {"source": "sources", "corrections": "corrections"}
"""Fields that mean the same in every type."""


def check(draft: Draft) -> Iterator[Problem]:
    """Find dangling ids, one-sided families of structures, facts without a basis, and what no fact uses."""
    for path, node in draft.nodes:
        for field, kind, ids in links(node):
            for id_ in ids:
                if id_ not in draft.known[kind]:
                    yield problem((*path, field), _dangling(id_, kind, draft))
    yield from _families(draft)
    yield from _unread(draft)
    if draft.whole:
        yield from _unused(draft)


def links(node: msgspec.Struct) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The fields of a node that hold ids: name, kind of the ids, and the ids."""
    for field, kind in (*LINKS.get(type(node), {}).items(), *EVERYWHERE.items()):
        value = getattr(node, field, None)
        yield field, kind, (value,) if isinstance(value, str) else tuple(value or ())


def _dangling(id_: str, kind: str, draft: Draft) -> str:
    near = difflib.get_close_matches(id_, draft.known[kind], 1)
    return f"{id_!r} is not among the {kind}; " + (
        f"did you mean {near[0]!r}?" if near else "add it there or remove it here"
    )


def _families(draft: Draft) -> Iterator[Problem]:
    structures = draft.all(Structure)
    for id_, structure in structures.items():
        parent = structures.get(structure.parent or "")
        if parent and id_ not in parent.children:
            yield problem(
                ("anatomy", id_, "parent"), f"{parent.id!r} does not have it among its children; add it there"
            )


def _unread(draft: Draft) -> Iterator[Problem]:
    read = {source.id: source.read for source in draft.all(Source).values()}
    for path, node in draft.nodes:
        for field, kind, ids in links(node):
            if kind == "sources" and field != "further_reading" and ids and {read.get(id_) for id_ in ids} == {"link"}:
                yield problem((*path, field), f"nobody has read {', '.join(ids)}; name a source that was read as well")


def _unused(draft: Draft) -> Iterator[Problem]:
    used = {(kind, id_) for _, node in draft.nodes for _, kind, ids in links(node) for id_ in ids}
    for kind in ("sources", "corrections"):
        for id_ in sorted(draft.known[kind] - {id_ for of, id_ in used if of == kind}):
            yield problem((kind, id_), "no fact names it; name it where it bears on something, or remove it")
