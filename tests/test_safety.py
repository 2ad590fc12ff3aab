"""Safety before everything: which words mean what, and that nothing else is ever said in that turn."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.safety import Concern, Tier, Watchlist, plain, watchlist
from skill.content.load import load
from skill.content.vocabulary import vocabulary
from skill.handlers.safety import NEEDS_A_NAME
from skill.local.envelopes import Heard
from skill.memory.volatile import VolatileStore
from skill.request import BUILT_IN_SLOTS
from skill.service import Service
from skill.session import Intention, Phase, Session, write_session
from tests.conftest import COACH
from tests.limits import complaints
from tests.talking import Person, unheard

FACTS = load()
SAFETY = FACTS.safety
WATCH = watchlist(SAFETY)

EMERGENCY_SIGNS = [*SAFETY.emergency.signs, *(s for s in SAFETY.stop_now.signs if s.id in SAFETY.stop_now.escalate)]
EMERGENCY_PHRASES = [name for sign in EMERGENCY_SIGNS for name in sign.names.spoken]

SLOTS = {
    "HowToIntent": "exercise", "BenefitsIntent": "exercise", "CompareExercisesIntent": "other",
    "AnatomyAboutIntent": "structure", "FindExerciseIntent": "equipment", "ProgrammingIntent": "goal",
    "TopicIntent": "topic", "PainIntent": "symptom", "ConditionIntent": "condition", "StartWarmUpIntent": "routine",
    "SetLevelIntent": "level", "SelectOptionIntent": "ordinal", "ChangePaceIntent": "pace",
}  # fmt: skip

words = st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Z"]), max_size=25)


def concern(intent="HowToIntent", heard=None, **slots):
    return WATCH.concern(Intention(intent, slots), heard or {})


def body_of(response):
    return response.text.removesuffix(".")


# ------------------------------------------------------------------------------------------- the one pure function


@pytest.mark.parametrize(
    ("intent", "slots", "heard", "tier"),
    [
        ("HowToIntent", {"exercise": "bird_dog"}, {"exercise": "bird dog"}, None),
        ("PainIntent", {}, {}, Tier.PAIN),
        ("PainIntent", {"symptom": "pain"}, {"symptom": "my back hurts"}, Tier.PAIN),
        ("PainIntent", {"symptom": "muscle_burn"}, {"symptom": "it burns"}, Tier.NORMAL),
        ("PainIntent", {"symptom": "sharp_pain"}, {"symptom": "a sharp pain"}, Tier.STOP),
        ("PainIntent", {"symptom": "fever"}, {"symptom": "fever"}, Tier.URGENT),
        ("PainIntent", {"symptom": "chest_pain"}, {"symptom": "chest pain"}, Tier.EMERGENCY),
        ("PainIntent", {"symptom": "pain"}, {"symptom": "my back hurts and i have a fever"}, Tier.URGENT),
        ("RedFlagIntent", {}, {}, Tier.UNCLEAR),
        ("RedFlagIntent", {"symptom": "sudden_weakness"}, {}, Tier.EMERGENCY),
        ("RedFlagIntent", {"symptom": "a_sign_of_tomorrow"}, {}, Tier.UNCLEAR),
        ("ConditionIntent", {"condition": "pregnancy"}, {}, Tier.CONDITION),
        ("ConditionIntent", {}, {}, Tier.CONDITION),
        ("HowToIntent", {}, {"exercise": "i'm pregnant"}, Tier.CONDITION),
        ("HowToIntent", {}, {"exercise": "my back hurts"}, Tier.PAIN),
        ("HowToIntent", {"exercise": "bird_dog"}, {"exercise": "bird dog with chest pain"}, Tier.EMERGENCY),
        ("TopicIntent", {"topic": "injury_prevention"}, {"topic": "prevent back pain"}, None),
        ("AMAZON.FallbackIntent", {}, {}, None),
    ],
)
def test_what_a_turn_says_about_the_body(intent, slots, heard, tier):
    found = concern(intent, heard, **slots)

    assert (found and found.tier) == tier


def test_the_gravest_finding_wins_in_the_order_that_the_facts_give():
    everything = ["my back hurts", "dizzy", "i'm pregnant", "fever", "chest pain"]
    tiers = [Tier.PAIN, Tier.STOP, Tier.CONDITION, Tier.URGENT, Tier.EMERGENCY]

    for count, tier in enumerate(tiers, 1):
        assert concern(heard={"exercise": ", ".join(everything[:count])}).tier is tier


@pytest.mark.parametrize("phrase", EMERGENCY_PHRASES)
def test_every_way_to_put_an_emergency_is_heard_in_the_place_of_an_exercise(phrase):
    assert concern(heard={"exercise": f"Well, {phrase.capitalize()}!"}).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    "said", ["I can’t feel my legs", "i cant feel my legs", "I cannot  feel my legs!", "i can not feel, my legs"]
)
def test_an_emergency_is_heard_however_it_is_written(said):
    assert concern(heard={"exercise": said}) == Concern(Tier.EMERGENCY, "leg_weakness")


def test_a_word_within_another_word_is_no_sign():
    assert concern(heard={"exercise": "the feverfew painting"}) is None


def test_no_name_of_anything_else_sounds_like_an_emergency():
    others = [
        (slot, name)
        for slot, values in vocabulary(FACTS).items()
        if slot not in ("SymptomType", "ConditionType")
        for value in values
        for name in (value.name, *value.spoken, *value.misheard, *value.other)
    ]

    assert [name for slot, name in others if concern("TopicIntent", {"topic": name}, topic="x")] == []


@given(words)
def test_the_plain_form_is_stable(text):
    assert plain(plain(text)) == plain(text)


@given(before=words, phrase=st.sampled_from(EMERGENCY_PHRASES), after=words)
def test_no_words_around_it_hide_an_emergency(before, phrase, after):
    assert concern(heard={"exercise": f"{before} {phrase} {after}"}).tier is Tier.EMERGENCY


def test_what_is_watched_for_is_prepared_once_from_the_facts():
    assert isinstance(WATCH, Watchlist)
    assert WATCH.known["dizziness"].tier is Tier.STOP
    assert WATCH.known["lasting_dizziness"].tier is Tier.EMERGENCY
    assert set(WATCH.known) == {item.id for item in (*SAFETY.signs, *SAFETY.conditions)}


# ------------------------------------------------------------------------------------------------ the whole answer


@settings(max_examples=150, deadline=None)
@given(
    phrase=st.sampled_from(EMERGENCY_PHRASES),
    before=words,
    after=words,
    intent=st.sampled_from(sorted(SLOTS)),
    phase=st.sampled_from(list(Phase)),
    resolved=st.booleans(),
)
def test_an_emergency_in_any_slot_of_any_intent_in_any_state_ends_with_the_emergency_sentence(
    phrase, before, after, intent, phase, resolved
):
    # GIVEN somebody in the middle of anything
    store = VolatileStore()
    person = Person(Service(COACH, store))
    session = Session(
        phase=phase, asked=Intention("HowToIntent", {"exercise": "good_morning"}), exercise="good_morning"
    )
    person.session.attributes, person.session.new = write_session(session), False

    # WHEN the words of an emergency stand in a slot, whatever Alexa took them for
    slot = SLOTS[intent]
    id_ = "good_morning" if resolved and slot not in BUILT_IN_SLOTS else ""
    heard = person.ask(intent, **{slot: Heard(f"{before} {phrase} {after}", id_)})

    # THEN the emergency sentence is all that is said, and nothing is kept
    assert heard.text == SAFETY.emergency.text
    assert not heard.open
    assert not heard.state
    assert store.rows == {}
    assert complaints(heard.response) == []


@pytest.mark.parametrize("sign", SAFETY.signs, ids=lambda sign: sign.id)
@pytest.mark.parametrize("intent", ["Pain", "RedFlag"])
def test_every_sign_gets_its_own_advice_and_no_exercise_is_named(coach, person, intent, sign):
    heard = person.ask(intent, symptom=sign.id)

    advice = SAFETY.text_of(sign.id) if SAFETY.urgency_of(sign.id) != "pain" else SAFETY.ask.text
    assert advice in heard.text
    assert not [e.id for e in FACTS.exercises.values() if e.spoken_name in heard.text.lower()]


@pytest.mark.parametrize("phase", list(Phase))
def test_pain_is_asked_about_and_never_answered_with_an_exercise(coach, store, phase):
    person = Person(Service(coach, store))
    session = Session(phase=phase, asked=Intention("HowToIntent", {"exercise": "bird_dog"}), exercise="bird_dog")
    person.session.attributes = write_session(session)

    heard = person.ask("Pain", symptom=unheard("it hurts somewhere"))

    assert heard.text.endswith(SAFETY.ask.text)
    assert "bird dog" not in heard.text
    assert heard.state == {"phase": "checking"}


def test_a_yes_to_the_warning_signs_ends_with_what_to_do(person):
    person.ask("Pain")

    heard = person.ask("AMAZON.YesIntent")

    assert "emergency number" in heard.text
    assert "doctor" in heard.text
    assert not heard.open


def test_a_no_to_the_warning_signs_ends_with_general_advice_and_the_disclaimer(person):
    person.ask("Pain")

    heard = person.ask("AMAZON.NoIntent")

    assert heard.text == f"{SAFETY.no_red_flag.text} {SAFETY.disclaimer.text}"
    assert not heard.open


def test_naming_the_sign_instead_of_yes_gets_the_advice_for_that_sign(person):
    person.ask("Pain")

    heard = person.ask("RedFlag", symptom="fever")

    assert heard.text == SAFETY.urgent.text


@pytest.mark.parametrize("word", ["Next", "Repeat", "Previous", "Resume", "Pause", "StartOver"])
def test_the_question_about_warning_signs_stands_until_it_is_answered(person, word):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Pain")

    heard = person.ask(f"AMAZON.{word}Intent")

    assert heard.text == SAFETY.ask.text
    assert heard.state == {"phase": "checking"}


@pytest.mark.parametrize("question", sorted(NEEDS_A_NAME))
def test_a_question_that_names_nothing_does_not_pass_the_warning_signs_by(person, question):
    person.ask("HowTo", exercise="good_morning")
    person.ask("Pain")

    assert person.ask(question).text == SAFETY.ask.text


def test_a_question_by_name_is_answered_after_the_warning_signs_were_asked_about(person):
    person.ask("Pain")

    assert person.ask("AnatomyAbout", structure="sacrum").text.startswith("The sacrum.")


def test_muscles_at_work_are_fine_and_the_exercise_goes_on_when_the_user_says_so(person):
    person.ask("HowTo", exercise="good_morning")

    heard = person.ask("Pain", symptom="muscle_burn")
    onward = person.ask("AMAZON.YesIntent")

    assert heard.text.startswith(SAFETY.normal.text)
    assert "Soften your knees" in onward.text


def test_muscles_at_work_leave_an_open_check_open(person):
    person.ask("Pain")

    heard = person.ask("Pain", symptom="soreness")

    assert heard.text == f"{SAFETY.normal.text} {SAFETY.ask.text}"


@pytest.mark.parametrize("condition", SAFETY.conditions, ids=lambda condition: condition.id)
def test_a_group_of_people_hears_its_advice_and_what_to_leave_out(person, store, condition):
    heard = person.ask("Condition", condition=condition.id)

    assert heard.text.startswith(condition.text)
    for exercise in condition.avoid:
        assert f"the {FACTS.exercises[exercise].spoken_name}" in heard.text
    for sign in condition.stop_signs:
        assert sign in heard.text
    assert ("all of my exercises" in heard.text) is condition.avoid_all
    assert heard.state == {}
    assert condition.id not in json.dumps(store.rows)


def test_a_condition_that_is_not_known_gets_the_disclaimer(person):
    heard = person.ask("Condition", condition=unheard("a sprained whistle"))

    assert heard.text.startswith(SAFETY.disclaimer.text)


def test_a_stream_that_sounds_is_stopped_when_it_hurts(person):
    body = person.body("Pain")
    playing = {"playerActivity": "PLAYING", "token": "ours", "offsetInMilliseconds": 1000}

    heard = person.send(body, player=playing)

    assert [d["type"] for d in heard.directives] == ["AudioPlayer.Stop"]
