"""How rendering time and memory grow with length, drawn into docs/growth.svg. Run it with `python -m bench.growth`."""

from __future__ import annotations

from pathlib import Path

from bench.voice import memory

MINUTES = (1, 10, 60)
PICTURE = Path("docs/growth.svg")
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 300, 160, 46, 30
_FRAME = "font-family='sans-serif' font-size='12' fill='#222'"


def main() -> None:
    """Measure and draw."""
    found = [memory(minutes) for minutes in MINUTES]
    times = _chart("seconds to render", [spent for spent, _ in found], 0)
    peaks = _chart("peak megabytes", [peak for _, peak in found], _WIDTH + 40)
    size = f"viewBox='0 0 {2 * _WIDTH + 60} {_HEIGHT + 50}'"
    PICTURE.write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} {_FRAME}>\n{times}{peaks}</svg>\n", encoding="utf-8"
    )


def _chart(title: str, values: list[float], offset: int) -> str:
    """One line over minutes of speech, both axes from nought."""
    top = max(values) * 1.15
    points = [
        (
            offset + _LEFT + minutes / max(MINUTES) * (_WIDTH - _LEFT - 20),
            20 + (1 - value / top) * (_HEIGHT - _BOTTOM),
        )
        for minutes, value in zip(MINUTES, values, strict=True)
    ]
    base = 20 + _HEIGHT - _BOTTOM
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    axes = f"M{offset + _LEFT} 20V{base}H{offset + _WIDTH - 10}"
    labels = "".join(map(_label, points, values, MINUTES, [base] * len(points)))
    style = "fill='none' stroke='#06c' stroke-width='2'"
    return (
        f"<path d='{axes}' fill='none' stroke='#888'/><polyline points='{line}' {style}/>\n{labels}"
        f"<text x='{offset + _LEFT}' y='12'>{title}</text>"
        f"<text x='{offset + _WIDTH - 10}' y='{base + 32}' text-anchor='end'>minutes of speech</text>\n"
    )


def _label(point: tuple[float, float], value: float, minutes: int, base: float) -> str:
    x, y = point
    return (
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3'/>"
        f"<text x='{x:.1f}' y='{y - 8:.1f}' text-anchor='middle'>{value:.3g}</text>"
        f"<text x='{x:.1f}' y='{base + 16}' text-anchor='middle'>{minutes}</text>\n"
    )


if __name__ == "__main__":
    main()
