"""The one way in which a check fails."""

from __future__ import annotations


class VerificationError(Exception):
    """The request is not from Alexa, or not for this skill; the reason is for the log, never for the sender.

    A reason is a fixed phrase: nothing that a stranger sent reaches the log through it.
    """
