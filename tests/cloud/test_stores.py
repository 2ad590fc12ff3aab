"""Memory in a DynamoDB that is a process of its own: killed in the middle of writing, gone, slow, and back again."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from ask_sdk_core.exceptions import PersistenceException

from skill import envelope
from skill.memory.dynamodb import DynamoDBStore
from skill.memory.dynamodb_client import open_client
from tests.cloud.conftest import TABLE, Database

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.cloud
REQUEST = json.loads((Path(__file__).parents[1] / "requests" / "how_to.json").read_text())


def request(user: str, number: int = 0) -> Any:
    changed = json.loads(json.dumps(REQUEST))
    changed["context"]["System"]["user"]["userId"] = user
    changed["request"]["requestId"] = f"{user}-{number}"
    changed["session"]["new"] = False
    return envelope.read(changed)


@pytest.fixture(params=["dynalite", "moto"])
def database(request: pytest.FixtureRequest) -> Database:
    return request.getfixturevalue(request.param)


def test_memory_goes_and_comes(database: Database) -> None:
    store = DynamoDBStore(TABLE, client=database.client)
    saved = {"level": "beginner", "pace": 0.7, "heard": {"good_morning": 3}, "avoid": [], "met": True, "name": ""}
    store.save_attributes(request("u"), saved)
    assert store.get_attributes(request("u", 1)) == saved
    store.delete_attributes(request("u", 2))
    assert store.get_attributes(request("u", 3)) == {}


def test_four_writers_of_one_row_lose_nothing(database: Database) -> None:
    # GIVEN four requests that have all read the row before any of them writes
    store = DynamoDBStore(TABLE, client=database.client)
    store.save_attributes(request("u"), {"heard": {}})
    requests = [request("u", number) for number in range(1, 5)]
    for each in requests:
        store.get_attributes(each)

    # WHEN they write at once, each a part of its own
    def write(number: int) -> None:
        store.save_attributes(requests[number], {"heard": {str(number): 1}})

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # THEN all parts are there
    assert store.get_attributes(request("u", 99)) == {"heard": {str(number): 1 for number in range(4)}}


def test_nothing_acknowledged_is_lost_when_the_database_is_killed_while_it_writes(dynalite: Database) -> None:
    acknowledged: dict[str, int] = {}
    stop = Event()

    def write() -> None:
        store = DynamoDBStore(TABLE, client=dynalite.client)
        number = 0
        while not stop.is_set():
            number += 1
            try:
                store.save_attributes(request(f"user{number % 50}", number), {"number": number})
                acknowledged[f"user{number % 50}"] = number
            except PersistenceException:
                stop.wait(0.01)

    # GIVEN a writer that never rests
    writer = Thread(target=write)
    writer.start()
    # WHEN the database is killed three times in the middle of it
    for _ in range(3):
        before = len(acknowledged) and max(acknowledged.values())
        while max(acknowledged.values(), default=0) < before + 50:
            time.sleep(0.01)
        dynalite.kill()
        dynalite.start()
    stop.set()
    writer.join()
    # THEN every row has at least what was acknowledged last
    rows = dict(DynamoDBStore(TABLE, client=dynalite.client).rows())
    lost = {user for user, number in acknowledged.items() if rows[user]["number"] < number}
    assert lost == set()
    assert max(acknowledged.values()) >= 150


def test_a_database_that_is_gone_fails_fast_and_is_back_when_it_is_back(dynalite: Database) -> None:
    store = DynamoDBStore(TABLE, client=dynalite.client)
    store.save_attributes(request("u"), {"n": 1})
    dynalite.kill()
    begun = time.monotonic()
    with pytest.raises(PersistenceException, match="EndpointConnectionError"):
        store.get_attributes(request("u", 1))
    assert time.monotonic() - begun < 2.5
    dynalite.start()
    within(6, lambda: store.get_attributes(request("u", 2)) == {"n": 1})


def within(seconds: float, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return
        except PersistenceException:
            time.sleep(0.05)
    raise AssertionError


def test_a_database_that_never_answers_costs_a_turn_less_than_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a server that takes connections and says nothing, and the real client
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{silent.getsockname()[1]}")
        store = DynamoDBStore(TABLE, client=open_client)
        # WHEN a turn reads and writes
        begun = time.monotonic()
        with pytest.raises(PersistenceException, match="ReadTimeout"):
            store.get_attributes(request("u"))
        with pytest.raises(PersistenceException, match="a moment ago"):
            store.save_attributes(request("u"), {"n": 1})
        # THEN both together stay within it: the second was not even tried
        assert time.monotonic() - begun < 4


def test_the_time_to_live_can_be_switched_on_with_our_attribute(moto: Database) -> None:
    client = moto.client()
    client.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"AttributeName": "expires", "Enabled": True})
    described = client.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]
    assert described == {"AttributeName": "expires", "TimeToLiveStatus": "ENABLED"}
    DynamoDBStore(TABLE, client=moto.client).save_attributes(request("u"), {"n": 1})
    item = client.get_item(TableName=TABLE, Key={"id": {"S": "u"}})["Item"]
    assert int(item["expires"]["N"]) > time.time() + 300 * 86_400


def test_a_transaction_of_somebody_else_is_seen_as_a_newer_version(moto: Database) -> None:
    # GIVEN a request that has read
    store, client = DynamoDBStore(TABLE, client=moto.client), moto.client()
    store.save_attributes(request("u"), {"n": 1})
    late = request("u", 1)
    store.get_attributes(late)
    # WHEN a maintenance job changes the row in a transaction, and the request then writes
    client.transact_write_items(
        TransactItems=[
            {
                "Update": {
                    "TableName": TABLE,
                    "Key": {"id": {"S": "u"}},
                    "UpdateExpression": "SET #a.repaired = :t, #v = :v",
                    "ExpressionAttributeNames": {"#a": "attributes", "#v": "version"},
                    "ExpressionAttributeValues": {":t": {"BOOL": True}, ":v": {"N": "2"}},
                }
            }
        ]
    )
    store.save_attributes(late, {"n": 2})
    # THEN both changes are there
    assert store.get_attributes(request("u", 2)) == {"n": 2, "repaired": True}
