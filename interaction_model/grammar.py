"""All templates as one automaton over words and slots, and the best way through it for what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Sequence as Row
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from interaction_model.template import Choice, Node, Rule, Slot, Word
from interaction_model.text import words

if TYPE_CHECKING:
    from interaction_model.mentions import Mention
    from interaction_model.source import Source

Place: TypeAlias = frozenset[int]
"""A set of states: where a reading of the utterance may stand."""
Heard: TypeAlias = Callable[[str, int], "Iterable[Mention]"]
"""What may fill a slot type from a word on."""

END = ""
"""The label of a state in which a template is complete."""
SLOT_COST = 0.01
"""A plain word that fits is worth more than a slot that fits: "good morning" is first of all a greeting."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A template that fits, and what fills its slots."""

    template: int
    """The number of the template in the source."""
    filled: tuple[tuple[str, Mention], ...]
    """Slot names and what was heard for them, in spoken order."""
    cost: float
    """0 is a perfect fit."""
    literal: bool
    """False where names are all that was said."""


@dataclass(slots=True)
class _Path:
    """A way through the words so far."""

    cost: float
    filled: tuple[tuple[str, Mention], ...]


class Grammar:
    """The automaton. A state is one word or slot of one template, with the states that may follow it."""

    def __init__(self, source: Source) -> None:
        """Build the states; places are worked out when first visited."""
        self._source = source
        self._labels: list[str] = []
        self._follow: list[Place] = []
        self._ends: dict[int, int] = {}
        self._rules: dict[tuple[str, Place], Place] = {}
        self._moves: dict[Place, Mapping[str, Place]] = {}
        start: set[int] = set()
        for number, template in enumerate(source.templates):
            end = self._state(END, frozenset())
            self._ends[end] = number
            start |= self._build(template.node, frozenset((end,)))
        self._start = frozenset(start)
        self._slots = [(f"{{{name}}}", name, type_) for name, type_ in source.slots.items()]

    def ambiguous(self) -> Iterator[tuple[str, list[str]]]:
        """Sentences that several intents claim, slots of one type taken as one, and those intents."""
        types = {label: f"{{{type_}}}" for label, _, type_ in self._slots}
        ways: dict[Place, tuple[str, ...]] = {self._start: ()}
        waiting = [self._start]
        while waiting:
            place = waiting.pop()
            intents = {self._source.templates[self._ends[state]].intent for state in place if state in self._ends}
            if len(intents) > 1:
                yield " ".join(ways[place]), sorted(intents)
            gathered: dict[str, set[int]] = {}
            for label, following in self._moves_from(place).items():
                gathered.setdefault(types.get(label, label), set()).update(following)
            for label, states in gathered.items():
                following = frozenset(states)
                if following not in ways:
                    ways[following] = (*ways[place], label)
                    waiting.append(following)

    def words(self) -> set[str]:
        """Every word that a template says."""
        return {label for label in self._labels if label and not label.startswith("{")}

    def read(self, row: Row[str], heard: Heard) -> Reading | None:
        """The best way to read all the words as one template, or None."""
        layers: list[dict[Place, _Path]] = [{} for _ in range(len(row) + 1)]
        layers[0][self._start] = _Path(0.0, ())
        for position, layer in enumerate(layers[:-1]):
            for place, path in layer.items():
                self._advance(place, path, position, row[position], heard, layers)
        return self._best(layers[-1], len(row))

    def _advance(
        self, place: Place, path: _Path, position: int, word: str, heard: Heard, layers: list[dict[Place, _Path]]
    ) -> None:
        moves = self._moves_from(place)
        following = moves.get(word)
        if following:
            _keep(layers[position + 1], following, path)
        for label, name, type_ in self._slots:
            following = moves.get(label)
            if following:
                for mention in heard(type_, position):
                    longer = _Path(path.cost + SLOT_COST + mention.cost, (*path.filled, (name, mention)))
                    _keep(layers[mention.end], following, longer)

    def _best(self, layer: Mapping[Place, _Path], length: int) -> Reading | None:
        found: Reading | None = None
        for place, path in layer.items():
            covered = sum(mention.end - mention.start for _, mention in path.filled)
            ends = [self._ends[state] for state in place if state in self._ends]
            if ends:
                reading = Reading(min(ends), path.filled, path.cost, covered < length)
                if not found or (reading.cost, reading.template) < (found.cost, found.template):
                    found = reading
        return found

    def _moves_from(self, place: Place) -> Mapping[str, Place]:
        moves = self._moves.get(place)
        if moves is None:
            gathered: dict[str, set[int]] = {}
            for state in place:
                gathered.setdefault(self._labels[state], set()).update(self._follow[state])
            gathered.pop(END, None)
            moves = self._moves[place] = {label: frozenset(states) for label, states in gathered.items()}
        return moves

    def _state(self, label: str, follow: Place) -> int:
        self._labels.append(label)
        self._follow.append(follow)
        return len(self._labels) - 1

    def _build(self, node: Node, follow: Place) -> Place:
        """The states in which a piece begins when the given ones come after it."""
        if isinstance(node, Word):
            return self._say(node.text, follow)
        if isinstance(node, Slot):
            return frozenset((self._state(f"{{{node.name}}}", follow),))
        if isinstance(node, Rule):
            known = self._rules.get((node.name, follow))
            if known is None:
                known = self._rules[node.name, follow] = self._build(self._source.rules[node.name], follow)
            return known
        if isinstance(node, Choice):
            return frozenset().union(*(self._build(option, follow) for option in node.options))
        return self._build_row(node.parts, follow)

    def _build_row(self, parts: Row[Node], follow: Place) -> Place:
        """Words that stand together are normalised together: an article may change the word after it."""
        for plain, group in groupby(reversed(parts), key=lambda part: isinstance(part, Word)):
            if plain:
                spoken = [part.text for part in group if isinstance(part, Word)]
                follow = self._say(" ".join(reversed(spoken)), follow)
            else:
                for part in group:
                    follow = self._build(part, follow)
        return follow

    def _say(self, phrase: str, follow: Place) -> Place:
        for word in reversed(words(phrase)):
            follow = frozenset((self._state(word, follow),))
        return follow


def _keep(layer: dict[Place, _Path], place: Place, path: _Path) -> None:
    known = layer.get(place)
    if known is None or path.cost < known.cost:
        layer[place] = path
