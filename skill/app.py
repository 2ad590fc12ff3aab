"""The web server's way in: POST /alexa for Alexa, GET /audio for its players, GET /healthz for whoever watches."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from skill import log
from skill.audio import Recordings, serve_recordings
from skill.envelope import EnvelopeError
from skill.service import ForeignSkillError, open_service
from skill.verify import VerificationError, Verifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.service import Service
    from skill.settings import Settings

MAX_BODY = 256 * 1024
"""Bytes; Alexa's own requests stay far below."""

REFUSED = (VerificationError, EnvelopeError, ForeignSkillError, ValueError, RecursionError)
"""What makes a request no request for us."""


def create_app(
    settings: Settings,
    service: Service | None = None,
    verifier: Verifier | None = None,
    recordings: Recordings | None = None,
) -> Flask:
    """Make the application; its parts are given in tests, otherwise put together as the settings say.

    Raises SettingsError where signatures are to be checked and no skill id is set.
    """
    app = Flask("skill")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    answering = service or open_service(settings)
    opened = (verifier or Verifier.for_skills(settings.skill_ids)).verify if settings.verify else _unverified

    @app.post("/alexa")
    def alexa() -> Response | tuple[Response, int]:
        """Answer Alexa. What is no request for us is refused without a reason; the reason is in the log."""
        try:
            return jsonify(answering.respond(opened(dict(request.headers), request.get_data())))
        except REFUSED as error:
            log.event("request refused", level=logging.WARNING, kind=type(error).__name__, reason=_reason(error))
            return jsonify(error="bad request"), 400

    @app.get("/healthz")
    def healthz() -> Response:
        """Say that the skill is up, what it knows, and whether it remembers.

        Without its store the skill answers all the same: that is no reason to take it out of service, so the status
        stays 200.
        """
        store = answering.store_state()
        known = len(answering.coach.catalogue.exercises)
        return jsonify(status="ok" if store == "ok" else "degraded", store=store, exercises=known)

    serve_recordings(app, recordings or Recordings(answering.coach, settings.voice))

    app.register_error_handler(HTTPException, _refused)
    return app


def _refused(error: HTTPException) -> tuple[Response, int]:
    """Answer a wrong path, method or size in JSON too."""
    return jsonify(error=error.name.lower()), error.code or 500


def _unverified(headers: Mapping[str, str], body: bytes) -> Any:
    """Parse a body without asking who sent it. Raises ValueError where it is not JSON in UTF-8."""
    return json.loads(body.decode("utf-8"))


def _reason(error: Exception) -> str:
    """Why, in words of ours: other errors may quote the request, and a log line never does."""
    return str(error) if isinstance(error, VerificationError | EnvelopeError | ForeignSkillError) else ""
