from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest

from skill.content.load import load
from skill.content.model import Category, Exercise, Level, Phase, Position
from skill.content.template import template
from skill.local.cli import main
from tests.content_folder import Folder


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_facts_in_order_are_one_line_of_counts(folder, capsys):
    assert main(["content", "check", str(folder.path)]) == 0
    assert re.fullmatch(r"exercises 12, anatomy 32, .*, sources 76: all in order\n", capsys.readouterr().out)


def test_the_coachs_own_facts_are_checked_where_no_folder_is_named(capsys):
    assert main(["content", "check"]) == 0
    assert f"exercises {len(load().exercises)}, " in capsys.readouterr().out


def test_mistakes_are_one_line_each_and_the_exit_status_is_two(folder, capsys):
    folder.edit("exercises/bird_dog.toml", 'phase = "brace"', 'phase = "jump"')
    folder.edit("weekly.toml", "consistency", "100 percent consistency")
    assert main(["content", "check", str(folder.path)]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "exercises/bird_dog.toml: steps[0].phase: 'jump' is not one of setup, brace, move, hold, return, finish",
        "weekly.toml: trained.text: '1' cannot be spoken; write numbers as words",
    ]


def test_a_new_exercise_is_a_file_whose_gaps_the_check_lists(folder, capsys):
    # GIVEN a template that was just written
    assert main(["content", "new", "hip_thrust", "--folder", str(folder.path)]) == 0
    assert "hip_thrust.toml: fill it in" in capsys.readouterr().out
    # WHEN the files are checked
    assert main(["content", "check", str(folder.path)]) == 2
    # THEN every line is about a gap in it, and nothing else
    lines = capsys.readouterr().out.splitlines()
    gap = r"exercises/hip_thrust\.toml: [a-z_.\[\]0-9]+: (empty; (write it|give at least one)|'' is not one of .*)"
    assert [line for line in lines if not re.fullmatch(gap, line)] == []
    assert len(lines) > 30


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("Hip Thrust", "cannot be an id: use lower case letters, digits and underscores"),
        ("../escape", "cannot be an id"),
        ("bird_dog", "is there already: edit it, or choose another id"),
    ],
)
def test_a_new_exercise_needs_an_id_of_its_own(folder, capsys, id_, message):
    assert main(["content", "new", id_, "--folder", str(folder.path)]) == 2
    assert message in capsys.readouterr().err


def test_a_new_exercise_needs_a_folder(tmp_path, capsys):
    assert main(["content", "new", "hip_thrust", "--folder", str(tmp_path / "nowhere")]) == 2
    assert "cannot be written: No such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize("choices", [Category, Level, Position, Phase])
def test_the_template_names_all_choices(choices):
    assert ", ".join(get_args(choices)) in template("hip_thrust")


def test_the_template_has_every_key_of_an_exercise():
    def keys(kind: type) -> set[str]:
        found = set()
        for field in msgspec.structs.fields(kind):
            inner = [part for part in (field.type, *get_args(field.type)) if isinstance(part, type)]
            inner += [part for outer in get_args(field.type) for part in get_args(outer)]
            found |= {field.name} | {k for part in inner if hasattr(part, "__struct_fields__") for k in keys(part)}
        return found

    text = template("hip_thrust")
    assert [key for key in keys(Exercise) - {"id"} if not re.search(rf"\b{key}( =|\])", text)] == []
