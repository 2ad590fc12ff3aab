"""A new exercise to be filled in: every key of `Exercise` with what it means, and nothing that would pass the check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from skill.content.model import Category, Level, Phase, Position
from skill.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """\
# One exercise; the file's name is its id. Fill in what is empty, and remove optional keys that are not needed.
# `backcoach content check` tells what is still missing. Facts in your own words; every one names its source
# (a table of sources.toml, or "editor" for your own judgement). Long texts may be wrapped between triple quotes.

name = ""                       # as a title
spoken_name = {name}            # as it runs in a sentence after "the"
category = ""                   # {categories}
level = ""                      # {levels}
pattern = ""                    # the kind of movement; exercises of one pattern can stand in for each other
position = ""                   # {positions}
equipment = []                  # tables of equipment.toml; empty where nothing is needed
alternative_equipment = []      # optional: what does instead
optional_equipment = []         # optional: what adds comfort or load
one_sided = false               # optional: true where each side works by itself
warm_up = false                 # optional: true where it suits a warm-up
class_source = []
# lift_height_inches = [4, 5]   # optional: how far the limbs leave the floor
corrections = []                # optional: tables of corrections.toml that bear on it

[names]                         # lower case; letters, spaces and apostrophes
spoken = [{name}]               # everything that people call it
misheard = []                   # optional: what a speech recogniser may make of that
other = []                      # optional: what sounds related but is something else
# note = ""                     # optional: what to mind when one of the names is heard

[what_it_is]
text = ""
source = []

[muscles]                       # files of anatomy/
primary = []
secondary = []
regions = ["lower_back"]        # larger parts that it trains as a whole
source = []

[[benefits]]                    # repeat the block for each
text = ""
source = []

[[setup]]                       # repeat: one instruction each, at most twenty words, no digits, no sight needed
text = ""
phase = "setup"
action_seconds = 5              # silence after it: what a body needs
source = []

[[steps]]                       # repeat
text = ""
phase = ""                      # {phases}
action_seconds = 3
hold_from_dose = false          # optional: true in the one step that holds for as long as the dose says
source = []

[tempo]                         # seconds of one rep
eccentric = 2                   # lowering
pause = 1
concentric = 2                  # lifting
pause_at = ""                   # top, bottom
first = ""                      # eccentric, concentric: what a rep begins with
kind = "counted"                # optional: counted, held (one long hold), ballistic (too fast to talk through)
cues = ["", ""]                 # said in the first and the second part of a rep, such as "down" and "up"
source = []

[breathing]
text = ""
source = []

[[mistakes]]                    # repeat
text = ""
fix = ""
complaints = []                 # how people would complain of it: "my back rounds"
source = []

[dose]                          # one number, or the two ends of a range
# hold_limit_s = 10             # optional: the longest that one rep is ever held
source = []

[dose.beginner]
sets = 2
reps = [8]                      # or hold_s = [20] for what is held
# hold_each_s = 2               # optional: seconds that every rep is held
per_side = false                # optional: true where one_sided is
# knees_bent = true             # optional
rest_s = 60

[dose.regular]
sets = 3
reps = [8, 12]
per_side = false
rest_s = 60

[swaps]
# no_equipment = ""             # the nearest exercise that needs nothing; leave out where nothing fits
source = []

[swaps.easier]
# exercise = ""                 # another exercise, or this one where the text describes a change of it
text = ""                       # as it runs after "try": "the bird dog", "lifting only the arm"

[swaps.harder]
text = ""

[caution]
text = ""
source = []

# [variant]                     # optional: another form of it
# id = ""
# name = ""
# text = ""
# per_side = false
# source = []
"""


def new_exercise(id_: str, folder: Path) -> Path:
    """Write the template of an exercise into a content folder and return its file.

    Raises:
        ContentError: the id cannot be one, or the exercise is there already, or the folder cannot be written to.
    """
    if not re.fullmatch("[a-z][a-z0-9_]*", id_):
        raise ContentError(
            f"{id_!r} cannot be an id: use lower case letters, digits and underscores, such as hip_thrust"
        )
    file = folder / "exercises" / f"{id_}.toml"
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(template(id_))
    except FileExistsError:
        raise ContentError(f"{file} is there already: edit it, or choose another id") from None
    except OSError as error:
        raise ContentError(f"{file} cannot be written: {error.strerror}") from None
    return file


def template(id_: str) -> str:
    """The template of an exercise, its spoken name taken from its id."""
    return TEMPLATE.format(
        name=f'"{id_.replace("_", " ")}"',
        categories=_listed(Category),
        levels=_listed(Level),
        positions=_listed(Position),
        phases=_listed(Phase),
    )


def _listed(choices: object) -> str:
    return ", ".join(get_args(choices))
