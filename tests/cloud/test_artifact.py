"""The artifact in Lambda's own runtime client, built by pip as it is deployed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from bench.runtime import NoAnswerError, cold_start, running, unpacked
from skill.local.bytecode import stale
from skill.local.packaging import Target, build

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.cloud
HANDLER = "skill.lambda_function.lambda_handler"
EVENT = json.loads((Path(__file__).parents[1] / "requests" / "how_to.json").read_text())


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For Lambda's processor."""
    out = tmp_path_factory.mktemp("arm64") / "skill.zip"
    build(out, Target.of("arm64"))
    return out


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """For this machine's processor, unpacked."""
    out = tmp_path_factory.mktemp("x86_64") / "skill.zip"
    build(out, Target.of("x86_64"))
    with unpacked(out) as folder:
        yield folder


def test_it_is_small_and_for_lambdas_processor(deployed: Path) -> None:
    assert deployed.stat().st_size <= 3_000_000
    binaries = [name for name in ZipFile(deployed).namelist() if name.endswith(".so")]
    assert binaries
    assert all("aarch64" in name for name in binaries)


def test_its_bytecode_is_fresh_and_boto3_is_left_to_lambda(deployed: Path) -> None:
    with ZipFile(deployed) as archive:
        assert stale(archive) == []
        assert not [name for name in archive.namelist() if name.startswith(("boto3/", "botocore/"))]


def test_two_builds_are_the_same_bytes(deployed: Path, tmp_path: Path) -> None:
    build(tmp_path / "again.zip", Target.of("arm64"))
    assert (tmp_path / "again.zip").read_bytes() == deployed.read_bytes()


def test_it_starts_without_a_warning_answers_and_stays_small(task: Path) -> None:
    with running(task, HANDLER, BACKCOACH_STORE="memory", PYTHONWARNINGS="always") as function:
        for _ in range(50):
            answer = function.invoke(EVENT)
        assert "Good Morning" in answer["response"]["outputSpeech"]["ssml"]
        assert function.peak_megabytes() <= 45
        assert not re.search("warning", function.log.read_text(), re.IGNORECASE)


def test_it_starts_without_importing_boto3_until_the_table_is_used(task: Path) -> None:
    # GIVEN a runtime whose boto3 does not survive being imported
    boto3 = task.with_name("client") / "boto3"
    boto3.mkdir(exist_ok=True)
    (boto3 / "__init__.py").write_text("raise SystemExit('boto3 was imported')")
    # THEN a request of nobody in particular is answered, from a function that has a table
    nobody = EVENT | {"session": None, "context": {}}
    assert cold_start(task, HANDLER, nobody, BACKCOACH_STORE="dynamodb://memory")


def test_a_handler_that_is_missing_is_an_error_of_the_start(task: Path) -> None:
    with running(task, "skill.nothing.lambda_handler") as function, pytest.raises(NoAnswerError, match="ImportModule"):
        function.invoke(EVENT)
