"""What can be wrong with speech, as one class for each mistake; the message says what, where and what to do."""

from __future__ import annotations


class SpeechError(Exception):
    """The base: catch it to show the message and go on."""


class SSMLError(SpeechError):
    """Markup that Alexa would refuse; the message gives line and column."""


class LimitError(SpeechError):
    """A response that is longer than Alexa plays."""


class VoiceError(SpeechError):
    """A voice that is not installed, or that died."""


class OutputError(SpeechError):
    """A file that cannot be written, or a sound device that is not there."""
