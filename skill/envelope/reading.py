"""A parsed request becomes ask-sdk's model objects, by one reader for each type name. No request is judged here."""

from __future__ import annotations

import logging
from datetime import datetime
from enum import Enum
from functools import cache
from importlib import import_module
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from skill.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ask_sdk_model.request_envelope import RequestEnvelope

    Reader = Callable[[object], object]

T = TypeVar("T")

logger = logging.getLogger(__name__)

_UNKNOWN: Final = object()
"""What a reader gives for an enum value or a discriminator that this ask-sdk has never heard of."""


class EnvelopeError(CoachError):
    """The JSON has not the shape of an Alexa request; the message names the place and what was expected there."""

    def __init__(self, expected: str, found: object = None, where: str = "") -> None:
        """Keep the parts, so that every level on the way out can put its name in front."""
        self.expected, self.found, self.where = expected, found, where
        super().__init__(f"{where or 'the request'}: {expected} is expected, not {_kind(found)}")

    def inside(self, key: object) -> EnvelopeError:
        """The same mistake, seen from one level further out."""
        return EnvelopeError(self.expected, self.found, f"{key}.{self.where}" if self.where else str(key))


def read(envelope: object) -> RequestEnvelope:
    """Build the objects that ask-sdk's `DefaultSerializer` would build from a parsed request.

    What this version of ask-sdk does not know counts as not sent: an unknown request type gives `request = None`, an
    unknown enum value or slot value type gives None, an unknown viewport is left out. Unknown properties are kept as
    attributes, as ask-sdk keeps them.

    Raises:
        EnvelopeError: an object, list or scalar is where another of them belongs, or the request has no type, or an
            intent request no intent name.
    """
    try:
        model = _reader("ask_sdk_model.request_envelope.RequestEnvelope")(envelope)
    except RecursionError:
        raise EnvelopeError("an object of moderate depth", envelope) from None
    _require(cast("dict[str, Any]", envelope))
    return cast("RequestEnvelope", model)


def request_type(envelope: object) -> str:
    """The request's type as it was sent, for the log; empty where there is none."""
    request = envelope.get("request") if isinstance(envelope, dict) else None
    kind = request.get("type") if isinstance(request, dict) else None
    return kind if isinstance(kind, str) else ""


def _require(envelope: Mapping[str, Any]) -> None:
    """Check the parts without which nothing can be answered."""
    kind = request_type(envelope)
    if not kind:
        raise EnvelopeError("text", where="request.type")
    if kind == "IntentRequest" and not (envelope["request"].get("intent") or {}).get("name"):
        raise EnvelopeError("text", where="request.intent.name")


@cache
def _reader(type_name: str) -> Reader:
    if type_name in _READERS:
        return _READERS[type_name]
    if type_name.startswith("list["):
        return _list_of(type_name.removeprefix("list[").removesuffix("]"))
    if type_name.startswith("dict("):
        return _dict_of(type_name.removesuffix(")").partition(", ")[2])
    cls = _class(type_name)
    if issubclass(cls, Enum):
        return _enum(cls)
    return _one_of(cls) if hasattr(cls, "get_real_child_model") else _model(type_name)


def _class(type_name: str) -> type[Any]:
    module, _, name = type_name.rpartition(".")
    return cast("type[Any]", getattr(import_module(module), name))


def _list_of(item_type: str) -> Reader:
    """Items of a model class; a null among them stays, an unknown one goes."""

    def read_list(value: object) -> object:
        if not isinstance(value, list):
            raise EnvelopeError("a list", value)
        return [found for key, item in enumerate(value) if (found := _part(item_type, item, key)) is not _UNKNOWN]

    return read_list


def _dict_of(item_type: str) -> Reader:
    def read_dict(value: object) -> object:
        if not isinstance(value, dict):
            raise EnvelopeError("an object", value)
        return {key: found for key, item in value.items() if (found := _part(item_type, item, key)) is not _UNKNOWN}

    return read_dict


def _part(type_name: str, value: object, key: object) -> object:
    try:
        return None if value is None else _reader(type_name)(value)
    except EnvelopeError as error:
        raise error.inside(key) from None


def _enum(cls: type[Enum]) -> Reader:
    members = {member.value: member for member in cls}

    def read_enum(value: object) -> object:
        if isinstance(value, dict | list):
            raise EnvelopeError("text", value)
        return members[value] if value in members else _unknown(cls, value)

    return read_enum


def _one_of(base: type[Any]) -> Reader:
    """The reader of a class whose real child is named by a property of the payload, such as `type`."""
    discriminator: str = base.json_discriminator_key
    children: Mapping[str, str] = base.discriminator_value_class_map

    def read_child(value: object) -> object:
        if not isinstance(value, dict):
            raise EnvelopeError("an object", value)
        kind = value.get(discriminator, "")
        if not isinstance(kind, str):
            raise EnvelopeError("text", kind, discriminator)
        return _model(children[kind])(value) if kind in children else _unknown(base, kind)

    return read_child


def _unknown(cls: type, value: object) -> object:
    logger.warning("unknown %s %.80r", cls.__name__, value)
    return _UNKNOWN


@cache
def _model(type_name: str) -> Reader:
    """The reader of exactly this class. The classes of its parts are imported when a part first occurs."""
    cls = _class(type_name)
    blank = vars(cls())
    names = cls.attribute_map
    types = {names.get(name, name): (name, kind) for name, kind in cls.deserialized_types.items()}
    readers: dict[str, tuple[str, Reader]] = {}

    def resolve(key: str) -> tuple[str, Reader]:
        if key in types:
            name, kind = types[key]
            return readers.setdefault(key, (name, _reader(kind)))
        # A stranger's name never covers one of ours, and is not remembered: senders could fill the memory with names.
        return ("", _as_it_is) if key in blank or hasattr(cls, key) else (key, _as_it_is)

    def read_model(value: object) -> object:
        if not isinstance(value, dict):
            raise EnvelopeError("an object", value)
        model = object.__new__(cls)
        state = model.__dict__
        state.update(blank)
        for key, part in value.items():
            name, read_part = readers.get(key) or resolve(key)
            try:
                found = None if part is None else read_part(part)
            except EnvelopeError as error:
                raise error.inside(key) from None
            if name and found is not _UNKNOWN:
                state[name] = found
        return model

    return read_model


def _as_it_is(value: object) -> object:
    return value


def _text(value: object) -> object:
    return value if isinstance(value, str) else _converted(value, str, "text")


def _whole(value: object) -> object:
    return _converted(value, int, "a whole number")


def _real(value: object) -> object:
    number = _converted(value, float, "a number")
    if not isfinite(number):
        raise EnvelopeError("a number", value)
    return number


def _converted(value: object, to: Callable[[Any], T], expected: str) -> T:
    """Turn one scalar into another, as ask-sdk does; what is neither text nor a number is refused."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            return to(value)
        except (ValueError, OverflowError):
            pass
    raise EnvelopeError(expected, value)


def _truth(value: object) -> object:
    if not isinstance(value, bool):
        raise EnvelopeError("true or false", value)
    return value


def _moment(value: object) -> object:
    try:
        return datetime.fromisoformat(cast("str", value))
    except (TypeError, ValueError):
        raise EnvelopeError("a date and time in ISO 8601", value) from None


def _copy(value: object) -> object:
    """A free-form object, such as the session's attributes: a new one, so that nobody changes the request."""
    if not isinstance(value, dict):
        raise EnvelopeError("an object", value)
    return dict(value)


_READERS: Final[Mapping[str, Reader]] = {
    "str": _text,
    "int": _whole,
    "float": _real,
    "bool": _truth,
    "datetime": _moment,
    "object": _as_it_is,
    "dict(str, object)": _copy,
}

_KINDS: Final = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


def _kind(value: object) -> str:
    """What a value is, in a word; never the value itself, which may be a person's words."""
    return _KINDS.get(type(value), "nothing")
