"""The ask-sdk skill: its dispatcher calls our handlers, with a turn read before and a reply rendered after."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from ask_sdk_core.dispatch_components import (
    AbstractExceptionHandler,
    AbstractRequestHandler,
    AbstractRequestInterceptor,
)
from ask_sdk_core.skill_builder import CustomSkillBuilder
from msgspec.structs import replace

from skill import log
from skill.builder import ROUTES, answer
from skill.handlers.answering import aside, standing
from skill.memory.profile import Profile, read_profile, write_profile
from skill.render import render
from skill.request import Turn, read_turn
from skill.session import write_session
from speech.script import script

if TYPE_CHECKING:
    from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter, AttributesManager
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_core.skill import CustomSkill
    from ask_sdk_model import Response

    from skill.coach.coach import Coach
    from skill.reply import Reply
    from skill.routes import Route

TURN = "turn"
"""Where the turn is kept among ask-sdk's request attributes."""


def build_skill(coach: Coach, store: AbstractPersistenceAdapter) -> CustomSkill:
    """Put the skill together: the routes in their order, the store, and an apology for what goes wrong."""
    builder = CustomSkillBuilder(persistence_adapter=store)
    builder.add_global_request_interceptor(ReadTurn())
    for route in ROUTES:
        builder.add_request_handler(RouteHandler(route, coach))
    builder.add_exception_handler(Apology(coach))
    return builder.create()


class ReadTurn(AbstractRequestInterceptor):
    """Reads the turn once, before any handler looks at it."""

    def process(self, handler_input: HandlerInput) -> None:
        """Keep the turn among the request attributes."""
        envelope = handler_input.request_envelope
        session = handler_input.attributes_manager.session_attributes if envelope.session else None
        turn = read_turn(envelope, recall(handler_input.attributes_manager), session)
        handler_input.attributes_manager.request_attributes[TURN] = turn


class RouteHandler(AbstractRequestHandler):
    """One route, as ask-sdk wants it."""

    def __init__(self, route: Route, coach: Coach) -> None:
        self.route, self.coach = route, coach

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the route answers this turn."""
        return self.route.accepts(_turn(handler_input), self.coach)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer, remember, render."""
        turn = _turn(handler_input)
        return _respond(handler_input, turn, answer(turn, self.coach, self.route))


class Apology(AbstractExceptionHandler):
    """Answers what went wrong inside: one kind sentence, the place kept, a line in the log."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Take every exception of a turn; where not even the turn could be read, the service has a last word."""
        return TURN in handler_input.attributes_manager.request_attributes

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Apologise and keep the conversation open where one was."""
        turn = _turn(handler_input)
        log.event("handler failed", level=logging.ERROR, failed=exception, intent=turn.name)
        if handler_input.request_envelope.session is None:
            return handler_input.response_builder.response
        reply = aside(turn, standing(turn, self.coach), self.coach.phrases.pick("sorry", turn.seed))
        return _respond(handler_input, turn, reply)


def recall(attributes: AttributesManager) -> Profile:
    """Read the profile; a store that fails costs the user their settings for this turn, never the answer."""
    try:
        return read_profile(attributes.persistent_attributes)
    except Exception as error:
        log.event("store failed to read", level=logging.ERROR, failed=error)
        return Profile()


def remember(attributes: AttributesManager, turn: Turn, reply: Reply) -> bool:
    """Write what the reply wants remembered, or erase all and look that nothing is left; whether that worked.

    A store that fails costs nothing but memory.
    """
    try:
        if reply.forget:
            attributes.delete_persistent_attributes()
            return not attributes.persistent_attributes
        if reply.profile is not None and reply.profile != turn.profile:
            attributes.persistent_attributes = write_profile(reply.profile)
            attributes.save_persistent_attributes()
    except Exception as error:
        log.event("store failed to write", level=logging.ERROR, failed=error)
        return False
    return True


def _respond(handler_input: HandlerInput, turn: Turn, reply: Reply) -> Response:
    attributes = handler_input.attributes_manager
    response = render(reply, turn.locale)
    if not remember(attributes, turn, reply) and reply.forget:
        response = render(replace(reply, script=script(reply.if_not_forgotten)), turn.locale)
    if handler_input.request_envelope.session:
        place = (reply.profile or turn.profile).place if reply.open and not reply.forget else None
        attributes.session_attributes = write_session(reply.session, place)
    return response


def _turn(handler_input: HandlerInput) -> Turn:
    return cast("Turn", handler_input.attributes_manager.request_attributes[TURN])
