"""Building the Lambda artifact: the right platform, bytecode that is never thrown away, the same bytes each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal

from skill.content.load import BAKED, bake, load
from skill.errors import CoachError
from skill.local.closure import ROOT, data, modules
from skill.local.lazy import make_lazy
from skill.local.locked import LOCK, locked
from speech.tables import bake as bake_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Lay = Callable[[Path], None]

HANDLER: Final = "skill.lambda_function"
REQUIREMENTS: Final = ("ask-sdk-core", "msgspec", "platformdirs")
"""What the Lambda function imports; boto3 is part of Lambda's runtime."""
TASK: Final = "/var/task"
"""Where Lambda unpacks the artifact: the path that a traceback shows."""
LAZY: Final = ("ask_sdk_model",)
"""It imports some 300 classes at start, of which a request needs a tenth."""
PLATFORMS: Final = {"arm64": "manylinux2014_aarch64", "x86_64": "manylinux2014_x86_64"}
LEFT_OUT: Final = (
    "bin",
    "*.dist-info/[A-KMO-Z]*",
    "*.dist-info/[a-km-z]*",
    "**/py.typed",
    "**/*.pyi",
    "**/tests",
    "urllib3/contrib/emscripten",
    "dateutil/zoneinfo/*.tar.gz",
    "charset_normalizer/*.so",
)
"""What no request needs: metadata except licences and notices, types, and code that has a slower twin in Python."""
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every entry; the real ones differ between two builds."""

Arch = Literal["arm64", "x86_64"]


class PackagingError(CoachError):
    """The artifact cannot be built here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the artifact is for."""

    arch: Arch
    python: str
    """An interpreter of the very version that Lambda will run: bytecode and binary wheels fit no other."""
    version: str
    """Such as `3.13`."""

    @classmethod
    def of(cls, arch: Arch = "arm64", python: str = sys.executable) -> Target:
        """Ask an interpreter for its version. Raises PackagingError where there is none of that name."""
        ask = "import sys; print('%d.%d' % sys.version_info[:2])"
        try:
            return cls(arch, python, _run([python, "-c", ask]).strip())
        except OSError:
            raise PackagingError(
                f"there is no interpreter '{python}' here: give --python one of Lambda's version"
            ) from None


def build(out: Path, target: Target, lay: Lay | None = None, lazy: Sequence[str] = LAZY) -> None:
    """Write the artifact: dependencies, what `lay` puts beside them (our skill by default), bytecode, zipped.

    The packages in `lazy` get tables of contents that import on demand.

    Raises:
        PackagingError: pip or the compiler failed; the message ends with their last words.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "task"
        _install(folder, target)
        for package in lazy:
            make_lazy(folder / package)
        _compile(folder, target, optimised=True)
        for source in folder.rglob("*.py"):
            source.unlink()
        (lay or lay_skill)(folder)
        _compile(folder, target, optimised=False)
        _zip(folder, out)


def lay_skill(folder: Path) -> None:
    """Copy what the skill's handler reaches, its data, and the catalogue in its baked form."""
    found = modules(HANDLER)
    content = ROOT / "skill" / "content"
    for path in (*found.values(), *(path for path in data(found) if not path.is_relative_to(content))):
        goal = folder / path.relative_to(ROOT)
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)
        if goal.suffix == ".toml":
            bake_table(goal)
    (folder / "skill" / "content" / BAKED).write_bytes(bake(load()))


def _install(folder: Path, target: Target) -> None:
    """Let pip fetch the wheels of the target, and nothing whose hash is not in the lock."""
    if not LOCK.exists():
        raise PackagingError(f"the artifact is built in a checkout: {LOCK.name} is not here")
    wanted = folder.with_name("requirements.txt")
    wanted.write_text(locked(REQUIREMENTS), encoding="utf-8")
    _run([
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps",
        "--target", str(folder), "--platform", PLATFORMS[target.arch], "--python-version", target.version,
        "--implementation", "cp", "--only-binary=:all:", "--require-hashes", "--requirement", str(wanted),
    ])  # fmt: skip
    for pattern in LEFT_OUT:
        for path in sorted(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _compile(folder: Path, target: Target, *, optimised: bool) -> None:
    """Compile all sources with unchecked hashes: dates do not survive zipping, and Lambda's disk is read-only.

    Columns are left out: a traceback in the log names file and line. Optimised is for what others wrote: the bytecode
    alone, without docstrings, half the size and quicker to load.
    """
    how = ["-b", "-o", "2"] if optimised else []
    _run(
        [target.python, "-W", "ignore", "-X", "no_debug_ranges", "-m", "compileall", "-q", "-f",
         "--invalidation-mode", "unchecked-hash", *how, "-s", str(folder), "-p", TASK, str(folder)],
        # Sets are compiled in the order of their hashes.
        PYTHONHASHSEED="0",
    )  # fmt: skip


def _zip(folder: Path, out: Path) -> None:
    """Zip in one order, with one date and one mode; an unfinished file never stands under the real name."""
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"{out.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is built
            archive.writestr(entry, path.read_bytes())
    unfinished.replace(out)


def _run(command: Sequence[str], **environment: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})  # noqa: S603 - our own words
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        raise PackagingError(f"{Path(command[0]).name} failed: {words[-1] if words else done.returncode}")
    return done.stdout
