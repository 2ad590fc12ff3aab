"""`backcoach skill-package`: the folder that the ask CLI deploys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interaction_model.build import MODEL_FILE
from skill.local.manifest import ManifestError, Place, missing, write

if TYPE_CHECKING:
    import argparse

HELP = "write the skill's manifest, models and icons for the ask CLI"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to write, by custom named skill-package")
    parser.add_argument("--endpoint", default="", metavar="URI", help="a Lambda function's ARN, or an https address")
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="NA=URI",
        help="another endpoint for NA, EU or FE; may be repeated",
    )
    parser.add_argument("--privacy-url", default="", help="address of the privacy policy")
    parser.add_argument("--terms-url", default="", help="address of the terms of use")


def run(args: argparse.Namespace) -> int:
    """Write the folder and say what is still missing for certification."""
    place = Place(args.endpoint, tuple(_pair(text) for text in args.region), args.privacy_url, args.terms_url)
    for path in write(args.folder, models(), place):
        print(path)
    for option in missing(place):
        print(f"still missing, {option}")
    return 0


def models(folder: Path = MODEL_FILE.parent) -> dict[str, str]:
    """The generated interaction models by locale, American English first."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[a-z][a-z]-[A-Z][A-Z].json"))}
    return dict(sorted(found.items(), key=lambda item: item[0] != MODEL_FILE.stem))


def _pair(text: str) -> tuple[str, str]:
    region, equals, address = text.partition("=")
    if not equals:
        raise ManifestError(f"--region is '{text}'; it looks like EU=arn:aws:lambda:…")
    return region, address
