"""The rules of the house that no linter knows: small files and functions, a sentence on top, few doors to Alexa."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(path for folder in ("skill", "speech", "interaction_model") for path in (ROOT / folder).rglob("*.py"))
KNOWS_ALEXA = (
    "skill/alexa.py", "skill/service.py", "skill/request.py", "skill/render.py", "skill/envelope/", "skill/memory/",
    "skill/alexa_apis/",
    "skill/local/commands/migrate.py",  # moves rows between ask-sdk's stores
)  # fmt: skip
"""The only modules that may know ask-sdk's models."""


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_and_its_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert len(source.splitlines()) <= 300
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 40] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_module_begins_with_one_sentence_that_says_what_belongs_in_it(path):
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]

    assert re.fullmatch(r'r?"""[A-Z`].*[.?](""")?', first), first


@pytest.mark.parametrize("path", FILES, ids=named)
def test_only_the_doors_to_alexa_know_its_models(path):
    imported = re.findall(r"^ *(?:from|import) (ask_sdk_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert not imported or named(path).startswith(KNOWS_ALEXA)
