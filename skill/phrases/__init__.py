"""Everything the coach says that is no fact, in variants, from one file for each language."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from speech.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator


class Phrases(Struct, frozen=True):
    """Sentences by key, such as `launch.first`; each key has one or more variants."""

    variants: Mapping[str, tuple[str, ...]]
    """Key to variants, in the order of the file."""

    def pick(self, key: str, seed: int = 0, **words: object) -> str:
        """Return one variant of a sentence with the words filled in; a word at its beginning gets its capital.

        The same key and seed give the same variant, so that a test can foresee it and a retry repeats it.
        Raises KeyError for a key that the file lacks, or for a word that the variant wants and was not given.
        """
        variants = self.variants[key]
        chosen = variants[(seed + zlib.crc32(key.encode())) % len(variants)]
        said = chosen.format(**words)
        return said[:1].upper() + said[1:] if chosen.startswith("{") else said

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self.variants


@cache
def load_phrases(language: str = "en") -> Phrases:
    """Read `<language>.toml` of this folder. A key is its table's path; a single string is its only variant."""
    return Phrases(dict(_flattened(read_table(Path(__file__).with_name(f"{language}.toml")))))


def _flattened(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from _flattened(value, key)
        else:
            yield key, (value,) if isinstance(value, str) else tuple(value)
