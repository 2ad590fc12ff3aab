"""One request in, one response out: calm about what is odd, kind about what goes wrong, silent about people."""

from __future__ import annotations

import copy
import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.envelope import EnvelopeError
from skill.local.envelopes import APPLICATION, Heard, Household, Sessions, envelope, intent, request
from skill.log import LOGGER, JsonLines
from skill.memory.volatile import VolatileStore
from skill.routes import Route
from skill.service import EMPTY, ForeignSkillError, Service, open_service, open_store
from skill.session import Intention, Phase, Session, write_session
from skill.settings import Settings
from tests.conftest import COACH, load_request
from tests.limits import complaints
from tests.talking import Person, Reaction


class BrokenStore(VolatileStore):
    """A store that is out of reach."""

    def get_attributes(self, request_envelope):
        raise ConnectionError("no store here for amzn1.ask.account.local")

    save_attributes = delete_attributes = get_attributes


@pytest.fixture
def logged():
    """Every line that the skill logs, as it would be written."""
    lines = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Keep()
    handler.setFormatter(JsonLines())
    level = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)
    yield lines
    LOGGER.removeHandler(handler)
    LOGGER.setLevel(level)


# ------------------------------------------------------------------------------------------- what is no conversation


@pytest.mark.parametrize(
    "name",
    ["event_skill_enabled", "event_skill_disabled", "audio_failed", "audio_stopped", "exception_encountered",
     "session_ended_by_user", "session_ended_by_silence", "session_ended_by_error", "screen_error"],
)  # fmt: skip
def test_an_event_is_answered_with_silence(service, name):
    response = service.respond(load_request(name))["response"]

    assert not response.get("outputSpeech")
    assert "shouldEndSession" not in response


def test_a_request_type_of_tomorrow_gets_an_empty_answer(service):
    assert service.respond(load_request("unknown_request")) == EMPTY


@pytest.mark.parametrize("name", ["unknown_dialog_state", "unknown_reason", "unknown_slot_type", "unknown_viewport"])
def test_values_that_nobody_knows_yet_change_nothing(service, name):
    assert complaints(service.respond(load_request(name))) == []


@pytest.mark.parametrize(
    "nonsense",
    [None, [], "hello", 1, {}, {"request": None}, {"request": []}, {"request": {"type": "IntentRequest"}},
     {"request": {"type": "IntentRequest", "intent": {"name": "HowToIntent", "slots": [1, 2]}}}],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_request_is_refused_with_a_reason(service, nonsense):
    with pytest.raises(EnvelopeError, match="expected"):
        service.respond(nonsense)


def test_a_request_for_another_skill_is_refused(store):
    service = Service(COACH, store, ("amzn1.ask.skill.mine",))

    with pytest.raises(ForeignSkillError):
        service.respond(envelope(request("LaunchRequest", Household()), Household(), Sessions("s")))


def test_a_request_for_one_of_several_skills_is_answered(store):
    service = Service(COACH, store, ("amzn1.ask.skill.mine", APPLICATION))

    assert Person(service).launch().open


def test_a_request_that_names_its_skill_in_the_session_only_is_admitted_by_that(store):
    whole = envelope(request("LaunchRequest", Household()), Household(), Sessions("s"))
    del whole["context"]

    assert Service(COACH, store, (APPLICATION,)).respond(whole)["response"]["outputSpeech"]
    with pytest.raises(ForeignSkillError):
        Service(COACH, store, ("another",)).respond(whole)


def test_an_intent_outside_a_session_is_answered_and_no_attributes_are_given(service):
    person = Person(service)

    heard = person.send(person.body("HowTo", exercise="superman"), in_session=False)

    assert heard.text.startswith("Superman.")
    assert heard.state == {}


# -------------------------------------------------------------------------------------------------- what goes wrong


def failing(monkeypatch, name):
    """Let the handler of an intent fail, as a mistake in it would."""

    def fail(turn, coach):
        raise ZeroDivisionError("chest pain was said")

    def build():
        import skill.alexa

        routes = tuple(
            Route(fail, route.names) if name in route.names and type(route) is Route else route
            for route in skill.alexa.ROUTES
        )
        monkeypatch.setattr(skill.alexa, "ROUTES", routes)
        return Service(COACH, VolatileStore())

    return build()


def test_a_handler_that_fails_costs_one_sentence_and_the_place_is_kept(monkeypatch, logged):
    # GIVEN somebody getting ready for an exercise, and a handler with a mistake
    person = Person(failing(monkeypatch, "BenefitsIntent"))
    person.ask("HowTo", exercise="good_morning")

    # WHEN that handler is asked
    heard = person.ask("Benefits")

    # THEN the coach apologises once and asks to go on where they were
    assert any(heard.text.startswith(sorry) for sorry in COACH.phrases.variants["sorry"])
    assert heard.state["phase"] == "explaining"
    assert complaints(heard.response) == []
    assert "Soften your knees" in person.ask("AMAZON.YesIntent").text
    # AND the log tells kind and place, and not what was said
    (line,) = [line for line in logged if "handler failed" in line]
    assert json.loads(line)["error"] == "ZeroDivisionError"
    assert "chest pain" not in line


def test_a_handler_that_fails_outside_a_session_is_answered_with_silence(monkeypatch):
    person = Person(failing(monkeypatch, "BenefitsIntent"))

    assert person.send(person.body("Benefits"), in_session=False).ssml == ""


def test_even_a_mistake_in_the_apology_ends_in_one_kind_sentence(monkeypatch, service):
    monkeypatch.setattr("skill.alexa.render", lambda *_: 1 / 0)

    heard = Person(service).launch()

    assert heard.text in COACH.phrases.variants["sorry"]
    assert not heard.open
    assert complaints(heard.response) == []


def test_a_request_that_cannot_be_read_as_a_turn_is_apologised_for(monkeypatch, service):
    monkeypatch.setattr("skill.alexa.read_turn", lambda *_: 1 / 0)

    heard = Person(service).launch()

    assert heard.text in COACH.phrases.variants["sorry"]


def test_a_store_that_is_out_of_reach_never_costs_the_answer(logged):
    person = Person(Service(COACH, BrokenStore()))

    assert person.launch().text.endswith("?")
    assert person.ask("HowTo", exercise="superman").text.startswith("Superman.")
    assert person.ask("SetLevel", level="advanced").open
    assert any("store failed to read" in line for line in logged)
    assert any("store failed to write" in line for line in logged)


def test_forgetting_that_fails_is_not_called_done():
    heard = Person(Service(COACH, BrokenStore())).ask("ForgetMe")

    assert "erased everything" not in heard.text
    assert complaints(heard.response) == []


# ---------------------------------------------------------------------------------------------------------- memory


def test_the_caution_is_heard_at_the_first_launch_ever_and_never_again(service):
    caution = COACH.catalogue.safety.caution.text

    assert caution in Person(service).launch().text
    assert caution not in Person(service).launch().text


def test_two_people_have_two_memories(service):
    Person(service, user="one").launch()

    assert COACH.catalogue.safety.caution.text in Person(service, user="two").launch().text


def test_nothing_is_written_where_nothing_changed(service, store):
    person = Person(service)
    person.launch()
    before = copy.deepcopy(store.rows)

    person.ask("Benefits", exercise="superman")

    assert store.rows == before


def test_forgetting_leaves_nothing_behind(service, store):
    person = Person(service)
    person.ask("SetLevel", level="advanced")
    assert store.rows

    heard = person.ask("ForgetMe")

    assert not heard.open
    assert store.rows == {}


def test_a_memory_that_cannot_be_read_is_a_fresh_start(service, store):
    store.rows = {Household().user: {"met": "perhaps", "pace": 7}}

    assert complaints(Person(service).launch().response) == []


# ------------------------------------------------------------------------------------------------- what is logged

SECRETS = (
    "bench press of my uncle",
    "numb between my legs",
    Household().user,
    Household().device,
    "amzn1.ask.person.me",
)


def test_no_line_of_the_log_tells_what_was_said_or_who_said_it(logged, store):
    for service in (Service(COACH, store), Service(COACH, BrokenStore())):
        person = Person(service, person="amzn1.ask.person.me")
        person.launch()
        person.ask("HowTo", exercise=Heard("bench press of my uncle"))
        person.ask("HowTo", exercise=Heard("numb between my legs"))
        person.ask("Pain", symptom="chest_pain")
        person.ask("Condition", condition="pregnancy")
        person.ask("ForgetMe")
    everything = "\n".join(logged)

    assert logged
    assert [secret for secret in (*SECRETS, "chest_pain", "pregnancy") if secret in everything] == []


def test_every_turn_leaves_one_line_with_its_length(logged, service):
    Person(service).ask("HowTo", exercise="superman")

    (line,) = [json.loads(line) for line in logged]
    assert (line["event"], line["intent"]) == ("turn", "HowToIntent")
    assert line["ms"] > 0


# ------------------------------------------------------------------------------------------ whatever comes, in order

INTENTS = [
    "HowToIntent", "MoreIntent", "SelectOptionIntent", "SuggestIntent", "TopicIntent", "PainIntent", "ReadyIntent",
    "CompareExercisesIntent", "StartWarmUpIntent", "HowDoYouKnowIntent", "ChangePaceIntent", "BenefitsIntent",
    "AnatomyAboutIntent", "AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.NextIntent", "AMAZON.RepeatIntent",
    "AMAZON.PreviousIntent", "AMAZON.FallbackIntent", "AMAZON.HelpIntent", "AMAZON.PauseIntent",
]  # fmt: skip
IDS = ["good_morning", "superman", "multifidus", "posture", "barbell", "strength", "nothing_known", ""]
intentions = st.builds(
    Intention,
    st.sampled_from([*INTENTS, "TomorrowIntent", ""]),
    st.dictionaries(st.sampled_from(["exercise", "structure", "topic", "other"]), st.sampled_from(IDS), max_size=2),
    st.integers(0, 5),
)
strangers = st.builds(
    Session,
    phase=st.sampled_from(Phase),
    asked=st.none() | intentions,
    offer=st.none() | intentions,
    options=st.lists(intentions, max_size=3).map(tuple),
    exercise=st.sampled_from(IDS),
    structure=st.sampled_from(IDS),
    sources=st.lists(st.sampled_from(["article", "nhs", "gone"]), max_size=5).map(tuple),
    misses=st.integers(0, 5),
)


@settings(max_examples=300, deadline=None)
@given(session=strangers, name=st.sampled_from(INTENTS), slot=st.sampled_from(["exercise", "structure", "ordinal"]),
       id_=st.sampled_from(IDS))  # fmt: skip
def test_whatever_state_another_version_left_the_answer_is_in_order(session, name, slot, id_):
    person = Person(Service(COACH, VolatileStore()))
    person.session = Sessions("s", write_session(session), new=False)

    heard = person.ask(name, **({slot: id_} if id_ else {}))

    assert complaints(heard.response) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(INTENTS), st.sampled_from(IDS)), min_size=1, max_size=12))
def test_whatever_is_asked_one_after_the_other_every_answer_is_in_order(asked):
    person = Person(Service(COACH, VolatileStore()))
    person.launch()

    for name, id_ in asked:
        slot = {"AnatomyAboutIntent": "structure", "TopicIntent": "topic"}.get(name, "exercise")
        heard = person.ask(name, **({slot: id_} if id_ else {}))
        assert complaints(heard.response) == []


# ------------------------------------------------------------------------------------------------- putting it together


def test_the_service_is_put_together_as_the_settings_say():
    service = open_service(Settings(store="memory", skill_ids=("mine",)))

    assert service.skill_ids == ("mine",)
    assert len(service.coach.catalogue.exercises) >= 12


def test_the_same_address_is_the_same_store():
    assert open_store("memory") is open_store("memory")


def test_a_response_is_plain_json(service):
    body = request(
        "IntentRequest", Household(), intent=intent("HowToIntent", {"exercise": Heard("bird dog", "bird_dog")})
    )
    response = service.respond(envelope(body, Household(), Sessions("s")))

    assert json.loads(json.dumps(response)) == response
    assert Reaction(response).open
