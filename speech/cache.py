"""Spoken phrases on disk, found by content: bounded in size, safe under several processes, healed where damaged."""

from __future__ import annotations

import hashlib
import struct
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from platformdirs import user_cache_dir

from speech.errors import OutputError
from speech.files import whole_file

if TYPE_CHECKING:
    from speech.sound import Samples

LIMIT_BYTES = 200_000_000
"""About seventy minutes of different speech."""

_HEADER = struct.Struct("<4sII")
_MAGIC = b"LBC1"
_SWEEP_EVERY = 64
_KEEP_SHARE = 0.8


class Cache:
    """One folder of phrases. Every failure to read or write it costs only time, never the sound."""

    def __init__(self, folder: Path | None = None, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder if folder is not None else Path(user_cache_dir("backcoach")) / "speech"
        self._limit = limit_bytes
        self._puts = 0

    def get(self, key: str) -> Samples | None:
        """The phrase, or None where it is not there or was damaged; a damaged entry is removed."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        samples = _unpacked(data)
        with suppress(OSError):
            if samples is None:
                path.unlink()
            else:
                path.touch()
        return samples

    def put(self, key: str, samples: Samples) -> None:
        """Keep a phrase, if the folder can be written."""
        path = self._path(key)
        with suppress(OSError, OutputError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(path) as file:
                file.write(_packed(samples))
        self._puts += 1
        if self._puts % _SWEEP_EVERY == 1:
            self.sweep()

    def sweep(self) -> None:
        """Remove what was not used for longest, where the folder has grown over its limit."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        goal = total if total <= self._limit else self._limit * _KEEP_SHARE
        while total > goal:
            _, size, path = entries.pop(0)
            with suppress(OSError):
                path.unlink()
            total -= size

    def _entries(self) -> list[tuple[float, int, Path]]:
        """Time of last use, size and place of each; another process may remove some meanwhile."""
        found = []
        with suppress(OSError):
            for path in self.folder.glob("??/*"):
                with suppress(OSError):
                    stat = path.stat()
                    found.append((stat.st_mtime, stat.st_size, path))
        return found

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]


def _packed(samples: Samples) -> bytes:
    data = samples.astype("<i2").tobytes()
    return _HEADER.pack(_MAGIC, len(data), zlib.crc32(data)) + data


def _unpacked(data: bytes) -> Samples | None:
    if len(data) < _HEADER.size:
        return None
    magic, length, checksum = _HEADER.unpack_from(data)
    body = data[_HEADER.size :]
    if magic != _MAGIC or len(body) != length or zlib.crc32(body) != checksum:
        return None
    return np.frombuffer(body, dtype="<i2").astype(np.int16)
