"""What a person can do wrong, as one class for each mistake; its message says what, where and what to do."""

from __future__ import annotations


class CoachError(Exception):
    """The base: catch it to show the message and go on."""


class ContentError(CoachError):
    """A fact file is wrong; the message names file and key."""


class SettingsError(CoachError):
    """An environment variable or an option has a value that means nothing."""
