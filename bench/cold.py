"""The Lambda function from a standing start: artifact, first answer, memory; beside a hello world."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.rows import Row
from bench.runtime import cold_start, running, unpacked
from bench.turns import request
from skill.local.packaging import Target, build

STARTS = 15
OURS = "skill.lambda_function.lambda_handler"
HELLO = "hello.lambda_handler"


def run() -> list[Row]:
    """Build both artifacts and start them in turns; the best start of each counts: no machine is ever quite idle."""
    with TemporaryDirectory() as temporary:
        ours, hello = Path(temporary) / "ours.zip", Path(temporary) / "hello.zip"
        build(ours, Target.of("x86_64"))
        build(hello, Target.of("x86_64"), lay=_hello, lazy=())
        return [*_starts(ours, hello), _size(ours), _memory(ours)]


def _hello(folder: Path) -> None:
    shutil.copyfile(Path(__file__).with_name("hello.py"), folder / "hello.py")


def _starts(ours: Path, hello: Path) -> list[Row]:
    event = request()
    with unpacked(ours) as mine, unpacked(hello) as theirs:
        pairs = [
            (cold_start(mine, OURS, event, BACKCOACH_STORE="memory"), cold_start(theirs, HELLO, event))
            for _ in range(STARTS)
        ]
    names = ("Lambda cold start: process start → first answer", "the same, time of the processor")
    return [
        Row(what, _best(pairs, 0, kind), "ms", _best(pairs, 1, kind), "hello world, same pip and bytecode", 1.25)
        for kind, what in enumerate(names)
    ]


def _best(pairs: list[tuple[tuple[float, float], ...]], side: int, kind: int) -> float:
    """The shortest of one side's starts, in milliseconds."""
    return min(pair[side][kind] for pair in pairs) * 1e3


def _size(archive: Path) -> Row:
    return Row("Lambda artifact", archive.stat().st_size / 1e6, "MB", None, "", 3.0)


def _memory(archive: Path) -> Row:
    with unpacked(archive) as task, running(task, OURS, BACKCOACH_STORE="memory") as function:
        for _ in range(200):
            function.invoke(request())
        return Row("Lambda peak memory, 200 turns", function.peak_megabytes(), "MB", None, "", 45.0)
