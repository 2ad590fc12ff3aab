"""The measurements: what a row says, when a budget is kept, and that both sides of a comparison do their work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bench import hello, report, turns
from bench.measure import paired, single
from bench.rows import Row, markdown, text
from skill.local.cli import main
from skill.local.commands import bench

if TYPE_CHECKING:
    from pathlib import Path

FAST = Row("turn", 0.1, "ms", 0.2, "hello world", 1.0)
SLOW = Row("turn", 0.3, "ms", 0.2, "hello world", 1.0)
MANY = Row("turns", 700, "/s", 100, "the other", 6.0, at_least=True)
FEW = Row("turns", 500, "/s", 100, "the other", 6.0, at_least=True)
SMALL = Row("size", 2.5, "MB", None, "", 3.0)
LARGE = Row("size", 3.5, "MB", None, "", 3.0)


@pytest.mark.parametrize(
    ("row", "ok"), [(FAST, True), (SLOW, False), (MANY, True), (FEW, False), (SMALL, True), (LARGE, False)]
)
def test_a_budget_is_of_the_ratio_or_of_the_figure(row: Row, ok: bool) -> None:
    assert row.ok is ok
    assert row.as_json()["ok"] is ok


def test_the_table_says_all_of_it() -> None:
    lines = text([FAST, LARGE]).splitlines()
    assert lines[1].split("  ")[0] == "turn"
    assert "0.2 ms (hello world)" in lines[1]
    assert "0.5 ×" in lines[1]
    assert lines[1].endswith("✓")
    assert lines[2].endswith("≤ 3 MB  ✗")


def test_the_readme_gets_the_table_between_its_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n")
    report.write_readme([FAST, MANY], readme)
    report.write_readme([FAST], readme)
    now = readme.read_text()
    assert now.startswith("before\n<!-- bench -->\n| what |")
    assert now.endswith("\n<!-- /bench -->\nafter\n")
    assert "old" not in now
    assert "turns" not in now
    assert markdown([FAST]) in now


def test_a_readme_without_a_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing")
    with pytest.raises(ValueError, match="no place for the table"):
        report.write_readme([FAST], tmp_path / "README.md")


def test_both_sides_are_called_in_turns_and_equally_often() -> None:
    calls: list[str] = []
    paired(lambda: calls.append("a"), lambda: calls.append("b"), rounds=2, calls=2)
    assert "".join(calls) == "aabb" * 3
    assert single(lambda: None, rounds=3) >= 0


def test_the_hello_world_does_its_work() -> None:
    answer = hello.lambda_handler(turns.request(), None)
    assert answer["response"]["outputSpeech"]["ssml"] == "<speak>Hello world.</speak>"
    assert hello.lambda_handler(turns.request("launch"), None)["response"]["shouldEndSession"] is False
    assert (
        hello.lambda_handler(turns.request("pain"), None)["response"]["outputSpeech"]["ssml"] == "<speak>Sorry.</speak>"
    )
    assert "Goodbye" in hello.lambda_handler(turns.request("stop"), None)["response"]["outputSpeech"]["ssml"]


@pytest.mark.filterwarnings("ignore")
def test_the_sdks_own_path_verifies_too() -> None:
    pytest.importorskip("flask_ask_sdk", reason="the extra `bench` is not installed")
    from datetime import UTC, datetime

    from bench import sdk_web
    from bench.authority import Authority, headers

    # GIVEN a signed request and the SDK's verifier, which trusts our authority
    authority, event = Authority.new(), turns.request()
    event["request"]["timestamp"] = datetime.now(UTC).isoformat()
    body, leaf = json.dumps(event).encode(), authority.issue()
    with sdk_web.client(authority.chain(leaf), [authority.root.certificate]) as client:
        # THEN it passes, and with another body it does not: the baseline is no straw man
        assert client.post("/alexa", data=body, headers=headers(leaf, body)).status_code == 200
        assert client.post("/alexa", data=body + b" ", headers=headers(leaf, body)).status_code == 400


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subjects that were asked for; nothing is measured."""
    asked: list[str] = []

    def fake(subject: str) -> list[Any]:
        asked.append(subject)
        return [SLOW if subject == "cold" else FAST]

    monkeypatch.setattr(bench, "_measured", fake)
    return asked


def test_the_command_measures_what_is_named_or_all_that_is_quick(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "turns"]) == 0
    assert measured == ["turns"]
    assert main(["bench"]) == 1
    assert tuple(measured[1:]) == bench.SUBJECTS
    assert "✗" in capsys.readouterr().out


def test_the_command_prints_json(measured: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "turns", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert said["rows"][0]["ratio"] == 0.5


def test_the_command_can_write_the_readme(measured: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Any] = []
    monkeypatch.setattr(report, "write_readme", written.append)
    main(["bench", "turns", "--readme"])
    assert written == [[FAST]]


def test_outside_a_checkout_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "find_spec", lambda name: None)
    assert main(["bench"]) == 2
    assert "part of a checkout" in capsys.readouterr().err


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name="awslambdaric")

    monkeypatch.setattr(bench, "import_module", missing)
    assert main(["bench", "cold"]) == 2
    assert "needs awslambdaric" in capsys.readouterr().err
