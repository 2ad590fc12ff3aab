"""Names that could mean two things, and names that nobody can say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from skill.content.files import problem
from skill.content.model import Condition, Equipment, Exercise, Goal, Mistake, Names, Routine, Sign, Structure, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.check.draft import Draft
    from skill.content.problem import Problem
    from skill.content.shape import Path

SAYABLE = re.compile(r"[a-z']+( [a-z']+)*")
Named: TypeAlias = Exercise | Structure | Equipment | Goal | Topic | Routine | Sign | Condition
PAIN = re.compile(r"\b(pain|painful|hurts?|hurting|aches?|aching|numb|numbness|tingles?|tingling|dizzy)\b")
LONGEST = 140
"""Letters in a slot value that Alexa takes."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a name, and where that is written."""

    id: str
    """The item's id."""
    path: Path
    """The place of the name."""
    spoken: bool
    """False where it is only what a recogniser may make of a name."""


def check(draft: Draft) -> Iterator[Problem]:
    """Find names with wrong letters, names that two items of a slot share, and spoken names that nobody can ask for."""
    yield from _unsayable(draft)
    yield from _clashes(draft)
    yield from _contradictions(draft)
    yield from _complaints(draft)
    for path, node in draft.nodes:
        if isinstance(node, Exercise | Structure) and node.spoken_name.lower() not in node.names.spoken:
            message = f"{node.spoken_name!r} is not in names.spoken; people repeat what they hear, so add it"
            yield problem((*path, "spoken_name"), message)


def _unsayable(draft: Draft) -> Iterator[Problem]:
    for path, node in draft.nodes:
        fields = {Names: ("spoken", "misheard", "other"), Mistake: ("complaints",)}.get(type(node), ())
        for field in fields:
            for index, name in enumerate(getattr(node, field)):
                if not SAYABLE.fullmatch(name):
                    advice = "write it in lower case with letters, spaces and apostrophes only"
                    yield problem((*path, field, index), f"{name!r} is not as people say it; {advice}")
                elif len(name) > LONGEST:
                    yield problem(
                        (*path, field, index), f"longer than the {LONGEST} letters that Alexa takes; shorten it"
                    )


def _clashes(draft: Draft) -> Iterator[Problem]:
    owners: dict[tuple[str, str], Owner] = {}
    for slot, name, owner in _named(draft):
        first = owners.setdefault((slot, name), owner)
        if first is owner:
            continue
        if first.id == owner.id:
            yield problem(owner.path, f"{name!r} is there twice; remove one")
        else:
            kind = "a name" if first.spoken else "a mishearing"
            yield problem(owner.path, f"{name!r} is also {kind} of {first.id!r}; a name means one thing, so keep one")


def _named(draft: Draft) -> Iterator[tuple[str, str, Owner]]:
    """Every name with the slot that it fills; all spoken ones first, so that a clash is shown at the mishearing."""
    found = [(_slot(path, node), path, node) for path, node in draft.nodes if isinstance(node, Named)]
    for field in ("spoken", "misheard"):
        for slot, path, node in found:
            for index, name in enumerate(getattr(node.names, field)):
                yield slot, name, Owner(node.id, (*path, "names", field, index), field == "spoken")


def _slot(path: Path, node: object) -> str:
    match node:
        case Sign():
            return "signs"
        case Condition():
            return "conditions"
        case _:
            return str(path[0])


def _contradictions(draft: Draft) -> Iterator[Problem]:
    for path, node in draft.nodes:
        if isinstance(node, Names):
            for index, name in enumerate(node.other):
                if name in (*node.spoken, *node.misheard):
                    yield problem(
                        (*path, "other", index), f"{name!r} cannot be its own name and somebody else's; keep one"
                    )


def _complaints(draft: Draft) -> Iterator[Problem]:
    for path, exercise in draft.nodes:
        if not isinstance(exercise, Exercise):
            continue
        seen: set[str] = set()
        for number, mistake in enumerate(exercise.mistakes):
            for index, complaint in enumerate(mistake.complaints):
                where = (*path, "mistakes", number, "complaints", index)
                if complaint in seen:
                    yield problem(where, f"{complaint!r} is there twice; a complaint tells one mistake, so keep one")
                if found := PAIN.search(complaint):
                    yield problem(
                        where, f"{found[0]!r} is for safety.toml: no mistake is corrected where something hurts"
                    )
                seen.add(complaint)
