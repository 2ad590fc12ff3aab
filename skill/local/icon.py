"""The skill's icon, drawn: a person who bows from the hips with a straight back. PNG without any library."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from math import hypot
from typing import Final

GROUND: Final = (15, 76, 92)
FIGURE: Final = (245, 240, 230)
BACK: Final = (238, 150, 75)
"""The part that it is about."""

Point = tuple[float, float]
BONES: Final[tuple[tuple[Point, Point, float, tuple[int, int, int]], ...]] = (
    ((0.56, 0.86), (0.60, 0.66), 0.045, FIGURE),
    ((0.60, 0.66), (0.68, 0.48), 0.045, FIGURE),
    ((0.68, 0.48), (0.38, 0.36), 0.055, BACK),
    ((0.42, 0.385), (0.40, 0.56), 0.028, FIGURE),
    ((0.56, 0.86), (0.46, 0.87), 0.028, FIGURE),
    ((0.27, 0.30), (0.271, 0.30), 0.075, FIGURE),
)
"""From, to, half the width and colour, in parts of the side; the last one is the head."""


@cache
def png(size: int) -> bytes:
    """The icon as a PNG of so many pixels on a side; round, with smooth edges."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel((x + 0.5) / size, (y + 0.5) / size, 1 / size)) for x in range(size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixel(x: float, y: float, soft: float) -> tuple[int, int, int, int]:
    """Red, green, blue and how opaque it is."""
    colour: tuple[float, ...] = GROUND
    for start, end, width, paint in BONES:
        inside = _cover(width - _distance((x, y), start, end), soft)
        if inside:
            colour = tuple(below + (above - below) * inside for below, above in zip(colour, paint, strict=True))
    red, green, blue = (round(part) for part in colour)
    return red, green, blue, round(255 * _cover(0.5 - hypot(x - 0.5, y - 0.5), soft))


def _cover(depth: float, soft: float) -> float:
    """How much of a pixel is covered whose middle lies so deep inside an edge."""
    return min(1.0, max(0.0, depth / soft + 0.5))


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the nearest point of a line."""
    along, across = end[0] - start[0], end[1] - start[1]
    part = ((point[0] - start[0]) * along + (point[1] - start[1]) * across) / (along**2 + across**2)
    part = min(1.0, max(0.0, part))
    return hypot(point[0] - start[0] - part * along, point[1] - start[1] - part * across)
