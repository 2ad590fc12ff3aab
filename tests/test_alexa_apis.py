"""The gate to Alexa's services: what is sent word for word, and every way in which they fail."""

from __future__ import annotations

import json
import logging
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
import responses
from hypothesis import given
from hypothesis import strategies as st

import interaction_model
from skill.alexa_apis import gate as gates
from skill.alexa_apis.gate import open_gate
from skill.alexa_apis.port import Failure, Reminder
from skill.alexa_apis.when import DAYS, PARTS, WEEK, When, clock, from_rules
from skill.coach import wording
from tests.alexa_services import (
    DAILY,
    DIRECTIVES,
    HOST,
    MONDAYS,
    REMINDERS,
    TOKEN,
    ZONE,
    alert,
    calls,
    lists,
    refuses,
    takes_a_reminder,
    tells_the_zone,
)

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC).timestamp()
WHENS = st.builds(
    When,
    st.sets(st.sampled_from(WEEK), min_size=1).map(lambda days: tuple(sorted(days, key=WEEK.index))),
    st.integers(0, 23),
    st.integers(0, 59),
)


@pytest.fixture
def gate():
    return open_gate(HOST, TOKEN, "amzn1.ask.device.local", "amzn1.echo-api.request.1", "en-GB")


# Which services there are.


@pytest.mark.parametrize(
    "endpoint", [HOST, "https://api.eu.amazonalexa.com", "https://api.fe.amazonalexa.com/", "https://api.fe.amazon.com"]
)
def test_every_host_that_the_documentation_names_is_one_of_alexas(endpoint):
    assert open_gate(endpoint, TOKEN, "d", "r", "en-US")


@pytest.mark.parametrize(
    ("endpoint", "token"),
    [
        (HOST, ""),
        ("", TOKEN),
        ("http://api.amazonalexa.com", TOKEN),
        ("https://api.amazonalexa.com.example.org", TOKEN),
        ("https://example.org/api.amazonalexa.com", TOKEN),
        ("https://api.amazonalexa.com@example.org", TOKEN),
        ("https://169.254.169.254", TOKEN),
    ],
)
def test_a_token_is_sent_to_nobody_else(endpoint, token):
    assert open_gate(endpoint, token, "d", "r", "en-US") is None


def test_the_gate_never_shows_its_token(gate):
    assert TOKEN not in f"{gate!r} {gate!s}"


# What is sent.


@responses.activate
def test_the_time_zone_is_asked_of_the_device(gate):
    tells_the_zone()

    assert gate.time_zone() == "Europe/Zurich"
    assert calls() == [("GET", ZONE, None)]
    assert responses.calls[0].request.headers["Authorization"] == f"Bearer {TOKEN}"


@responses.activate
def test_a_reminder_is_sent_with_its_time_zone_recurrence_and_text(gate):
    takes_a_reminder()

    assert gate.remind(When(("MO", "WE"), 7, 30), "Time to train.", SUNDAY, "Europe/Zurich") is None

    [(method, url, body)] = calls()
    assert (method, url) == ("POST", REMINDERS)
    assert body == {
        "requestTime": "2026-11-22T10:00:00",
        "trigger": {
            "type": "SCHEDULED_ABSOLUTE",
            "scheduledTime": "2026-11-23T07:30:00",
            "timeZoneId": "Europe/Zurich",
            "recurrence": {
                "startDateTime": "2026-11-23T07:30:00",
                "recurrenceRules": [
                    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=7;BYMINUTE=30;BYSECOND=0;INTERVAL=1",
                    "FREQ=WEEKLY;BYDAY=WE;BYHOUR=7;BYMINUTE=30;BYSECOND=0;INTERVAL=1",
                ],
            },
        },
        "alertInfo": {"spokenInfo": {"content": [{"locale": "en-GB", "text": "Time to train."}]}},
        "pushNotification": {"status": "ENABLED"},
    }
    headers = responses.calls[0].request.headers
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Content-type"] == "application/json"


@responses.activate
def test_reminders_that_are_over_are_not_listed(gate):
    lists(alert("a", DAILY), alert("b", MONDAYS, status="COMPLETED"), alert("c", MONDAYS))

    assert gate.reminders() == (Reminder("a", When(WEEK, 7, 0)), Reminder("c", When(("MO",), 18, 30)))


@responses.activate
def test_a_reminder_with_a_rule_that_we_never_write_is_listed_without_a_time(gate):
    lists(alert("a", ["FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=7;BYMINUTE=0"]), {**alert("b", DAILY), "trigger": None})

    assert gate.reminders() == (Reminder("a", None), Reminder("b", None))


@responses.activate
def test_a_reminder_is_cancelled_by_its_token(gate):
    responses.delete(f"{REMINDERS}/a%2Fb", status=200)

    assert gate.cancel("a/b") is None
    assert calls() == [("DELETE", f"{REMINDERS}/a%2Fb", None)]


@responses.activate
def test_a_word_in_between_names_the_request_that_it_belongs_to(gate):
    responses.post(DIRECTIVES, status=204)

    gate.meanwhile("<speak>One moment.</speak>")

    assert calls() == [
        (
            "POST",
            DIRECTIVES,
            {
                "header": {"requestId": "amzn1.echo-api.request.1"},
                "directive": {"type": "VoicePlayer.Speak", "speech": "<speak>One moment.</speak>"},
            },
        )
    ]


# What may go wrong.


@responses.activate
@pytest.mark.parametrize("status", [204, 401, 403, 429, 500, 503])
def test_a_time_zone_that_is_not_told_is_none(gate, status):
    responses.get(ZONE, status=status)

    assert gate.time_zone() is None


@responses.activate
@pytest.mark.parametrize("body", [requests.ConnectTimeout("slow"), requests.ReadTimeout("slow"), OSError("no DNS")])
def test_a_network_in_trouble_is_a_value(gate, body):
    for method, url in (("GET", ZONE), ("GET", REMINDERS), ("POST", REMINDERS), ("DELETE", f"{REMINDERS}/a")):
        responses.add(method, url, body=body)
    responses.post(DIRECTIVES, body=body)

    assert gate.time_zone() is None
    assert gate.reminders() is Failure.AWAY
    assert gate.remind(When(WEEK, 7, 0), "x", SUNDAY, "UTC") is Failure.AWAY
    assert gate.cancel("a") is Failure.AWAY
    gate.meanwhile("<speak>One moment.</speak>")


FAILURES = [
    (400, "INVALID_BEARER", Failure.REFUSED),
    (401, "", Failure.NOT_ALLOWED),
    (403, "FORBIDDEN", Failure.NOT_ALLOWED),
    (403, "DEVICE_NOT_SUPPORTED", Failure.UNSUPPORTED),
    (403, "MAX_REMINDERS_EXCEEDED", Failure.FULL),
    (404, "ALERT_NOT_FOUND", Failure.GONE),
    (429, "RATE_EXCEEDED", Failure.BUSY),
    (500, "INTERNAL", Failure.AWAY),
    (503, "", Failure.AWAY),
    (504, "DEVICE_OFFLINE", Failure.AWAY),
    (302, "", Failure.AWAY),
]


@responses.activate
@pytest.mark.parametrize(("status", "code", "failure"), FAILURES)
def test_every_error_of_the_reminders_is_a_value_of_its_own(gate, status, code, failure):
    for method, url in (("GET", REMINDERS), ("POST", REMINDERS), ("DELETE", f"{REMINDERS}/a")):
        refuses(method, url, status, code)

    assert gate.remind(When(WEEK, 7, 0), "x", SUNDAY, "UTC") is failure
    assert gate.reminders() is failure
    assert gate.cancel("a") is failure


@responses.activate
@pytest.mark.parametrize("body", ["", "<html>", "[1]", '"no"', "\ufeff{}"])
def test_an_error_whose_body_makes_no_sense_counts_by_its_status(gate, body):
    responses.post(REMINDERS, body=body, status=403)
    responses.get(REMINDERS, body=body, status=401)

    assert gate.remind(When(WEEK, 7, 0), "x", SUNDAY, "UTC") is Failure.NOT_ALLOWED
    assert gate.reminders() is Failure.NOT_ALLOWED


@responses.activate
@pytest.mark.parametrize("body", [b"\xff{", b"{", b"", b"[]", b'{"alerts": [{"status": "ON"}]}', b'{"alerts": {}}'])
def test_a_success_that_makes_no_sense_is_no_success(gate, body):
    responses.get(REMINDERS, body=body)

    assert gate.reminders() is Failure.AWAY


@responses.activate
def test_a_redirect_is_not_followed(gate):
    responses.get(REMINDERS, status=302, headers={"Location": "https://example.org/"})
    responses.get("https://example.org/", json={"alerts": []})

    assert gate.reminders() is Failure.AWAY
    assert len(responses.calls) == 1


@responses.activate
def test_all_calls_of_a_turn_together_keep_within_their_share_of_its_time(gate, monkeypatch):
    # GIVEN services each of which connects and answers in the last moment that it has
    now, spent = [100.0], []

    def slow(request):
        limit = request.req_kwargs["timeout"]
        spent.append(limit)
        now[0] += 2 * limit
        return 429, {}, json.dumps({"code": "", "message": ""})

    monkeypatch.setattr(gates.time, "monotonic", lambda: now[0])
    responses.add_callback("GET", REMINDERS, slow)

    for _ in range(6):
        gate.reminders()

    assert spent[0] == gates.CALL_SECONDS
    assert sum(2 * limit for limit in spent) <= gates.TURN_SECONDS + 6 * 2 * gates.SHORTEST


@responses.activate
def test_a_failure_is_logged_without_token_device_or_words(gate, caplog):
    responses.post(REMINDERS, body=requests.ConnectionError(f"{TOKEN} to {ZONE}"))

    with caplog.at_level(logging.WARNING, logger="skill"):
        gate.remind(When(WEEK, 7, 0), "Time to train.", SUNDAY, "UTC")

    [record] = caplog.records
    assert record.fields == {"service": "remind", "failure": "away"}
    assert TOKEN not in caplog.text
    assert "device" not in caplog.text


# When.


def test_all_days_that_can_be_said_are_known():
    slots = tomllib.loads((Path(interaction_model.__file__).parent / "slots.toml").read_text(encoding="utf-8"))

    assert set(DAYS) == {each["id"] for each in slots["types"]["DaysType"]}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("07:30", (7, 30)), ("7:30", (7, 30)), ("00:00", (0, 0)), ("23:59", (23, 59)), ("MO", (8, 0)), ("NI", (21, 0))],
)
def test_a_time_is_read(said, meant):
    assert clock(said) == meant


@pytest.mark.parametrize("said", ["", "?", "24:00", "12:60", "noonish", "123:00", "7", "-1:30", "07:30:00"])
def test_what_is_no_time_is_none(said):
    assert clock(said) is None


def test_every_part_of_a_day_has_a_time():
    assert all(clock(part) for part in PARTS)


@given(WHENS)
def test_rules_are_read_as_they_were_meant(when):
    assert from_rules(when.rules) == when


@pytest.mark.parametrize(
    "rules",
    [[], [""], ["FREQ=DAILY"], [*DAILY, *MONDAYS], ["FREQ=WEEKLY;BYHOUR=7;BYMINUTE=0"], ["BYHOUR=99;BYMINUTE=0"]],
)
def test_rules_that_we_never_write_mean_nothing(rules):
    assert from_rules(rules) is None


@given(WHENS, st.integers(0, 2**31), st.sampled_from(["Europe/Zurich", "America/Los_Angeles", "Asia/Kolkata", "UTC"]))
def test_the_first_time_is_the_next_one_on_those_days(when, seconds, zone):
    from zoneinfo import ZoneInfo

    now = datetime.fromtimestamp(seconds, ZoneInfo(zone)).replace(tzinfo=None)

    first = when.first(seconds, zone)

    assert (first.hour, first.minute, first.second) == (when.hour, when.minute, 0)
    assert WEEK[first.weekday()] in when.days
    assert 0 < (first - now).total_seconds() <= 7 * 86_400
    assert first.tzinfo is None


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime"])
def test_in_a_zone_that_this_machine_does_not_know_the_first_time_is_ahead_wherever_that_is(zone):
    assert When(WEEK, 23, 0).first(SUNDAY, zone) == datetime(2026, 11, 23, 23, 0)  # noqa: DTZ001 - a wall clock's


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (12, 0, "noon"),
        (7, 0, "seven in the morning"),
        (18, 30, "half past six in the evening"),
        (0, 30, "half past twelve at night"),
        (12, 5, "twelve oh five in the afternoon"),
        (16, 45, "four forty five in the afternoon"),
        (21, 15, "nine fifteen at night"),
    ],
)
def test_a_time_of_day_is_said_as_people_say_it(hour, minute, said):
    assert wording.clock(hour, minute) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (WEEK, "every day"),
        (WEEK[:5], "on weekdays"),
        (WEEK[5:], "on weekends"),
        (("TU",), "every Tuesday"),
        (("MO", "WE", "FR"), "every Monday, Wednesday and Friday"),
    ],
)
def test_days_are_said_as_people_say_them(days, said):
    assert wording.weekly(days) == said
