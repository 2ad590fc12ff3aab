"""A response made of ask-sdk's model objects becomes plain JSON values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ask_sdk_model.response_envelope import ResponseEnvelope

_SCALARS: Final = frozenset({str, int, float, bool, type(None)})


def write(response: ResponseEnvelope) -> dict[str, Any]:
    """Turn a response into JSON values, as ask-sdk's `DefaultSerializer` does; attributes that are None are left out.

    Raises:
        TypeError: something in it has no JSON form.
    """
    return cast("dict[str, Any]", _plain(response))


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is dict:
        return {key: _plain(part) for key, part in cast("dict[str, object]", value).items()}
    if kind is list or kind is tuple:
        return [_plain(part) for part in cast("list[object]", value)]
    names = _names(cast("Hashable", kind))
    if names is not None:
        return {key: _plain(part) for name, key in names if (part := getattr(value, name)) is not None}
    return _rare(value)


@cache
def _names(kind: type[Any]) -> tuple[tuple[str, str], ...] | None:
    """Attribute and JSON name of a model class, in its order; None for a class that is no model."""
    if not hasattr(kind, "deserialized_types"):
        return None
    return tuple((name, kind.attribute_map.get(name, name)) for name in kind.deserialized_types)


def _rare(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value % 1 == 0 else float(value)
    if isinstance(value, dict):
        return _plain(dict(value))
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"a {type(value).__name__} has no JSON form")
