"""The web server's way in: what is answered, what is refused, and that nothing ever ends in a server error."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.app import create_app
from skill.errors import SettingsError
from skill.memory.volatile import VolatileStore
from skill.service import Service
from skill.settings import Settings
from skill.verify import VerificationError
from tests.conftest import COACH, load_request
from tests.limits import complaints

OPEN = Settings(verify=False, store="memory")


@pytest.fixture
def client():
    return create_app(OPEN, Service(COACH, VolatileStore())).test_client()


def post(client, body, **headers):
    return client.post("/alexa", data=body, content_type="application/json", headers=headers)


def test_a_request_gets_its_response(client):
    answer = post(client, json.dumps(load_request("how_to")))

    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert complaints(answer.get_json()) == []


def test_the_watcher_hears_that_the_skill_is_up(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json()["status"] == "ok"
    assert answer.get_json()["exercises"] == len(COACH.catalogue.exercises)


@pytest.mark.parametrize(
    "name", ["event_skill_disabled", "audio_finished", "unknown_request", "session_ended_by_error"]
)
def test_events_outside_a_conversation_are_answered_calmly(client, name):
    answer = post(client, json.dumps(load_request(name)))

    assert answer.status_code == 200
    assert "outputSpeech" not in answer.get_json()["response"]


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"\xff\xfe", b"null", b"[]", b"1", b'"text"', b"{}", b'{"request": {}}', b'{"request": 7}',
     b'{"request": {"type": "IntentRequest", "intent": []}}', b"[" * 100_000, b'{"a":' * 20_000 + b"1" + b"}" * 20_000],
    ids=lambda body: repr(body[:30]),
)  # fmt: skip
def test_what_is_no_request_is_refused_without_a_reason(client, body):
    answer = post(client, body)

    assert answer.status_code == 400
    assert answer.get_json() == {"error": "bad request"}


def test_a_request_with_an_unknown_property_nested_deeply_is_answered_or_refused_but_never_fails(client):
    nested = {}
    for _ in range(500):
        nested = {"more": nested}

    answer = post(client, json.dumps({**load_request("how_to"), "tomorrow": nested}))

    assert answer.status_code in (200, 400)


def test_a_body_of_a_megabyte_is_too_large(client):
    answer = post(client, b"{" + b" " * 1024 * 1024 + b"}")

    assert answer.status_code == 413
    assert "too large" in answer.get_json()["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", "/alexa", 405), ("put", "/alexa", 405), ("get", "/x", 404)]
)
def test_a_wrong_path_or_method_is_refused_in_json_too(client, method, path, status):
    answer = getattr(client, method)(path)

    assert answer.status_code == status
    assert answer.get_json()["error"]


def test_a_request_for_another_skill_is_refused():
    client = create_app(Settings(verify=False), Service(COACH, VolatileStore(), ("another",))).test_client()

    assert post(client, json.dumps(load_request("how_to"))).status_code == 400


class Refusing:
    """A verifier that trusts nobody."""

    def verify(self, headers, body):
        raise VerificationError("the signature is somebody else's")


def test_what_is_not_signed_by_amazon_never_reaches_the_skill(caplog):
    class Untouched:
        coach = COACH

        def respond(self, request):
            raise AssertionError("the skill was asked")

    client = create_app(Settings(skill_ids=("mine",)), Untouched(), Refusing()).test_client()

    answer = post(client, json.dumps(load_request("how_to")))

    assert answer.status_code == 400
    assert answer.get_json() == {"error": "bad request"}


def test_what_the_verifier_lets_through_is_answered():
    class Trusting:
        def verify(self, headers, body):
            return json.loads(body)

    client = create_app(Settings(skill_ids=("mine",)), Service(COACH, VolatileStore()), Trusting()).test_client()

    assert post(client, json.dumps(load_request("how_to"))).status_code == 200


def test_the_public_mode_does_not_start_without_a_skill_id():
    with pytest.raises(SettingsError, match="SKILL_ID"):
        create_app(Settings(store="memory"))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def damaged(draw):
    """A real request with one of its parts replaced by something else."""
    whole = load_request(
        draw(st.sampled_from(["how_to", "launch_with_screen", "next_while_playing", "touch", "audio_failed"]))
    )
    part = whole
    while True:
        key = draw(st.sampled_from(sorted(part) if isinstance(part, dict) else list(range(len(part)))))
        if isinstance(part[key], dict | list) and part[key] and draw(st.booleans()):
            part = part[key]
            continue
        part[key] = draw(anything)
        return whole


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged())
def test_however_a_request_is_damaged_it_is_answered_or_refused(client, whole):
    answer = post(client, json.dumps(whole))

    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert complaints(answer.get_json()) == []
