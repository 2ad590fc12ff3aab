"""AWS Lambda's way in: the Alexa trigger hands over one request as a dict and takes the response as one."""

from __future__ import annotations

from typing import Any

import skill.startup
from skill import log
from skill.service import open_service
from skill.settings import read_settings

settings = read_settings()
log.configure(settings.log_level)
service = open_service(settings)
skill.startup.over()


def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one Alexa request. A request that is no Alexa request raises, and Lambda reports it."""
    return service.respond(event)
