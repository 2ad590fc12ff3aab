"""What is deployed is pinned with hashes, and the pins are those that the tests run with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skill.local.locked import LOCK, entries, locked
from skill.local.packaging import REQUIREMENTS

ROOT = Path(__file__).parents[1]
LAMBDA = {
    *("ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "certifi", "charset-normalizer", "idna"),
    *("msgspec", "platformdirs", "python-dateutil", "requests", "six", "urllib3"),
}


def versions(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))


def test_every_entry_has_a_hash_and_no_line_is_anything_else() -> None:
    text = LOCK.read_text()
    assert entries().keys() == versions(text).keys()
    assert "".join(f"{entry}\n" for entry in entries().values()) == text


def test_the_lock_names_no_index() -> None:
    assert "://" not in LOCK.read_text()


def test_what_is_deployed_is_what_is_tested() -> None:
    tested, deployed = versions((ROOT / "constraints.txt").read_text()), versions(LOCK.read_text())
    assert {name: version for name, version in deployed.items() if tested.get(name, version) != version} == {}


def test_the_artifact_is_made_of_locked_packages_only() -> None:
    assert versions(locked(REQUIREMENTS)).keys() == LAMBDA


def test_an_entry_keeps_its_hashes() -> None:
    assert locked(["six"]) == f"{entries()['six']}\n"
    assert "--hash=sha256:" in locked(["six"])


def test_a_package_that_is_not_locked_is_an_error() -> None:
    with pytest.raises(KeyError):
        locked(["left-pad"])
