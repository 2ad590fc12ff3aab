"""Kinds of routes: by which turns a handler is reached. The table itself is `skill.builder`."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from skill.coach.coach import Coach
from skill.handlers import safety
from skill.handlers.answering import Handler
from skill.request import Turn
from skill.session import Phase


class Route(Struct, frozen=True):
    """A handler and the requests that it answers."""

    handler: Handler
    """Turn and coach → reply."""
    names: frozenset[str]
    """Intent names and request types."""

    def accepts(self, turn: Turn, coach: Coach) -> bool:
        """Whether this route answers the turn."""
        return turn.name in self.names


class SafetyRoute(Route, frozen=True):
    """Takes every turn in which a body is in trouble, whatever the intent and whatever is going on."""

    def accepts(self, turn: Turn, coach: Coach) -> bool:
        """Whether the turn says something about the body."""
        return safety.concern_of(turn, coach) is not None


class CheckRoute(Route, frozen=True):
    """Takes words that name nothing while the coach is asking about warning signs: that question stands."""

    def accepts(self, turn: Turn, coach: Coach) -> bool:
        """Whether the turn would only pass the question by: "next", "what do you mean", "why"."""
        named = turn.heard.keys() - {"ordinal"}
        return turn.session.phase is Phase.CHECKING and turn.name in self.names and not named


class PlaceRoute(Route, frozen=True):
    """Takes words that mean something else where somebody is in a routine, or comes back to one."""

    when: Callable[[Turn, Coach], bool]
    """Whether they mean that in this turn."""

    def accepts(self, turn: Turn, coach: Coach) -> bool:
        """Whether the turn says one of the words, at such a place."""
        return turn.name in self.names and self.when(turn, coach)


class UnknownIntentRoute(Route, frozen=True):
    """Takes an intent that no other route knows, such as one of a newer model."""

    def accepts(self, turn: Turn, coach: Coach) -> bool:
        """Whether the turn is an intent at all."""
        return bool(turn.dialog)


class RestRoute(Route, frozen=True):
    """Takes what wants no answer: the end of a session, an event, a request type of tomorrow."""

    def accepts(self, turn: Turn, coach: Coach) -> bool:
        """Always."""
        return True


def on(handler: Handler, *names: str) -> Route:
    """One line of the table."""
    return Route(handler, frozenset(names))
