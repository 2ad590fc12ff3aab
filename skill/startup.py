"""The garbage collector rests while a function starts: what is imported stays, and looking for rubbish is in vain."""

from __future__ import annotations

import gc

gc.disable()


def over() -> None:
    """Let the collector work again, on what comes from now on."""
    gc.freeze()
    gc.enable()
