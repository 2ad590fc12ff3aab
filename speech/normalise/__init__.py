"""Numbers, dates, units and signs as words, for voices that would each read them their own way."""

from __future__ import annotations

from speech.normalise.homographs import in_role
from speech.normalise.plain import in_words
from speech.normalise.say_as import read_as

__all__ = ["in_role", "in_words", "read_as"]
