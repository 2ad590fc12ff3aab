"""serverless.yml as text: what the function may do, how long it may take, what is watched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from ask_sdk_model import Context, RequestEnvelope, User
from ask_sdk_model.events.skillevents import SkillDisabledRequest
from ask_sdk_model.interfaces.system import SystemState

from skill.memory import dynamodb, dynamodb_client

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "serverless.yml").read_text())


@pytest.fixture(scope="module")
def resources(service: dict[str, Any]) -> dict[str, Any]:
    return service["resources"]["Resources"]


def test_the_function_may_do_what_a_turn_does_on_its_table_and_nothing_else(service: dict[str, Any]) -> None:
    [statement] = service["provider"]["iam"]["role"]["statements"]
    assert statement["Effect"] == "Allow"
    assert sorted(statement["Action"]) == ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]
    assert statement["Resource"] == {"Fn::GetAtt": ["Memory", "Arn"]}


def test_what_a_turn_does_is_what_the_function_may_do() -> None:
    # GIVEN a client that knows only the three operations of the policy
    used: set[str] = set()

    class Client:
        def get_item(self, **arguments: Any) -> dict[str, Any]:
            used.add("get_item")
            return {
                "Item": {"id": {"S": "u"}, "persons": {"SS": ["p"]}, "version": {"N": "1"}, "attributes": {"M": {}}}
            }

        def update_item(self, **arguments: Any) -> dict[str, Any]:
            used.add("update_item")
            return {}

        def delete_item(self, **arguments: Any) -> dict[str, Any]:
            used.add("delete_item")
            return {}

    envelope = RequestEnvelope(
        context=Context(system=SystemState(user=User(user_id="u"))), request=SkillDisabledRequest(request_id="r")
    )
    store = dynamodb.DynamoDBStore("t", client=Client)
    # WHEN everything that a turn can ask of the store is asked
    store.get_attributes(envelope)
    store.save_attributes(envelope, {"a": 1})
    store.delete_attributes(envelope)
    store.check()
    # THEN nothing else was called
    assert used == {"get_item", "update_item", "delete_item"}


def test_the_table_has_the_key_and_the_time_to_live_that_the_store_writes(resources: dict[str, Any]) -> None:
    table = resources["Memory"]["Properties"]
    assert table["KeySchema"] == [{"AttributeName": "id", "KeyType": "HASH"}]
    assert table["TimeToLiveSpecification"] == {"AttributeName": dynamodb._NAMES["#e"], "Enabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["SSESpecification"]["SSEEnabled"] is True


def test_the_function_gives_up_when_alexa_does_and_the_store_before(service: dict[str, Any]) -> None:
    assert service["provider"]["timeout"] <= 8
    hang = 2 * (dynamodb_client.CONNECT_SECONDS + dynamodb_client.READ_SECONDS) + 1
    assert hang < 6 < service["provider"]["timeout"]


def test_nobody_but_the_skill_may_call_the_function(service: dict[str, Any]) -> None:
    [event] = service["functions"]["coach"]["events"]
    assert "BACKCOACH_SKILL_ID" in event["alexaSkill"]
    assert service["provider"]["environment"]["BACKCOACH_SKILL_ID"] == event["alexaSkill"]


def test_stored_data_outlives_the_stack(resources: dict[str, Any]) -> None:
    for name in ("Memory", "Audio"):
        assert resources[name]["DeletionPolicy"] == resources[name]["UpdateReplacePolicy"] == "Retain"


def test_the_bucket_is_open_to_its_delivery_only(resources: dict[str, Any]) -> None:
    assert all(resources["Audio"]["Properties"]["PublicAccessBlockConfiguration"].values())
    [statement] = resources["AudioPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert statement["Action"] == "s3:GetObject"
    assert "AWS:SourceArn" in statement["Condition"]["StringEquals"]


def test_errors_throttles_slowness_and_lost_memory_raise_an_alarm(resources: dict[str, Any]) -> None:
    alarms = [each["Properties"] for each in resources.values() if each["Type"] == "AWS::CloudWatch::Alarm"]
    watched = {alarm["MetricName"].partition("-")[0]: alarm for alarm in alarms}
    assert watched.keys() == {"Errors", "Throttles", "Duration", "StoreFailures"}
    assert watched["Duration"]["ExtendedStatistic"] == "p99"
    assert all(alarm["AlarmActions"] == [{"Ref": "Alarms"}] for alarm in alarms)


def test_the_alarm_of_the_store_looks_for_the_line_that_the_skill_logs(resources: dict[str, Any]) -> None:
    pattern = resources["StoreFailures"]["Properties"]["FilterPattern"]
    said = (ROOT / "skill" / "alexa.py").read_text()
    assert pattern == '{ $.event = "store failed to *" }'
    assert '"store failed to read"' in said
    assert '"store failed to write"' in said


def test_logs_do_not_stay_for_ever(service: dict[str, Any]) -> None:
    assert service["provider"]["logRetentionInDays"] == "${param:logDays}"
    assert all(stage["logDays"] <= 90 for stage in service["params"].values())
