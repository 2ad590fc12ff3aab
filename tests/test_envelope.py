"""The envelope: ask-sdk's objects, nothing raised for what is new, one clear error for what is broken."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Response, ResponseEnvelope
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from ask_sdk_model.interfaces.audioplayer import (
    AudioItem,
    PlayBehavior,
    PlayDirective,
    Stream,
)
from ask_sdk_model.ui import PlayBehavior as SpeechBehavior
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill import envelope
from skill.envelope import EnvelopeError
from skill.envelope.reading import _class

REQUESTS = Path(__file__).parent / "requests"
KNOWN = sorted(path for path in REQUESTS.glob("*.json") if not path.stem.startswith("unknown_"))
SDK = DefaultSerializer()
ENVELOPE = "ask_sdk_model.request_envelope.RequestEnvelope"


def load(name: str) -> dict[str, Any]:
    return json.loads((REQUESTS / f"{name}.json").read_text())


def by_the_sdk(payload: dict[str, Any]) -> Any:
    return SDK.deserialize(json.dumps(payload), _class(ENVELOPE))


def assert_same(ours: Any, theirs: Any, where: str = "envelope") -> None:
    """Object by object: ask-sdk's own `==` does not compare the classes of siblings."""
    assert type(ours) is type(theirs) or (isinstance(ours, datetime) and isinstance(theirs, datetime)), where
    if hasattr(theirs, "deserialized_types"):
        assert_same(vars(ours), vars(theirs), where)
    elif isinstance(theirs, dict):
        assert ours.keys() == theirs.keys(), where
        for key in theirs:
            assert_same(ours[key], theirs[key], f"{where}.{key}")
    elif isinstance(theirs, list):
        assert len(ours) == len(theirs), where
        for index, (our, their) in enumerate(zip(ours, theirs, strict=True)):
            assert_same(our, their, f"{where}.{index}")
    else:
        assert ours == theirs, where


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.stem)
def test_a_recorded_envelope_reads_as_ask_sdk_reads_it(path: Path) -> None:
    payload = json.loads(path.read_text())
    assert_same(envelope.read(payload), by_the_sdk(payload))


def test_a_timestamp_keeps_its_time_zone() -> None:
    assert envelope.read(load("launch")).request.timestamp == datetime(2026, 11, 14, 9, 30, tzinfo=UTC)


# Payloads generated from ask-sdk's own attribute maps.

SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "str": st.text(max_size=8),
    "int": st.integers(-(2**53), 2**53),
    "float": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000),
    "bool": st.booleans(),
    "datetime": st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat().replace("+00:00", "Z")),
    "object": st.none() | st.booleans() | st.text(max_size=4) | st.lists(st.integers(), max_size=2),
}


def payloads(type_name: str, depth: int = 0) -> st.SearchStrategy[Any]:
    if type_name in SCALARS:
        return SCALARS[type_name]
    if type_name.startswith("list["):
        return st.lists(st.none() | payloads(type_name[5:-1], depth + 1), max_size=2)
    if type_name.startswith("dict("):
        item = payloads(type_name[5:-1].partition(", ")[2], depth + 1)
        return st.dictionaries(st.text(max_size=4), st.none() | item, max_size=2)
    cls = _class(type_name)
    if issubclass(cls, Enum):
        return st.sampled_from([member.value for member in cls])
    if children := getattr(cls, "discriminator_value_class_map", None):
        return st.deferred(lambda: st.sampled_from(sorted(children)).flatmap(lambda kind: child(cls, kind, depth)))
    return st.deferred(lambda: model(cls, depth))


def child(base: Any, kind: str, depth: int) -> st.SearchStrategy[Any]:
    return model(_class(base.discriminator_value_class_map[kind]), depth, {base.json_discriminator_key: st.just(kind)})


def model(cls: Any, depth: int, fixed: dict[str, Any] | None = None) -> st.SearchStrategy[Any]:
    names = {cls.attribute_map[name]: kind for name, kind in cls.deserialized_types.items()}
    if depth > 5:
        names = {name: kind for name, kind in names.items() if kind in SCALARS}
    optional = {
        name: st.none() | payloads(kind, depth + 1) for name, kind in names.items() if name not in (fixed or {})
    }
    return st.fixed_dictionaries(fixed or {}, optional=optional)


def complete(payload: Any) -> bool:
    """What we insist on and ask-sdk does not."""
    request = payload["request"]
    return bool(request) and (request["type"] != "IntentRequest" or bool((request.get("intent") or {}).get("name")))


GENERATED = model(_class(ENVELOPE), 0, {"request": payloads("ask_sdk_model.request.Request", 1)}).filter(complete)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(GENERATED)
def test_a_generated_envelope_reads_as_ask_sdk_reads_it(payload: dict[str, Any]) -> None:
    assert_same(envelope.read(payload), by_the_sdk(payload))


@pytest.mark.parametrize("kind", sorted(_class("ask_sdk_model.request.Request").discriminator_value_class_map))
def test_every_request_type_that_ask_sdk_knows_reads_the_same(kind: str) -> None:
    payload = {"version": "1.0", "request": {"type": kind, "requestId": "r", "intent": {"name": "X"}}}
    assert_same(envelope.read(payload), by_the_sdk(payload))


# What ask-sdk does not know.


@pytest.mark.parametrize("path", sorted(REQUESTS.glob("unknown_*.json")), ids=lambda path: path.stem)
def test_what_is_new_never_raises(path: Path) -> None:
    assert envelope.read(json.loads(path.read_text())).context.system.application.application_id


def test_an_unknown_request_type_is_no_request(caplog: pytest.LogCaptureFixture) -> None:
    # GIVEN a type of event that came out after this ask-sdk
    payload = load("unknown_request")
    # THEN there is nothing to dispatch, the type is known to the log, and the rest is there
    assert envelope.read(payload).request is None
    assert envelope.request_type(payload) == "AlexaSkillEvent.SkillAccountUnlinked"
    assert "AlexaSkillEvent.SkillAccountUnlinked" in caplog.text


def test_an_unknown_dialog_state_is_none_and_the_slots_are_there() -> None:
    request = envelope.read(load("unknown_dialog_state")).request
    assert request.dialog_state is None
    assert request.intent.slots["exercise"].value == "good mornings"


def test_an_unknown_slot_value_type_leaves_the_words() -> None:
    slot = envelope.read(load("unknown_slot_type")).request.intent.slots["exercise"]
    assert (slot.slot_value, slot.value) == (None, "good mornings")


def test_an_unknown_resolution_status_is_none() -> None:
    slot = envelope.read(load("unknown_status_code")).request.intent.slots["exercise"]
    assert slot.resolutions.resolutions_per_authority[0].status.code is None


def test_an_unknown_viewport_is_left_out() -> None:
    context = envelope.read(load("unknown_viewport")).context
    assert [viewport.id for viewport in context.viewports] == ["main"]
    assert context.viewport.mode is None


def test_an_unknown_reason_is_none() -> None:
    assert envelope.read(load("unknown_reason")).request.reason is None


def test_a_number_for_an_enum_is_an_unknown_value() -> None:
    payload = load("session_ended_by_user")
    payload["request"]["reason"] = 3
    assert envelope.read(payload).request.reason is None


def test_an_unknown_property_is_kept_as_ask_sdk_keeps_it() -> None:
    payload = load("unknown_properties")
    assert_same(envelope.read(payload), by_the_sdk(payload))


@pytest.mark.parametrize("name", ["__class__", "__dict__", "to_dict", "attribute_map", "object_type", "request_id"])
def test_a_strangers_name_never_covers_one_of_ours(name: str) -> None:
    # GIVEN a property with the name of a method or of an attribute
    payload = load("launch")
    payload["request"][name] = "evil"
    # THEN the object is the one without it
    assert_same(envelope.read(payload), envelope.read(load("launch")))


def test_attributes_can_be_changed_without_changing_the_request() -> None:
    payload = load("start_warm_up")
    envelope.read(payload).session.attributes["turn"] = 99
    assert payload["session"]["attributes"]["turn"] == 3


# What is broken.


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ((), [], "the request: an object | a list"),
        ((), None, "the request: an object | nothing"),
        ((), "x", "the request: an object | text"),
        (("request",), None, "request.type: text | nothing"),
        (("request",), [], "request: an object | a list"),
        (("request",), {}, "request.type: text | nothing"),
        (("request", "type"), 5, "request.type: text | a number"),
        (("request", "type"), ["LaunchRequest"], "request.type: text | a list"),
        (("request", "timestamp"), "last Tuesday", "request.timestamp: a date and time in ISO 8601 | text"),
        (("request", "timestamp"), 1, "request.timestamp: a date and time in ISO 8601 | a number"),
        (("request", "locale"), {"a": 1}, "request.locale: text | an object"),
        (("request", "requestId"), True, "request.requestId: text | true or false"),
        (("request", "dialogState"), [], "request.dialogState: text | a list"),
        (("request", "intent"), None, "request.intent.name: text | nothing"),
        (("request", "intent"), {}, "request.intent.name: text | nothing"),
        (("request", "intent", "slots"), [], "request.intent.slots: an object | a list"),
        (("request", "intent", "slots", "exercise"), "x", "request.intent.slots.exercise: an object | text"),
        (("session", "new"), "yes", "session.new: true or false | text"),
        (("session", "attributes"), [1], "session.attributes: an object | a list"),
        (("context", "Viewports"), {}, "context.Viewports: a list | an object"),
        (("context", "Viewports"), [3], "context.Viewports.0: an object | a number"),
        (("context", "Viewport"), {"dpi": "many"}, "context.Viewport.dpi: a number | text"),
        (("context", "Viewport"), {"dpi": float("nan")}, "context.Viewport.dpi: a number | a number"),
        (
            ("context", "AudioPlayer"), {"offsetInMilliseconds": []},
            "context.AudioPlayer.offsetInMilliseconds: a whole number | a list",
        ),
    ],
)  # fmt: skip
def test_a_broken_part_is_named(place: tuple[str, ...], value: object, message: str) -> None:
    payload: Any = load("how_to")
    *parents, last = ("root", *place)
    holder: Any = {"root": payload}
    whole = holder
    for name in parents:
        holder = holder[name]
    holder[last] = value
    with pytest.raises(EnvelopeError) as caught:
        envelope.read(whole["root"])
    assert str(caught.value) == message.replace(" | ", " is expected, not ")


def test_a_bottomless_slot_value_is_an_error_and_no_crash() -> None:
    payload = load("how_to")
    value: dict[str, Any] = {"type": "Simple", "value": "x"}
    for _ in range(20_000):
        value = {"type": "List", "values": [value]}
    payload["request"]["intent"]["slots"]["exercise"]["slotValue"] = value
    with pytest.raises(EnvelopeError, match="moderate depth"):
        envelope.read(payload)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_junk_anywhere_is_read_or_is_an_envelope_error(data: st.DataObject) -> None:
    # GIVEN a good envelope in which one part, wherever it is, became anything
    payload = load(data.draw(st.sampled_from(["how_to_with_screen", "audio_failed", "touch", "session_resumed"])))
    holder: Any = payload
    while True:
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        if not holder[key] or not isinstance(holder[key], dict | list) or data.draw(st.booleans()):
            break
        holder = holder[key]
    holder[key] = data.draw(JSON)
    # THEN there are two outcomes
    with suppress(EnvelopeError):
        assert envelope.read(payload) is not None


# Writing.


class Moon(Enum):
    FULL = "full"


class Words(str):
    """As a template engine may give."""

    __slots__ = ()


class Ordered(dict[str, int]):
    """As `OrderedDict` is."""


def response() -> ResponseEnvelope:
    document = {"type": "APL", "mainTemplate": {"items": [{"type": "Text", "when": True, "opacity": 0.5}]}}
    play = PlayDirective(
        play_behavior=PlayBehavior.REPLACE_ALL,
        audio_item=AudioItem(stream=Stream(token="t", url="https://example.org/a.mp3", offset_in_milliseconds=5)),
    )
    return ResponseEnvelope(
        version="1.0",
        session_attributes={"phase": "idle", "at": datetime(2026, 11, 14, tzinfo=UTC), "none": None, "n": 1.5},
        user_agent="test",
        response=Response(
            output_speech=SsmlOutputSpeech(ssml="<speak>Hi.</speak>", play_behavior=SpeechBehavior.ENQUEUE),
            reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml="<speak>Well?</speak>")),
            card=SimpleCard(title="T", content="C"),
            directives=[
                play,
                RenderDocumentDirective(token="t", document=document),
                ElicitSlotDirective(slot_to_elicit="exercise"),
            ],
            should_end_session=False,
        ),
    )


def test_a_response_is_written_as_ask_sdk_writes_it() -> None:
    assert envelope.write(response()) == SDK.serialize(response())


def test_an_empty_response_is_short() -> None:
    assert envelope.write(ResponseEnvelope(version="1.0", response=Response())) == {"version": "1.0", "response": {}}


@pytest.mark.parametrize(
    "value",
    [Decimal(3), Decimal("3.25"), Moon.FULL, date(2026, 1, 2), Words("w"), Ordered(a=1), [None, {"a": (1, 2)}]],
    ids=repr,
)
def test_a_rare_value_is_plain_json_as_ask_sdk_makes_it(value: object) -> None:
    written = envelope.write(ResponseEnvelope(session_attributes={"value": value}))
    assert json.dumps(written) == json.dumps(SDK.serialize(ResponseEnvelope(session_attributes={"value": value})))
    assert json.loads(json.dumps(written)) == written


def test_what_has_no_json_form_is_named() -> None:
    with pytest.raises(TypeError, match="a set has no JSON form"):
        envelope.write(ResponseEnvelope(session_attributes={"value": {1}}))


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.stem)
def test_what_was_read_can_be_written_as_ask_sdk_writes_it(path: Path) -> None:
    read = envelope.read(json.loads(path.read_text()))
    assert envelope.write(read) == SDK.serialize(read)  # type: ignore[arg-type]  # any model will do
