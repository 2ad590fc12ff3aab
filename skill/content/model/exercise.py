"""The shape of an exercise: its steps, tempo, dose, mistakes and neighbours."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from skill.content.model.common import Fact, Id, Ids, Level, Names, Range, Seconds, Text, Texts

Phase = Literal["setup", "brace", "move", "hold", "return", "finish"]
Category = Literal["barbell_strength", "bench_bodyweight", "floor_bodyweight", "kettlebell_power", "ball_bodyweight"]
Position = Literal["standing", "hinged", "kneeling", "prone", "supine", "side_lying", "bench"]


class Step(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One instruction and the time that a body needs to follow it."""

    text: Text
    """At most 20 words, without digits or symbols, understandable without sight."""
    phase: Phase
    """What part of the movement it is."""
    action_seconds: Seconds
    """Silence after the text at the normal pace, in seconds."""
    hold_from_dose: bool = False
    """True where the silence is the hold of the chosen dose instead."""
    source: Ids


class Tempo(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Seconds of one rep: lowering (eccentric), still, lifting (concentric)."""

    eccentric: Seconds
    pause: Seconds
    concentric: Seconds
    pause_at: Literal["top", "bottom"]
    first: Literal["eccentric", "concentric"]
    """The part that a rep begins with."""
    kind: Literal["counted", "held", "ballistic"] = "counted"
    """`held` is one long hold, `ballistic` is too fast to talk through."""
    cues: tuple[Text, Text]
    """One or two words for the first and the second part of a rep, such as "down" and "up"."""
    source: Ids

    @property
    def rep_seconds(self) -> int:
        """Seconds that one rep takes."""
        return self.eccentric + self.pause + self.concentric


class Mistake(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What often goes wrong, and the cure."""

    text: Text
    fix: Text
    complaints: Texts
    """How a person would complain of it ("my back rounds"), in lower case; no two mistakes of an exercise share one."""
    source: Ids


class Dose(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of an exercise: sets, reps or a hold, and rest."""

    sets: Annotated[int, Meta(ge=1, le=10)]
    reps: Range | None = None
    """For each set; two numbers are a range, low to high."""
    hold_s: Range | None = None
    """Seconds of one hold, for exercises that are held."""
    hold_each_s: Seconds = 0
    """Seconds that every rep is held."""
    per_side: bool = False
    """True where reps or seconds count for each side."""
    knees_bent: bool = False
    rest_s: Annotated[int, Meta(ge=0, le=600)]


class Doses(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The dose by level: one for beginners, one for everybody else."""

    beginner: Dose
    regular: Dose
    hold_limit_s: Seconds = 0
    """The longest that one rep is ever held; 0 where nothing is said."""
    source: Ids


class Swap(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where to go from an exercise: another one, or a change of this one, or both."""

    exercise: Id | None = None
    """None, or the exercise's own id, where the text describes a change of the same exercise."""
    text: Text
    """Fits after "try": a thing with its article, or a verb in -ing; no capital, no full stop."""


class Swaps(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An exercise's neighbours."""

    easier: Swap
    harder: Swap
    no_equipment: Id | None = None
    """The nearest exercise that needs nothing; its own id where it needs nothing itself, None where nothing fits."""
    source: Ids


class Worked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The muscles that an exercise trains, by id of `Catalogue.anatomy`."""

    primary: Ids
    secondary: Ids
    regions: Ids
    """Larger parts of the body that it trains as a whole, such as the lower back."""
    source: Ids


class Variant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Another form of the same exercise."""

    id: Id
    name: Text
    text: Text
    per_side: bool = False
    source: Ids


class Exercise(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything about one exercise."""

    id: Id
    name: Text
    """As a title: "Barbell Good Morning"."""
    spoken_name: Text
    """As it runs in a sentence after "the": "good morning"."""
    names: Names
    category: Category
    level: Level
    pattern: Id
    position: Position
    """How the body is placed, for getting from one exercise to the next."""
    equipment: tuple[Id, ...]
    """What it needs; empty where it needs nothing."""
    alternative_equipment: tuple[Id, ...] = ()
    """What does instead of the equipment."""
    optional_equipment: tuple[Id, ...] = ()
    """What adds comfort or load."""
    one_sided: bool = False
    warm_up: bool = False
    class_source: Ids
    """Where level, pattern and equipment come from."""
    what_it_is: Fact
    muscles: Worked
    benefits: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    setup: Annotated[tuple[Step, ...], Meta(min_length=1)]
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    lift_height_inches: Range | None = None
    """How far the limbs leave the floor, where that matters."""
    tempo: Tempo
    breathing: Fact
    mistakes: Annotated[tuple[Mistake, ...], Meta(min_length=1)]
    dose: Doses
    swaps: Swaps
    caution: Fact
    variant: Variant | None = None
    corrections: tuple[Id, ...] = ()
    """Ids of `Catalogue.corrections` that bear on it."""
