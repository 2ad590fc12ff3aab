"""The pinned versions and hashes of what is deployed: requirements.lock, or the part of it that some packages need."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LOCK: Final = Path(__file__).parents[2] / "requirements.lock"
_ENTRY: Final = re.compile(r"^(?P<name>[\w.-]+)==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+", re.MULTILINE)
_NAME: Final = re.compile(r"[\w.-]+")


def entries(lock: Path = LOCK) -> dict[str, str]:
    """The lock's entries, each with its hashes, by name."""
    return {found["name"]: found[0].rstrip("\n") for found in _ENTRY.finditer(lock.read_text(encoding="utf-8"))}


def locked(names: Iterable[str], lock: Path = LOCK) -> str:
    """The entries of these packages and of all that they need, as pip reads them.

    Raises:
        KeyError: one of the packages is not in the lock.
    """
    known = entries(lock)
    wanted = {name: known[name] for name in names}
    waiting = list(wanted)
    while waiting:
        new = [name for name in _needs(waiting.pop()) if name in known and name not in wanted]
        wanted |= {name: known[name] for name in new}
        waiting += new
    return "".join(f"{wanted[name]}\n" for name in sorted(wanted))


def _needs(name: str) -> list[str]:
    """What a package requires without any of its extras, in the lock's spelling."""
    required = importlib.metadata.requires(name) or []
    return [_spelled(each) for each in required if "extra ==" not in each]


def _spelled(requirement: str) -> str:
    found = _NAME.match(requirement)
    return re.sub(r"[._-]+", "-", found[0]).lower() if found else ""
