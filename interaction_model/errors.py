"""What an author of sentences can do wrong; the message names file and line."""

from __future__ import annotations


class ModelError(Exception):
    """The base: catch it to show the message and go on."""


class TemplateError(ModelError):
    """A sentence template that cannot be read."""
