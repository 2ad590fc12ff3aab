"""Something that is wrong with a fact file: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a fact file."""

    file: str
    """The file, relative to the content folder: `exercises/bird_dog.toml`."""
    key: str
    """Where in the file: `steps[2].phase`; lists count from 0. Empty where it is about the whole file."""
    message: str
    """What is wrong and what to do."""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.message) if part)


def key_of(path: tuple[str | int, ...]) -> str:
    """Write a path as a key: `("steps", 2, "phase")` is `steps[2].phase`."""
    written = ""
    for part in path:
        written += f"[{part}]" if isinstance(part, int) else f".{part}" if written else part
    return written
