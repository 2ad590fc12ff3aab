"""A script as lines to read along: when each phrase is heard, and the silences shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speech.profiles import ALEXA, Profile
from speech.script import Pause, Say
from speech.timing import timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from speech.script import Script
    from speech.timing import Cue


def transcript(script: Script, times: Profile | Iterable[Cue] = ALEXA) -> list[str]:
    """One line for each phrase, pause and clip, such as `00:03.2  Push your hips straight back.` and `00:07.0  … 3 s`.

    `times` is the voice's profile, or the timeline that was measured when the script was rendered.
    """
    cues = timeline(script, times) if isinstance(times, Profile) else times
    return [f"{stamp(cue.start)}  {shown(cue)}" for cue in cues]


def stamp(seconds: float) -> str:
    """Minutes, seconds and tenths: `07:03.2`; an hour and more counts on in minutes."""
    tenths = round(seconds * 10)
    return f"{tenths // 600:02d}:{tenths % 600 / 10:04.1f}"


def shown(cue: Cue) -> str:
    """One item as it is read on paper."""
    item = cue.item
    if isinstance(item, Say):
        return item.text
    return f"… {item.ms / 1000:g} s" if isinstance(item, Pause) else f"♪ {item.src.rsplit('/', 1)[-1]}"
