"""English words with two sounds, such as "read": a spelling that any voice reads as the sound that is meant."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


def in_role(word: str, role: str) -> str:
    """The word as it sounds in an Alexa role; itself where both sounds are the same, or it is not known."""
    return _spellings().get(word.lower(), {}).get(role, word)


@lru_cache(maxsize=1)
def _spellings() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("speech.normalise").joinpath("homographs.toml").read_text(encoding="utf-8"))
