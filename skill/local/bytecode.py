"""Is the bytecode of an artifact the one of its sources? Python itself never checks unchecked hashes: so here."""

from __future__ import annotations

import _imp
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zipfile import ZipFile

UNCHECKED: Final = 0b01
"""PEP 552: hash-based, and Python does not look at the source."""


def stale(archive: ZipFile) -> list[str]:
    """Sources in an artifact whose bytecode is missing, of another source, or one that Lambda would throw away."""
    names = set(archive.namelist())
    return sorted(name for name in names if name.endswith(".py") and not _fresh(archive, name, names))


def _fresh(archive: ZipFile, source: str, names: set[str]) -> bool:
    folder, _, file = source.rpartition("/")
    stem = f"{folder}/__pycache__/{file.removesuffix('.py')}.cpython-".removeprefix("/")
    compiled = [name for name in names if name.startswith(stem) and name.endswith(".pyc")]
    return bool(compiled) and all(_is_of(archive.read(name), archive.read(source)) for name in compiled)


def _is_of(bytecode: bytes, source: bytes) -> bool:
    magic, flags, digest = bytecode[:4], bytecode[4:8], bytecode[8:16]
    if int.from_bytes(flags, "little") != UNCHECKED:
        return False
    # `importlib.util.source_hash` knows the running interpreter only; the artifact may be for another.
    return _imp.source_hash(int.from_bytes(magic, "little"), source) == digest
