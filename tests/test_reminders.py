"""Reminders as somebody hears them: agreed on, permitted, set, told, taken back; and each way of Alexa to say no."""

from __future__ import annotations

import json
import logging
import re

import pytest
import requests
import responses
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skill import log
from skill.builder import ROUTES
from skill.local.envelopes import request
from skill.memory.volatile import VolatileStore
from skill.service import Service
from tests.alexa_services import (
    DAILY,
    DIRECTIVES,
    MONDAYS,
    REMINDERS,
    TOKEN,
    ZONE,
    alert,
    calls,
    lists,
    refuses,
    somebody,
    takes_a_reminder,
    tells_the_zone,
)
from tests.conftest import COACH
from tests.limits import complaints
from tests.talking import Person, unheard

SCOPE = "alexa::alerts:reminders:skill:readwrite"
ASK_PERMISSION = {
    "type": "Connections.SendRequest",
    "name": "AskFor",
    "token": "daily 07:00",
    "payload": {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "2",
        "permissionScopes": [{"permissionScope": SCOPE, "consentLevel": "ACCOUNT"}],
    },
}


@pytest.fixture
def person(service):
    """Somebody whose device has reminders, and whose every answer keeps every limit."""
    return Careful(somebody(service))


class Careful:
    """Complains about an answer that breaks a limit."""

    def __init__(self, person):
        self.person, self.household = person, person.household

    def ask(self, name, **slots):
        return self.checked(self.person.ask(name, **slots))

    def send(self, body, **how):
        return self.checked(self.person.send(body, **how))

    def checked(self, heard):
        assert complaints(heard.response) == []
        return heard


def answers(person, status="ACCEPTED", token="daily 07:00", code="200", version=2, in_session=True):
    """What Alexa sends when the person has answered her."""
    payload = (
        {"permissionScopes": [{"permissionScope": SCOPE, "status": status}]} if version == 2 else {"status": status}
    )
    body = request(
        "Connections.Response", person.household, name="AskFor", status={"code": code}, payload=payload, token=token
    )
    return person.send(body, in_session=in_session)


# Agreeing.


@responses.activate
def test_nothing_is_set_before_exactly_that_is_agreed_on(person):
    heard = person.ask("Remind", days="daily", time="07:00")

    assert heard.open
    assert "every day at seven in the morning" in heard.text
    assert "every day at seven in the morning" in heard.reprompt
    assert calls() == []


@responses.activate
def test_yes_sets_it_and_says_again_what_was_set(person):
    tells_the_zone()
    takes_a_reminder()
    person.ask("Remind", days="monday_wednesday_friday", time="18:30")

    heard = person.ask("AMAZON.YesIntent")

    assert "every Monday, Wednesday and Friday at half past six in the evening" in heard.text
    assert [(method, url) for method, url, _ in calls()] == [("GET", ZONE), ("POST", REMINDERS)]
    trigger = calls()[1][2]["trigger"]
    assert trigger["timeZoneId"] == "Europe/Zurich"
    assert [rule.split(";")[1] for rule in trigger["recurrence"]["recurrenceRules"]] == [
        "BYDAY=MO",
        "BYDAY=WE",
        "BYDAY=FR",
    ]
    [spoken] = calls()[1][2]["alertInfo"]["spokenInfo"]["content"]
    assert spoken["locale"] == "en-US"
    assert "train your back" in spoken["text"]


@responses.activate
@pytest.mark.parametrize("word", ["AMAZON.NoIntent", "AMAZON.StopIntent", "AMAZON.RepeatIntent", "ListExercises"])
def test_anything_but_yes_sets_nothing(person, word):
    person.ask("Remind", days="daily", time="07:00")

    person.ask(word)

    assert calls() == []


@responses.activate
@pytest.mark.parametrize(
    "again", ["AMAZON.YesIntent", "AMAZON.RepeatIntent", "AMAZON.NextIntent", "AMAZON.StartOverIntent", "MoreIntent"]
)
@pytest.mark.parametrize(
    "before", [(), (("HowTo", {"exercise": "bird_dog"}),), (("StartWarmUp", {"style": "step_by_step"}),)]
)
def test_one_yes_sets_one_reminder(person, before, again):
    tells_the_zone()
    takes_a_reminder()
    for name, slots in before:
        person.ask(name, **slots)
    person.ask("Remind", days="daily", time="07:00")
    person.ask("AMAZON.YesIntent")

    person.ask(again)

    assert len([method for method, _, _ in calls() if method == "POST"]) == 1


@responses.activate
def test_after_the_answer_the_how_to_goes_on_where_it_was(person):
    tells_the_zone()
    takes_a_reminder()
    before = person.ask("HowTo", exercise="good_morning").state
    person.ask("Remind", days="daily", time="07:00")
    after = person.ask("AMAZON.YesIntent").state

    assert (after["phase"], after["asked"]) == (before["phase"], before["asked"])
    assert "hips" in person.ask("Ready").text


@responses.activate
def test_in_the_middle_of_a_routine_the_consent_is_asked_and_the_place_kept(person):
    tells_the_zone()
    takes_a_reminder()
    place = person.ask("StartWarmUp", style="step_by_step").state["place"]

    asked = person.ask("Remind", days="daily", time="07:00")
    done = person.ask("AMAZON.YesIntent")

    assert asked.text.endswith("every day at seven in the morning?")
    assert "remind you every day" in done.text
    assert done.state["place"][0] == place[0]


@responses.activate
def test_while_warning_signs_are_asked_for_reminders_wait(person):
    person.ask("Pain")

    heard = person.ask("Remind", days="daily", time="07:00")

    assert heard.state["phase"] == "checking"
    assert "wait" in heard.text


@pytest.mark.parametrize(
    ("said", "asked_for", "told"),
    [
        ({}, "days", {"days": "weekdays", "time": "07:00"}),
        ({"time": "07:00"}, "days", {"days": "weekdays"}),
        ({"days": "weekdays"}, "time", {"time": "07:00"}),
        ({"days": "weekdays", "time": "?"}, "time", {"time": "07:00"}),
        ({"days": "an_id_of_tomorrow", "time": "07:00"}, "days", {"days": "weekdays"}),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_told_is_kept(person, said, asked_for, told):
    heard = person.ask("Remind", **said)
    assert heard.open
    assert {"type": "Dialog.ElicitSlot", "slotToElicit": asked_for} in heard.directives

    done = person.ask("Remind", **told)

    assert "on weekdays at seven in the morning" in done.text


def test_days_that_nobody_knows_are_asked_for(person):
    heard = person.ask("Remind", days=unheard("every other blue moon"), time="07:00")

    assert "days" in heard.text.lower()


@pytest.mark.parametrize(("part", "said"), [("MO", "eight in the morning"), ("EV", "six in the evening")])
def test_a_part_of_a_day_gets_a_time_that_is_said(person, part, said):
    assert said in person.ask("Remind", days="daily", time=part).text


def test_a_question_in_between_keeps_the_question_for_the_time(person):
    person.ask("Remind", days="daily")
    heard = person.ask("AMAZON.HelpIntent")

    assert "remind you" in heard.text
    assert "every day at seven" in person.ask("Remind", time="07:00").text


SAID = st.one_of(
    st.sampled_from(sorted({name for route in ROUTES for name in route.names if name.endswith("Intent")})).map(
        lambda name: (name, {})
    ),
    st.sampled_from([
        ("RemindIntent", {"days": "daily", "time": "07:00"}),
        ("RemindIntent", {"time": "07:00"}),
        ("RemindIntent", {"days": "weekdays"}),
        ("SelectOptionIntent", {"ordinal": "1"}),
        ("HowToIntent", {"exercise": "bird_dog"}),
        ("StartWarmUpIntent", {"style": "step_by_step"}),
        ("permission", {"token": "tomorrow 07:00"}),
        ("permission", {"status": "DENIED"}),
        ("AMAZON.YesIntent", {}),
    ]),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(SAID, max_size=8), st.sampled_from(["AMAZON.YesIntent", "AMAZON.NextIntent", "ReadyIntent"]))
@example([("RemindIntent", {"days": "daily", "time": "07:00"})], "AMAZON.NextIntent")
@example([("permission", {"token": "tomorrow 07:00"})], "RemindIntent")
@example([("CancelReminderIntent", {})], "AMAZON.RepeatIntent")
@example([("CancelReminderIntent", {})], "AMAZON.NextIntent")
def test_whatever_is_said_only_a_yes_to_the_question_sets_a_reminder_and_only_a_word_of_its_own_cancels(said, last):
    person = somebody(Service(COACH, VolatileStore()))
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(ZONE, json="Europe/Zurich")
        mock.post(REMINDERS, json={"alertToken": "new", "status": "ON"})
        mock.post(DIRECTIVES, status=204)
        mock.get(REMINDERS, json={"alerts": [alert("a", DAILY), alert("b", MONDAYS)]})
        mock.delete(re.compile(f"{REMINDERS}/."), status=200)
        before = ""
        for name, slots in [*said, (last, {"days": "daily"} if last == "RemindIntent" else {})]:
            done = len(mock.calls)
            heard = answers(person, **slots) if name == "permission" else person.ask(name, **slots)
            sent = [(call.request.method, call.request.url) for call in list(mock.calls)[done:]]
            if ("POST", REMINDERS) in sent:
                assert name == "AMAZON.YesIntent"
                assert "remind you" in before
            if "DELETE" in {method for method, _ in sent}:
                assert name in {"CancelReminderIntent", "SelectOptionIntent", "ListExercisesIntent"}
                assert "cancel" in before or "go" in before
            before = heard.text


# The permission.


@pytest.fixture
def without_permission():
    """A person who agreed to a reminder and has never given the permission."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(ZONE, json="Europe/Zurich")
        mock.post(REMINDERS, json={"code": "UNAUTHORIZED", "message": "no"}, status=401)
        yield mock


def agreed(person):
    person.ask("Remind", days="daily", time="07:00")
    return person.ask("AMAZON.YesIntent")


def test_without_the_permission_alexa_is_to_ask_for_it(person, without_permission):
    heard = agreed(person)

    assert heard.directives == [ASK_PERMISSION]
    assert not heard.text
    assert "shouldEndSession" not in heard.body


@pytest.mark.parametrize("in_session", [True, False])
@pytest.mark.parametrize("version", [1, 2])
def test_once_permitted_it_is_set(person, without_permission, version, in_session):
    agreed(person)
    without_permission.replace("POST", REMINDERS, json={"alertToken": "new", "status": "ON"})

    heard = answers(person, version=version, in_session=in_session)

    assert "remind you every day at seven in the morning" in heard.text
    sent = json.loads(without_permission.calls[-1].request.body)
    assert sent["trigger"]["recurrence"]["recurrenceRules"] == DAILY


@pytest.mark.parametrize(
    "answer", [{"status": "DENIED"}, {"status": "NOT_ANSWERED"}, {"status": "SOMETHING_NEW"}, {"code": "500"}]
)
def test_without_a_yes_nothing_is_set_and_that_is_fine(person, without_permission, answer):
    agreed(person)
    before = len(without_permission.calls)

    heard = answers(person, **answer)

    assert heard.open
    assert "won't remind" in heard.text or "won't set any" in heard.text
    assert len(without_permission.calls) == before


def test_the_permission_is_asked_for_once_and_not_in_a_circle(person, without_permission):
    agreed(person)

    heard = answers(person)

    assert not heard.directives
    assert "not allowed" in heard.text


@responses.activate
@pytest.mark.parametrize("token", ["", "daily", "tomorrow 07:00", "daily 99:99", "\u2028 x y", "daily 07:00 extra"])
def test_an_answer_to_a_question_that_was_never_asked_sets_nothing(person, token):
    answers(person, token=token)

    assert calls() == []


@responses.activate
@pytest.mark.parametrize("payload", [None, {}, {"permissionScopes": "x"}, {"permissionScopes": [None]}, {"status": 1}])
def test_an_answer_of_a_shape_of_tomorrow_is_no_consent(person, payload):
    body = request("Connections.Response", person.household, name="AskFor", payload=payload, token="daily 07:00")

    person.send(body)

    assert calls() == []


# When Alexa says no.


@responses.activate
@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (400, "INVALID_TRIGGER", "did not take"),
        (403, "DEVICE_NOT_SUPPORTED", "has no reminders"),
        (403, "MAX_REMINDERS_EXCEEDED", "make room"),
        (429, "", "busy"),
        (500, "", "can't promise"),
        (503, "", "can't promise"),
    ],
)
def test_every_refusal_has_a_kind_sentence_and_the_talk_goes_on(person, status, code, said):
    tells_the_zone()
    refuses("POST", REMINDERS, status, code)

    heard = agreed(person)

    assert said in heard.text
    assert heard.open
    assert not heard.directives


@responses.activate
def test_a_service_that_does_not_answer_promises_nothing(person):
    tells_the_zone()
    responses.post(REMINDERS, body=requests.ReadTimeout())

    assert "can't promise" in agreed(person).text


@responses.activate
@pytest.mark.parametrize("status", [204, 401, 403, 429, 500])
def test_without_a_time_zone_no_reminder_is_set_at_a_wrong_hour(person, status):
    responses.get(ZONE, status=status)

    heard = agreed(person)

    assert "set" in heard.text
    assert [method for method, _, _ in calls()] == ["GET"]


@pytest.mark.parametrize("name", ["RemindIntent", "ListRemindersIntent", "CancelReminderIntent"])
def test_at_a_desk_there_is_nothing_that_could_remind(service, name):
    heard = Careful(Person(service)).ask(name, days="daily", time="07:00")

    assert "Echo" in heard.text
    assert heard.open


# Telling and cancelling.


@responses.activate
def test_reminders_are_told_in_one_sentence(person):
    lists(alert("a", DAILY), alert("b", MONDAYS))

    heard = person.ask("ListReminders")

    said = "two reminders: every day at seven in the morning and every Monday at half past six in the evening."
    assert said in heard.text


@responses.activate
def test_of_many_reminders_five_are_told(person):
    lists(*(alert(str(n), DAILY) for n in range(8)))

    heard = person.ask("ListReminders")

    assert "eight reminders" in heard.text
    assert "three more" in heard.text


@responses.activate
@pytest.mark.parametrize("name", ["ListReminders", "CancelReminder"])
def test_no_reminders_are_none(person, name):
    lists()

    assert "no reminders" in (text := person.ask(name).text.lower()) or "no reminder" in text


@responses.activate
def test_the_only_reminder_is_cancelled_at_once_and_named(person):
    lists(alert("a", DAILY))
    responses.delete(f"{REMINDERS}/a")

    heard = person.ask("CancelReminder")

    assert "every day at seven in the morning" in heard.text
    assert calls()[-1][:2] == ("DELETE", f"{REMINDERS}/a")


@responses.activate
def test_the_only_reminder_that_cannot_be_described_is_cancelled_too(person):
    lists(alert("a", []))
    responses.delete(f"{REMINDERS}/a")

    assert "ancelled" in person.ask("CancelReminder").text


@responses.activate
def test_of_several_the_coach_asks_which_and_cancels_that_one(person):
    lists(alert("a", DAILY), alert("b", MONDAYS))
    responses.delete(f"{REMINDERS}/b")
    asked = person.ask("CancelReminder")
    assert asked.open
    assert not [method for method, _, _ in calls() if method == "DELETE"]

    heard = person.ask("SelectOption", ordinal="2nd")

    assert "every Monday at half past six" in heard.text
    assert [url for method, url, _ in calls() if method == "DELETE"] == [f"{REMINDERS}/b"]
    assert "options" not in heard.state


@responses.activate
@pytest.mark.parametrize("all_", ["CancelReminder", "ListExercises"])
def test_all_of_them_go_with_a_word_in_between(person, all_):
    lists(alert("a", DAILY), alert("b", MONDAYS))
    responses.post(DIRECTIVES, status=204)
    for token in "ab":
        responses.delete(f"{REMINDERS}/{token}")
    person.ask("CancelReminder")

    heard = person.ask(all_)

    assert "all" in heard.text.lower()
    methods = [(method, url.rsplit("/", 1)[1]) for method, url, _ in calls()]
    assert methods[-3:] == [("POST", "directives"), ("DELETE", "a"), ("DELETE", "b")]


@responses.activate
def test_one_that_is_gone_already_is_no_trouble_among_all_but_a_failure_is_told(person):
    lists(alert("a", DAILY), alert("b", MONDAYS))
    responses.post(DIRECTIVES, status=500)
    refuses("DELETE", f"{REMINDERS}/a", 404, "ALERT_NOT_FOUND")
    gone = responses.delete(f"{REMINDERS}/b")
    person.ask("CancelReminder")
    assert "ancelled" in person.ask("CancelReminder").text

    responses.replace(responses.DELETE, gone.url, status=503)
    person.ask("CancelReminder")

    assert "can't promise" in person.ask("CancelReminder").text


@responses.activate
def test_one_that_was_cancelled_elsewhere_meanwhile_is_gone(person):
    first = responses.get(REMINDERS, json={"alerts": [alert("a", DAILY), alert("b", MONDAYS)]})
    person.ask("CancelReminder")
    responses.remove(first)
    lists(alert("b", MONDAYS))

    assert "gone" in person.ask("SelectOption", ordinal="1").text


@responses.activate
def test_where_all_is_but_one_nobody_has_to_wait(person):
    first = responses.get(REMINDERS, json={"alerts": [alert("a", DAILY), alert("b", MONDAYS)]})
    person.ask("CancelReminder")
    responses.remove(first)
    lists(alert("b", MONDAYS))
    responses.delete(f"{REMINDERS}/b")

    person.ask("CancelReminder")

    assert [method for method, _, _ in calls()] == ["GET", "GET", "DELETE"]


@responses.activate
def test_no_lets_all_reminders_be(person):
    lists(alert("a", DAILY), alert("b", MONDAYS))
    person.ask("CancelReminder")

    person.ask("AMAZON.NoIntent")
    heard = person.ask("ListExercises")

    assert "list" in json.dumps(heard.state).lower()
    assert not [method for method, _, _ in calls() if method == "DELETE"]


@responses.activate
@pytest.mark.parametrize("steps", [("ListReminders",), ("CancelReminder",), ("CancelReminder", "CancelReminder")])
@pytest.mark.parametrize(("status", "said"), [(401, "not allowed"), (429, "busy"), (500, "can't promise")])
def test_a_list_that_does_not_come_is_told(person, steps, status, said):
    first = responses.get(REMINDERS, json={"alerts": [alert("a", DAILY), alert("b", MONDAYS)]})
    for name in steps[:-1]:
        person.ask(name)
    responses.remove(first)
    refuses("GET", REMINDERS, status)

    assert said in person.ask(steps[-1]).text


@responses.activate
@pytest.mark.parametrize(("status", "said"), [(404, "gone"), (500, "can't promise")])
def test_a_cancelling_that_fails_is_told(person, status, said):
    lists(alert("a", DAILY))
    refuses("DELETE", f"{REMINDERS}/a", status)

    assert said in person.ask("CancelReminder").text


# What is kept.


@responses.activate
def test_nothing_about_reminders_is_stored_or_logged(person, store, caplog):
    with caplog.at_level(logging.DEBUG, logger=log.LOGGER.name):
        tells_the_zone()
        takes_a_reminder()
        person.ask("Remind", days="daily", time="07:00")
        person.ask("AMAZON.YesIntent")
        lists(alert("alert-token", DAILY), alert("b", MONDAYS))
        person.ask("CancelReminder")

    logged = " ".join(str(record.__dict__) for record in caplog.records)
    assert not any(secret in logged for secret in (TOKEN, "alert-token", "07:00", "Zurich"))
    assert "07:00" not in str(store.rows)
    assert "alert-token" not in str(store.rows)
