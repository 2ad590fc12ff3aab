"""The turn: one Alexa request as the coach sees it. Reads ask-sdk's request objects; nothing else in the skill does."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from skill.alexa_apis.gate import open_gate
from skill.alexa_apis.port import Alexa
from skill.memory.profile import Profile
from skill.session import Intention, Session, read_place, read_session
from skill.touch import touched

if TYPE_CHECKING:
    from ask_sdk_model import RequestEnvelope

BUILT_IN_SLOTS = frozenset({"seconds", "minutes", "rounds", "time", "ordinal"})
"""Slots of Alexa's own types: what was heard is the value, there is nothing to resolve."""


class Player(Struct, frozen=True):
    """What the device's audio player reports."""

    token: str = ""
    """The stream that it played last; empty if that was not ours."""
    offset_ms: int = 0
    """How far it got, in milliseconds."""
    playing: bool = False
    """Whether it was sounding when the request was made."""


class Consent(Struct, frozen=True):
    """What a person answered when Alexa asked for a permission."""

    token: str = ""
    """What the skill wanted it for, in the words with which it asked."""
    given: bool = False
    """Whether they agreed."""


class Turn(Struct, frozen=True):
    """Who asks what, on which device, and where the conversation and the memory stand."""

    name: str
    """The intent's name, or the request's type where it is no intent."""
    intention: Intention
    """The same with its slots resolved."""
    heard: Mapping[str, str] = {}
    """What was said in each slot, word for word; never logged, never kept."""
    session: Session = Session()
    """Where the conversation stands."""
    profile: Profile = Profile()
    """What is remembered of the person."""
    new: bool = False
    """Whether this request opened the session."""
    locale: str = "en-US"
    """The language of the request."""
    seed: int = 0
    """Chooses among the variants of a sentence; the same for the same request."""
    screen: bool = False
    """Whether the device shows APL documents."""
    speaker: bool = False
    """Whether the device plays long audio streams."""
    player: Player = Player()
    """What its audio player reports."""
    seconds: float = 0.0
    """When the request was made, in seconds since 1970."""
    dialog: str = ""
    """The intent that Alexa sent, whose slots it can ask for; empty where the request is none."""
    consent: Consent = Consent()
    """Whether a permission was given, where that is what the request tells."""
    alexa: Alexa | None = None
    """Alexa's services for this request; None where there are none, as at a desk."""

    def slot(self, name: str) -> str:
        """Return the id in a slot, or the empty string."""
        return self.intention.get(name)

    def unknown(self, name: str) -> str:
        """Return what was said in a slot that means nothing to us, or the empty string."""
        return "" if self.slot(name) else self.heard.get(name, "")

    def asking(self, intention: Intention) -> Turn:
        """The same turn as if the user had asked this in full."""
        return replace(self, name=intention.intent, intention=intention, heard={})


def read_turn(envelope: RequestEnvelope, profile: Profile, session: dict[str, Any] | None) -> Turn:
    """Read one request. Every part of the envelope that Alexa may leave out may be absent.

    `session` holds Alexa's session attributes, None for a request outside a session.
    """
    request = envelope.request
    intent = getattr(request, "intent", None)
    touch = touched(getattr(request, "arguments", None))
    name = touch.intent if touch else getattr(intent, "name", None) or getattr(request, "object_type", None) or ""
    slots = [slot for slot in (getattr(intent, "slots", None) or {}).values() if slot and slot.name]
    system = getattr(envelope.context, "system", None)
    interfaces = getattr(getattr(system, "device", None), "supported_interfaces", None)
    timestamp = getattr(request, "timestamp", None)
    return Turn(
        name=name,
        intention=touch or Intention(name, {slot.name: id_ for slot in slots if (id_ := _resolved(slot))}),
        heard={slot.name: slot.value for slot in slots if slot.value},
        session=read_session(session),
        profile=_placed(profile, session),
        new=bool(getattr(envelope.session, "new", None)),
        locale=getattr(request, "locale", None) or "en-US",
        seed=zlib.crc32((getattr(request, "request_id", None) or "").encode()),
        screen=getattr(interfaces, "alexa_presentation_apl", None) is not None,
        speaker=getattr(interfaces, "audio_player", None) is not None,
        player=_player(envelope),
        seconds=timestamp.timestamp() if timestamp else 0.0,
        dialog=name if intent is not None else "",
        consent=_consent(request) if name == "Connections.Response" else Consent(),
        alexa=_services(envelope),
    )


def _services(envelope: RequestEnvelope) -> Alexa | None:
    """Alexa's services, at the address and with the token that the request brings."""
    system, request = getattr(envelope.context, "system", None), envelope.request
    return open_gate(
        getattr(system, "api_endpoint", None) or "",
        getattr(system, "api_access_token", None) or "",
        getattr(getattr(system, "device", None), "device_id", None) or "",
        getattr(request, "request_id", None) or "",
        getattr(request, "locale", None) or "en-US",
    )


def _consent(request: Any) -> Consent:
    """The answer as either version of the question brings it: with one status, or with one for each permission."""
    payload = request.payload or {}
    scopes = payload.get("permissionScopes")
    told = [payload, *(scopes if isinstance(scopes, list) else ())]
    statuses = {part["status"] for part in told if isinstance(part, dict) and isinstance(part.get("status"), str)}
    failed = getattr(request.status, "code", None) not in (None, "200")
    return Consent(request.token or "", not failed and statuses == {"ACCEPTED"})


def _placed(profile: Profile, session: dict[str, Any] | None) -> Profile:
    """The profile at the place where this session is: another device of the household may have moved the kept one."""
    place = read_place(session)
    return msgspec.structs.replace(profile, place=place) if place else profile


def _resolved(slot: Any) -> str:
    """The id of the first value that any authority matched; what was heard, for Alexa's own types."""
    if slot.name in BUILT_IN_SLOTS:
        return slot.value if slot.value and slot.value != "?" else ""
    authorities = getattr(slot.resolutions, "resolutions_per_authority", None) or ()
    for authority in authorities:
        for value in authority.values or ():
            if value.value and value.value.id:
                return str(value.value.id)
    return ""


def _player(envelope: RequestEnvelope) -> Player:
    """What the player reports: an event of its own says it itself, any other request in its context."""
    request, state = envelope.request, getattr(envelope.context, "audio_player", None)
    activity = getattr(state, "player_activity", None)
    state = getattr(request, "current_playback_state", None) or state
    source = request if getattr(request, "offset_in_milliseconds", None) is not None else state
    token, offset = getattr(source, "token", None), getattr(source, "offset_in_milliseconds", None)
    return Player(token or "", offset or 0, getattr(activity, "value", activity) == "PLAYING")
