"""Alexa's own services as the documentation describes them: what they answer, and somebody whose device has them."""

from __future__ import annotations

import json

import responses

from tests.talking import Person

HOST = "https://api.amazonalexa.com"
REMINDERS = f"{HOST}/v1/alerts/reminders"
DIRECTIVES = f"{HOST}/v1/directives"
ZONE = f"{HOST}/v2/devices/amzn1.ask.device.local/settings/System.timeZone"
TOKEN = "the-token-of-this-request"
DAILY = ["FREQ=DAILY;BYHOUR=7;BYMINUTE=0;BYSECOND=0;INTERVAL=1"]
MONDAYS = ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=18;BYMINUTE=30;BYSECOND=0;INTERVAL=1"]


def alert(token, rules, status="ON"):
    """One reminder as Alexa lists it."""
    return {
        "alertToken": token,
        "createdTime": "2026-11-22T10:00:00.000Z",
        "updatedTime": "2026-11-22T10:00:00.000Z",
        "status": status,
        "trigger": {
            "type": "SCHEDULED_ABSOLUTE",
            "scheduledTime": "2026-11-23T07:00:00.000",
            "timeZoneId": "Europe/Zurich",
            "recurrence": {"startDateTime": "2026-11-23T07:00:00.000", "recurrenceRules": rules},
        },
        "alertInfo": {"spokenInfo": {"content": [{"locale": "en-US", "text": "Time to train."}]}},
        "pushNotification": {"status": "ENABLED"},
        "version": "1",
    }


def lists(*alerts):
    responses.get(REMINDERS, json={"totalCount": str(len(alerts)), "alerts": list(alerts), "links": None})


def tells_the_zone(name="Europe/Zurich"):
    responses.get(ZONE, json=name)


def takes_a_reminder():
    created = {"alertToken": "new", "createdTime": "2026-11-22T10:00:00.000Z", "status": "ON", "version": "1"}
    responses.post(REMINDERS, json={**created, "updatedTime": "2026-11-22T10:00:00.000Z", "href": "/v1/alerts/new"})


def refuses(method, url, status, code="", message="no"):
    responses.add(method, url, json={"code": code, "message": message}, status=status)


def calls():
    """What was sent, in order: method, address, body."""
    return [(c.request.method, c.request.url, json.loads(c.request.body or "null")) for c in responses.calls]


def somebody(service, **household):
    """Somebody whose device has reminders."""
    return Person(service, services=TOKEN, **household)
