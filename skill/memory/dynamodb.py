"""Memory in a DynamoDB table, one item for each person, with a version that two writers cannot both raise."""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.exceptions import PersistenceException

from skill.memory.attribute_values import packed, unpacked
from skill.memory.dynamodb_client import Client, Conflict, open_client, require_boto3
from skill.memory.merging import merged
from skill.memory.owner import account, owner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ask_sdk_model import RequestEnvelope

KEPT: Final = 400 * 86_400
"""Seconds for which a person who never comes back is remembered."""
ATTEMPTS: Final = 4
"""Writes that are tried while others write the same item."""
_IN_PROGRESS: Final = 256
"""Requests whose reading is kept for their writing."""
_NAMES: Final = {"#a": "attributes", "#v": "version", "#e": "expires"}
_UNCHANGED: Final = {False: "attribute_not_exists(#v)", True: "#v = :seen"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a request found when it read."""

    version: int = 0
    """0 where there was no item."""
    attributes: dict[str, Any] | None = None
    """None where there was no item, or an expired one."""
    expires: float = 0.0
    """When the item goes, in seconds since 1970."""


class DynamoDBStore(AbstractPersistenceAdapter):
    """Keeps attributes under the key `id`; `expires` is the table's time to live.

    Every failure is a `PersistenceException`, quickly: the skill then answers without memory.
    """

    def __init__(
        self, table: str, *, client: Callable[[], Any] | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """Name the table; nothing is imported or opened before the first use. `client` makes another client."""
        if client is None:
            require_boto3()
        self.table = table
        self._call = Client(client or open_client)
        self._clock = clock
        self._seen: OrderedDict[str, Seen] = OrderedDict()

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """Return what is kept of the request's person; empty for somebody new."""
        key = owner(request_envelope)
        if not key:
            return {}
        # At the start of a session nothing was written a moment ago, and the cheap read is right.
        session = request_envelope.session
        seen = self._read(key, consistent=not (session and session.new))
        self._note(request_envelope, seen)
        if seen.attributes is not None and seen.expires - self._clock() < KEPT / 2:
            with contextlib.suppress(PersistenceException):  # the next visit will do it
                self._link(key, account(request_envelope))
                self._keep_longer(key)
        return dict(seen.attributes or {})

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, Any]) -> None:
        """Keep attributes. What another request wrote meanwhile stays, unless this one changed the same attribute."""
        key = owner(request_envelope)
        if not key:
            return
        base = self._seen.get(_request(request_envelope)) or self._read(key)
        if not base.version:
            self._link(key, account(request_envelope))
        current, wanted = base, attributes
        for _ in range(ATTEMPTS):
            try:
                self._write(key, wanted, current.version)
            except Conflict:
                current = self._read(key)
                if base.version and not current.version:
                    return  # forgotten meanwhile: what a person had erased is not written again
                wanted = merged(base.attributes or {}, attributes, current.attributes or {})
            else:
                self._note(request_envelope, Seen(current.version + 1, wanted))
                return
        raise PersistenceException("too many writers at once")

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the request's person; an event of the account, such as a disabled skill, forgets all its persons."""
        key = owner(request_envelope)
        if not key:
            return
        self._seen.pop(_request(request_envelope), None)
        if _text(request_envelope, "object_type").startswith("AlexaSkillEvent."):
            item = self._call("get_item", **self._item(key), ConsistentRead=True).get("Item", {})
            for person in unpacked(item.get("persons", {"L": []})):
                self.delete(person)
        self.delete(key)

    # Rows by key, without Alexa: for moving to another store, and for the health check.

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every key with its attributes."""
        for item in self._items():
            if "attributes" in item:
                yield item["id"]["S"], unpacked(item["attributes"])

    def accounts(self) -> dict[str, str]:
        """The account of every person who is known beside it."""
        return {
            person: item["id"]["S"] for item in self._items() for person in unpacked(item.get("persons", {"L": []}))
        }

    def put(self, key: str, attributes: dict[str, Any], whose: str = "") -> None:
        """Write one row, of the account `whose` or an account's own, over whatever was there."""
        self._link(key, whose)
        self._write(key, attributes, self._read(key).version)

    def delete(self, key: str) -> None:
        """Erase one row; fine where there is none."""
        self._call("delete_item", **self._item(key))

    def check(self) -> None:
        """Raise PersistenceException where the table cannot be read."""
        self._call("get_item", **self._item("-"), ProjectionExpression="id")

    def _items(self) -> Iterator[dict[str, Any]]:
        start: dict[str, Any] = {}
        while True:
            page = self._call("scan", TableName=self.table, **start)
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _item(self, key: str) -> dict[str, Any]:
        return {"TableName": self.table, "Key": {"id": {"S": key}}}

    def _read(self, key: str, *, consistent: bool = True) -> Seen:
        item = self._call("get_item", **self._item(key), ConsistentRead=consistent).get("Item", {})
        expires = unpacked(item.get("expires", {"N": str(self._expiry())}))
        version = unpacked(item.get("version", {"N": "0"}))
        # DynamoDB takes up to two days to remove what has expired; for us it is gone.
        kept = "attributes" in item and expires > self._clock()
        return Seen(version, unpacked(item["attributes"]) if kept else None, expires)

    def _write(self, key: str, attributes: dict[str, Any], version: int) -> None:
        """Write the item if its version is still the one that was seen. Raises Conflict where it is not."""
        values = {
            ":a": packed(attributes),
            ":v": {"N": str(version + 1)},
            ":e": {"N": str(self._expiry())},
            **({":seen": {"N": str(version)}} if version else {}),
        }
        self._call(
            "update_item",
            **self._item(key),
            UpdateExpression="SET #a = :a, #v = :v, #e = :e",
            ConditionExpression=_UNCHANGED[bool(version)],
            ExpressionAttributeNames=_NAMES,
            ExpressionAttributeValues=values,
        )

    def _link(self, key: str, whose: str) -> None:
        """Note at the account that this person has an item, before the item is there: none is ever left behind."""
        if not whose or whose == key:
            return
        self._call(
            "update_item",
            **self._item(whose),
            UpdateExpression="ADD persons :p SET #e = :e",
            ExpressionAttributeNames={"#e": "expires"},
            ExpressionAttributeValues={":p": {"SS": [key]}, ":e": {"N": str(self._expiry())}},
        )

    def _keep_longer(self, key: str) -> None:
        self._call(
            "update_item",
            **self._item(key),
            UpdateExpression="SET #e = :e",
            ConditionExpression="attribute_exists(id)",
            ExpressionAttributeNames={"#e": "expires"},
            ExpressionAttributeValues={":e": {"N": str(self._expiry())}},
        )

    def _expiry(self) -> int:
        return int(self._clock()) + KEPT

    def _note(self, request_envelope: RequestEnvelope, seen: Seen) -> None:
        self._seen[_request(request_envelope)] = seen
        while len(self._seen) > _IN_PROGRESS:
            self._seen.popitem(last=False)


def _request(request_envelope: RequestEnvelope) -> str:
    return _text(request_envelope, "request_id")


def _text(request_envelope: RequestEnvelope, name: str) -> str:
    """A text of the request; empty where there is no request, as with a type that ask-sdk does not know."""
    return str(getattr(request_envelope.request, name, None) or "")
