"""Everything that is wrong with the fact files of a folder, found in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.check import links, names, numbers, routines, safety, wording
from skill.content.check.draft import draft
from skill.content.files import problem, read
from skill.content.load import HERE
from skill.content.model import Catalogue
from skill.content.shape import faults

if TYPE_CHECKING:
    from pathlib import Path

    from skill.content.problem import Problem

CHECKS = (links.check, names.check, numbers.check, routines.check, safety.check, wording.check)


def problems(folder: Path | None = None) -> tuple[Problem, ...]:
    """All mistakes in the fact files of a folder (the coach's own where none is given), by file and key.

    First the shape of every item; then, of the items that have their shape, whether they make sense together.
    A file that is broken hides no mistake in another one.
    """
    tables = read(folder or HERE)
    broken = list(faults(tables.data, Catalogue))
    facts = draft(tables.data, (path for path, _ in broken))
    found = [*tables.problems, *(problem(path, message) for path, message in broken)]
    found += [mistake for check in CHECKS for mistake in check(facts)]
    return tuple(sorted(set(found)))
