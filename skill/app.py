"""The web server's way in: POST /alexa for Alexa, GET /healthz for whoever watches."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from skill import log
from skill.envelope import EnvelopeError
from skill.service import ForeignSkillError, open_service

if TYPE_CHECKING:
    from skill.service import Service
    from skill.settings import Settings

MAX_BODY = 256 * 1024
"""Bytes; Alexa's own requests stay far below."""


def create_app(settings: Settings, service: Service | None = None) -> Flask:
    """Make the application. `service` is given in tests; otherwise it is put together as the settings say."""
    app = Flask("skill")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    answering = service or open_service(settings)

    @app.post("/alexa")
    def alexa() -> Response | tuple[Response, int]:
        """Answer Alexa. What is no Alexa request is refused without a reason; the reason is in the log."""
        try:
            return jsonify(answering.respond(_parsed(request.get_data())))
        except (EnvelopeError, ForeignSkillError, ValueError, RecursionError) as error:
            log.event("request refused", level=logging.WARNING, reason=type(error).__name__)
            return jsonify(error="bad request"), 400

    @app.get("/healthz")
    def healthz() -> Response:
        """Say that the skill is up, and what it knows."""
        return jsonify(status="ok", exercises=len(answering.coach.catalogue.exercises))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[Response, int]:
        """Answer a wrong path, method or size in JSON too."""
        return jsonify(error=error.name.lower()), error.code or 500

    return app


def _parsed(body: bytes) -> Any:
    """Parse a body. Raises ValueError where it is not JSON in UTF-8."""
    return json.loads(body.decode("utf-8"))
