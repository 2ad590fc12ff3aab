"""What can be wrong with speech, as one class for each mistake; the message says what, where and what to do."""

from __future__ import annotations


class SpeechError(Exception):
    """The base: catch it to show the message and go on."""


class SSMLError(SpeechError):
    """Markup that Alexa would refuse."""

    def __init__(self, rule: str, advice: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"line {line}, column {column}: {rule}; {advice}")
        self.rule = rule
        self.advice = advice
        self.line = line
        self.column = column


class LimitError(SpeechError):
    """A response that is longer than Alexa plays, or that its locale does not have."""


class VoiceError(SpeechError):
    """A voice that is not installed, or that died."""


class OutputError(SpeechError):
    """A file that cannot be written, or a sound device that is not there."""
