"""Moving memory between stores: all rows, both ways, households too, and nothing that was newer is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from skill.local.cli import main
from skill.local.commands.migrate import copy
from skill.memory.dynamodb import DynamoDBStore
from skill.memory.sqlite import SQLiteStore
from skill.service import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = "coach-memory"
ROWS = {
    "account": {"level": "beginner", "pace": 0.7, "heard": {"good_morning": 2}, "avoid": []},
    "person": {"met": True},
}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[DynamoDBStore]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    with mock_aws():
        boto3.client("dynamodb").create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        open_store.cache_clear()
        yield DynamoDBStore(TABLE)
    open_store.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(tmp_path / "memory.db")
    yield store
    store.close()


def filled(store: Any) -> Any:
    store.put("account", ROWS["account"])
    store.put("person", ROWS["person"], "account")
    return store


def test_a_file_moves_into_a_table_and_back(table: DynamoDBStore, file: SQLiteStore, tmp_path: Path) -> None:
    # GIVEN a file with an account and a person of it
    filled(file)
    # WHEN it moves into a table, and from there into another file
    assert copy(file, table) == (2, 0)
    other = SQLiteStore(tmp_path / "other.db")
    assert copy(table, other) == (2, 0)
    # THEN rows and household are what they were
    assert dict(table.rows()) == dict(other.rows()) == ROWS
    assert table.accounts() == other.accounts() == {"person": "account"}
    other.close()


def test_rows_that_are_there_are_left_unless_they_shall_be_replaced(table: DynamoDBStore, file: SQLiteStore) -> None:
    filled(file)
    table.put("account", {"level": "advanced"})
    assert copy(file, table) == (1, 1)
    assert dict(table.rows())["account"] == {"level": "advanced"}
    assert copy(file, table, overwrite=True) == (2, 0)
    assert dict(table.rows()) == ROWS


def test_moving_twice_changes_nothing(table: DynamoDBStore, file: SQLiteStore) -> None:
    copy(filled(file), table)
    assert copy(file, table) == (0, 2)
    assert dict(table.rows()) == ROWS


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(
        st.text("abc", min_size=1), st.dictionaries(st.text("xy", min_size=1), st.integers(0, 9)), max_size=5
    )
)
def test_every_row_arrives(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, dict[str, int]]) -> None:
    folder = tmp_path_factory.mktemp("move")
    one, two = SQLiteStore(folder / "one.db"), SQLiteStore(folder / "two.db")
    for key, attributes in rows.items():
        one.put(key, attributes)
    copy(one, two)
    assert dict(two.rows()) == rows
    one.close()
    two.close()


def test_the_command_says_how_many(table: DynamoDBStore, file: SQLiteStore, capsys: pytest.CaptureFixture[str]) -> None:
    filled(file)
    assert main(["migrate", f"sqlite:///{file.path}", f"dynamodb://{TABLE}"]) == 0
    assert capsys.readouterr().out == "2 copied, 0 left as they were\n"


@pytest.mark.parametrize(
    ("source", "goal", "message"),
    [
        ("memory", "dynamodb://t", "keeps nothing to move"),
        ("dynamodb://t", "dynamodb://t", "one and the same"),
        ("dynamodb://missing", "dynamodb://coach-memory", "ResourceNotFoundException"),
        ("postgres://x", "memory", "it can be memory"),
    ],
)
def test_what_cannot_be_moved_is_said(
    table: DynamoDBStore, source: str, goal: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate", source, goal]) == 2
    assert message in capsys.readouterr().err
