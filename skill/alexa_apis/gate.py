"""The gate to Alexa's services: ask-sdk's service clients, their time limits, and their errors as values.

The clients and the HTTP library are imported with the first call: most turns make none (alexa-rules 3.5, 3.7, 3.8).
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from skill import log
from skill.alexa_apis.port import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_model.services import ServiceClientFactory

    from skill.alexa_apis.client import TimedClient
    from skill.alexa_apis.port import Alexa, Reminder
    from skill.alexa_apis.when import When

T = TypeVar("T")

CALL_SECONDS: Final = 1.5
"""For connecting, and the same once more for the answer."""
TURN_SECONDS: Final = 3.0
"""For all calls of one turn together: the store needs its share of the six seconds, too."""
SHORTEST: Final = 0.1
"""What is left after that: a call that fails at once, as it should."""
HOSTS: Final = re.compile(r"https://api(\.[a-z]{2})?\.amazon(alexa)?\.com/?")
"""Where a token may be sent; the documentation names hosts of either domain."""
BY_STATUS: Final = {
    400: Failure.REFUSED, 401: Failure.NOT_ALLOWED, 403: Failure.NOT_ALLOWED, 404: Failure.GONE, 429: Failure.BUSY,
}  # fmt: skip
"""What a status means; anything else is `AWAY`."""
BY_CODE: Final = {
    "DEVICE_NOT_SUPPORTED": Failure.UNSUPPORTED,
    "MAX_REMINDERS_EXCEEDED": Failure.FULL,
    "ALERT_NOT_FOUND": Failure.GONE,
}
"""What a code in the body means, whatever the status is."""


def open_gate(endpoint: str, token: str, device: str, request: str, locale: str) -> Alexa | None:
    """The services for one request, by what its context says; None where there are none, as at a desk."""
    return Gate(endpoint, token, device, request, locale) if token and HOSTS.fullmatch(endpoint or "") else None


class Gate:
    """Alexa's services for one request. It has no text form, so that its token never gets into one."""

    __slots__ = ("_client", "_device", "_endpoint", "_locale", "_request", "_services", "_token", "_until")

    def __init__(self, endpoint: str, token: str, device: str, request: str, locale: str) -> None:
        self._endpoint, self._token = endpoint.rstrip("/"), token
        self._device, self._request, self._locale = device, request, locale
        self._services: ServiceClientFactory | None = None
        self._client: TimedClient | None = None
        self._until = 0.0

    def time_zone(self) -> str | None:
        """Ask the settings of the device."""
        found = self._call("time zone", lambda services: services.get_ups_service().get_system_time_zone(self._device))
        return found if isinstance(found, str) and found else None

    def remind(self, when: When, text: str, seconds: float, zone: str) -> Failure | None:
        """Set a reminder in the language of the request."""
        from ask_sdk_model.services import reminder_management as model  # only where a reminder is set

        # Times without a zone: one that names its own is refused.
        first = when.first(seconds, zone)
        wanted = model.ReminderRequest(
            request_time=datetime.fromtimestamp(round(seconds), UTC).replace(tzinfo=None),
            trigger=model.Trigger(
                object_type=model.TriggerType.SCHEDULED_ABSOLUTE,
                scheduled_time=first,
                time_zone_id=zone,
                recurrence=model.Recurrence(start_date_time=first, recurrence_rules=list(when.rules)),
            ),
            alert_info=model.AlertInfo(model.SpokenInfo([model.SpokenText(locale=self._locale, text=text)])),
            push_notification=model.PushNotification(model.PushNotificationStatus.ENABLED),
        )
        return _failure(
            self._call("remind", lambda services: services.get_reminder_management_service().create_reminder(wanted))
        )

    def reminders(self) -> tuple[Reminder, ...] | Failure:
        """Ask for all; finished ones stay in Alexa's list for three days and are left out."""
        from skill.alexa_apis.listing import read_listing  # only where reminders are listed

        return self._call(
            "reminders", lambda services: read_listing(services.get_reminder_management_service().get_reminders())
        )

    def cancel(self, token: str) -> Failure | None:
        """Delete a reminder."""
        return _failure(
            self._call("cancel", lambda services: services.get_reminder_management_service().delete_reminder(token))
        )

    def meanwhile(self, ssml: str) -> None:
        """Send a progressive response."""
        from ask_sdk_model.services import directive as model  # only where somebody has to wait

        said = model.SendDirectiveRequest(model.Header(self._request), model.SpeakDirective(ssml))
        self._call("meanwhile", lambda services: services.get_directive_service().enqueue(said))

    def _call(self, what: str, ask: Callable[[ServiceClientFactory], T]) -> T | Failure:
        """Ask a service; whatever goes wrong becomes a value, with a line in the log that quotes nothing."""
        try:
            return ask(self._opened())
        except Exception as error:
            status = getattr(error, "status_code", None) or (self._client.status if self._client else 0)
            failure = failure_of(status, getattr(error, "body", None))
            log.event("alexa's service failed", level=logging.WARNING, service=what, failure=failure.value)
            return failure

    def _opened(self) -> ServiceClientFactory:
        """ask-sdk's clients, made with the first call; the turn's time runs from then on."""
        if self._services is None:
            from ask_sdk_model.services import ApiConfiguration, ServiceClientFactory

            from skill.alexa_apis.client import PlainAnswers, TimedClient  # and requests: only these turns pay for it

            self._until = time.monotonic() + TURN_SECONDS
            self._client = TimedClient(self._limit)
            self._services = ServiceClientFactory(
                ApiConfiguration(
                    serializer=PlainAnswers(),
                    api_client=self._client,
                    authorization_value=self._token,
                    api_endpoint=self._endpoint,
                )
            )
        return self._services

    def _limit(self) -> float:
        """A call connects, then waits: each may take half of what is left of the turn."""
        return max(SHORTEST, min(CALL_SECONDS, (self._until - time.monotonic()) / 2))


def failure_of(status: int, body: object) -> Failure:
    """What an error means: the code in its body says more than the status."""
    if isinstance(body, str):  # so it comes with a status that the client does not expect
        with contextlib.suppress(ValueError):
            body = json.loads(body)
    code = body.get("code") if isinstance(body, dict) else None
    return BY_CODE.get(str(code)) or BY_STATUS.get(status, Failure.AWAY)


def _failure(result: object) -> Failure | None:
    return result if isinstance(result, Failure) else None
