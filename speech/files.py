"""Files that are there whole or not at all: written beside their place and moved into it when they are complete."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from speech.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it takes its place when the block ends well, and vanishes when it does not.

    A device or a pipe is written as it is. Raises OutputError where the place cannot be written, or is full.
    """
    try:
        target = path.resolve()
        with _beside(target) if target.is_file() or not target.exists() else target.open("wb") as file:
            yield file
    except OSError as error:
        raise OutputError(_why(path, error)) from None


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    finally:
        with suppress(OSError):
            Path(name).unlink()


def _why(path: Path, error: OSError) -> str:
    return f"cannot write {path}: {(error.strerror or str(error)).lower()}; choose another place"


def _umask() -> int:
    """Python can only read it by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
