"""Time for a body: how long a step's silence is, reps counted in their tempo, holds with their cues."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from skill.coach.wording import number, sentence
from speech.profiles import ALEXA
from speech.script import Script, pause, script
from speech.timing import gap, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.content.model import Step, Tempo
    from skill.memory.choices import Pace
    from speech.profiles import Profile

FACTORS: dict[Pace, float] = {"slow": 1.4, "normal": 1.0, "fast": 0.7}
"""How much of a step's time each pace gives."""

HALF_WAY_FROM = 16
"""A hold of so many seconds or more is halved aloud; in a shorter one the cue would only be noise."""

LAST_FIVE_FROM = 10
"""A hold of so many seconds or more has its last five counted."""

Cue: TypeAlias = "tuple[float, str]"
"""Words, and the second at which they begin."""


def paced(step: Step, pace: Pace) -> Script:
    """A step and the silence that a body needs to follow it."""
    return script(step.text, pause(step.action_seconds * FACTORS[pace]))


def on_time(cues: Sequence[Cue], length: float, profile: Profile = ALEXA) -> Script:
    """Words at given moments, in seconds from the beginning, and silence up to `length` seconds in all.

    A cue whose words are not over when the next is due lets the next begin late; the time is made up in the silence
    that follows, so that the whole keeps its length wherever there is silence enough. `profile` is the voice's, since
    one voice needs longer for its words than another.
    """
    done = 0.0
    result = Script()
    for moment, words in cues:
        silence = pause(max(0.0, moment - done))
        spoken = script(words)
        if silence.ms == 0 and result and spoken:
            done += gap(result.items[-1], spoken.items[0], profile)
        result = script(result, silence, spoken)
        done += silence.ms / 1000 + seconds(spoken, profile)
    return script(result, pause(max(0.0, length - done)))


def hold(length: int) -> Script:
    """Stillness of `length` seconds, with the middle and the last five seconds told."""
    return on_time(hold_cues(length), length)


def hold_cues(length: int) -> list[Cue]:
    """What is said during a hold: the middle, and the last five seconds."""
    cues: list[Cue] = []
    if length >= HALF_WAY_FROM:
        cues.append((length / 2, "Half way."))
    if length >= LAST_FIVE_FROM:
        cues += [(length - left, sentence(number(left))) for left in range(5, 0, -1)]
    return cues


def countdown() -> Script:
    """Three, two, one, a second each."""
    return on_time(countdown_cues(0), 3)


def countdown_cues(moment: float) -> list[Cue]:
    """Three, two, one, a second each, from a moment on."""
    return [(moment, "Three."), (moment + 1, "Two."), (moment + 2, "One.")]


def reps(tempo: Tempo, count: int, pace: Pace = "normal") -> Script:
    """Reps counted aloud in their tempo: the cue of each part when it begins, the number with the first."""
    return on_time(rep_cues(tempo, count, pace), count * rep_length(tempo, pace))


def rep_length(tempo: Tempo, pace: Pace) -> float:
    """Seconds that one rep takes at a pace."""
    return tempo.rep_seconds * FACTORS[pace]


def rep_cues(tempo: Tempo, count: int, pace: Pace, first: int = 1) -> list[Cue]:
    """What is said during so many reps, the first of which has the number `first`."""
    length = rep_length(tempo, pace)
    begin_word, turn_word = tempo.cues
    turn = _second_part(tempo) * FACTORS[pace]
    cues: list[Cue] = []
    for n in range(count):
        begin, told = n * length, number(first + n)
        if tempo.kind == "ballistic":
            cues.append((begin, sentence(told)))
        else:
            cues += [(begin, sentence(f"{told}, {begin_word}")), (begin + turn, sentence(turn_word))]
    return cues


def _second_part(tempo: Tempo) -> int:
    """Seconds from the beginning of a rep to the cue of its second part."""
    begins_low = tempo.first == "concentric"
    opening = tempo.concentric if begins_low else tempo.eccentric
    turning_point = "top" if begins_low else "bottom"
    return opening + (tempo.pause if tempo.pause_at == turning_point else 0)
