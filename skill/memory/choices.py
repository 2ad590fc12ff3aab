"""What a person can choose among: the words that settings, plans and memory share."""

from __future__ import annotations

from typing import Literal

Pace = Literal["slow", "normal", "fast"]
Detail = Literal["silent", "cues", "coach", "teacher"]
Style = Literal["step_by_step", "keep_going", "follow_along"]
Level = Literal["beginner", "intermediate", "advanced"]
Side = Literal["left", "right"]
Effort = Literal["easy", "right", "hard"]

PACES: tuple[Pace, ...] = ("slow", "normal", "fast")
DETAILS: tuple[Detail, ...] = ("silent", "cues", "coach", "teacher")
STYLES: tuple[Style, ...] = ("step_by_step", "keep_going", "follow_along")
LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
EFFORTS: tuple[Effort, ...] = ("easy", "right", "hard")
