"""Every tag of Alexa's SSML as one table: attributes, what may stand inside it, where it may not stand, its locales."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from speech import alexa
from speech.rules import Rule, decibels, duration, one_of, percent, starting_with, words


class Holds(Enum):
    """What may stand inside a tag."""

    NOTHING = "nothing"
    TEXT = "text only"
    ANYTHING = "text and tags"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a tag."""

    name: str
    """As it is written."""
    rule: Rule
    """What it may hold."""
    required: bool = False
    """Whether the tag means nothing without it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag."""

    name: str
    """As it is written."""
    attributes: tuple[Attribute, ...] = ()
    """All that it may have."""
    holds: Holds = Holds.ANYTHING
    """What may stand inside."""
    not_inside: frozenset[str] = frozenset()
    """Tags that it may not stand in, at any depth."""
    needs_one: bool = False
    """Whether it needs at least one of its attributes."""
    locales: frozenset[str] | None = None
    """Where Alexa speaks it; None is everywhere."""

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, where the tag has it."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


def _need(name: str, rule: Rule) -> Attribute:
    return Attribute(name, rule, required=True)


_SENTENCES = frozenset({"p", "s", "emphasis"})

_ALL = (
    Tag("speak", not_inside=frozenset({"speak"})),
    Tag("p", not_inside=_SENTENCES),
    Tag("s", not_inside=frozenset({"s", "emphasis"})),
    Tag("break", (Attribute("time", duration()), Attribute("strength", one_of(*alexa.BREAKS))), Holds.NOTHING),
    Tag(
        "prosody",
        (
            Attribute("rate", percent(tuple(alexa.RATES), alexa.MIN_RATE, float("inf"), signed=False)),
            Attribute("pitch", percent(tuple(alexa.PITCHES), alexa.MIN_PITCH, alexa.MAX_PITCH, signed=True)),
            Attribute("volume", decibels(tuple(alexa.VOLUMES), alexa.MAX_VOLUME)),
        ),
        needs_one=True,
    ),
    Tag("emphasis", (_need("level", one_of(*alexa.EMPHASES)),)),
    Tag(
        "say-as",
        (_need("interpret-as", one_of(*alexa.INTERPRETATIONS)), Attribute("format", one_of(*alexa.DATE_FORMATS))),
        Holds.TEXT,
    ),
    Tag("sub", (_need("alias", words('the words to say, such as alias="et cetera"')),), Holds.TEXT),
    Tag(
        "phoneme",
        (_need("alphabet", one_of(*alexa.ALPHABETS)), _need("ph", words('the sounds, such as ph="ˈsoʊəs"'))),
        Holds.TEXT,
    ),
    Tag("w", (_need("role", one_of(*alexa.ROLES)),), Holds.TEXT),
    Tag("lang", (_need("xml:lang", one_of(*alexa.LANGUAGES)),)),
    Tag(
        "voice",
        (Attribute("name", one_of(*alexa.VOICES)), Attribute("xml:lang", one_of(*alexa.LANGUAGES))),
        needs_one=True,
    ),
    Tag(
        "audio",
        (_need("src", starting_with("https://", "soundbank://", example="https://… or soundbank://soundlibrary/…")),),
        Holds.NOTHING,
    ),
    Tag("amazon:effect", (_need("name", one_of(*alexa.EFFECTS)),)),
    Tag(
        "amazon:emotion",
        (_need("name", one_of(*alexa.EMOTIONS)), _need("intensity", one_of(*alexa.INTENSITIES))),
        locales=alexa.EMOTION_LOCALES,
    ),
    Tag("amazon:domain", (_need("name", one_of(*alexa.DOMAIN_LOCALES)),)),
    Tag(
        "alexa:name",
        (
            _need("type", one_of("first")),
            _need("personId", starting_with("amzn1.ask.person.", example="an id that begins with amzn1.ask.person.")),
        ),
        Holds.NOTHING,
    ),
)

TAGS: Final = MappingProxyType({tag.name: tag for tag in _ALL})
"""By name, in the order of Alexa's reference."""

ON_ANY_SPEAK: Final = ("version", "xmlns", "xml:lang", "xsi:schemaLocation")
"""What the W3C wants on the root; Alexa reads over it."""
