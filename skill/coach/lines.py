"""What the coach says in each block of a routine, by how much is to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from skill.coach.amounts import held, level_of
from skill.coach.pacing import FACTORS
from skill.coach.wording import counted, duration, listed, number, sentence
from skill.content.model import Catalogue, Exercise, Routine
from skill.memory.choices import DETAILS
from skill.memory.place import Recipe
from skill.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.model import Step, Transition
    from skill.memory.choices import Detail

Part = tuple[str, float]
"""A sentence, and the silence after it in seconds."""

TALKS = ("coach", "teacher")
"""Levels of talk at which an exercise is explained before it is done."""


class Station(Struct, frozen=True):
    """One exercise in one round."""

    exercise: Exercise
    """The exercise."""
    amount: int
    """Reps, or seconds of a hold; of each side where there are sides."""
    sides: tuple[str, ...]
    """The sides in their order; one empty string where both work together or take turns."""
    round: int
    """From 1."""
    index: int
    """Its place within all rounds, from 0."""


class Lines(Struct, frozen=True):
    """The sentences of one routine."""

    catalogue: Catalogue
    """The facts."""
    phrases: Phrases
    """Everything that is no fact."""
    recipe: Recipe
    """What the routine is made of."""
    routine: Routine | None
    """The routine that the facts know; None for one that the user put together."""

    @property
    def name(self) -> str:
        """The routine, as it runs in a sentence."""
        return f"the {self.routine.name.lower()}" if self.routine else self.phrases.pick("guided.own_name")

    def detail(self, exercise: Exercise) -> Detail:
        """How much is said about an exercise: one level less where it is known well."""
        level = DETAILS.index(self.recipe.detail)
        return DETAILS[max(0, level - (exercise.id in self.recipe.known))]

    def preview(self, total: float) -> Iterator[Part]:
        """What comes, how long it takes, what is needed and what was left out."""
        told = duration(10 * round(total / 10) if total >= 60 else total)
        count = counted(len(self.recipe.exercises), "exercise")
        rounds = "" if self.recipe.rounds == 1 else f", {counted(self.recipe.rounds, 'round')}"
        if self.recipe.detail == "silent":
            yield sentence(f"{self.name}, {told}"), 0.0
            return
        yield sentence(f"{self.name}: {count}{rounds}, {told}"), 0.0
        if self.routine and self.recipe.detail == "teacher":
            yield self.routine.purpose.text, 0.0
        yield self._equipment(), 0.0
        yield from self._swaps()

    def announce(self, station: Station, *, explained: bool) -> Iterator[Part]:
        """An exercise with its amount; how it goes, where that is wanted and was not said in an earlier round."""
        exercise, detail = station.exercise, self.detail(station.exercise)
        yield sentence(f"{exercise.spoken_name}, {self.amount(station)}"), 0.0
        if not explained:
            return
        hint = level_of(self.routine, self.recipe.level).variants.get(exercise.id) if self.routine else None
        if detail != "silent":
            yield hint or "", 0.0
        if detail in TALKS:
            yield exercise.what_it_is.text, 0.0
            yield from self._steps(exercise.setup)
        if detail == "teacher":
            yield from self._steps(step for step in exercise.steps if step.phase in ("brace", "move"))
            yield exercise.breathing.text, 0.0

    def amount(self, station: Station) -> str:
        """How much of an exercise: "forty five seconds", "twelve reps, sides in turn, left first"."""
        much = duration(station.amount) if held(station.exercise) else counted(station.amount, "rep")
        if len(station.sides) == 2:
            return f"{much} {self.phrases.pick('guided.each_side', side=station.sides[0])}"
        if station.exercise.one_sided:
            return f"{much}, {self.phrases.pick('guided.in_turn', side=self.recipe.side)}"
        return much

    def form(self, station: Station) -> str:
        """One thing to mind during a long hold; another one in the next round."""
        if self.detail(station.exercise) not in TALKS:
            return ""
        mistakes = station.exercise.mistakes
        return mistakes[(station.round - 1) % len(mistakes)].fix

    def switch(self, station: Station) -> str:
        """From one side to the other."""
        key = f"guided.switch.{station.exercise.position}"
        return self.phrases.pick(key if self.phrases.has(key) else "guided.switch.any", station.index)

    def move(self, station: Station, following: Station) -> tuple[str, float]:
        """From one exercise to the next, and the seconds that the body needs at the normal pace."""
        change = self._transition(station.exercise.id, following.exercise.id)
        key = "same" if station.exercise.position == following.exercise.position else following.exercise.position
        text, length = (change.text, change.seconds) if change else (self.phrases.pick(f"guided.move.{key}"), 12)
        named = self.phrases.pick("guided.next", station.index, exercise=following.exercise.spoken_name)
        return f"{text} {named}", float(length if change or key != "same" else 8)

    def rest(self, station: Station, following: Station, length: int) -> str:
        """Between two rounds."""
        change = self._transition(station.exercise.id, following.exercise.id)
        if change and not change.seconds:
            return change.text
        return self.phrases.pick(
            "guided.rest",
            round=number(station.round),
            rest=duration(length),
            exercise=following.exercise.spoken_name,
        )

    @property
    def finish(self) -> str:
        """The last words."""
        return self.routine.finish.text if self.routine else self.phrases.pick("guided.finish")

    def _equipment(self) -> str:
        ids = dict.fromkeys(id_ for e in self.recipe.exercises for id_ in self.catalogue.exercises[e].equipment)
        names = listed([self.catalogue.equipment[id_].name for id_ in ids])
        return self.phrases.pick("guided.equipment", names=names) if names else ""

    def _swaps(self) -> Iterator[Part]:
        names = {id_: exercise.spoken_name for id_, exercise in self.catalogue.exercises.items()}
        for avoided, instead in self.recipe.swaps:
            key = "guided.swapped" if instead else "guided.left_out"
            yield self.phrases.pick(key, avoided=names[avoided], instead=names.get(instead, "")), 0.0

    def _steps(self, steps: Iterator[Step] | tuple[Step, ...]) -> Iterator[Part]:
        for step in steps:
            yield step.text, step.action_seconds * FACTORS[self.recipe.pace]

    def _transition(self, start: str, end: str) -> Transition | None:
        known = self.routine.transitions if self.routine else ()
        return next((change for change in known if (change.start, change.end) == (start, end)), None)
