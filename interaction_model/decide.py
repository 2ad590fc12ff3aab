"""Acting on a likeness or not: what is known of an utterance against what is strange in it, and the slots filled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interaction_model.alike import kin
from interaction_model.classify import guesses
from interaction_model.evidence import MOST_SURE, Evidence, Verdict
from interaction_model.features import outline
from interaction_model.meaning import Heard, NotUnderstood, Understood
from interaction_model.mentions import LOOSE_COST, MISHEARD_COST, OTHER
from interaction_model.numbers import NUMBER, TIME
from interaction_model.source import OUTSIDE
from interaction_model.text import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interaction_model.classify import Guess, Learned
    from interaction_model.features import Outline
    from interaction_model.mentions import Mention
    from interaction_model.source import Source
    from interaction_model.text import Tokens

ANCHOR = 2.0
"""The weight of a name that fills a slot of the intent."""
HARMLESS = 0.4
"""The weight of a word without a subject."""
LIKE_ENOUGH = 0.86
"""A name that only sounds like what was said must be so like, where no template shows that a name belongs there."""
QUESTION_WORDS = frozenset(
    (
        "how",
        "what",
        "which",
        "why",
        "where",
        "when",
        "can",
        "could",
        "is",
        "are",
        "do",
        "does",
        "should",
        "who",
        "whose",
    )
)
SHORTEST_CLAUSE = 3
"""Words of a clause that can be understood by itself."""
CLAUSE_WORDS = QUESTION_WORDS | frozenset(
    ("i", "tell", "show", "teach", "explain", "give", "let", "suggest", "list", "remind", "walk", "talk", "please")
)
"""Words with which a clause may begin that says what is wanted."""
UNITS = {
    "minutes": frozenset(("minute", "minutes")),
    "seconds": frozenset(("second", "seconds", "moment")),
    "rounds": frozenset(("round", "rounds", "time", "times", "set", "sets")),
}
"""What a number counts, by the word after it."""
BEFORE_TIME = frozenset(("at", "around", "by", "about", "in", "every", "each", "this", "tomorrow"))
"""Words before "seven" or "morning" that make it a time."""
NEGATIONS = frozenset((("am", "not"), ("no", "longer")))
"""Said before a name that does not hold: "no longer a beginner"."""


class Decider:
    """Judges guesses by the slots of their intents."""

    def __init__(self, source: Source, learned: Learned) -> None:
        """`learned` tells intents apart; the source knows their slots."""
        self._learned = learned
        self._outside = learned.intents.index(OUTSIDE) if OUTSIDE in learned.intents else -1
        self._own = frozenset(source.types)
        self._otherwise = source.otherwise
        self._silent = source.silent
        self._anywhere = source.anywhere
        self._slots = {
            intent: [(slot, source.slots[slot]) for slot in source.slots_of(intent)] for intent in source.intents
        }

    def decide(self, said: Tokens, found: Sequence[Sequence[Mention]], caution: float) -> Understood | NotUnderstood:
        """The meaning that the utterance most likely has, if that is sure enough."""
        drawn = outline(said.words, found, _likely, self._own)
        alarm = self._alarm(said, drawn, found)
        if alarm:
            return alarm
        verdicts = self._verdicts(said, drawn, found, drawn)
        sureness = self._evidence(verdicts, drawn).sureness
        if verdicts[0].guess.intent != OUTSIDE and sureness >= caution:
            return self._meaning(said, verdicts[0], sureness)
        return NotUnderstood(
            said.source, tuple(self._meaning(said, v, 0.0) for v in verdicts[:2] if v.guess.intent != OUTSIDE)
        )

    def decide_by_clause(
        self, said: Tokens, found: Sequence[Sequence[Mention]], caution: float
    ) -> Understood | NotUnderstood:
        """The same by the end of a longer speech: "my trainer wants good mornings, how do I do those"."""
        whole = outline(said.words, found, _likely, self._own)
        for start in [at for at, word in enumerate(said.words[: 1 - SHORTEST_CLAUSE]) if at and word in CLAUSE_WORDS]:
            inside = [[mention.moved(-start) for mention in row] for row in found[start:]]
            clause = outline(said.words[start:], inside, _likely, self._own)
            verdicts = self._verdicts(said, clause, found, whole, start)
            before = [symbols for symbols, (at, _) in zip(whole.symbols, whole.places, strict=True) if at < start]
            evidence = self._evidence(verdicts, clause, before)
            if verdicts[0].guess.intent != OUTSIDE and evidence.named and evidence.sureness >= caution:
                return self._meaning(said, verdicts[0], evidence.sureness)
        return NotUnderstood(said.source, ())

    def _evidence(
        self, verdicts: Sequence[Verdict], drawn: Outline, before: Sequence[tuple[str, ...]] = ()
    ) -> Evidence:
        """`before` are the symbols said ahead of the clause that was judged."""
        best = verdicts[0]
        outside = next((v.guess.score for v in verdicts if v.guess.intent == OUTSIDE), best.guess.score - 1)
        strange = [self._answers(drawn.symbols[at]) for at in best.guess.strange]
        return Evidence(
            margin=self._margin(verdicts),
            ahead=best.guess.score - outside,
            named=any(mention.type != NUMBER for mention in best.filled.values()),
            places=len(drawn.places),
            unheard=sum(not answers for answers in strange),
            foreign=[*strange, *map(self._answers, before)].count({self._outside}),
            others=[*drawn.symbols, *before].count((OTHER,)),
        )

    def _verdicts(
        self, said: Tokens, clause: Outline, found: Sequence[Sequence[Mention]], whole: Outline, begin: int = 0
    ) -> list[Verdict]:
        """The likeliest intents of a clause that begins at a word, best first, slots filled from all that was said."""
        verdicts = []
        for guess in guesses(clause, self._learned):
            filled = self._fill(guess.intent, said, whole, found)
            verdicts.append(Verdict(guess, filled, self._known_share(said, clause, filled, guess, begin)))
        return sorted(verdicts, key=lambda verdict: -verdict.weight)

    def _margin(self, verdicts: Sequence[Verdict]) -> float:
        """By how much the first beats the next that means something else; what a symptom decides is one family."""
        family = next(
            ({i, rule.intent} for i, rule in self._otherwise.items() if verdicts[0].guess.intent in (i, rule.intent)),
            (),
        )
        rival = next((v for v in verdicts[1:] if v.guess.intent not in family), None)
        return min(1.0, verdicts[0].weight - rival.weight) if rival else 1.0

    def settle(self, meaning: Understood) -> Understood:
        """The same meaning, or the other one that its slot values stand for, without values that say nothing more."""
        for intent, rule in self._otherwise.items():
            heard = meaning.slots.get(rule.slot)
            if heard and meaning.intent in (intent, rule.intent):
                meaning = replace(meaning, intent=rule.intent if heard.id in rule.values else intent)
        own = dict(self._slots[meaning.intent])
        kept = {name: heard for name, heard in meaning.slots.items() if name in own}
        slots = {name: heard for name, heard in kept.items() if not self._says_nothing(meaning.intent, name, heard)}
        return replace(meaning, slots=slots)

    def anywhere(self, said: Tokens, found: Sequence[Sequence[Mention]]) -> Understood | None:
        """Pain and conditions are never left unanswered: their names count wherever they stand."""
        candidates = self._candidates(outline(said.words, found, _likely, self._own), found)
        for intent, slot in self._anywhere.items():
            type_ = dict(self._slots[intent])[slot]
            mention = next((m for m in candidates if m.type == type_ and m.sure), None)
            if mention:
                slots = {slot: Heard(said.heard(mention.start, mention.end), mention.id)}
                return self.settle(Understood(said.source, intent, slots, 0.4, ""))
        return None

    def _says_nothing(self, intent: str, slot: str, heard: Heard) -> bool:
        ids = self._silent.get((intent, slot))
        return ids is not None and (not ids or heard.id in ids)

    def _meaning(self, said: Tokens, verdict: Verdict, sureness: float) -> Understood:
        slots = {name: Heard(said.heard(m.start, m.end), m.id) for name, m in verdict.filled.items()}
        score = round(min(0.9, max(0.0, sureness) / MOST_SURE), 3)
        return self.settle(Understood(said.source, verdict.guess.intent, slots, score, ""))

    def _alarm(self, said: Tokens, drawn: Outline, found: Sequence[Sequence[Mention]]) -> Understood | None:
        """A warning sign is heard wherever it stands, whatever else is said."""
        for intent, rule in self._otherwise.items():
            type_ = dict(self._slots[intent])[rule.slot]
            for mention in self._candidates(drawn, found):
                if mention.type == type_ and mention.sure and mention.id not in rule.values:
                    slots = {rule.slot: Heard(said.heard(mention.start, mention.end), mention.id)}
                    return Understood(said.source, intent, slots, 0.8, "")
        return None

    def _candidates(self, drawn: Outline, found: Sequence[Sequence[Mention]]) -> list[Mention]:
        """The names of the outline and those of telling words; of symptoms the graver first."""
        named = [m for start, end in drawn.places for m in found[start] if m.end == end and _likely(m)]
        named += [m for row in found for m in row if m.cost == LOOSE_COST]
        return sorted(named, key=lambda m: any(m.id in rule.values for rule in self._otherwise.values()))

    def _fill(
        self, intent: str, said: Tokens, drawn: Outline, found: Sequence[Sequence[Mention]]
    ) -> dict[str, Mention]:
        """Each slot gets the first free name of its type that stands where such a slot may."""
        filled: dict[str, Mention] = {}
        times = sorted((m for row in found for m in row if m.type == TIME), key=lambda m: ":" not in m.id)
        candidates = [*times, *(m for m in self._candidates(drawn, found) if m.type != TIME)]
        for slot, type_ in self._slots.get(intent, ()):
            free = (m for m in candidates if m.type == type_ and m not in filled.values())
            mention = next((m for m in free if _may_fill(slot, m, said)), None)
            if mention:
                filled[slot] = mention
        return filled

    def _known_share(
        self, said: Tokens, drawn: Outline, filled: Mapping[str, Mention], guess: Guess, begin: int
    ) -> float:
        """The weight of what the guess explains, by the weight of everything; 0 to 1."""
        known = strange = 0.0
        after_name = False
        for place, (first, last) in enumerate(drawn.places):
            start, end = begin + first, begin + last
            weight = HARMLESS if end == start + 1 and said.words[start] in language().harmless else 1.0
            is_name = any(m.start < end and start < m.end and m.type != NUMBER for m in filled.values())
            if is_name:
                known += ANCHOR
            elif place not in guess.strange:
                known += weight
            else:
                strange += self._strangeness(said.words[start], drawn.symbols[place], weight, after_name=after_name)
            after_name = is_name
        return known / (known + strange) if known else 0.0

    def _strangeness(self, word: str, symbols: tuple[str, ...], weight: float, *, after_name: bool) -> float:
        """Double for what tells of another subject: a name that is not ours, another question, a word of other talk."""
        another = (
            symbols == (OTHER,)
            or word in QUESTION_WORDS
            or (weight == 1.0 and (after_name or self._outside in self._answers(symbols)))
        )
        return ANCHOR if another else weight

    def _answers(self, symbols: tuple[str, ...]) -> set[int]:
        """The answers in whose sentences a word, its kin or a type stands."""
        known = (form for symbol in symbols for form in (symbol, kin(symbol)))
        return {answer for form in known for answer in self._learned.seen.get(form, ())}


def _may_fill(slot: str, mention: Mention, said: Tokens) -> bool:
    """True unless the words around speak against it: a number counts what follows it, "not a beginner" is none."""
    before = said.words[mention.start - 1] if mention.start else ""
    after = said.words[mention.end] if mention.end < len(said.words) else ""
    if mention.type == TIME and not mention.sure:
        return before in BEFORE_TIME or mention.end - mention.start > 1
    return said.words[max(0, mention.start - 2) : mention.start] not in NEGATIONS and (
        slot not in UNITS or after in UNITS[slot]
    )


def _likely(mention: Mention) -> bool:
    return mention.sure or MISHEARD_COST < mention.cost <= 1 - LIKE_ENOUGH
