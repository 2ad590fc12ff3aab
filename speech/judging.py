"""Whether a tag is one that Alexa takes, here and in this locale; strict mode refuses, lenient mode takes a note."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from speech import alexa
from speech.errors import SSMLError
from speech.script import SayAs
from speech.tags import ON_ANY_SPEAK, TAGS, Holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from speech.script import Reading, Style
    from speech.tags import Tag


MAX_NOTES = 50
"""Nobody reads more of them."""


class Mode(Enum):
    """What to do with markup that Alexa would refuse."""

    STRICT = "strict"
    LENIENT = "lenient"


class Judge:
    """Knows the rules, the locale, and where in the document the reader is."""

    def __init__(self, locale: str, mode: Mode) -> None:
        self.locale = locale
        self.mode = mode
        self.notes: list[str] = []
        self.where: Callable[[], tuple[int, int]] = lambda: (1, 1)
        self._noted: set[str] = set()
        self._clips = 0

    def error(self, rule: str, advice: str) -> SSMLError:
        """What is wrong at this place."""
        return SSMLError(rule, advice, *self.where())

    def refuse(self, rule: str, advice: str) -> None:
        """Raise it in strict mode; in lenient mode note it, once for each rule."""
        error = self.error(rule, advice)
        if self.mode is Mode.STRICT:
            raise error
        if rule not in self._noted and len(self.notes) < MAX_NOTES:
            self._noted.add(rule)
            self.notes.append(f"line {error.line}: {rule}")

    def judged(self, name: str, attributes: Mapping[str, str], inside: Sequence[str]) -> dict[str, str] | None:
        """The attributes that count; None where the tag is none of Alexa's or has no meaning here."""
        tag = TAGS.get(name)
        if tag is None:
            self.refuse(f"<{name}> is no tag of Alexa's", f"use one of {', '.join(TAGS)}")
            return None
        self._place(tag, inside)
        if tag.locales is not None and self.locale not in tag.locales:
            self.refuse(f"<{name}> is not spoken in {self.locale}", f"only in {', '.join(sorted(tag.locales))}")
        fit = dict(self._fitting(tag, attributes))
        return fit if self._complete(tag, fit) else None

    def combination(self, style: Style, reading: Reading | None) -> None:
        """Refuse what Alexa does not combine: one way of acting at a time, and few voices can act at all."""
        interjection = isinstance(reading, SayAs) and reading.interpret_as == "interjection"
        acts = [act for act in (style.emotion and "an emotion", style.domain and "a speaking style") if act]
        if interjection:
            self._locale_of("an interjection", alexa.INTERJECTION_LOCALES)
            acts.append("an interjection")
        if len(acts) > 1:
            self.refuse(f"{' with '.join(acts)}", "Alexa takes one of them at a time: leave the others out")
        if style.emphasis and style.voice:
            acts.append("emphasis")
        if acts and style.voice and style.voice not in alexa.EXPRESSIVE_VOICES:
            self.refuse(
                f"{acts[-1]} in the voice {style.voice}", "only Alexa's own voice has it: leave one of the two out"
            )
        if style.domain == "conversational" and style.pitch:
            self.refuse("a pitch in the conversational style", "leave the pitch out")

    def _locale_of(self, what: str, locales: frozenset[str]) -> None:
        if self.locale not in locales:
            self.refuse(f"{what} is not spoken in {self.locale}", f"only in {', '.join(sorted(locales))}")

    def _place(self, tag: Tag, inside: Sequence[str]) -> None:
        if (tag.name == "speak") == bool(inside):
            self.refuse(f"<{tag.name}> at this place", "write one <speak> around everything")
        elif wrong := tag.not_inside & set(inside):
            self.refuse(f"<{tag.name}> inside <{min(wrong)}>", f"close <{min(wrong)}> first")
        parent = TAGS.get(inside[-1]) if inside else None
        if parent is not None and parent.holds is not Holds.ANYTHING:
            self.refuse(f"<{tag.name}> inside <{parent.name}>", f"<{parent.name}> holds {parent.holds.value}")
        self._clips += tag.name == "audio"
        if tag.name == "audio" and self._clips > alexa.MAX_CLIPS:
            self.refuse(f"more than {alexa.MAX_CLIPS} audio clips", "leave some out")

    def _fitting(self, tag: Tag, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The attributes that the tag has and whose values are right, or clear enough."""
        for name, value in attributes.items():
            known = tag.attribute(name)
            if known is None:
                self._unknown(tag, name)
                continue
            if advice := known.rule.advice(value) or self._out_of_place(tag, name, value, attributes):
                self.refuse(f'{name}="{_short(value)}" in <{tag.name}>', advice)
                if not known.rule.readable(value):
                    continue
            yield name, value

    def _unknown(self, tag: Tag, name: str) -> None:
        if tag.name == "speak" and (name in ON_ANY_SPEAK or name.startswith("xmlns:")):
            return
        listed = ", ".join(attribute.name for attribute in tag.attributes) or "none"
        self.refuse(f"<{tag.name}> has no attribute {name}", f"its attributes: {listed}")

    def _out_of_place(self, tag: Tag, name: str, value: str, attributes: Mapping[str, str]) -> str:
        """What two attributes, or a value and the locale, have against each other."""
        if tag.name == "say-as" and name == "format" and attributes.get("interpret-as") != "date":
            return 'leave it out: only interpret-as="date" has a format'
        if tag.name == "amazon:domain" and self.locale not in alexa.DOMAIN_LOCALES[value]:
            return f"in {self.locale} it is not spoken: only in {', '.join(sorted(alexa.DOMAIN_LOCALES[value]))}"
        return ""

    def _complete(self, tag: Tag, fit: Mapping[str, str]) -> bool:
        for attribute in tag.attributes:
            if attribute.required and attribute.name not in fit:
                self.refuse(f"<{tag.name}> without {attribute.name}", f"add {attribute.name}: {attribute.rule.allowed}")
                return False
        if tag.needs_one and not fit:
            listed = ", ".join(attribute.name for attribute in tag.attributes)
            self.refuse(f"<{tag.name}> without any attribute", f"write one of {listed}")
            return False
        return True


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"
