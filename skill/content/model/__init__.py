"""The shape of a fact: one frozen type for each kind of thing the coach knows. No file is read here."""

from __future__ import annotations

from skill.content.model.anatomy import Kind, Landmark, Structure
from skill.content.model.catalogue import Catalogue
from skill.content.model.common import (
    Fact,
    Id,
    Ids,
    Level,
    Names,
    Pronunciation,
    Range,
    Seconds,
    Source,
    Text,
    Texts,
)
from skill.content.model.exercise import (
    Category,
    Dose,
    Doses,
    Exercise,
    Mistake,
    Phase,
    Position,
    Step,
    Swap,
    Swaps,
    Tempo,
    Variant,
    Worked,
)
from skill.content.model.routine import Protocol, Routine, RoutineLevel, RoutineLevelName, Transition
from skill.content.model.safety import Check, Condition, Safety, Sign, StopNow, Tier, Urgency
from skill.content.model.teaching import Correction, Equipment, Goal, Topic, Weekly

# fmt: off
__all__ = [
    "Catalogue", "Category", "Check", "Condition", "Correction", "Dose", "Doses", "Equipment", "Exercise",
    "Fact", "Goal", "Id", "Ids", "Kind", "Landmark", "Level", "Mistake", "Names", "Phase", "Position",
    "Pronunciation", "Protocol", "Range", "Routine", "RoutineLevel", "RoutineLevelName", "Safety", "Seconds",
    "Sign", "Source", "Step", "StopNow", "Structure", "Swap", "Swaps", "Tempo", "Text", "Texts", "Tier",
    "Topic", "Transition", "Urgency", "Variant", "Weekly", "Worked",
]
# fmt: on
