"""The coach at work: the facts and the phrases that every handler draws on."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from skill.coach.plan import make_plan
from skill.coach.safety import Watchlist, watchlist

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.plan import Plan
    from skill.content.model import Catalogue, Exercise, Structure
    from skill.memory.place import Recipe
    from skill.phrases import Phrases

PLANS = 256
"""So many plans are kept at hand; another one is made within a millisecond or two."""


class Coach:
    """What a handler may know. It holds no state of any conversation, and nothing of it changes."""

    def __init__(self, catalogue: Catalogue, phrases: Phrases, audio_base_url: str = "") -> None:
        self.catalogue = catalogue
        """The facts."""
        self.phrases = phrases
        """Everything that is said and is no fact."""
        self.audio_base_url = audio_base_url
        """Where rendered routines are served from; empty where they are not."""
        self.watch: Watchlist = watchlist(catalogue.safety)
        """The warning signs that every turn is checked for."""
        self.plan: Callable[[Recipe], Plan | None] = lru_cache(PLANS)(partial(make_plan, catalogue, phrases))
        """Spells a recipe out; None where it makes no sense with these facts."""

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
