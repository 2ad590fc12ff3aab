from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from skill.content.check import problems
from skill.content.check.wording import SIGHT, STEP_SIGHT
from tests.content_folder import Folder

BIRD, SIDE = "exercises/bird_dog.toml", "exercises/side_plank.toml"
WARM_UP, CORE, SAFETY = "routines/warm_up.toml", "anatomy/core.toml", "safety.toml"
MISTAKES = tomllib.loads((Path(__file__).parent / "content_mistakes.toml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def lines(folder: Folder) -> list[str]:
    return [str(problem) for problem in problems(folder.path)]


def test_the_facts_that_the_coach_comes_with_are_in_order():
    assert problems() == ()


def test_a_copy_of_them_is_in_order_too(folder):
    assert lines(folder) == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_kind_of_mistake_is_told_by_file_and_key(folder, mistake):
    # GIVEN one mistake in one file
    folder.edit(mistake["file"], mistake["old"], mistake["new"])
    # WHEN all files are checked
    found = lines(folder)
    # THEN the line that names file, key and cure is among what is printed
    assert any(line.startswith(mistake["told"]) for line in found), found


def test_a_default_level_has_to_be_there(folder):
    folder.edit(WARM_UP, 'default_level = "regular"', 'default_level = "advanced"')
    text = folder.read(WARM_UP)
    start, end = text.index("# Fourteen bird dogs"), text.index("[[transitions]]")
    folder.write(WARM_UP, text[:start] + text[end:])
    assert lines(folder) == [f"{WARM_UP}: default_level: there is no level 'advanced'; add it or choose another"]


def test_a_routine_need_not_have_a_protocol(folder):
    text = folder.read(WARM_UP)
    start, end = text.index("# What the article asks for"), text.index("[levels.beginner]")
    folder.write(WARM_UP, text[:start] + text[end:].replace("front_plank = 45", "front_plank = 75"))
    assert lines(folder) == []


def test_a_file_in_a_folder_that_nobody_reads_is_told(folder):
    (folder.path / "exercise").mkdir()
    folder.write("exercise/burpee.toml", "")
    folder.write("burpee.toml", "")
    (folder.path / "anatomy" / "more").mkdir()
    folder.write("anatomy/more/toe.toml", "")
    found = [line.partition(";")[0] for line in lines(folder)]
    assert found == [
        f"{file}: nobody reads it here" for file in ("anatomy/more/toe.toml", "burpee.toml", "exercise/burpee.toml")
    ]


def test_a_file_name_that_cannot_be_an_id_is_told(folder):
    folder.write(
        "topics/Neutral-Spine.toml",
        folder.read("topics/neutral_spine.toml"),
    )
    assert any(line.startswith("topics/Neutral-Spine.toml: ") and "regex" in line for line in lines(folder))


def test_a_missing_file_is_told(folder):
    (folder.path / "weekly.toml").unlink()
    assert lines(folder) == [
        "weekly.toml: missing; add it",
        *(line for line in lines(folder) if "no fact names" in line),
    ]


def test_an_empty_folder_lacks_everything(tmp_path):
    found = [str(problem) for problem in problems(tmp_path)]
    assert "safety.toml: missing; add it" in found
    assert "exercises/: empty; give at least one" in found
    assert len(found) == 10


def test_a_file_in_the_wrong_encoding_is_told(folder):
    (folder.path / BIRD).write_bytes(b'name = "Bird \xff Dog"')
    assert any(line.startswith(f"{BIRD}: not valid TOML: ") for line in lines(folder))


def test_every_mistake_is_told_not_only_the_first(folder):
    # GIVEN two mistakes of shape in one file, one in another, and one of meaning in a third
    folder.edit(BIRD, 'phase = "brace"', 'phase = "jump"')
    folder.edit(BIRD, "sets = 2", "sets = 20")
    folder.edit(CORE, 'kind = "muscle_group"', 'kind = "magic"')
    folder.edit(SIDE, '"abductors"', '"wings"')
    # WHEN all files are checked
    keys = [(problem.file, problem.key) for problem in problems(folder.path)]
    # THEN all four are told, in the order of the files
    assert keys == [(CORE, "kind"), (BIRD, "dose.beginner.sets"), (BIRD, "steps[0].phase"), (SIDE, "muscles.secondary")]


def test_a_broken_file_is_no_dangling_id_for_the_others(folder):
    # GIVEN an exercise that others name as their easier one
    folder.edit("exercises/back_extension.toml", 'phase = "brace"', 'phase = "jump"')
    # WHEN and THEN only its own mistake is told
    assert [problem.file for problem in problems(folder.path)] == ["exercises/back_extension.toml"]


def test_broken_safety_facts_hide_no_other_mistake(folder):
    folder.edit(SAFETY, '"emergency", "urgent"', '"emergency", "panic"')
    folder.edit(BIRD, '"multifidus", "glutes"', '"glute"')
    assert {problem.file for problem in problems(folder.path)} == {SAFETY, BIRD}


@pytest.mark.parametrize(
    "text",
    [
        "Look at the floor.",
        "Keep looking down.",
        "Please see a doctor.",
        "Keep your chest facing the wall.",
        "Feel like a plank.",
    ],
)
def test_words_about_eyes_that_need_no_sight_are_fine(text):
    assert not SIGHT.search(text)


@pytest.mark.parametrize(
    "text", ["Look at this.", "Do it this way.", "The picture below shows it.", "Watch me.", "Put it over here."]
)
def test_words_that_need_sight_are_found(text):
    assert SIGHT.search(text)


def test_a_step_may_not_even_say_see():
    assert STEP_SIGHT.search("You should see your knees.")
    assert not STEP_SIGHT.search("Seesaw gently.")
