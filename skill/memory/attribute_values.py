"""DynamoDB's typed values to and from plain JSON types: numbers come back as int and float, never as Decimal."""

from __future__ import annotations

from typing import Any

from ask_sdk_core.exceptions import PersistenceException

DIGITS = 38
"""DynamoDB keeps that many of a number."""


def packed(value: object) -> dict[str, Any]:
    """A JSON value as DynamoDB's API wants it.

    Raises:
        PersistenceException: it is no JSON value, or a number that DynamoDB would refuse.
    """
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int() | float():
            return {"N": _number(value)}
        case list() | tuple():
            return {"L": [packed(item) for item in value]}
        case dict():
            return {"M": {str(key): packed(item) for key, item in value.items()}}
    raise PersistenceException(f"a {type(value).__name__} cannot be kept in DynamoDB")


def unpacked(value: dict[str, Any]) -> Any:
    """What `packed` was given. Sets and bytes, which only others write, come back as lists and None."""
    [(kind, inner)] = value.items()
    match kind:
        case "S" | "BOOL":
            return inner
        case "N":
            return _plain(inner)
        case "L":
            return [unpacked(item) for item in inner]
        case "M":
            return {key: unpacked(item) for key, item in inner.items()}
        case "SS":
            return sorted(inner)
        case "NS":
            return sorted(_plain(item) for item in inner)
    return None


def _number(value: float) -> str:
    size = abs(value)
    if not (size < 10**DIGITS if isinstance(value, int) else size == 0 or 1e-130 < size < 1e126):
        raise PersistenceException("a number is outside DynamoDB's range")
    return repr(value)


def _plain(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)
