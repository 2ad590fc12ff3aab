"""Whose memory it is: the person whose voice was recognised, else the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ask_sdk_model import RequestEnvelope


def owner(envelope: RequestEnvelope) -> str:
    """Return the key under which a person's memory is kept: the person id, else the user id, else the empty string."""
    system = getattr(envelope.context, "system", None)
    person = getattr(getattr(system, "person", None), "person_id", None)
    return str(person or account(envelope))


def account(envelope: RequestEnvelope) -> str:
    """Return the user id of the account that a request comes from; the empty string where it has none."""
    system = getattr(envelope.context, "system", None)
    user = getattr(getattr(system, "user", None), "user_id", None)
    session_user = getattr(getattr(envelope.session, "user", None), "user_id", None)
    return str(user or session_user or "")
