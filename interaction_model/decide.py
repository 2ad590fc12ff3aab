"""Acting on a likeness or not: what is known of an utterance weighed against what is strange in it, and the slots filled from its names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interaction_model.classify import Guess, Learned, guesses
from interaction_model.features import Outline, outline
from interaction_model.meaning import Heard, NotUnderstood, Understood
from interaction_model.mentions import LOOSE_COST, MISHEARD_COST, OTHER, Mention
from interaction_model.source import OUTSIDE
from interaction_model.text import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interaction_model.source import Source
    from interaction_model.text import Tokens

ANCHOR = 2.0
"""The weight of a name that fills a slot of the intent."""
HARMLESS = 0.4
"""The weight of a word without a subject."""
ENOUGH_WITH_ANCHOR = 0.7
ENOUGH = 0.9
"""The known share of an utterance that is acted upon, with a name and without."""
LIKE_ENOUGH = 0.86
"""A name that only sounds like what was said must be so like, where no template shows that a name belongs there."""
SURE_ENOUGH = 0.1
"""The margin over the next best intent."""
UNITS = {
    "minutes": frozenset(("minute", "minutes")),
    "seconds": frozenset(("second", "seconds", "moment")),
    "rounds": frozenset(("round", "rounds", "time", "times", "set", "sets")),
}
"""What a number counts, by the word after it."""


class Decider:
    """Judges guesses by the slots of their intents."""

    def __init__(self, source: Source, learned: Learned) -> None:
        """`learned` tells intents apart; the source knows their slots."""
        self._learned = learned
        self._otherwise = source.otherwise
        self._slots = {intent: [(slot, source.slots[slot]) for slot in source.slots_of(intent)] for intent in source.intents}

    def decide(self, text: str, said: Tokens, found: Sequence[Sequence[Mention]]) -> Understood | NotUnderstood:
        """The meaning that the utterance most likely has, if it is likely enough."""
        drawn = outline(said.words, found, _likely)
        ranked = [self._judge(text, said, drawn, found, guess) for guess in guesses(drawn, self._learned)]
        first, enough = ranked[0]
        if enough:
            return self.settle(first)
        return NotUnderstood(text, tuple(self.settle(guess) for guess, _ in ranked if guess.intent != OUTSIDE))

    def settle(self, meaning: Understood) -> Understood:
        """The same meaning, or the other one that its slot values stand for."""
        for intent, rule in self._otherwise.items():
            heard = meaning.slots.get(rule.slot)
            if heard and meaning.intent in (intent, rule.intent):
                slots = {name: h for name, h in meaning.slots.items() if name != rule.slot or h.id not in rule.silent}
                return replace(meaning, intent=rule.intent if heard.id in rule.values else intent, slots=slots)
        return meaning

    def _judge(
        self, text: str, said: Tokens, drawn: Outline, found: Sequence[Sequence[Mention]], guess: Guess
    ) -> tuple[Understood, bool]:
        filled = self._fill(guess.intent, said, drawn, found)
        share = _known_share(said, drawn, filled, guess)
        score = round(0.9 * share * (0.6 + 0.4 * guess.margin), 3)
        slots = {name: Heard(said.heard(m.start, m.end), m.id) for name, m in filled.items()}
        enough = share >= (ENOUGH_WITH_ANCHOR if filled else ENOUGH) and guess.margin >= SURE_ENOUGH and guess.intent != OUTSIDE
        return Understood(text, guess.intent, slots, score, ""), enough

    def _fill(
        self, intent: str, said: Tokens, drawn: Outline, found: Sequence[Sequence[Mention]]
    ) -> dict[str, Mention]:
        """Each slot gets the first free name of its type, a number only with the right word after it."""
        candidates = [m for start, end in drawn.places for m in found[start] if m.end == end and _likely(m)]
        candidates += [m for row in found for m in row if m.cost == LOOSE_COST]
        candidates.sort(key=self._gravity)
        filled: dict[str, Mention] = {}
        for slot, type_ in self._slots.get(intent, ()):
            units = UNITS.get(slot)
            for mention in candidates:
                after = said.words[mention.end] if mention.end < len(said.words) else ""
                if mention.type == type_ and mention not in filled.values() and (not units or after in units):
                    filled[slot] = mention
                    break
        return filled

    def _gravity(self, mention: Mention) -> bool:
        """Warning signs come before plain pain."""
        return any(mention.id in rule.values for rule in self._otherwise.values())


def _likely(mention: Mention) -> bool:
    return mention.sure or MISHEARD_COST < mention.cost <= 1 - LIKE_ENOUGH


def _known_share(said: Tokens, drawn: Outline, filled: Mapping[str, Mention], guess: Guess) -> float:
    """The weight of what the guess explains, by the weight of everything; 0 to 1."""
    known = strange = 0.0
    after_name = False
    for place, (start, end) in enumerate(drawn.places):
        weight = HARMLESS if end == start + 1 and said.words[start] in language().harmless else 1.0
        is_name = any(m.start < end and start < m.end for m in filled.values())
        if is_name:
            known += ANCHOR
        elif place not in guess.strange:
            known += weight
        else:
            # A strange word right after a name makes it a part of another name: "superman movie".
            strange += ANCHOR if drawn.symbols[place] == (OTHER,) or (after_name and weight == 1.0) else weight
        after_name = is_name
    return known / (known + strange)
