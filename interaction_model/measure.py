"""How much is understood of examples that were not learned from: a tenth of them is held out, always the same."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from interaction_model.examples import fill
from interaction_model.match import Matcher
from interaction_model.meaning import Understood
from interaction_model.source import OUTSIDE
from interaction_model.train import learn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interaction_model.examples import Example
    from interaction_model.source import Source
    from interaction_model.vocabulary import Vocabulary

PARTS = 10
"""Any of them can be held out."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of the examples that were held out."""

    ours: int
    """Examples of our intents."""
    right: int
    """Those with the right intent and slots."""
    refused: int
    """Those that were not understood; the rest were misunderstood."""
    others: int
    """Examples of other subjects."""
    declined: int
    """Those that were rightly not understood."""

    def __str__(self) -> str:
        wrong = self.ours - self.right - self.refused
        return (
            f"{self.right / max(1, self.ours):.1%} of {self.ours} examples right "
            f"({wrong} wrong, {self.refused} refused), "
            f"{self.declined / max(1, self.others):.1%} of {self.others} of other subjects refused"
        )


def part(example: Example) -> int:
    """Which part an example belongs to; it stays there whatever is added."""
    return int.from_bytes(sha256(example.text.encode()).digest()[:4]) % PARTS


def measure(source: Source, content: Vocabulary, examples: Iterable[Example], held_out: int = 0) -> Measured:
    """Learn from all the other parts, then understand the one that is held out."""
    examples = tuple(examples)
    matcher = Matcher(source, content, learn(source, content, [each for each in examples if part(each) != held_out]))
    names = source.vocabulary(content)
    counts = {"ours": 0, "right": 0, "refused": 0, "others": 0, "declined": 0}
    for turn, example in enumerate(each for each in examples if part(each) == held_out):
        text, ids = fill(example, source, names, turn)
        found = matcher.understand(text)
        if example.intent == OUTSIDE:
            counts["others"] += 1
            counts["declined"] += not isinstance(found, Understood)
        else:
            counts["ours"] += 1
            counts["refused"] += not isinstance(found, Understood)
            counts["right"] += isinstance(found, Understood) and _right(found, example.intent, ids, source)
    return Measured(**counts)


def _right(found: Understood, intent: str, ids: Mapping[str, str], source: Source) -> bool:
    """True for the intent, and every slot that tells more than the intent does."""
    silent = {slot: source.silent.get((intent, slot)) for slot in ids}
    telling = {slot: id_ for slot, id_ in ids.items() if not _says_nothing(silent[slot], id_)}
    return found.intent == intent and all(
        slot in found.slots and found.slots[slot].id == telling[slot] for slot in telling
    )


def _says_nothing(silent: frozenset[str] | None, id_: str) -> bool:
    return silent is not None and (not silent or id_ in silent)
