"""Requests as Alexa would send them, made from what was understood at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from skill.request import BUILT_IN_SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION = "amzn1.ask.skill.local"


@dataclass(frozen=True, slots=True)
class Household:
    """Who speaks to which device."""

    user: str = "amzn1.ask.account.local"
    """The account."""
    device: str = "amzn1.ask.device.local"
    """The Echo."""
    person: str = ""
    """The recognised speaker; empty where nobody is."""
    locale: str = "en-US"
    """The language of the device."""
    screen: bool = False
    """Whether it shows pictures."""
    speaker: bool = True
    """Whether it plays long audio streams."""
    services: str = ""
    """The token for Alexa's own services; empty where there are none, as at a desk."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What filled a slot."""

    value: str
    """The words."""
    id: str = ""
    """What they mean; empty where nothing is known by that name."""


@dataclass(slots=True)
class Sessions:
    """The session of one device: Alexa's side of it."""

    id: str = ""
    """Empty where none is open."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """What the skill gave with its last response."""
    new: bool = True
    """Whether the next request is its first."""


def request(
    kind: str, household: Household, moment: datetime | None = None, id_: str = "", **fields: object
) -> dict[str, Any]:
    """The request part of an envelope; without an id it gets a new one, without a moment that of now."""
    stamp = (moment or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "type": kind,
        "requestId": id_ or f"amzn1.echo-api.request.{uuid4()}",
        "timestamp": stamp,
        "locale": household.locale,
        **fields,
    }


def intent(name: str, slots: Mapping[str, Heard]) -> dict[str, Any]:
    """An intent with its slots resolved as Alexa's entity resolution would."""
    filled = {slot: _slot(slot, heard) for slot, heard in slots.items()}
    return {"name": name, "confirmationStatus": "NONE", "slots": filled}


def envelope(
    body: dict[str, Any], household: Household, session: Sessions | None, player: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A whole request; without a session for the events of an audio player or a skill."""
    whole: dict[str, Any] = {"version": "1.0", "context": _context(household, player), "request": body}
    if session is not None:
        whole["session"] = {
            "new": session.new,
            "sessionId": session.id,
            "application": {"applicationId": APPLICATION},
            "attributes": session.attributes,
            "user": {"userId": household.user},
        }
    return whole


def _context(household: Household, player: dict[str, Any] | None) -> dict[str, Any]:
    interfaces: dict[str, Any] = {"AudioPlayer": {}} if household.speaker else {}
    if household.screen:
        interfaces["Alexa.Presentation.APL"] = {"runtime": {"maxVersion": "2024.3"}}
    system: dict[str, Any] = {
        "application": {"applicationId": APPLICATION},
        "user": {"userId": household.user},
        "device": {"deviceId": household.device, "supportedInterfaces": interfaces},
        "apiEndpoint": "https://api.amazonalexa.com",
    }
    if household.services:
        system["apiAccessToken"] = household.services
    if household.person:
        system["person"] = {"personId": household.person}
    return {"System": system, "AudioPlayer": player or {"playerActivity": "IDLE"}}


def _slot(name: str, heard: Heard) -> dict[str, Any]:
    slot: dict[str, Any] = {"name": name, "value": heard.value, "confirmationStatus": "NONE", "source": "USER"}
    if name in BUILT_IN_SLOTS:
        return {**slot, "value": heard.id or heard.value}
    authority = f"amzn1.er-authority.echo-sdk.{APPLICATION}.{name}"
    if heard.id:
        resolution = {
            "status": {"code": "ER_SUCCESS_MATCH"},
            "values": [{"value": {"name": heard.value, "id": heard.id}}],
        }
    else:
        resolution = {"status": {"code": "ER_SUCCESS_NO_MATCH"}}
    return {**slot, "resolutions": {"resolutionsPerAuthority": [{"authority": authority, **resolution}]}}
