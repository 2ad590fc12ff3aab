"""One Echo on your desk: keeps the session as Alexa would, and turns words into requests and responses into scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from interaction_model.match import Understood
from skill.local.envelopes import Heard, Household, Sessions, envelope, intent, request
from skill.local.player import AudioPlayer
from speech.reader import read
from speech.script import Script
from speech.timing import seconds

if TYPE_CHECKING:
    from interaction_model.match import Matcher, NotUnderstood
    from skill.service import Service

FALLBACK = "AMAZON.FallbackIntent"
LAG_SECONDS = 1.0
"""Between a request and the first word of its answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came back."""

    text: str
    """What the person said; empty for a launch and for events."""
    intent: str
    """The intent that was understood, or the request's type."""
    slots: dict[str, Heard]
    """What filled its slots."""
    request: dict[str, Any]
    """The envelope that the skill got."""
    response: dict[str, Any]
    """The envelope that it gave."""
    script: Script
    """What is heard."""
    reprompt: Script
    """What is heard after silence; empty where nothing is."""

    @property
    def open(self) -> bool:
        """Whether the device listens afterwards."""
        return self.response["response"].get("shouldEndSession") is False


class Echo:
    """A virtual device. It knows the service only by its envelopes."""

    def __init__(
        self, service: Service, matcher: Matcher, household: Household | None = None, request_id: str = ""
    ) -> None:
        """`request_id` is given to every request, so that variants of sentences can be foreseen; else each is new."""
        self.service, self.matcher, self.request_id = service, matcher, request_id
        self.household = household or Household()
        self.session = Sessions()
        self.eliciting: tuple[str, str] | None = None
        self.player = AudioPlayer()
        self.now = datetime.now(UTC).timestamp()
        self._spoke_at = self.now

    def pass_time(self, length: float) -> list[Exchange]:
        """Let so many seconds go by; what the audio player reported meanwhile."""
        until, reported = self.now + length, []
        while (end := self.player.ends_at()) is not None and end <= until:
            self.now = end
            reported += [self._event(event) for event in self.player.ended()]
        self.now = until
        return reported

    def interrupt(self, after: float) -> None:
        """Cut the answer off so many seconds after its first word: the next words are said then."""
        self.now = min(self.now, self._spoke_at + LAG_SECONDS + after)

    def press(self, button: str) -> Exchange:
        """Press a button of the player: `Play`, `Pause`, `Next` or `Previous`."""
        return self._event({"type": f"PlaybackController.{button}CommandIssued"})

    def launch(self) -> Exchange:
        """Open the skill by its name."""
        return self._turn("", "LaunchRequest", {}, self._request("LaunchRequest"))

    def say(self, text: str) -> Exchange:
        """Say something to the skill; what is not understood reaches it as Alexa's fallback."""
        name, slots = self._elicited(self.matcher.understand(text))
        body = self._request("IntentRequest", intent=intent(name, slots), dialogState="STARTED")
        return self._turn(text, name, slots, body)

    def end(self, reason: str = "EXCEEDED_MAX_REPROMPTS") -> Exchange | None:
        """Let the session die as Alexa does after silence; None where none is open."""
        if not self.session.id:
            return None
        body = self._request("SessionEndedRequest", reason=reason)
        exchange = self._turn("", "SessionEndedRequest", {}, body)
        self.session = Sessions()
        return exchange

    def _request(self, kind: str, **fields: Any) -> dict[str, Any]:
        moment = datetime.fromtimestamp(self.now, UTC)
        return request(kind, self.household, moment, id_=self.request_id, **fields)

    def _elicited(self, understood: Understood | NotUnderstood) -> tuple[str, dict[str, Heard]]:
        """Give a bare name to the intent that asked for it, as Alexa's dialog management does."""
        if not isinstance(understood, Understood):
            return FALLBACK, {}
        slots = {slot: Heard(heard.value, heard.id) for slot, heard in understood.slots.items()}
        if self.eliciting and set(slots) == {self.eliciting[1]}:
            return self.eliciting[0], slots
        return understood.intent, slots

    def _turn(self, text: str, name: str, slots: dict[str, Heard], body: dict[str, Any]) -> Exchange:
        if not self.session.id:
            self.session = Sessions(id=f"amzn1.echo-api.session.{uuid4()}")
        whole = envelope(body, self.household, self.session, self.player.context(self.now))
        answer = self.service.respond(whole)
        self._follow(name, answer)
        return self._heard(text, name, slots, whole, answer)

    def _event(self, body: dict[str, Any]) -> Exchange:
        """Report what the player did; events have no session."""
        name, fields = body["type"], {key: value for key, value in body.items() if key != "type"}
        whole = envelope(self._request(name, **fields), self.household, None, self.player.context(self.now))
        return self._heard("", name, {}, whole, self.service.respond(whole))

    def _heard(
        self, text: str, name: str, slots: dict[str, Heard], whole: dict[str, Any], answer: dict[str, Any]
    ) -> Exchange:
        """Listen to an answer to its end, then let the player do what it says."""
        response = answer["response"]
        spoken = self._script(response.get("outputSpeech", {}).get("ssml", ""))
        again = self._script(response.get("reprompt", {}).get("outputSpeech", {}).get("ssml", ""))
        if spoken:
            self._spoke_at = self.now
            self.now += LAG_SECONDS + seconds(spoken)
        for directive in response.get("directives", ()):
            for event in self.player.obey(directive, self.now):
                self._event(event)
        return Exchange(text, name, slots, whole, answer, spoken, again)

    def _follow(self, name: str, answer: dict[str, Any]) -> None:
        """Keep or close the session as the response says."""
        response = answer["response"]
        directives = response.get("directives", ())
        elicit = next((d["slotToElicit"] for d in directives if d["type"] == "Dialog.ElicitSlot"), None)
        self.eliciting = (name, elicit) if elicit else None
        if response.get("shouldEndSession") is False:
            self.session = Sessions(self.session.id, answer.get("sessionAttributes") or {}, new=False)
        else:
            self.session = Sessions()

    def _script(self, ssml: str) -> Script:
        return read(ssml, self.household.locale) if ssml else Script()
