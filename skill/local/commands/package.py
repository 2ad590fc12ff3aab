"""`backcoach package`: the Lambda artifact."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from skill.local.bytecode import stale
from skill.local.packaging import PLATFORMS, PackagingError, Target, build

if TYPE_CHECKING:
    import argparse

HELP = "build the artifact that AWS Lambda runs"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, default=Path("skill.zip"), help="file to write (default: %(default)s)")
    parser.add_argument("--arch", choices=sorted(PLATFORMS), default="arm64", help="processor (default: %(default)s)")
    parser.add_argument(
        "--python", default=sys.executable, help="interpreter of the version that Lambda runs (default: this one)"
    )


def run(args: argparse.Namespace) -> int:
    """Build, check the bytecode, and say what it is for."""
    target = Target.of(args.arch, args.python)
    build(args.out, target)
    with ZipFile(args.out) as archive:
        if wrong := stale(archive):
            raise PackagingError(f"{args.out}: the bytecode of {wrong[0]} is not the one of its source")
        files = len(archive.namelist())
    content = args.out.read_bytes()
    print(
        f"{args.out}: {len(content) / 1e6:.2f} MB, {files} files, for Lambda's python{target.version} on {target.arch}"
    )
    print(f"sha256 {sha256(content).hexdigest()}")
    return 0
