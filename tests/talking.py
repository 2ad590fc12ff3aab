"""Somebody who talks to the skill: sends intents as Alexa would and keeps the session between them."""

from __future__ import annotations

from dataclasses import dataclass

from skill.local.envelopes import Heard, Household, Sessions, envelope, intent, request
from speech.reader import read


@dataclass(frozen=True)
class Reaction:
    """What came back."""

    response: dict

    @property
    def body(self):
        return self.response["response"]

    @property
    def ssml(self):
        return self.body.get("outputSpeech", {}).get("ssml", "")

    @property
    def text(self):
        """What is said, without markup."""
        return read(self.ssml).text if self.ssml else ""

    @property
    def reprompt(self):
        ssml = self.body.get("reprompt", {}).get("outputSpeech", {}).get("ssml", "")
        return read(ssml).text if ssml else ""

    @property
    def open(self):
        return self.body.get("shouldEndSession") is False

    @property
    def state(self):
        return self.response.get("sessionAttributes") or {}

    @property
    def card(self):
        return self.body.get("card", {})

    @property
    def directives(self):
        return self.body.get("directives", [])


class Person:
    """One person at one device."""

    def __init__(self, service, **household):
        self.service = service
        self.household = Household(**household)
        self.session = Sessions(id="s")

    def launch(self, key=""):
        body = request("LaunchRequest", self.household)
        return self.send({**body, "requestId": key} if key else body)

    def ask(self, name, *, key="", **slots):
        """Send an intent. Requests with the same `key` are answered in the same words."""
        body = self.body(name, **slots)
        return self.send({**body, "requestId": key} if key else body)

    def body(self, name, **slots):
        """The request of an intent. A slot is an id, or `Heard` for what resolved to nothing or was said otherwise."""
        filled = {
            slot: value if isinstance(value, Heard) else Heard(value.replace("_", " "), value)
            for slot, value in slots.items()
        }
        full = name if name.startswith("AMAZON.") or name.endswith("Intent") else f"{name}Intent"
        return request("IntentRequest", self.household, intent=intent(full, filled))

    def send(self, body, in_session=True, player=None):
        session = self.session if in_session else None
        heard = Reaction(self.service.respond(envelope(body, self.household, session, player)))
        if in_session:
            self.session = Sessions("s", heard.state, new=False) if heard.open else Sessions(id="s")
        return heard


def unheard(words):
    """A slot whose words mean nothing to the skill."""
    return Heard(words)
