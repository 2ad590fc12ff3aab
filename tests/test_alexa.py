"""The ask-sdk skill: its handlers, its store and its apology are ours, in the order of the table."""

from __future__ import annotations

from skill.alexa import Apology, RouteHandler, build_skill
from skill.builder import ROUTES
from skill.memory.volatile import VolatileStore
from tests.conftest import COACH


def test_the_routes_are_registered_in_the_order_of_the_table():
    (mapper,) = build_skill(COACH, VolatileStore()).request_dispatcher.request_mappers

    handlers = [chain.request_handler for chain in mapper.request_handler_chains]

    assert all(isinstance(handler, RouteHandler) for handler in handlers)
    assert [handler.route for handler in handlers] == list(ROUTES)


def test_what_goes_wrong_is_met_with_the_apology():
    dispatcher = build_skill(COACH, VolatileStore()).request_dispatcher

    (handler,) = dispatcher.exception_mapper.exception_handlers
    assert isinstance(handler, Apology)
