"""The names of everything in the catalogue, as the values of the slots that people fill with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from interaction_model.vocabulary import Value, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.content.model import Catalogue, Names


class Named(Protocol):
    """Anything in the catalogue that people call by a name."""

    @property
    def id(self) -> str:
        """What the skill calls it."""

    @property
    def names(self) -> Names:
        """What people call it."""


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """The values of each slot type that is made of facts, in the order of the catalogue.

    `SymptomType` holds the signs of every tier, gravest first, and the id `pain`; `Safety.urgency_of` tells the tier.
    """
    named: dict[str, Iterable[Named]] = {
        "ExerciseType": catalogue.exercises.values(),
        "StructureType": catalogue.anatomy.values(),
        "EquipmentType": catalogue.equipment.values(),
        "GoalType": catalogue.goals.values(),
        "TopicType": catalogue.topics.values(),
        "RoutineType": catalogue.routines.values(),
        "SymptomType": catalogue.safety.signs,
        "ConditionType": catalogue.safety.conditions,
    }
    return {slot: tuple(_value(item.id, item.names) for item in items) for slot, items in named.items()}


def _value(id_: str, names: Names) -> Value:
    return Value(id_, names.spoken[0], names.spoken[1:], names.misheard, names.other)
