"""Which sentences Alexa gets for each intent: plain ones first, then natural ones, all of them well formed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interaction_model.examples import SLOT
from interaction_model.mentions import Names
from interaction_model.sample import count, spread
from interaction_model.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from interaction_model.examples import Example
    from interaction_model.source import Source, Template
    from interaction_model.vocabulary import Vocabulary

MOST = 240
"""Samples of one intent: enough variety to learn from, short enough to read."""
OF_TEMPLATES = 45
"""Below so many, templates that say less plain things fill up."""
PER_TEMPLATE = 8
LONGEST = 140
"""Characters of a sample."""
CONNECTING = frozenset(("to", "from", "about", "for", "if", "whether", "that", "and"))
"""Words that no Alexa sample may begin with, because they join it to the invocation name."""
ALEXAS_OWN = {"skip": "AMAZON.NextIntent", "keep going": "AMAZON.ResumeIntent"}
"""What a built-in intent of Alexa takes for itself, whatever a custom intent says."""
_SPEAKABLE = re.compile(r"(?:[a-z]+(?:['.-][a-z]+)*[.']?|\{\w+\})(?: (?:[a-z]+(?:['.-][a-z]+)*[.']?|\{\w+\}))*")
_FEW = r"(?:(?:the|my|a|any|some|most|common|typical|usual) )*"
_BARE = r"\{(?:topic|goal|symptom|condition|days|time|pace|style|detail|seconds|minutes|rounds)\}"
"""Slots whose names take no article, unless a thing follows that does: "a {minutes} minute warm up"."""
_THING = r" (?:\{routine\}|warm|minute|pace|speed|mode|way|work|training|plan|program)"
_ILL_FORMED = (
    r"a (?!one\b|uni|use)[aeiou]\w*",
    r"an (?!hour)[^aeiou ]\w*",
    r"(?:a|an|the|my) (?:a|an|the|my|some)",
    rf"(?<!what is )(?<!what's )(?:a|an|the|my|some) {_BARE}(?!{_THING})",
    r"some \{\w+\}",
    rf"(?:what is|what's|is there|what was) {_FEW}(?:benefit|advantage|mistake|error|rep|set|muscle|reason|step)s",
    rf"(?:what are|are there) {_FEW}(?:benefit|advantage|mistake|error|muscle|reminder|exercise|difference)",
    r"(?:am|are|is) (?:i|you|we) (?:work|train|use|feel|hit|build|target|engage|strengthen|do|set)",
    r"(?:do|does|should|would|will|must|can|could) (?:i|you|we) (?:supposed|doing|working|trained|done|made)",
    r"am we|am you|are i|is we|what do it|how do it|does they|can goes|is be|did i (?:made|trained|done)",
    r"(?:these|those|they) (?:is|was|does|has)|(?:is|does) (?:these|those)",
    r"to to|i've a|can't you not|you not you",
)
"""What comes about when the choices of a template meet that do not agree."""
_ILL = re.compile(rf"\b(?:{'|'.join(_ILL_FORMED)})(?![\w'])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Finds names in a sample that a slot should hold: of "i have four minutes" Alexa would not hear the minutes."""

    source: Source
    """Knows the slots of each intent, and which values say no more than the intent."""
    names: Names
    """All names."""
    slots: Mapping[str, Collection[str]]
    """The slots of each intent."""

    def says_name(self, intent: str, text: str) -> bool:
        """True where the sentence says a name that would tell more as a slot."""
        types = {self.source.slots[slot]: slot for slot in self.slots[intent]}
        row = words(SLOT.sub("x", text))
        return any(
            mention.sure and mention.type in types and self._tells(intent, types[mention.type], mention.id)
            for mentions in self.names.find(row)
            for mention in mentions
        )

    def _tells(self, intent: str, slot: str, id_: str) -> bool:
        silent = self.source.silent.get((intent, slot))
        return silent is None or bool(silent and id_ not in silent)


@dataclass(slots=True)
class _Pool:
    """The samples taken so far."""

    spoken: Spoken
    """Knows names."""
    slots: Mapping[str, Collection[str]]
    """The slots of each intent."""
    found: dict[str, dict[str, None]]
    """By intent."""
    owners: dict[str, str] = field(default_factory=dict)
    """The intent of each sentence, slots of one type taken as one."""

    def add(self, intent: str, texts: Iterable[str], limit: int) -> None:
        """Take sentences, as far as they are allowed and no other intent has them, up to so many in all."""
        own = self.slots[intent]
        for text in texts:
            if len(self.found[intent]) >= limit:
                return
            fine = allowed(intent, text, own) and not self.spoken.says_name(intent, text)
            if fine and self._owner(intent, text) == intent:
                self.found[intent][text] = None

    def _owner(self, intent: str, text: str) -> str:
        shape = SLOT.sub(lambda match: f"{{{self.spoken.source.slots.get(match[1], '')}}}", text)
        return self.owners.setdefault(shape, intent)


def samples(source: Source, vocabulary: Vocabulary, examples: Iterable[Example]) -> dict[str, list[str]]:
    """The samples of every intent; a sentence that two could claim belongs to the one that has it plainly."""
    slots = {intent: source.slots_of(intent) for intent in source.intents}
    spoken = Spoken(source, Names(vocabulary, frozenset()), slots)
    pool = _Pool(spoken, slots, {intent: {} for intent in source.intents})
    for template in source.templates:
        if template.plain or template.intent.startswith("AMAZON."):
            pool.add(template.intent, spread(template.node, source.rules, count(template.node, source.rules)), MOST)
    plain = {intent: len(texts) for intent, texts in pool.found.items()}
    for example in sorted(examples, key=_from_short_to_long):
        if example.intent in pool.found:
            pool.add(example.intent, (example.text,), MOST)
    for intent in source.intents:
        pool.add(intent, _in_turn([each for each in source.templates if each.intent == intent], source), OF_TEMPLATES)
    return {intent: _ordered(list(texts), plain[intent]) for intent, texts in pool.found.items()}


def allowed(intent: str, text: str, own: Collection[str]) -> bool:
    """True for what Alexa takes as a sample of an intent with these slots, and what an English speaker would say."""
    slots = SLOT.findall(text)
    return (
        len(text) <= LONGEST
        and text.split(maxsplit=1)[0] not in CONNECTING
        and ALEXAS_OWN.get(text, intent) == intent
        and len(slots) == len(set(slots))
        and all(slot in own for slot in slots)
        and _SPEAKABLE.fullmatch(text) is not None
        and well_formed(text)
    )


def well_formed(text: str) -> bool:
    """False where an article, a number or a verb does not agree with what is beside it."""
    return not _ILL.search(text)


def _in_turn(templates: list[Template], source: Source) -> Iterator[str]:
    """A few sentences of each template, the first of all templates first."""
    rows = [list(spread(template.node, source.rules, PER_TEMPLATE)) for template in templates]
    for turn in range(PER_TEMPLATE):
        yield from (row[turn] for row in rows if turn < len(row))


def _ordered(texts: list[str], plain: int) -> list[str]:
    """The plain ones as their author put them, then the others from short to long."""
    return texts[:plain] + sorted(texts[plain:], key=lambda text: (len(text.split()), text))


def _from_short_to_long(example: Example) -> tuple[int, str]:
    return len(example.text.split()), example.text
