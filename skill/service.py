"""One request in, one response out, as plain dicts: what the web server, Lambda and the local speaker all call."""

from __future__ import annotations

import logging
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill import envelope, log
from skill.alexa import build_skill
from skill.coach.coach import Coach
from skill.content.load import load
from skill.errors import SettingsError
from skill.memory.volatile import VolatileStore
from skill.phrases import load_phrases

if TYPE_CHECKING:
    from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
    from ask_sdk_core.skill import CustomSkill

    from skill.settings import Settings

EMPTY: dict[str, Any] = {"version": "1.0", "response": {}}
"""The calm answer to what wants none, and to a request type that nobody knows yet (alexa-rules 1.2)."""


class ForeignSkillError(PermissionError):
    """The request was meant for another skill."""


class Service:
    """The skill behind its front door."""

    def __init__(self, coach: Coach, store: AbstractPersistenceAdapter, skill_ids: tuple[str, ...] = ()) -> None:
        self.coach = coach
        self.store = store
        self.skill: CustomSkill = build_skill(coach, store)
        self.skill_ids = skill_ids

    def respond(self, request: object) -> dict[str, Any]:
        """Answer one request envelope.

        Raises EnvelopeError where it has not the shape of a request, ForeignSkillError where it is for another skill.
        """
        begun = time.perf_counter()
        read = envelope.read(request)
        self._admit(read)
        kind = envelope.request_type(request)
        if read.request is None:
            log.event("request of an unknown type", level=logging.WARNING, type=kind)
            return EMPTY
        response = self._invoked(read)
        log.event(
            "turn",
            type=kind,
            intent=getattr(getattr(read.request, "intent", None), "name", None),
            request=read.request.request_id,
            ms=round((time.perf_counter() - begun) * 1000, 2),
        )
        return response

    def store_state(self) -> str:
        """Whether the store answers: `ok` or `failing`."""
        check = getattr(self.store, "check", None)
        try:
            if check:
                check()
        except Exception as error:
            log.event("store failed to answer", level=logging.ERROR, failed=error)
            return "failing"
        return "ok"

    def _invoked(self, read: Any) -> dict[str, Any]:
        """Let the skill answer; even a mistake that its own apology cannot mend ends in one kind sentence."""
        try:
            return envelope.write(self.skill.invoke(read, None))
        except Exception as error:
            log.event("skill failed", level=logging.ERROR, failed=error)
            return _apology(self.coach.phrases.pick("sorry")) if read.session else EMPTY

    def _admit(self, read: Any) -> None:
        if not self.skill_ids:
            return
        system = getattr(read.context, "system", None)
        holder = getattr(system, "application", None) or getattr(read.session, "application", None)
        if getattr(holder, "application_id", None) not in self.skill_ids:
            raise ForeignSkillError("the request is for another skill")


def _apology(sentence: str) -> dict[str, Any]:
    speech = {"type": "SSML", "ssml": f"<speak>{sentence}</speak>"}
    return {"version": "1.0", "response": {"outputSpeech": speech, "shouldEndSession": True}}


def open_service(settings: Settings) -> Service:
    """Put the service together as the settings say."""
    coach = Coach(load(), load_phrases(settings.locale.split("-")[0]), settings.audio_base_url)
    return Service(coach, open_store(settings.store), settings.skill_ids)


@cache
def open_store(address: str) -> AbstractPersistenceAdapter:
    """Open the store that an address names: `memory`, `sqlite:///path`, `dynamodb://table`; empty is the usual file.

    Raises SettingsError for an address that means nothing.
    """
    if address.startswith("dynamodb://"):
        from skill.memory.dynamodb import DynamoDBStore  # only where it is wanted

        return DynamoDBStore(address.removeprefix("dynamodb://"))
    if address == "memory":
        return VolatileStore()
    if address and not address.startswith("sqlite:///"):
        raise SettingsError(f"the store is '{address}'; it can be memory, sqlite:///path or dynamodb://table")
    from skill.memory.sqlite import SQLiteStore  # only where it is wanted

    return SQLiteStore(Path(address.removeprefix("sqlite:///")).expanduser() if address else usual_file())


def usual_file() -> Path:
    """Where memory is kept if nothing else is said: in the user's data folder."""
    from platformdirs import user_data_path  # only for the usual place

    return user_data_path("lower-back-coach") / "memory.db"
