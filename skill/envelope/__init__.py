"""Alexa's JSON to and from ask-sdk's model objects: fast, and calm about what it does not know."""

from __future__ import annotations

from skill.envelope.reading import EnvelopeError, read, request_type
from skill.envelope.writing import write

__all__ = ["EnvelopeError", "read", "request_type", "write"]
