"""One walk over everything that can be asked, of everybody, in every state: each response keeps every limit."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

import interaction_model
from skill.builder import ROUTES
from skill.local.envelopes import Household, Sessions, envelope, request
from skill.memory.owner import owner
from skill.memory.profile import Profile, write_profile
from skill.memory.volatile import VolatileStore
from skill.service import Service
from skill.session import Phase
from tests.conftest import REQUESTS, load_request
from tests.limits import complaints
from tests.talking import Person, unheard

MODEL = json.loads((Path(interaction_model.__file__).parent / "en-US.json").read_text(encoding="utf-8"))[
    "interactionModel"
]

LEVELS = ("beginner", "intermediate", "advanced")

PEOPLE = {
    "somebody new": {},
    "a slow learner": write_profile(
        Profile(met=True, level="beginner", pace="slow", detail="teacher", equipment=("mat",), avoid=("superman",))
    ),
    "an old hand": write_profile(
        Profile(
            met=True,
            level="advanced",
            pace="fast",
            detail="cues",
            equipment=("barbell", "weight_plates", "power_rack"),
            avoid=("bird_dog", "front_plank", "side_plank"),
            heard={"good_morning": 5, "rack_pull": 3},
        )
    ),
}
"""Who asks, and what is remembered of them."""

STATES = {
    "nothing": (),
    "getting ready": (("HowTo", {"exercise": "good_morning"}),),
    "before a set": (("HowTo", {"exercise": "bird_dog"}),),
    "choosing": (("ListExercises", {}),),
    "checking": (("Pain", {}),),
    "missing": (("Benefits", {}),),
    "offered": (("AnatomyAbout", {"structure": "multifidus"}),),
    "asked how to lead": (("StartWarmUp", {}),),
    "in a routine": (("StartWarmUp", {"style": "step_by_step"}),),
    "kept going": (("StartWarmUp", {"style": "keep_going"}),),
}
"""What was said before."""

ABOUT_AN_EXERCISE = (
    "HowTo", "AboutExercise", "Benefits", "MusclesWorked", "EquipmentNeeded", "Easier", "Harder", "Alternative", "Dose",
    "Mistakes", "Breathing", "GoTo", "AvoidExercise", "CompareExercises", "ComposeRoutine",
)  # fmt: skip
ABOUT_A_STRUCTURE = ("AnatomyAbout", "AnatomyLocation", "AnatomyFunction", "ExercisesForMuscle")

QUESTIONS = {
    f"{name}Intent"
    for name in (*ABOUT_AN_EXERCISE[:11], "CompareExercises", *ABOUT_A_STRUCTURE, "FindExercise", "Programming",
                 "Topic", "ListExercises", "Suggest", "Limits")
}  # fmt: skip
"""Intents whose answers are shown on a card."""


def every_question(coach):
    """Every intent with every value of its slots, with a value that nobody knows, and with none."""
    facts = coach.catalogue
    slots = {
        **dict.fromkeys(ABOUT_AN_EXERCISE, ("exercise", facts.exercises)),
        **dict.fromkeys(ABOUT_A_STRUCTURE, ("structure", facts.anatomy)),
        **dict.fromkeys(("Pain", "RedFlag"), ("symptom", [sign.id for sign in facts.safety.signs])),
        "Condition": ("condition", [condition.id for condition in facts.safety.conditions]),
        "Programming": ("goal", facts.goals),
        "Topic": ("topic", facts.topics),
        "SetEquipment": ("equipment", facts.equipment),
        "FindExercise": ("equipment", facts.equipment),
        "SetLevel": ("level", LEVELS),
        "ChangePace": ("pace", ("slow", "normal", "fast")),
        "ChangeDetail": ("detail", ("silent", "cues", "coach", "teacher", "less", "more")),
        "ChangeStyle": ("style", ("step_by_step", "keep_going", "follow_along")),
        "StartWarmUp": ("routine", facts.routines),
        "SelectOption": ("ordinal", ("1", "2nd", "third", "last", "9")),
    }
    for name in sorted({name for route in ROUTES for name in route.names} - {"LaunchRequest"}):
        slot, values = slots.get(name.removesuffix("Intent"), ("", ()))
        yield name, {}
        yield from ((name, {slot: value}) for value in values)
        if slot:
            yield name, {slot: unheard("something of tomorrow")}
            yield name, {slot: "an_id_of_tomorrow"}
    yield from (("FindExerciseIntent", {"level": level}) for level in LEVELS)
    yield from (
        ("FindExerciseIntent", {"equipment": equipment, "level": level})
        for equipment, level in itertools.product(facts.equipment, LEVELS)
    )
    yield from (("StartWarmUpIntent", {"level": level}) for level in LEVELS)
    yield from (("DoseIntent", {"exercise": e, "level": level}) for e in facts.exercises for level in LEVELS)
    yield from (
        ("AlternativeIntent", {"exercise": e, "equipment": equipment})
        for e in facts.exercises
        for equipment in ("none", "barbell", "stability_ball")
    )
    exercises = list(facts.exercises)
    yield from (
        ("CompareExercisesIntent", {"exercise": one, "other": other})
        for one, other in zip(exercises, exercises[1:] + exercises[:1], strict=True)
    )


@pytest.fixture(scope="module")
def walked(coach):
    """Everybody asks everything; each question in the state whose turn it is, and in no state at all."""
    return list(walk(coach))


def walk(coach):
    store = VolatileStore()
    service = Service(coach, store)
    places = {(who, state): place(service, store, PEOPLE[who], STATES[state]) for who in PEOPLE for state in STATES}
    states = list(STATES)
    for who, (index, (name, slots)) in itertools.product(PEOPLE, enumerate(every_question(coach))):
        for state in dict.fromkeys(("nothing", states[index % len(states)])):
            person = Person(service)
            attributes, row = places[who, state]
            person.session = Sessions("s", attributes, new=not attributes)
            store.rows = {person.household.user: row}
            reaction = person.ask(name, key=f"{who} {index}", **slots)
            yield f"{who} asks {name} {slots} in the state {state}", name, reaction, dict(store.rows)


def place(service, store, memory, before):
    """Session and memory of somebody who has just said these things."""
    person = Person(service)
    store.rows = {person.household.user: memory}
    for name, slots in before:
        person.ask(name, key=f"before {name}", **slots)
    return person.session.attributes, store.rows[person.household.user]


def test_every_response_keeps_every_limit(walked):
    wrong = [f"{what}: {complaint}" for what, _, heard, _ in walked for complaint in complaints(heard.response)]

    assert not wrong, "\n".join([f"{len(wrong)} complaints", *wrong[:40]])


def test_every_question_is_answered_aloud(walked):
    silent = [what for what, _, heard, _ in walked if not heard.text]

    assert not silent


def test_no_handler_fails(walked, coach):
    apologies = coach.phrases.variants["sorry"]

    failed = [what for what, _, heard, _ in walked if any(apology in heard.text for apology in apologies)]

    assert not failed


def test_every_answer_to_a_question_comes_with_a_card(walked):
    without = [
        what
        for what, name, heard, _ in walked
        if name in QUESTIONS and not heard.card and not heard.state.get("options") and asked_back(heard) is False
    ]

    assert not without


def asked_back(heard):
    """Whether the coach needed to know first which exercise, muscle, goal or topic was meant."""
    return heard.state.get("phase") in (Phase.MISSING.value, Phase.CHECKING.value, Phase.GUIDED.value)


def test_nothing_about_health_is_kept_anywhere(walked, coach):
    safety = coach.catalogue.safety
    secret = {item.id for item in (*safety.signs, *safety.conditions)}

    told = [
        what
        for what, _, heard, rows in walked
        if secret & set(words(heard.state)) or secret & set(words(list(rows.values())))
    ]

    assert not told


def words(value):
    """Every key and every string within a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *words(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from words(item)
    elif isinstance(value, str):
        yield value


def test_the_device_is_asked_only_for_slots_of_the_very_intent_that_it_sent_and_that_the_model_can_ask_for(walked):
    can_ask = {intent["name"]: [s["name"] for s in intent["slots"]] for intent in MODEL["dialog"]["intents"]}

    for what, name, heard, _ in walked:
        for directive in heard.directives:
            if directive["type"] == "Dialog.ElicitSlot":
                assert directive["slotToElicit"] in can_ask.get(name, ()), what
                assert heard.open, what
                assert heard.state["asked"]["intent"] == name, what


@pytest.mark.parametrize("recorded", sorted(path.stem for path in REQUESTS.glob("*.json")))
def test_every_recorded_request_gets_a_response_in_order(service, recorded):
    response = service.respond(load_request(recorded))

    assert complaints(response) == []


@pytest.mark.parametrize("kind", ["LaunchRequest", "SessionEndedRequest"])
@pytest.mark.parametrize("who", PEOPLE)
def test_opening_and_closing_are_in_order_for_everybody(service, store, who, kind):
    person = Person(service)
    store.rows = {person.household.user: dict(PEOPLE[who])}

    heard = person.send(request(kind, person.household, reason="USER_INITIATED"))

    assert complaints(heard.response) == []


def test_the_same_request_gets_the_same_response(service):
    body = request("LaunchRequest", Household(user=""))
    first = service.respond(envelope(body, Household(user=""), None))

    again = service.respond(envelope(body, Household(user=""), None))

    assert json.dumps(first) == json.dumps(again)


def test_a_person_is_known_by_the_voice_before_the_account():
    known = envelope(request("LaunchRequest", Household()), Household(user="account", person="voice"), None)

    from skill.envelope import read

    assert owner(read(known)) == "voice"
