"""Understanding a sentence, with the real catalogue and with one a hundred times as large."""

from __future__ import annotations

import tomllib
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import paired
from bench.rows import Row
from interaction_model.match import Matcher, load_matcher
from interaction_model.source import load_source
from interaction_model.vocabulary import Value
from skill.content.load import load
from skill.content.vocabulary import vocabulary

if TYPE_CHECKING:
    from interaction_model.vocabulary import Vocabulary

UTTERANCES = Path(__file__).parents[1] / "tests" / "utterances" / "unseen.toml"
TIMES = 100


def run() -> list[Row]:
    """The time for one sentence, and how it grows."""
    words = vocabulary(load())
    small, large = load_matcher(words), Matcher(load_source(), _grown(words))
    texts = _texts()
    one, many = paired(
        lambda: [small.understand(text) for text in texts], lambda: [large.understand(text) for text in texts], 5
    )
    median = one / len(texts) * 1e3
    return [
        Row("understanding a sentence", median, "ms", None, "", 1.0),
        Row(f"the same with {TIMES} × the exercises", many / len(texts) * 1e3, "ms", median, "the real catalogue", 3.0),
    ]


def _texts() -> list[str]:
    """Sentences that no template was written from."""
    table = tomllib.loads(UTTERANCES.read_text(encoding="utf-8"))
    return [text for group in table.values() for text in _flat(group)]


def _flat(group: object) -> list[str]:
    if isinstance(group, str):
        return [group]
    items = group.values() if isinstance(group, dict) else group if isinstance(group, list) else ()
    return [text for item in items for text in _flat(item)]


def _grown(words: Vocabulary) -> Vocabulary:
    """The same with exercises that nobody has heard of, three made-up words each."""
    syllables = [
        first + second for first, second in product("bdfgklmnprstvz", ("a", "e", "i", "o", "u", "an", "er", "il"))
    ]
    names = (" ".join(parts) for parts in product(syllables, repeat=3))
    wanted = len(words["ExerciseType"]) * (TIMES - 1)
    new = (Value(name.replace(" ", "_"), name, (name, f"{name}s")) for name in islice(names, wanted))
    return {**words, "ExerciseType": (*words["ExerciseType"], *new)}
