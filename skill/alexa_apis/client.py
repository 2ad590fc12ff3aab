"""What ask-sdk's service clients stand on: HTTP with a time limit, answers as plain JSON. Imported late."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import requests
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.services import ApiClient, ApiClientResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_model.services import ApiClientRequest


class TimedClient(ApiClient):
    """What ask-sdk's `DefaultApiClient` does, which waits for an answer without end: one attempt, no redirect."""

    def __init__(self, limit: Callable[[], float]) -> None:
        """`limit` says before each call for how many seconds it may connect, and then wait for each part."""
        self.limit = limit
        self.status = 0
        """Of the last answer, which a service client forgets if it cannot read the rest of it."""

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """Make one call. Raises what `requests` raises; the service clients make a ServiceException of it."""
        self.status = 0
        answer = requests.request(
            request.method,
            request.url,
            headers=dict(request.headers),
            data=json.dumps(request.body).encode() if request.body else None,
            timeout=self.limit(),
            allow_redirects=False,
        )
        self.status = answer.status_code
        return ApiClientResponse(
            headers=list(answer.headers.items()), status_code=answer.status_code, body=answer.content.decode()
        )


class PlainAnswers(DefaultSerializer):
    """Writes requests as ask-sdk does, and leaves answers plain.

    Its reader fails on every list of reminders, for it looks for one of their classes in a module that does not exist.
    """

    def deserialize(self, payload: str | None, obj_type: object) -> Any:
        """JSON → plain values, whatever type is expected. Raises ValueError for anything else."""
        return json.loads(payload) if payload else None
