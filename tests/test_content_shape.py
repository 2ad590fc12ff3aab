from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.load import load
from skill.content.model import Catalogue, Exercise, Routine, Structure
from skill.content.problem import Problem, key_of
from skill.content.shape import faults

KINDS = {Exercise: load().exercises["bird_dog"], Structure: load().anatomy["core"], Routine: load().routines["warm_up"]}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "names", "steps"]), inner)
    ),
    max_leaves=5,
)


def plain(kind: type) -> dict:
    """A good item as plain tables, made anew so that a test may break it."""
    return json.loads(msgspec.json.encode(KINDS[kind]))


def leaves(value: object, path: tuple = ()) -> list[tuple]:
    """The paths of everything in a table that holds nothing itself."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [leaf for key, child in children for leaf in leaves(child, (*path, key))]
    return found or ([path] if not isinstance(value, dict | list) else [])


def tables(value: object, path: tuple = ()) -> list[tuple]:
    """The paths of the tables that are typed facts: not the amounts by exercise, whose keys are free."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [table for key, child in children for table in tables(child, (*path, key))]
    typed = isinstance(value, dict) and path[-1:] not in {
        ("reps",),
        ("hold_s",),
        ("variants",),
        ("rep_seconds",),
        ("levels",),
    }
    return [path, *found] if typed else found


def at(value: object, path: tuple) -> object:
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_item_has_no_faults(kind):
    assert list(faults(plain(kind), kind)) == []


@given(st.data(), st.sampled_from(list(KINDS)))
def test_every_wrong_value_is_found_where_it_stands(data, kind):
    # GIVEN an item with up to four values of a type that no fact has
    item = plain(kind)
    paths = leaves(item)
    wrong = data.draw(st.sets(st.sampled_from([p for p in paths if at(item, p) is not None]), min_size=1, max_size=4))
    for path in wrong:
        at(item, path[:-1])[path[-1]] = 1.5
    # WHEN it is looked at
    found = {path for path, _ in faults(item, kind)}
    # THEN exactly these places are told
    assert found == wrong


@given(st.data(), st.sampled_from(list(KINDS)))
def test_every_unknown_key_is_found_in_its_table(data, kind):
    item = plain(kind)
    where = data.draw(st.sets(st.sampled_from(tables(item)), min_size=1, max_size=4))
    for path in where:
        at(item, path)["nonsense"] = 1
    assert {path for path, _ in faults(item, kind)} == {(*path, "nonsense") for path in where}


@given(anything, st.sampled_from([Exercise, Structure, Routine, Catalogue]))
def test_something_is_told_of_all_that_cannot_be_read_and_of_nothing_else(value, kind):
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        readable = False
    else:
        readable = True
    assert (not list(faults(value, kind))) == readable


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), ""),
        (("name",), "name"),
        (("steps", 2, "phase"), "steps[2].phase"),
        (("a", 0, 1), "a[0][1]"),
        ((3,), "[3]"),
    ],
)
def test_a_path_is_written_as_a_key(path, key):
    assert key_of(path) == key


def test_a_problem_of_a_whole_file_names_no_key():
    assert str(Problem("a.toml", "", "gone")) == "a.toml: gone"
    assert str(Problem("a.toml", "b[0]", "bad")) == "a.toml: b[0]: bad"
