"""The folder for the ask CLI: a manifest that certification accepts, the models, icons of the right size."""

from __future__ import annotations

import json
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from interaction_model.build import INVOCATION_NAME
from skill.local.cli import main
from skill.local.commands.skill_package import models
from skill.local.icon import png
from skill.local.manifest import ManifestError, Place, manifest

if TYPE_CHECKING:
    from pathlib import Path

ARN = "arn:aws:lambda:us-east-1:000000000000:function:lower-back-coach-prod-coach"
CURES = re.compile(r"pain relief|rehab|therap|cure|heal\b|heals|injur|sciatica|relie[fv]", re.IGNORECASE)


@pytest.fixture(scope="module")
def listing() -> dict[str, Any]:
    return manifest(["en-US"], Place())["manifest"]["publishingInformation"]["locales"]["en-US"]


def test_the_folder_is_what_the_ask_cli_deploys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "skill-package"
    assert main(["skill-package", str(folder), "--endpoint", ARN, "--privacy-url", "https://example.org/privacy"]) == 0
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    images = ["assets/images/large.png", "assets/images/small.png"]
    assert files == [*images, *(f"interactionModels/custom/{locale}.json" for locale in sorted(models())), "skill.json"]
    assert "still missing" not in capsys.readouterr().out
    written = json.loads((folder / "skill.json").read_text())["manifest"]
    assert written["apis"]["custom"]["endpoint"] == {"uri": ARN}
    assert written["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
    assert written["privacyAndCompliance"]["locales"]["en-US"] == {"privacyPolicyUrl": "https://example.org/privacy"}


def test_the_models_are_the_generated_ones(tmp_path: Path) -> None:
    main(["skill-package", str(tmp_path)])
    for locale, text in models().items():
        assert (tmp_path / "interactionModels" / "custom" / f"{locale}.json").read_text() == text
    assert next(iter(models())) == "en-US"


def test_what_only_the_owner_knows_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["skill-package", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "--endpoint" in said
    assert "--privacy-url" in said
    assert "endpoint" not in json.loads((tmp_path / "skill.json").read_text())["manifest"]["apis"]["custom"]


def test_each_region_of_alexa_can_have_its_own_endpoint() -> None:
    place = Place("https://example.org/alexa", (("EU", ARN), ("FE", "https://example.org/fe")))
    custom = manifest(["en-US"], place)["manifest"]["apis"]["custom"]
    assert custom["endpoint"] == {"uri": "https://example.org/alexa", "sslCertificateType": "Trusted"}
    assert custom["regions"]["EU"] == {"endpoint": {"uri": ARN}}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--endpoint", "http://example.org"], "is no endpoint"),
        (["--region", "EU"], "it looks like EU="),
        (["--region", "MARS=https://example.org"], "is no region of Alexa"),
    ],
)
def test_a_place_that_alexa_would_refuse_is_refused(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["skill-package", str(tmp_path), *options]) == 2
    assert message in capsys.readouterr().err


def test_a_language_without_a_listing_is_named() -> None:
    with pytest.raises(ManifestError, match=r"no table \[fr\] for fr-CA"):
        manifest(["en-US", "fr-CA"], Place())


def test_the_listing_keeps_the_stores_limits(listing: dict[str, Any]) -> None:
    assert len(listing["name"]) <= 50
    assert len(listing["summary"]) <= 160
    assert len(listing["description"]) <= 4000
    assert len(listing["examplePhrases"]) == 3
    assert len(listing["keywords"]) <= 30


def test_the_description_disclaims_and_promises_no_cure(listing: dict[str, Any]) -> None:
    description = " ".join(listing["description"].split())
    assert "no substitute for professional medical advice" in description
    assert "local emergency number" in description
    promises = description.partition("This skill gives general information")[0]
    assert not CURES.search(" ".join((listing["name"], listing["summary"], *listing["examplePhrases"], promises)))


def test_example_phrases_open_the_skill_and_end_as_sentences(listing: dict[str, Any]) -> None:
    first, *others = listing["examplePhrases"]
    assert first == f"Alexa, open {INVOCATION_NAME}."
    assert all(phrase.startswith(f"Alexa, ask {INVOCATION_NAME} ") and phrase[-1] in ".?" for phrase in others)


def test_the_manifest_claims_no_health_data_and_no_personal_data() -> None:
    privacy = manifest(["en-US"], Place())["manifest"]["privacyAndCompliance"]
    assert not any(privacy[key] for key in ("usesHealthInfo", "usesPersonalInfo", "allowsPurchases", "isChildDirected"))


def test_the_one_permission_is_the_one_that_reminders_need_and_the_testers_are_told() -> None:
    told = manifest(["en-US"], Place())["manifest"]
    assert told["permissions"] == [{"name": "alexa::alerts:reminders:skill:readwrite"}]
    assert "permission" in told["publishingInformation"]["testingInstructions"]


@pytest.mark.parametrize("size", [1, 16, 108])
def test_an_icon_is_a_png_of_its_size_that_is_clear_outside_the_circle(size: int) -> None:
    image = png(size)
    assert image.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", size, size))
    rows = zlib.decompress(image[image.index(b"IDAT") + 4 : -16])
    assert len(rows) == size * (1 + 4 * size)
    if size > 1:
        corner, middle = rows[1:5], rows[(size // 2) * (1 + 4 * size) + 1 + 4 * (size // 2) :][:4]
        assert (corner[3], middle[3]) == (0, 255)
