"""How sure a guess is, as one number: what the words say for it, what it explains, and what is strange to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interaction_model.classify import Guess
    from interaction_model.mentions import Mention

SHARE_WEIGHT = 0.5
"""What an explained utterance adds to a guess."""
MOST_SURE = 10.0
"""A sureness that counts as full."""
AS_SAID = 2.6
"""So sure must the matcher be of a guess before it acts upon it; see `Evidence.sureness`."""
AS_SURE = 4.5
"""Then nothing else is tried."""
AS_MENDED = 4.5
"""What was mended may have been something else altogether."""
AS_CLAUSE = 4.0
"""A part of what was said may have been said of something else."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A guess, its slots filled, and how much of the utterance it explains."""

    guess: Guess
    """The intent."""
    filled: Mapping[str, Mention]
    """What fills its slots."""
    share: float
    """The known share of the utterance, from 0 to 1."""

    @property
    def weight(self) -> float:
        """What the words say and what the guess explains, together."""
        return self.guess.score + SHARE_WEIGHT * self.share


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for acting upon the best guess, and what against it."""

    margin: float
    """By how much it beats the next that means something else."""
    ahead: float
    """By how much its words speak more for it than for what is not ours."""
    named: bool
    """True where a name fills a slot; a number alone could belong to anything."""
    places: int
    """Words and names of the utterance."""
    unheard: int
    """Words that no sentence has, not even of other subjects."""
    foreign: int
    """Words that only sentences of other subjects have."""
    others: int
    """Names of what is not ours."""

    @property
    def sureness(self) -> float:
        """One number for it all; the weights are a logistic fit to examples that were held out in turn."""
        # Where no name is known, a strange word is likely to be one: an exercise that is not ours.
        strange = (1.1 if self.named else 2.8) * (self.unheard + self.foreign) + 3 * self.others
        return 4.8 * self.margin + 0.9 * self.ahead + 0.7 * self.named + 0.2 * self.places - strange
