"""The shape of a fact: one frozen type for each kind of thing the coach knows. No file is read here."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Meta(min_length=1, max_length=400)]
Ids = Annotated[tuple[Id, ...], Meta(min_length=1)]
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
Seconds = Annotated[int, Meta(ge=0, le=120)]
Range = Annotated[tuple[int, ...], Meta(min_length=1, max_length=2)]

Level = Literal["beginner", "intermediate", "advanced"]
Phase = Literal["setup", "brace", "move", "hold", "return", "finish"]
Category = Literal["barbell_strength", "bench_bodyweight", "floor_bodyweight", "kettlebell_power", "ball_bodyweight"]
Position = Literal["standing", "hinged", "kneeling", "prone", "supine", "side_lying", "bench"]


class Fact(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A statement and where it comes from."""

    text: Text
    """The statement, as it is spoken."""
    source: Ids
    """Keys of `Catalogue.sources`."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where facts come from."""

    id: Id
    name: Text
    """The work, as it can be read in print."""
    spoken: Text
    """How the coach names it aloud, short enough for one breath."""
    url: Text
    read: Literal["full", "excerpt", "mirror", "link", "judgement"]
    """How much of it was read; a `link` is never the only basis of a claim."""


class Names(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What people call a thing."""

    spoken: Texts
    """True synonyms, in lower case, as they are said."""
    misheard: tuple[Text, ...] = ()
    """What a recogniser is likely to make of them; they count inside a slot only."""
    other: tuple[Text, ...] = ()
    """Names that sound related but belong to a different thing: never mapped onto this one."""


class Pronunciation(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a hard word sounds."""

    written: Text
    """The word as it appears in sentences, compared without regard to case."""
    ipa: Text
    """The International Phonetic Alphabet, General American."""
    respelling: Text
    """Plain words that a voice without phonemes reads nearly right."""


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
    cues: Annotated[tuple[Text, Text], Meta(min_length=2, max_length=2)]
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
    complaints: tuple[Text, ...] = ()
    """How a person would complain of it ("my back rounds"), in lower case."""
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
    source: Ids


class Swap(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where to go from an exercise: another one, or a change of this one, or both."""

    exercise: Id | None = None
    """None, or the exercise's own id, where the text describes a change of the same exercise."""
    text: Text
    """Fits after "try": no capital, no full stop."""


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
    optional_equipment: tuple[Id, ...] = ()
    one_sided: bool = False
    warm_up: bool = False
    class_source: Ids
    what_it_is: Fact
    muscles: Worked
    benefits: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    setup: Annotated[tuple[Step, ...], Meta(min_length=1)]
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    tempo: Tempo
    breathing: Fact
    mistakes: Annotated[tuple[Mistake, ...], Meta(min_length=1)]
    dose: Doses
    swaps: Swaps
    caution: Fact
    variant: Variant | None = None
    corrections: tuple[Id, ...] = ()
    """Ids of `Catalogue.corrections` that bear on it."""


class Structure(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A bone, joint, muscle or region: where it is and what it does."""

    id: Id
    name: Text
    spoken_name: Text
    """As it runs in a sentence after "the", or alone where `article` is empty."""
    plural: bool = False
    """True where the name takes "are"."""
    article: Literal["the", ""] = "the"
    also: Text | None = None
    """A plain word said along with the name where the name alone is easily misheard."""
    names: Names
    pronunciation: Pronunciation
    kind: Literal[
        "region",
        "bone_column",
        "bones",
        "bone",
        "shape",
        "joint_tissue",
        "joint",
        "muscle_group",
        "muscle",
        "connective_tissue",
    ]
    location: Text
    description: Text
    function: Text
    parent: Id | None = None
    children: tuple[Id, ...] = ()
    note: Text | None = None
    source: Ids
    corrections: tuple[Id, ...] = ()


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A piece of teaching that is about no single exercise or muscle."""

    id: Id
    name: Text
    """As it runs in "I can also talk about …"."""
    names: Names
    text: Text
    caveat: Text | None = None
    source: Ids
    corrections: tuple[Id, ...] = ()


class Goal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How to train the lower back for one aim."""

    id: Id
    name: Text
    names: Names
    principle: Fact
    when: Fact
    how: Fact | None = None
    guideline: Fact
    caveat: Fact
    methods: Ids
    """Exercises, best first."""
    corrections: tuple[Id, ...] = ()


class Weekly(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often in a week, for whom."""

    id: Literal["everyone", "beginner", "trained", "progression", "direct_lower_back"]
    text: Text
    source: Ids


class Equipment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A thing to train with; the id `none` is training with nothing."""

    id: Id
    name: Text
    """With its article, as it runs after "you need": "a barbell"."""
    names: Names
    comfort: bool = False
    """True for a thing that is pleasant but never needed."""


class Sign(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A warning sign, and how people put it."""

    id: Id
    names: Names
    source: Ids


class Urgency(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Warning signs of one urgency and what is said to them."""

    text: Text
    signs: Annotated[tuple[Sign, ...], Meta(min_length=1)]


class Condition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of people with advice of their own."""

    id: Id
    name: Text
    names: Names
    text: Text
    avoid: tuple[Id, ...] = ()
    """Exercises to leave out."""
    avoid_all: bool = False
    stop_signs: tuple[Text, ...] = ()
    source: Ids


class StopNow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What ends a set at once, and what is no cause for alarm."""

    text: Text
    signs: Annotated[tuple[Sign, ...], Meta(min_length=1)]
    escalate: Ids
    """Signs among them that are emergencies."""
    fine: Texts
    source: Ids


class Safety(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said when a body is in trouble. No clinician has reviewed it."""

    disclaimer: Fact
    caution: Fact
    """One line, for the very first launch."""
    emergency: Urgency
    urgent: Urgency
    stop_now: StopNow
    ask: Fact
    """The one question about warning signs that follows plain pain."""
    no_red_flag: Fact
    conditions: Annotated[tuple[Condition, ...], Meta(min_length=1)]
    limits: Fact


class Correction(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a common statement is wrong, and what is right."""

    id: Id
    severity: Literal["wrong", "imprecise", "safety", "unproven", "dated", "contradiction", "overstated", "gap"]
    claim: Text
    correct: Text
    source: Ids


class Transition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Getting from one exercise of a routine to the next."""

    start: Id
    end: Id
    seconds: Seconds
    text: Text
    source: Ids


class RoutineLevel(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The amounts of one level of a routine."""

    reps: dict[Id, int]
    """Reps by exercise."""
    hold_s: dict[Id, int]
    """Seconds of hold by exercise."""
    rounds: Annotated[int, Meta(ge=1, le=5)]
    variants: dict[Id, Text] = {}
    """What a level does differently, by exercise, as a spoken hint."""


class Routine(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Exercises in an order, with amounts by level."""

    id: Id
    name: Text
    names: Names
    purpose: Fact
    order: Ids
    levels: dict[Literal["beginner", "regular", "advanced"], RoutineLevel]
    default_level: Literal["beginner", "regular", "advanced"]
    rep_seconds: dict[Id, int]
    total_reps: tuple[Id, ...] = ()
    """Exercises whose reps are counted in total, alternating sides."""
    get_ready_s: Seconds
    rest_between_rounds_s: Seconds
    transitions: tuple[Transition, ...] = ()
    finish: Fact
    note: Fact
    source: Ids


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that the coach knows, each kind by id, in the order of its files."""

    exercises: dict[Id, Exercise]
    anatomy: dict[Id, Structure]
    topics: dict[Id, Topic]
    goals: dict[Id, Goal]
    weekly: dict[Id, Weekly]
    equipment: dict[Id, Equipment]
    routines: dict[Id, Routine]
    corrections: dict[Id, Correction]
    sources: dict[Id, Source]
    safety: Safety

    def trainers(self, structure: Id) -> tuple[tuple[Exercise, ...], tuple[Exercise, ...]]:
        """Exercises that train a structure: as main work, and as support. A column of the erectors counts as its group."""
        ids = {structure, *self._groups(structure)}
        found = self.exercises.values()
        primary = tuple(e for e in found if ids & set(e.muscles.primary))
        return primary, tuple(e for e in found if e not in primary and ids & set(e.muscles.secondary))

    def _groups(self, structure: Id) -> tuple[Id, ...]:
        group = self.anatomy[structure].parent
        return (group,) if group == "erector_spinae" else ()
