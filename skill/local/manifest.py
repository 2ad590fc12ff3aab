"""The skill's manifest (skill.json) and the folder around it, in the ask CLI's layout; the words are in the listing."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from skill.alexa_apis.port import PERMISSION
from skill.errors import CoachError
from skill.local.icon import png

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LISTING: Final = Path(__file__).parent / "store" / "listing.toml"
ICONS: Final = {"small": 108, "large": 512}
"""Pixels on a side."""
REGIONS: Final = ("NA", "EU", "FE")
VIEWPORTS: Final[tuple[dict[str, Any], ...]] = (
    {"mode": "HUB", "shape": "RECTANGLE", "minWidth": 960, "maxWidth": 1279, "minHeight": 600, "maxHeight": 959},
    {"mode": "HUB", "shape": "RECTANGLE", "minWidth": 1280, "maxWidth": 1920, "minHeight": 600, "maxHeight": 1279},
    {"mode": "HUB", "shape": "RECTANGLE", "minWidth": 600, "maxWidth": 959, "minHeight": 300, "maxHeight": 599},
    {"mode": "HUB", "shape": "RECTANGLE", "minWidth": 600, "maxWidth": 1279, "minHeight": 960, "maxHeight": 1920},
    {"mode": "HUB", "shape": "ROUND", "minWidth": 100, "maxWidth": 599, "minHeight": 100, "maxHeight": 599},
    {"mode": "TV", "shape": "RECTANGLE", "minWidth": 960, "maxWidth": 960, "minHeight": 540, "maxHeight": 540},
)


class ManifestError(CoachError):
    """The folder cannot be written as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the skill runs and what belongs to its owner; empty where it is not known yet."""

    endpoint: str = ""
    """A Lambda function's ARN, or an https address."""
    regional: tuple[tuple[str, str], ...] = ()
    """Pairs of region (NA, EU, FE) and endpoint."""
    privacy: str = ""
    """Address of the privacy policy; certification wants one."""
    terms: str = ""
    """Address of the terms of use."""


def manifest(locales: Sequence[str], place: Place, listing: Path = LISTING) -> dict[str, Any]:
    """The content of skill.json.

    Raises:
        ManifestError: a language without a listing, an endpoint that is neither ARN nor https.
    """
    texts = tomllib.loads(listing.read_text(encoding="utf-8"))
    told = {locale: _told(texts, locale) for locale in locales}
    endpoint = _endpoint(place.endpoint)
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _published(text, locale) for locale, text in told.items()},
                "category": "HEALTH_AND_FITNESS",
                "distributionMode": "PUBLIC",
                "isAvailableWorldwide": True,
                "distributionCountries": [],
                "testingInstructions": told[locales[0]]["testingInstructions"].strip(),
            },
            "privacyAndCompliance": _privacy(locales, place),
            "permissions": [{"name": PERMISSION}],
            "apis": {"custom": {**endpoint, **_regions(place.regional), "interfaces": _interfaces()}},
            # A disabled skill is the person's word to forget them.
            **({"events": {**endpoint, "subscriptions": [{"eventName": "SKILL_DISABLED"}]}} if endpoint else {}),
        }
    }


def write(folder: Path, models: Mapping[str, str], place: Place) -> list[Path]:
    """Write skill.json, the models by locale, and the icons; returns the files."""
    files: dict[Path, bytes] = {
        folder / "skill.json": (json.dumps(manifest(list(models), place), indent=2) + "\n").encode(),
        **{
            folder / "interactionModels" / "custom" / f"{locale}.json": text.encode() for locale, text in models.items()
        },
        **{folder / "assets" / "images" / f"{name}.png": png(size) for name, size in ICONS.items()},
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sorted(files)


def missing(place: Place) -> list[str]:
    """What certification will ask for and nobody but the owner can know."""
    return [
        *(
            ()
            if place.endpoint
            else ("--endpoint: the Lambda function's ARN, or the https address of `backcoach serve`",)
        ),
        *(() if place.privacy else ("--privacy-url: the address of your privacy policy",)),
    ]


def _told(texts: Mapping[str, Any], locale: str) -> dict[str, Any]:
    language = locale.partition("-")[0]
    if language not in texts:
        raise ManifestError(f"{LISTING.name} has no table [{language}] for {locale}: write one")
    found: dict[str, Any] = texts[language]
    return found


def _published(text: Mapping[str, Any], locale: str) -> dict[str, Any]:
    kept = ("name", "summary", "description", "examplePhrases", "keywords")
    return {
        **{key: text[key].strip() if isinstance(text[key], str) else text[key] for key in kept},
        "smallIconUri": "file://assets/images/small.png",
        "largeIconUri": "file://assets/images/large.png",
    }


def _privacy(locales: Sequence[str], place: Place) -> dict[str, Any]:
    addresses = {"privacyPolicyUrl": place.privacy, "termsOfUseUrl": place.terms}
    given = {key: address for key, address in addresses.items() if address}
    return {
        "allowsPurchases": False,
        "usesPersonalInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
        "usesHealthInfo": False,
        **({"locales": dict.fromkeys(locales, given)} if given else {}),
    }


def _interfaces() -> list[dict[str, Any]]:
    return [
        {"type": "AUDIO_PLAYER"},
        {"type": "ALEXA_PRESENTATION_APL", "supportedViewports": list(VIEWPORTS)},
    ]


def _regions(regional: Sequence[tuple[str, str]]) -> dict[str, Any]:
    for region, _ in regional:
        if region not in REGIONS:
            raise ManifestError(f"'{region}' is no region of Alexa: it can be {', '.join(REGIONS)}")
    return {"regions": {region: _endpoint(address) for region, address in regional}} if regional else {}


def _endpoint(address: str) -> dict[str, Any]:
    if not address:
        return {}
    if address.startswith("arn:aws:lambda:"):
        return {"endpoint": {"uri": address}}
    if address.startswith("https://"):
        return {"endpoint": {"uri": address, "sslCertificateType": "Trusted"}}
    raise ManifestError(f"'{address}' is no endpoint: it can be arn:aws:lambda:… or https://…")
