"""Somebody who trains: sends intents with the time that has passed, and has a player that is told what it plays."""

from __future__ import annotations

from datetime import UTC, datetime

from skill.local.envelopes import Heard, Household, Sessions, envelope, intent, request
from skill.memory.place import Place, Position, Recipe
from speech.reader import read
from speech.timing import seconds
from tests.talking import Reaction

DAY_SECONDS = 86_400.0
MORNING = datetime(2026, 11, 14, 7, 30, tzinfo=UTC).timestamp()


class Guest:
    """One person at one device, with a clock."""

    def __init__(self, service, **household):
        self.service = service
        self.household = Household(**household)
        self.session = Sessions(id="s")
        self.now = MORNING
        self.player = None
        self.heard = None

    def launch(self, after=1.0):
        return self._send(self._request("LaunchRequest", after))

    def ask(self, name, /, after=1.0, **slots):
        """Say an intent so many seconds after the coach has ended; below 0 it cuts the coach off."""
        filled = {
            slot: value if isinstance(value, Heard) else Heard(value.replace("_", " "), value)
            for slot, value in slots.items()
        }
        full = name if name.startswith("AMAZON.") or name.endswith("Intent") else f"{name}Intent"
        return self._send(self._request("IntentRequest", after, intent=intent(full, filled)))

    def interrupt(self, name, /, at, **slots):
        """Say an intent `at` seconds after the coach's first word."""
        self.now = self.spoke_at + at
        return self.ask(name, after=0.0, **slots)

    def end(self, reason="EXCEEDED_MAX_REPROMPTS", after=16.0):
        """Let the session die."""
        heard = self._send(self._request("SessionEndedRequest", after, reason=reason))
        self.session = Sessions(id="s")
        return heard

    def event(self, kind, after=0.0, **fields):
        """Something that the player or a button reports; without a session."""
        return self._send(self._request(kind, after, **fields), in_session=False)

    def plays(self, token, offset_ms, activity="PLAYING"):
        """What the device's player says from now on."""
        self.player = {"playerActivity": activity, "token": token, "offsetInMilliseconds": offset_ms}

    @property
    def place(self):
        """Where the session says that we are."""
        recipe, position = self.heard.state["place"]
        return Place(Recipe(*recipe[:3]), Position(**{k: v for k, v in position.items() if k in ("block", "offset")}))

    @property
    def stage(self):
        return self.heard.state["place"][1].get("stage", "ready")

    def _request(self, kind, after, **fields):
        self.now += after
        return request(kind, self.household, datetime.fromtimestamp(self.now, UTC), **fields)

    def _send(self, body, in_session=True):
        whole = envelope(body, self.household, self.session if in_session else None, self.player)
        self.heard = Reaction(self.service.respond(whole))
        if in_session:
            self.session = Sessions("s", self.heard.state, new=False) if self.heard.open else Sessions(id="s")
        self.spoke_at = self.now + 1.0
        if self.heard.ssml:
            self.now += 1.0 + seconds(read(self.heard.ssml))
        return self.heard
