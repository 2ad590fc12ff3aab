"""Understanding what somebody said: word for word, nearly word for word, or by likeness to all that templates say."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from interaction_model.classify import foreign, load_learned
from interaction_model.cores import cores
from interaction_model.decide import Decider
from interaction_model.evidence import AS_CLAUSE, AS_MENDED, AS_SAID, AS_SURE
from interaction_model.grammar import Grammar, Reading
from interaction_model.meaning import Heard, NotUnderstood, Understood
from interaction_model.mentions import Names, true_names
from interaction_model.repair import Repair
from interaction_model.source import Source, load_source
from interaction_model.text import Tokens, doubtful, language, tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interaction_model.classify import Learned
    from interaction_model.mentions import Mention
    from interaction_model.vocabulary import Value, Vocabulary

__all__ = ["Heard", "Matcher", "NotUnderstood", "Understood", "load_matcher"]

ALL_NAMES_COST = 0.12
"""Where a name is all that is said, it must be nearly the name."""
LONGEST_PAIR = 12
"""Words of two sentences in one breath."""
ASIDES = frozenset(("GreetingIntent", "AMAZON.YesIntent"))
"""What is said on the way to what is meant."""
NEARLY = 0.95
"""What a score is worth when something had to be mended."""
LONGEST = 60
"""Words of an utterance; nobody says more in one breath, and what is longer is not for a coach."""


class Matcher:
    """Understands text by the templates of a source, the names of a vocabulary and the weights learned from both."""

    def __init__(self, source: Source, vocabulary: Vocabulary, learned: Learned | None = None) -> None:
        """`vocabulary` holds the content's values, the source adds its own; `learned` is as committed by default."""
        self._source = source
        everything = source.vocabulary(vocabulary)
        self._grammar = Grammar(source)
        self._names = Names(everything, source.loose)
        learned = learned or load_learned()
        self._repair = Repair(
            _ours(self._grammar, everything), _others(source, everything), everything, foreign(learned)
        )
        self._decider = Decider(source, learned)

    def understand(self, text: str) -> Understood | NotUnderstood:
        """The meaning of an utterance, or that it has none."""
        said = tokens(text)
        if not 0 < len(said.words) <= LONGEST:
            return NotUnderstood(text, ())
        meaning = self._exactly(said) or self._in_two(said) or self._nearly(said) or self._alike(said)
        if isinstance(meaning, Understood) and meaning.intent in self._source.certain and doubtful(said):
            return NotUnderstood(text, ())
        return replace(meaning, text=text)

    def _exactly(self, said: Tokens) -> Understood | None:
        for core in cores(said):
            meaning = self._read(core, self._names.find(core.words))
            if meaning:
                return meaning
        return None

    def _in_two(self, said: Tokens) -> Understood | None:
        """Two sentences in one breath that mean the same, or of which only one matters: "yep, I'm ready"."""
        found = self._names.find(said.words)
        for cut in range(1, min(len(said.words), LONGEST_PAIR)):
            left = self._read(said.cut(0, cut), [[m for m in row if m.end <= cut] for row in found[:cut]])
            right = left and self._read(said.cut(cut, len(said.words)), self._names.find(said.words[cut:]))
            agree = left and right and all(right.slots.get(name, heard) == heard for name, heard in left.slots.items())
            if left and right and agree and (left.intent == right.intent or left.intent in ASIDES):
                return replace(right, slots={**left.slots, **right.slots}, score=round(right.score * NEARLY, 3))
        return None

    def _nearly(self, said: Tokens) -> Understood | None:
        """With strange words mended; then with names that only sound like what was said, unless a name is there."""
        mended = self._repair.words(said)
        attempts = (said, mended) if mended.words != said.words else (said,)
        meaning = self._exactly(mended) if len(attempts) > 1 else self._surely(said)
        for attempt in attempts:
            for core in cores(attempt):
                meaning = meaning or self._read(core, self._with_alike(core))
        return meaning and replace(meaning, score=round(meaning.score * NEARLY, 3))

    def _surely(self, said: Tokens) -> Understood | None:
        """By likeness, where nothing has to be mended and hardly anything else can be meant."""
        shortest = list(cores(said))[-1]
        meaning = self._decider.decide(shortest, self._names.find(shortest.words), AS_SURE)
        return meaning if isinstance(meaning, Understood) else None

    def _alike(self, said: Tokens) -> Understood | NotUnderstood:
        """By likeness: of all that was said, of its core, of its last question, and of what mending makes of it."""
        shortest = list(cores(said))[-1]
        found, found_in_all = self._names.find(shortest.words), self._names.find(said.words)
        meaning = first = self._decider.decide(shortest, found, AS_SAID)
        if isinstance(meaning, NotUnderstood) and shortest.words != said.words:
            meaning = self._decider.decide(said, found_in_all, AS_SAID)
        if isinstance(meaning, NotUnderstood):
            meaning = self._decider.decide_by_clause(shortest, found, AS_CLAUSE)
        if isinstance(meaning, NotUnderstood) and any(map(self._repair.strange, said.words)):
            meaning = self._decider.decide(shortest, self._with_alike(shortest), AS_MENDED)
        return meaning if isinstance(meaning, Understood) else self._decider.anywhere(said, found_in_all) or first

    def _read(self, said: Tokens, found: list[list[Mention]]) -> Understood | None:
        reading = self._grammar.read(said.words, lambda type_, at: (m for m in found[at] if m.type == type_))
        if not reading or (not reading.literal and reading.cost > ALL_NAMES_COST):
            return None
        return self._understood(said, reading)

    def _with_alike(self, said: Tokens) -> list[list[Mention]]:
        found = self._names.find(said.words)
        for at in range(len(said.words)):
            known = {(m.type, m.end) for m in found[at]}
            found[at] += [m for m in self._repair.mentions(said.words, at) if (m.type, m.end) not in known]
        return found

    def _understood(self, said: Tokens, reading: Reading) -> Understood:
        template = self._source.templates[reading.template]
        slots = {name: Heard(said.heard(m.start, m.end), m.id) for name, m in reading.filled}
        slots |= {name: Heard(said.heard(0, len(said.words)), id_) for name, id_ in template.means}
        score = round(max(0.0, 1 - reading.cost), 3)
        return self._decider.settle(Understood(said.source, template.intent, slots, score, template.text))


def load_matcher(vocabulary: Vocabulary) -> Matcher:
    """The matcher for these values; built once for each vocabulary."""
    return _matcher(tuple(vocabulary.items()))


@lru_cache(maxsize=4)
def _matcher(items: tuple[tuple[str, tuple[Value, ...]], ...]) -> Matcher:
    return Matcher(load_source(), dict(items))


def _ours(grammar: Grammar, vocabulary: Vocabulary) -> Iterator[str]:
    yield from grammar.words()
    for values in vocabulary.values():
        for value in values:
            for name in true_names(value):
                yield from words(name)


def _others(source: Source, vocabulary: Vocabulary) -> Iterator[str]:
    yield from language().harmless
    yield from (word for phrase in (*language().openings, *language().closings) for word in phrase)
    yield from (word for group in source.outside.values() for text in group for word in words(text))
    yield from (word for values in vocabulary.values() for v in values for name in v.other for word in words(name))
