"""Memory in DynamoDB: what was saved comes back, two writers lose nothing, and a bad table costs nothing but memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from ask_sdk_core.exceptions import PersistenceException
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from skill import envelope
from skill.errors import SettingsError
from skill.memory import dynamodb, dynamodb_client
from skill.memory.attribute_values import packed, unpacked
from skill.memory.dynamodb import KEPT, DynamoDBStore
from skill.memory.dynamodb_client import READ_SECONDS, REST, Client, Conflict
from skill.memory.merging import merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REQUESTS = Path(__file__).parent / "requests"
TABLE = "coach-memory"


def request(name: str = "how_to", **changes: Any) -> Any:
    payload = json.loads((REQUESTS / f"{name}.json").read_text())
    payload["request"]["requestId"] = changes.pop("request_id", "r1")
    if "new" in changes:
        payload["session"]["new"] = changes.pop("new")
    payload["context"]["System"].update(changes)
    return envelope.read(payload)


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")


@pytest.fixture
def aws() -> Iterator[Any]:
    """A DynamoDB inside this process, with the table in it."""
    with mock_aws():
        client = boto3.client("dynamodb")
        client.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        yield client


class Recorder:
    """A client that notes what is asked of the real one, and lets a test act in between."""

    def __init__(self, client: Any) -> None:
        self.client, self.calls, self.before = client, [], {}

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def call(**arguments: Any) -> Any:
            self.calls.append((operation, arguments))
            if queue := self.before.get(operation):
                queue.pop(0)()
            return getattr(self.client, operation)(**arguments)

        return call


@pytest.fixture
def recorder(aws: Any) -> Recorder:
    return Recorder(aws)


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(recorder: Recorder, clock: Clock) -> DynamoDBStore:
    return DynamoDBStore(TABLE, client=lambda: recorder, clock=clock)


def item(aws: Any, key: str = "amzn1.ask.account.TESTUSER") -> dict[str, Any]:
    return aws.get_item(TableName=TABLE, Key={"id": {"S": key}}).get("Item", {})


# Values.

FLOATS = st.floats(-1e100, 1e100).filter(lambda number: number == 0 or abs(number) > 1e-100)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**37), 10**37) | st.text() | FLOATS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_comes_back_as_it_went(value: Any) -> None:
    assert unpacked(packed(value)) == value


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 1e200, 1e-200, 10**38, {1, 2}, b"x", object()],
    ids=lambda value: type(value).__name__ + repr(value)[:12],
)
def test_a_value_that_dynamodb_would_refuse_is_refused_first(value: object) -> None:
    with pytest.raises(PersistenceException):
        packed(value)


@pytest.mark.parametrize(
    ("there", "here"), [({"SS": ["b", "a"]}, ["a", "b"]), ({"NS": ["2", "1.5"]}, [1.5, 2]), ({"B": b"x"}, None)]
)
def test_what_only_others_write_is_read_too(there: dict[str, Any], here: object) -> None:
    assert unpacked(there) == here


# Reading and writing.


def test_somebody_new_has_no_memory(store: DynamoDBStore) -> None:
    assert store.get_attributes(request()) == {}


def test_what_was_saved_comes_back_in_plain_types(store: DynamoDBStore) -> None:
    saved = {"level": "beginner", "heard": {"good_morning": 2}, "pace": 0.7, "avoid": ["superman"], "met": True}
    store.save_attributes(request(), saved)
    found = store.get_attributes(request(request_id="r2"))
    assert found == saved
    assert [type(found["heard"]["good_morning"]), type(found["pace"])] == [int, float]


def test_a_recognised_person_has_a_memory_of_their_own(store: DynamoDBStore) -> None:
    person = {"person": {"personId": "amzn1.ask.person.P"}}
    store.save_attributes(request(**person), {"level": "advanced"})
    assert store.get_attributes(request()) == {}
    assert store.get_attributes(request(**person)) == {"level": "advanced"}


def test_a_request_without_a_user_is_neither_read_nor_kept(store: DynamoDBStore, recorder: Recorder) -> None:
    nobody = request("audio_started", user=None)
    store.save_attributes(nobody, {"a": 1})
    assert store.get_attributes(nobody) == {}
    store.delete_attributes(nobody)
    assert recorder.calls == []


@pytest.mark.parametrize(
    ("name", "new", "consistent"), [("how_to", True, False), ("how_to", False, True), ("audio_started", None, True)]
)
def test_a_read_is_consistent_only_where_a_write_may_just_have_happened(
    store: DynamoDBStore, recorder: Recorder, name: str, new: bool | None, consistent: bool
) -> None:
    store.get_attributes(request(name, **({} if new is None else {"new": new})))
    assert recorder.calls[0][1]["ConsistentRead"] is consistent


def test_a_row_of_ask_sdks_own_adapter_can_be_read_and_written(store: DynamoDBStore, aws: Any) -> None:
    aws.put_item(
        TableName=TABLE, Item={"id": {"S": "amzn1.ask.account.TESTUSER"}, "attributes": {"M": {"n": {"N": "3"}}}}
    )
    assert store.get_attributes(request()) == {"n": 3}
    store.save_attributes(request(), {"n": 4})
    assert item(aws)["version"] == {"N": "1"}


# Two writers.


def test_two_requests_that_change_different_things_lose_nothing(store: DynamoDBStore) -> None:
    # GIVEN two requests that read the same row
    store.save_attributes(request(), {"level": "beginner", "heard": {"superman": 1}})
    one, two = request(request_id="one"), request(request_id="two")
    store.get_attributes(one)
    store.get_attributes(two)
    # WHEN both write
    store.save_attributes(one, {"level": "advanced", "heard": {"superman": 1, "bird_dog": 1}})
    store.save_attributes(two, {"level": "beginner", "heard": {"superman": 2}, "pace": "slow"})
    # THEN what either changed is there
    expected = {"level": "advanced", "pace": "slow", "heard": {"superman": 2, "bird_dog": 1}}
    assert store.get_attributes(request(request_id="three")) == expected


def test_a_request_that_could_not_read_overwrites_nothing(store: DynamoDBStore) -> None:
    store.save_attributes(request(), {"level": "advanced", "avoid": ["superman"]})
    store.save_attributes(request(request_id="blind"), {"pace": "slow", "level": "advanced", "avoid": ["superman"]})
    assert store.get_attributes(request())["avoid"] == ["superman"]


def test_two_first_visits_at_once_are_one_row(store: DynamoDBStore) -> None:
    one, two = request(request_id="one"), request(request_id="two")
    store.get_attributes(one)
    store.get_attributes(two)
    store.save_attributes(one, {"level": "beginner"})
    store.save_attributes(two, {"pace": "slow"})
    assert store.get_attributes(request()) == {"level": "beginner", "pace": "slow"}


def test_what_was_forgotten_meanwhile_is_not_written_again(store: DynamoDBStore, aws: Any) -> None:
    store.save_attributes(request(), {"level": "beginner"})
    late = request(request_id="late")
    store.get_attributes(late)
    store.delete_attributes(request(request_id="forget"))
    store.save_attributes(late, {"level": "beginner", "pace": "slow"})
    assert item(aws) == {}


def test_a_row_that_is_written_without_end_is_given_up(store: DynamoDBStore, recorder: Recorder) -> None:
    # GIVEN somebody who writes the row before each of our attempts
    store.save_attributes(request(), {"n": 0})
    store.get_attributes(request())
    other = DynamoDBStore(TABLE, client=lambda: recorder.client)
    recorder.before["update_item"] = [lambda: other.put("amzn1.ask.account.TESTUSER", {"other": 1})] * 9
    recorder.calls.clear()
    # THEN the attempts are bounded
    with pytest.raises(PersistenceException, match="too many writers"):
        store.save_attributes(request(), {"n": 1})
    assert [name for name, _ in recorder.calls].count("update_item") == dynamodb.ATTEMPTS


SMALL = st.dictionaries(
    st.sampled_from("abc"), st.integers(0, 2) | st.dictionaries(st.sampled_from("xy"), st.integers(0, 2)), max_size=3
)


@given(SMALL, SMALL, SMALL)
def test_merging_keeps_what_either_side_changed(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    assert merged(base, ours, base) == ours
    assert merged(base, base, theirs) == theirs
    for key, value in merged(base, ours, theirs).items():
        if isinstance(value, int):
            assert value in (ours.get(key), theirs.get(key))


# Time to live.


def test_every_save_starts_the_time_to_live_anew(store: DynamoDBStore, clock: Clock, aws: Any) -> None:
    store.save_attributes(request(), {"n": 1})
    assert item(aws)["expires"] == {"N": str(int(clock.now) + KEPT)}
    clock.now += 1000
    store.save_attributes(request(), {"n": 2})
    assert item(aws)["expires"] == {"N": str(int(clock.now) + KEPT)}


@pytest.mark.parametrize(("part", "refreshed"), [(0.4, False), (0.6, True)])
def test_a_visit_in_the_second_half_of_the_time_to_live_refreshes_it(
    store: DynamoDBStore, clock: Clock, aws: Any, part: float, refreshed: bool
) -> None:
    store.save_attributes(request(), {"n": 1})
    before = item(aws)["expires"]
    clock.now += KEPT * part
    assert store.get_attributes(request()) == {"n": 1}
    assert (item(aws)["expires"] != before) is refreshed


def test_a_refresh_that_fails_costs_nothing(store: DynamoDBStore, clock: Clock, recorder: Recorder) -> None:
    store.save_attributes(request(), {"n": 1})
    clock.now += KEPT * 0.9

    def fail() -> None:
        raise ConnectionError

    recorder.before["update_item"] = [fail]
    assert store.get_attributes(request()) == {"n": 1}


def test_an_expired_row_is_gone_before_dynamodb_removes_it(store: DynamoDBStore, clock: Clock) -> None:
    store.save_attributes(request(), {"n": 1})
    clock.now += KEPT + 1
    assert store.get_attributes(request()) == {}
    store.save_attributes(request(), {"n": 2})
    assert store.get_attributes(request()) == {"n": 2}


# Forgetting.


def test_forget_me_erases_one_person(store: DynamoDBStore, aws: Any) -> None:
    person = {"person": {"personId": "amzn1.ask.person.P"}}
    store.save_attributes(request(), {"n": 1})
    store.save_attributes(request(**person), {"n": 2})
    store.delete_attributes(request(**person))
    assert store.get_attributes(request()) == {"n": 1}
    assert item(aws, "amzn1.ask.person.P") == {}


def test_a_disabled_skill_leaves_no_row_of_anybody_in_the_household(store: DynamoDBStore, aws: Any) -> None:
    # GIVEN an account and two recognised persons
    store.save_attributes(request(), {"n": 1})
    for number in (1, 2):
        store.save_attributes(request(request_id=f"p{number}", person={"personId": f"person{number}"}), {"n": number})
    # WHEN the skill is disabled
    store.delete_attributes(request("event_skill_disabled"))
    # THEN the table is empty
    assert aws.scan(TableName=TABLE)["Items"] == []


def test_erasing_twice_is_fine(store: DynamoDBStore) -> None:
    store.delete_attributes(request("event_skill_disabled"))
    store.delete_attributes(request("event_skill_disabled"))


# A bad table, and no table.


def test_a_missing_table_is_one_clear_failure(aws: Any) -> None:
    store = DynamoDBStore("elsewhere", client=lambda: aws)
    with pytest.raises(PersistenceException, match="get_item failed: ResourceNotFoundException"):
        store.get_attributes(request())
    with pytest.raises(PersistenceException, match="get_item"):
        store.check()


def test_a_failure_names_no_key_and_no_value(store: DynamoDBStore, recorder: Recorder) -> None:
    def fail() -> None:
        raise RuntimeError("amzn1.ask.account.TESTUSER said level=beginner")

    recorder.before["get_item"] = [fail]
    with pytest.raises(PersistenceException) as caught:
        store.get_attributes(request())
    assert str(caught.value) == "get_item failed: RuntimeError"
    assert caught.value.__cause__ is None


def test_a_region_that_is_not_set_is_a_failure_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    with pytest.raises(PersistenceException, match="NoRegionError"):
        DynamoDBStore(TABLE).get_attributes(request())


class TimedOutError(Exception):
    """As botocore raises it."""

    response = None


class Hanging:
    """A client each of whose calls takes that long and then fails."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.now, self.tried = seconds, 0.0, 0

    def get_item(self, **arguments: object) -> None:
        self.tried += 1
        self.now += self.seconds
        raise TimedOutError


@pytest.mark.parametrize(("seconds", "tried"), [(2.0, 1), (0.1, 2)])
def test_a_table_that_hangs_is_left_alone_for_a_while_and_one_that_fails_fast_is_not(
    seconds: float, tried: int
) -> None:
    hanging = Hanging(seconds)
    client = Client(lambda: hanging, lambda: hanging.now)
    for _ in range(2):
        with pytest.raises(PersistenceException):
            client("get_item")
    assert hanging.tried == tried
    # AND it is tried again after its rest
    hanging.now += REST + 1
    with pytest.raises(PersistenceException, match="TimedOutError"):
        client("get_item")
    assert hanging.tried == tried + 1


def test_the_client_is_made_once_and_late() -> None:
    made: list[object] = []

    class Fine:
        def get_item(self, **arguments: object) -> dict[str, object]:
            return {}

    client = Client(lambda: made.append(1) or Fine())
    assert made == []
    client("get_item")
    client("get_item")
    assert made == [1]


def test_naming_a_table_imports_nothing() -> None:
    code = "import sys; from skill.memory.dynamodb import *; DynamoDBStore('t'); sys.exit('boto3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_real_client_gives_up_within_the_requests_budget() -> None:
    config = dynamodb_client.open_client().meta.config
    assert config.read_timeout == READ_SECONDS
    assert config.retries["total_max_attempts"] == 2
    # two attempts, and a pause of at most a second between them
    assert 2 * (config.read_timeout + config.connect_timeout) + 1 < 6


def test_boto3_that_is_not_installed_is_a_mistake_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamodb_client, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="pip install"):
        DynamoDBStore(TABLE)


def test_a_conflict_is_a_failure_too() -> None:
    assert issubclass(Conflict, PersistenceException)


# Rows, for moving and for the health check.


def test_rows_come_in_pages_and_without_bookkeeping(store: DynamoDBStore, recorder: Recorder, aws: Any) -> None:
    for number in range(5):
        store.put(f"user{number}", {"n": number})
    store.save_attributes(request(person={"personId": "p"}), {"n": 9})  # makes a row that only links
    scan = aws.scan
    aws.scan = lambda **arguments: scan(Limit=2, **arguments)
    assert dict(store.rows()) == {**{f"user{number}": {"n": number} for number in range(5)}, "p": {"n": 9}}


def test_putting_a_row_replaces_it(store: DynamoDBStore) -> None:
    store.put("user", {"n": 1})
    store.put("user", {"m": 2})
    assert dict(store.rows()) == {"user": {"m": 2}}


def test_a_good_table_passes_the_check(store: DynamoDBStore) -> None:
    store.check()


def test_the_readings_of_requests_are_not_kept_for_ever(store: DynamoDBStore) -> None:
    for number in range(300):
        store.get_attributes(request(request_id=str(number)))
    assert len(store._seen) == dynamodb._IN_PROGRESS
