"""How much is understood of what people say: floors over the utterances in tests/utterances."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from interaction_model.match import NotUnderstood, load_matcher
from interaction_model.source import OUTSIDE
from skill.content.load import load
from skill.content.vocabulary import vocabulary

FOLDER = Path(__file__).parent / "utterances"
ANY = "*"
"""Slots that may be anything: plain pain needs none."""


def rows(*names: str) -> list[tuple[str, str, str]]:
    """Utterance, intent and slots of several files."""
    found = []
    for name in names:
        for intent, table in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")).items():
            found += [(text, intent, slots) for slots, texts in table.items() for text in texts]
    return found


def wrong(name: str) -> tuple[list[tuple[str, str]], int]:
    """What is understood wrongly, and how many there are."""
    matcher = load_matcher(vocabulary(load()))
    missed = []
    for text, intent, slots in rows(name):
        found = matcher.understand(text)
        got, ids = (OUTSIDE, {}) if isinstance(found, NotUnderstood) else (found.intent, found.slots)
        want = dict(pair.split("=") for pair in slots.split()) if slots != ANY else None
        if got != intent or (want is not None and want != {slot: heard.id for slot, heard in ids.items()}):
            missed.append((text, got))
    return missed, len(rows(name))


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("seen", 0.99),
        ("seen_more", 0.98),
        ("seen_misheard", 0.95),
        ("seen_more_misheard", 0.95),
        ("seen_outside", 0.97),
        ("seen_more_outside", 0.95),
    ],
)
def test_of_the_development_set_nearly_all_is_understood(name: str, floor: float) -> None:
    missed, total = wrong(name)

    assert 1 - len(missed) / total >= floor, missed


@pytest.mark.parametrize(("name", "floor"), [("unseen", 0.95), ("unseen_misheard", 0.95), ("unseen_outside", 0.9)])
def test_of_the_measure_enough_is_understood_or_refused(name: str, floor: float) -> None:
    missed, total = wrong(name)

    # The misses themselves stay unsaid: who reads them would tune to them.
    assert 1 - len(missed) / total >= floor


def test_the_sets_are_large_and_share_no_utterance() -> None:
    seen = {text for text, *_ in rows("seen", "seen_more", "seen_misheard", "seen_more_misheard")}
    unseen = [text for text, *_ in rows("unseen", "unseen_misheard")]
    outside = {text for text, *_ in rows("seen_outside", "seen_more_outside", "unseen_outside")}

    assert len(seen) + len(unseen) >= 500
    assert len(outside) >= 100
    assert len(seen & set(unseen)) <= 0.05 * len(unseen)
