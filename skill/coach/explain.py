"""How an exercise is explained: which parts, in which order, with how much talk and how much silence."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from skill.coach.pacing import FACTORS, countdown, hold, paced, reps
from skill.coach.wording import counted, listed, number, sentence
from skill.memory.profile import DETAILS, Profile
from speech.script import Pause, Script, pause, script
from speech.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.content.model import Dose, Exercise, Step, Tempo
    from skill.memory.profile import Detail, Level, Pace

TURN_SECONDS = 84.0
"""A turn that expects an answer lasts at most 90 seconds (design.md section 4); the rest is for its question."""

SET_SECONDS = 112.0
"""A turn in which the user is busy moving lasts at most 150 seconds; the rest is for getting ready and for words."""

GET_READY_SECONDS = 8.0
"""Between the announcement of a set and its countdown."""

HEARD_OFTEN = 3
"""From the third time on a how-to gets shorter by itself."""


class Kind(Enum):
    """What a part of a how-to is for."""

    WHOLE = "whole"
    """Getting ready and moving, in one turn."""
    SETUP = "setup"
    """Getting ready; the user says when that is done."""
    MOVEMENT = "movement"
    """The movement, step by step."""
    SET = "set"
    """One set together, counted aloud."""

    @property
    def stage(self) -> int:
        """How far into the exercise the part leads, the same whether or not getting ready has a turn of its own."""
        return {Kind.SETUP: 0, Kind.MOVEMENT: 1, Kind.WHOLE: 1, Kind.SET: 2}[self]


class Part(Struct, frozen=True):
    """One turn of a how-to."""

    kind: Kind
    """What it is for."""
    script: Script
    """What is said, without the closing question."""


def how_to(exercise: Exercise, profile: Profile, equipment: Iterable[str] = ()) -> tuple[Part, ...]:
    """A how-to in turns of at most 90 seconds: getting ready and the movement (together where they fit), then a set.

    `equipment` is what is needed, each with its article. The talk follows the profile's level of detail.
    """
    return _told(exercise, spoken_detail(exercise, profile), profile.level, profile.pace, tuple(equipment))


@lru_cache(maxsize=512)
def _told(
    exercise: Exercise, detail: Detail, level: Level | None, pace: Pace, equipment: tuple[str, ...]
) -> tuple[Part, ...]:
    """The parts; kept, since everybody at the same level and pace is told the same."""
    profile = Profile(level=level, pace=pace, detail=detail)
    setup = script(_opening(exercise, detail, equipment), _steps(exercise.setup, exercise, profile))
    movement = _movement(exercise, detail, profile)
    together = script(setup, movement)
    last = Part(Kind.SET, one_set(exercise, profile))
    if seconds(together) <= TURN_SECONDS:
        return Part(Kind.WHOLE, together), last
    return Part(Kind.SETUP, fitted(setup)), Part(Kind.MOVEMENT, fitted(movement)), last


def fitted(part: Script, longest: float = TURN_SECONDS) -> Script:
    """A part with its silences shortened, all by the same factor, where it takes longer than `longest` seconds."""
    surplus = seconds(part) - longest
    if surplus <= 0:
        return part
    factor = max(0.0, 1 - surplus * 1000 / max(1, part.silence_ms))
    return script(*(Pause(int(item.ms * factor)) if isinstance(item, Pause) else item for item in part))


def spoken_detail(exercise: Exercise, profile: Profile) -> Detail:
    """The level of talk: the one that was chosen, one lower for an exercise that was heard often."""
    chosen = DETAILS.index(profile.detail)
    often = profile.heard.get(exercise.id, 0) >= HEARD_OFTEN
    return DETAILS[max(0, chosen - often)]


def amount(exercise: Exercise, profile: Profile) -> Dose:
    """The dose for the person: the beginner's until they say otherwise."""
    return exercise.dose.beginner if profile.level in (None, "beginner") else exercise.dose.regular


def one_set(exercise: Exercise, profile: Profile) -> Script:
    """One set counted aloud, both sides of a one-sided exercise, cut to what fits a turn."""
    wanted = amount(exercise, profile)
    promise, work = _hold(wanted) if wanted.hold_s else _reps(exercise.tempo, wanted, profile.pace)
    side = " on each side" if wanted.per_side else ""
    if wanted.per_side:
        work = script("First side.", pause(2.0), work, "Other side.", pause(6.0), work)
    ready = pause(GET_READY_SECONDS * FACTORS[profile.pace])
    return script(sentence(promise.format(side=side)), "Get into place.", ready, countdown(), work, "And rest.")


def _hold(wanted: Dose) -> tuple[str, Script]:
    """What is promised of a hold, and the hold."""
    length = (wanted.hold_s or (0,))[0]
    knees = " with bent knees" if wanted.knees_bent else ""
    return f"a hold of {number(length)} seconds{{side}}{knees}", script("Hold.", hold(length))


def _reps(tempo: Tempo, wanted: Dose, pace: Pace) -> tuple[str, Script]:
    """What is promised of the reps of one side, and the reps: as many of the dose as fit, in their tempo."""
    if wanted.hold_each_s:
        tempo = msgspec.structs.replace(tempo, pause=wanted.hold_each_s)
    length = tempo.rep_seconds * FACTORS[pace]
    fitting = int(SET_SECONDS / (2 if wanted.per_side else 1) / length)
    count = min((wanted.reps or (1,))[0], fitting)
    whole = length == round(length)
    every = f"one every {'' if whole else 'about '}{counted(round(length), 'second')}"
    return f"{counted(count, 'rep')}{{side}}, {every}", reps(tempo, count, pace)


def _opening(exercise: Exercise, detail: Detail, equipment: tuple[str, ...]) -> Script:
    need = f"You need {listed(equipment)}." if equipment else ""
    match detail:
        case "silent" | "cues":
            return script(sentence(exercise.name), pause(0.6))
        case _:
            talk = (sentence(exercise.name), exercise.what_it_is.text, exercise.caution.text, need)
            return script(*(piece for text in talk if text for piece in (text, pause(0.6))))


def _movement(exercise: Exercise, detail: Detail, profile: Profile) -> Script:
    brace = [step for step in exercise.steps if step.phase == "brace"]
    rest = [step for step in exercise.steps if step.phase != "brace"]
    breathing = Script() if detail == "silent" else script(exercise.breathing.text, pause(1.0))
    lesson = Script()
    if detail == "teacher":
        mistake = exercise.mistakes[0]
        lesson = script(f"A common slip: {mistake.text[:1].lower()}{mistake.text[1:]}", mistake.fix, pause(1.0))
    return script(_steps(brace, exercise, profile), breathing, _steps(rest, exercise, profile), lesson)


def _steps(steps: Iterable[Step], exercise: Exercise, profile: Profile) -> Script:
    wanted = amount(exercise, profile)
    return script(*(_step(step, wanted, profile.pace) for step in steps))


def _step(step: Step, wanted: Dose, pace: Pace) -> Script:
    if step.hold_from_dose and wanted.hold_s:
        return script(step.text, hold(wanted.hold_s[0]))
    return paced(step, pace)
