"""One line of the table: what was measured, beside what, and whether it keeps its budget. Pure values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A measured figure."""

    what: str
    """What was measured."""
    ours: float
    """Our figure, in `unit`."""
    unit: str
    """Such as `ms`."""
    baseline: float | None
    """The baseline's figure in the same unit; None where the budget is absolute."""
    against: str
    """What the baseline is."""
    budget: float
    """The limit: of the ratio where there is a baseline, of our figure where there is none."""
    at_least: bool = False
    """True where more is better."""

    @property
    def ratio(self) -> float | None:
        """Ours in terms of the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def ok(self) -> bool:
        """Whether the budget is kept."""
        measured = self.ours if self.ratio is None else self.ratio
        return measured >= self.budget if self.at_least else measured <= self.budget

    def as_json(self) -> dict[str, Any]:
        """All of it, with what follows from it."""
        return asdict(self) | {"ratio": self.ratio, "ok": self.ok}


def text(rows: list[Row]) -> str:
    """The table for a terminal."""
    cells = [_cells(row) for row in rows]
    widths = [max(len(line[column]) for line in (_HEAD, *cells)) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (_HEAD, *cells)
    )


def markdown(rows: list[Row]) -> str:
    """The table for the README."""
    lines = (_HEAD, tuple("---" for _ in _HEAD), *(_cells(row) for row in rows))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_HEAD = ("what", "ours", "baseline", "ratio", "budget", "")


def _cells(row: Row) -> tuple[str, ...]:
    baseline = "" if row.baseline is None else f"{_short(row.baseline)} {row.unit} ({row.against})"
    ratio = "" if row.ratio is None else f"{_short(row.ratio)} ×"
    sign, kind = "≥" if row.at_least else "≤", row.unit if row.ratio is None else "×"
    return (
        row.what,
        f"{_short(row.ours)} {row.unit}",
        baseline,
        ratio,
        f"{sign} {row.budget:g} {kind}",
        "✓" if row.ok else "✗",
    )


def _short(number: float) -> str:
    """Three figures that matter."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
