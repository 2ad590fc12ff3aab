"""Holds the coverage report against its floors: `python tests/coverage_floors.py REPORT.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

OVERALL = 95.0
"""Per cent of lines and branches, everywhere."""

WHOLE = ("speech/", "skill/coach/")
"""Folders in which every line and every branch is taken by a test."""


def complaints(report: dict) -> list[str]:
    """What lies below its floor."""
    total = report["totals"]["percent_covered"]
    found = [f"overall {total:.1f} %, at least {OVERALL} %"] if total < OVERALL else []
    for name, file in sorted(report["files"].items()):
        branches = file.get("missing_branches", [])
        if name.startswith(WHOLE) and (file["missing_lines"] or branches):
            found.append(f"{name}: lines {file['missing_lines']}, branches {branches} are taken by no test")
    return found


def main() -> int:
    """Print what is missing; 1 where something is."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = complaints(report)
    print(
        "\n".join(found)
        or f"coverage: {report['totals']['percent_covered']:.1f} % overall, 100 % of {', '.join(WHOLE)}"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
