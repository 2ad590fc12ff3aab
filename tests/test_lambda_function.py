"""AWS Lambda's way in."""

from __future__ import annotations

import importlib
import json

import pytest

from skill.envelope import EnvelopeError
from skill.log import LOGGER
from tests.conftest import load_request
from tests.limits import complaints


@pytest.fixture
def handler(monkeypatch):
    """The module as Lambda imports it, with a memory that lasts as long as the test."""
    monkeypatch.setenv("BACKCOACH_STORE", "memory")
    before = LOGGER.handlers[:], LOGGER.level, LOGGER.propagate
    module = importlib.reload(importlib.import_module("skill.lambda_function"))
    yield module.lambda_handler
    LOGGER.handlers[:], LOGGER.level, LOGGER.propagate = before


def test_a_request_gets_its_response(handler):
    response = handler(load_request("how_to"), object())

    assert complaints(json.loads(json.dumps(response))) == []
    assert response["response"]["shouldEndSession"] is False


def test_what_is_no_request_is_an_error_that_lambda_reports(handler):
    with pytest.raises(EnvelopeError):
        handler({"hello": "world"}, object())
