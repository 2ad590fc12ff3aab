"""Time for a body: how long a step's silence is, reps counted in their tempo, holds with their cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.wording import number, sentence
from speech.script import Script, pause, script
from speech.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.content.model import Step, Tempo
    from skill.memory.profile import Pace

FACTORS: dict[Pace, float] = {"slow": 1.4, "normal": 1.0, "fast": 0.7}
"""How much of a step's time each pace gives."""

HALF_WAY_FROM = 16
"""A hold of so many seconds or more is halved aloud; in a shorter one the cue would only be noise."""

LAST_FIVE_FROM = 10
"""A hold of so many seconds or more has its last five counted."""


def paced(step: Step, pace: Pace) -> Script:
    """A step and the silence that a body needs to follow it."""
    return script(step.text, pause(step.action_seconds * FACTORS[pace]))


def on_time(cues: Sequence[tuple[float, str]], length: float) -> Script:
    """Words at given moments, in seconds from the beginning, and silence up to `length` seconds in all.

    A cue whose words are not over when the next is due lets the next begin late; time is made up in the silence
    that follows, so that the whole keeps its length wherever there is silence enough.
    """
    done = 0.0
    result = Script()
    for moment, words in cues:
        part = script(pause(max(0.0, moment - done)), words)
        done += seconds(part)
        result += part
    return script(result, pause(max(0.0, length - done)))


def hold(length: int) -> Script:
    """Stillness of `length` seconds, with the middle and the last five seconds told."""
    cues: list[tuple[float, str]] = []
    if length >= HALF_WAY_FROM:
        cues.append((length / 2, "Half way."))
    if length >= LAST_FIVE_FROM:
        cues += [(length - left, sentence(number(left))) for left in range(5, 0, -1)]
    return on_time(cues, length)


def countdown() -> Script:
    """Three, two, one, a second each."""
    return on_time([(0, "Three."), (1, "Two."), (2, "One.")], 3)


def reps(tempo: Tempo, count: int, pace: Pace = "normal") -> Script:
    """Reps counted aloud in their tempo: the cue of each part when it begins, the number with the first."""
    factor = FACTORS[pace]
    length = tempo.rep_seconds * factor
    first, second = tempo.cues
    turn = _second_part(tempo) * factor
    cues: list[tuple[float, str]] = []
    for n in range(count):
        begin = n * length
        if tempo.kind == "ballistic":
            cues.append((begin, sentence(number(n + 1))))
        else:
            cues += [(begin, sentence(f"{number(n + 1)}, {first}")), (begin + turn, sentence(second))]
    return on_time(cues, count * length)


def _second_part(tempo: Tempo) -> int:
    """Seconds from the beginning of a rep to the cue of its second part."""
    begins_low = tempo.first == "concentric"
    opening = tempo.concentric if begins_low else tempo.eccentric
    turning_point = "top" if begins_low else "bottom"
    return opening + (tempo.pause if tempo.pause_at == turning_point else 0)
