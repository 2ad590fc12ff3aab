"""Single keys from a terminal, without waiting for the return key."""

from __future__ import annotations

import select
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_KEY = ""


@contextmanager
def single_keys() -> Iterator[Callable[[float], str]]:
    """Read one key at a time; the function waits at most so many seconds for one, and gives NO_KEY where none came.

    Where no terminal listens, or the system has no way to read single keys, there never is one.
    """
    try:
        import termios  # not on Windows
        import tty
    except ImportError:
        yield _nothing
        return
    if not sys.stdin.isatty():
        yield _nothing
        return
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield _key
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _key(seconds: float) -> str:
    ready, _, _ = select.select([sys.stdin], [], [], seconds)
    return sys.stdin.read(1) if ready else NO_KEY


def _nothing(seconds: float) -> str:
    del seconds
    return NO_KEY
