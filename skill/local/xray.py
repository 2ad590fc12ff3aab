"""The X-ray of one turn: everything between what was said and what is heard, with every limit beside its figure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from skill.builder import route_for
from skill.envelope import read as read_envelope
from skill.request import read_turn
from speech import alexa
from speech.ssml import measure
from speech.transcript import transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.coach.coach import Coach
    from skill.local.device import Exchange
    from skill.memory.profile import Profile

RESPONSE_BYTES = 24 * 1024
"""What a response should stay below; 120 KB is the hard limit (alexa-rules 1.3)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What the understanding made of the words."""

    template: str
    """The sentence template that matched, or nothing."""
    score: float
    """How sure it is, 0 to 1."""


def xray(exchange: Exchange, hit: Hit, coach: Coach, profile: Profile) -> Iterator[str]:
    """The lines to print for one turn."""
    turn = read_turn(read_envelope(exchange.request), profile, _attributes(exchange.request))
    route = route_for(turn, coach)
    yield f"said       {exchange.text}"
    yield f"template   {hit.template or '(none)'}  score {hit.score:.2f}"
    yield f"intent     {exchange.intent}"
    for name, heard in exchange.slots.items():
        yield f"slot       {name} = {heard.id or '(unknown)'}  heard as '{heard.value}'"
    yield f"handler    {route.handler.__module__}.{route.handler.__qualname__}"
    yield f"before     {_json(_attributes(exchange.request))}"
    yield f"after      {_json(exchange.response.get('sessionAttributes') or {})}"
    yield "script"
    yield from (f"  {line}" for line in transcript(exchange.script))
    yield "reprompt"
    yield from (f"  {line}" for line in transcript(exchange.reprompt))
    yield from _limits(exchange)


def _limits(exchange: Exchange) -> Iterator[str]:
    response = exchange.response["response"]
    ssml = response.get("outputSpeech", {}).get("ssml", "")
    card = response.get("card", {}).get("content", "")
    figures = measure(exchange.script, ssml)
    listens = "open" if exchange.open else "closed"
    yield f"session    {listens}"
    yield _against("seconds", round(figures.seconds, 1), alexa.MAX_SECONDS["spoken"])
    yield _against("characters", figures.characters, alexa.MAX_CHARACTERS)
    yield _against("clips", figures.clips, alexa.MAX_CLIPS)
    yield _against("card", len(card), alexa.MAX_CHARACTERS)
    yield _against("bytes", len(_json(exchange.response).encode()), RESPONSE_BYTES)


def _against(name: str, figure: float, limit: float) -> str:
    return f"{name:<10} {figure:>8,} of {limit:,}  ({figure / limit:.0%})"


def _attributes(request: dict[str, Any]) -> dict[str, Any]:
    attributes: dict[str, Any] = request.get("session", {}).get("attributes") or {}
    return attributes


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
