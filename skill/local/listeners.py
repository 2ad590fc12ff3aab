"""How words reach the virtual Echo: typed on the keyboard, or spoken into the microphone."""

from __future__ import annotations

import select
import sys
from typing import Protocol

PROMPT = "you      "


class Listener(Protocol):
    """Waits for what the person says next."""

    def listen(self, patience: float | None) -> str | None:
        """The words; the empty string after so many seconds of silence (None waits for ever); None at the end."""


class Keyboard:
    """Lines on the standard input; an empty line stands for silence, the end of the input for the end."""

    def listen(self, patience: float | None) -> str | None:
        """One line, without its line break."""
        print(PROMPT, end="", flush=True)
        typed = sys.stdin.isatty()
        if typed and patience is not None and not select.select([sys.stdin], [], [], patience)[0]:
            print("(silence)")
            return ""
        line = sys.stdin.readline()
        if not typed:
            print(line, end="" if line.endswith("\n") else "\n")
        return line.strip() if line else None


class Ears:
    """The microphone, through the recogniser."""

    def listen(self, patience: float | None) -> str | None:
        """What is said next. Between sessions it waits for ever; Ctrl-C ends."""
        from skill.local.listening import heard_live  # brings the recogniser, which typing does not need

        print(PROMPT, end="", flush=True)
        said = heard_live()
        while not said and patience is None:
            said = heard_live()
        print(said or "(silence)")
        return said
