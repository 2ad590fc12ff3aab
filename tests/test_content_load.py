from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from skill.content.load import BAKED, HERE, bake, load
from skill.content.vocabulary import vocabulary
from skill.errors import ContentError
from tests.content_folder import Folder

BIRD = "exercises/bird_dog.toml"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_the_coachs_own_facts_are_loaded_once():
    assert load() is load()


def test_a_copy_of_the_files_holds_the_same_facts(folder):
    assert load(folder.path) == load()


def test_adding_one_file_adds_an_exercise(folder):
    # GIVEN an exercise that nobody has heard of: a copy of another one with a name of its own
    text = folder.read("exercises/superman.toml")
    names = text[text.index("[names]") : text.index("[what_it_is]")]
    text = text.replace(names, '[names]\nspoken = ["arch hold"]\nmisheard = ["art hold"]\n\n')
    text = text.replace('"superman"', '"arch_hold"').replace('spoken_name = "arch_hold"', 'spoken_name = "arch hold"')
    # WHEN it lies among the others
    folder.write("exercises/arch_hold.toml", text)
    # THEN it is in the catalogue, trains its muscles, and can be asked for
    catalogue = load(folder.path)
    assert catalogue.exercises["arch_hold"].spoken_name == "arch hold"
    assert len(catalogue.exercises) == len(load().exercises) + 1
    assert "arch_hold" in [exercise.id for exercise in catalogue.trainers("spinalis")[0]]
    value = next(value for value in vocabulary(catalogue)["ExerciseType"] if value.id == "arch_hold")
    assert (value.name, value.misheard) == ("arch hold", ("art hold",))


def test_adding_one_file_adds_a_routine(folder):
    folder.write("routines/bedtime.toml", folder.read("routines/warm_up.toml").replace('"Lower Back', '"Bedtime'))
    assert load(folder.path).routines["bedtime"].name == "Bedtime Warm-Up"


def test_a_line_break_in_a_text_counts_as_one_space(folder):
    folder.edit(BIRD, '"It builds lower-back endurance and a steadier spine."', '"""\nIt builds\n   endurance.\n"""')
    assert load(folder.path).exercises["bird_dog"].benefits[0].text == "It builds endurance."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('phase = "brace"', 'phase = "jump"', f"{BIRD}: steps[0].phase: 'jump' is not one of"),
        ("[tempo]", "[tempo", f"{BIRD}: not valid TOML: "),
        ("sets = 2", "sets = 2\nreps = 3", f"{BIRD}: not valid TOML: Cannot overwrite a value (at line"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_that_names_it(folder, old, new, message):
    folder.edit(BIRD, old, new)
    with pytest.raises(ContentError) as error:
        load(folder.path)
    assert str(error.value).startswith(message)


def test_several_mistakes_are_counted(folder):
    folder.edit(BIRD, 'phase = "brace"', 'phase = "jump"')
    folder.edit(BIRD, "sets = 2", "sets = 20")
    with pytest.raises(ContentError, match=r"\(and 1 more: backcoach content check lists them\)$"):
        load(folder.path)


def test_a_folder_without_facts_is_an_error(tmp_path):
    with pytest.raises(ContentError, match="empty; give at least one"):
        load(tmp_path)


def test_baked_facts_are_the_same_facts(tmp_path):
    (tmp_path / BAKED).write_bytes(bake(load()))
    assert load(tmp_path) == load()


def test_baked_facts_are_preferred_to_the_files(folder):
    changed = msgspec.structs.replace(load(), topics={"posture": load().topics["posture"]})
    (folder.path / BAKED).write_bytes(bake(changed))
    assert list(load(folder.path).topics) == ["posture"]


def test_the_repository_holds_no_baked_facts():
    assert not (HERE / BAKED).exists()


def test_baked_facts_need_no_toml(tmp_path):
    # A cold start pays for every module, so the baked form must not bring in what only the files need.
    (tmp_path / BAKED).write_bytes(bake(load()))
    program = (
        "import sys, pathlib; from skill.content.load import load; load(pathlib.Path(sys.argv[1]));"
        "print(sorted({'tomllib', 'skill.content.files', 'skill.content.shape', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_fact_cannot_be_changed():
    with pytest.raises(AttributeError):
        load().exercises["bird_dog"].name = "Cat Cow"  # type: ignore[misc]
