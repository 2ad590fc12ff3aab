"""The coach at work: the facts and the phrases that every handler draws on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skill.coach.safety import Watchlist, watchlist

if TYPE_CHECKING:
    from skill.content.model import Catalogue, Exercise, Structure
    from skill.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Coach:
    """What a handler may know. It holds no state of any conversation."""

    catalogue: Catalogue
    """The facts."""
    phrases: Phrases
    """Everything that is said and is no fact."""
    audio_base_url: str = ""
    """Where rendered routines are served from; empty where they are not."""
    watch: Watchlist = field(init=False)
    """The warning signs that every turn is checked for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "watch", watchlist(self.catalogue.safety))

    def exercise(self, id_: str) -> Exercise | None:
        """Return the exercise with this id, or None."""
        return self.catalogue.exercises.get(id_)

    def structure(self, id_: str) -> Structure | None:
        """Return the structure with this id, or None."""
        return self.catalogue.anatomy.get(id_)

    def name(self, id_: str) -> str:
        """Return a name for within a sentence: an exercise bare, a muscle with its article, a topic; or nothing."""
        if structure := self.structure(id_):
            return f"{structure.article} {structure.spoken_name}".strip()
        if exercise := self.exercise(id_):
            return exercise.spoken_name
        topic = self.catalogue.topics.get(id_)
        return topic.name if topic else ""

    def equipment(self, exercise: Exercise) -> tuple[str, ...]:
        """Return what an exercise needs, each with its article, such as "a barbell"."""
        return tuple(self.catalogue.equipment[id_].name for id_ in exercise.equipment)
