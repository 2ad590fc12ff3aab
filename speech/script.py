"""The Script: what is said and how long it is silent between, free of markup, voices and clocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Alias:
    """Say other words than the ones written: the respelling of a hard word, an abbreviation in full."""

    words: str
    """What is spoken."""


@dataclass(frozen=True, slots=True)
class Phonemes:
    """Say exactly these sounds."""

    sounds: str
    """The sounds, in the alphabet named below."""
    alphabet: str = "ipa"
    """`ipa` or `x-sampa`."""


@dataclass(frozen=True, slots=True)
class SayAs:
    """Read the text as a date, a telephone number, single letters and the like."""

    interpret_as: str
    """An Alexa `interpret-as` value, such as `cardinal` or `spell-out`."""
    format: str = ""
    """Only for dates: the order of their parts, such as `mdy`."""


@dataclass(frozen=True, slots=True)
class Role:
    """Read an ambiguous word as this part of speech: the verb "read" or its past tense."""

    name: str
    """An Alexa role, such as `amazon:VBD`."""


Reading: TypeAlias = Alias | Phonemes | SayAs | Role


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text within a phrase, and how it is to be read where that is not plain from its letters."""

    text: str
    """What is written: the transcript and the captions show it."""
    reading: Reading | None = None
    """How it is read aloud; None leaves it to the voice."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a phrase sounds. The default is the voice as it is."""

    rate: float = 100.0
    """Speed in per cent of the voice's own, 20 or more."""
    pitch: float = 0.0
    """Change of pitch in per cent, from -33.3 to 50."""
    volume: float = 0.0
    """Change of loudness in decibels; minus infinity is silent."""
    emphasis: str = ""
    """`strong`, `moderate`, `reduced` or nothing."""
    voice: str = ""
    """A Polly voice by name; nothing is the device's own."""
    lang: str = ""
    """The language that is spoken, such as `fr-FR`; nothing is the request's own."""
    effect: str = ""
    """`whispered` or nothing."""
    emotion: str = ""
    """`excited` or `disappointed` with its intensity after a colon, such as `excited:low`; or nothing."""
    domain: str = ""
    """A speaking style such as `conversational`; or nothing."""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Say:
    """One phrase, spoken in one breath and one style."""

    spans: tuple[Span, ...]
    """What is said, in order; the text of neighbours is joined by one space unless punctuation follows."""
    style: Style = PLAIN
    """How it sounds."""

    @property
    def text(self) -> str:
        """The phrase as it is written."""
        return join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence."""

    ms: int
    """Its length in milliseconds, more than zero."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of recorded sound."""

    src: str
    """Where it is: `https://…` or `soundbank://…`."""


Item: TypeAlias = Say | Pause | Clip


@dataclass(frozen=True, slots=True)
class Script:
    """Phrases, silences and clips in the order they are heard.

    Build one with `script(...)`, which keeps it in normal form: no empty phrase, no empty pause, no two pauses in a row.
    """

    items: tuple[Item, ...] = ()

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def __add__(self, other: Script) -> Script:
        return script(self, other)

    @property
    def text(self) -> str:
        """All that is said, as it is written, without the silences."""
        return join(item.text for item in self.items if isinstance(item, Say))

    @property
    def silence_ms(self) -> int:
        """Milliseconds of silence in all."""
        return sum(item.ms for item in self.items if isinstance(item, Pause))


def say(text: str, style: Style = PLAIN) -> Say:
    """One phrase of plain text; runs of white space count as one space."""
    return Say((Span(" ".join(text.split())),), style)


def pause(seconds: float) -> Pause:
    """A silence of so many seconds, to the nearest millisecond."""
    return Pause(round(seconds * 1000))


def script(*parts: Script | Item | str) -> Script:
    """Put parts one after the other in normal form; a plain string is one phrase."""
    return Script(tuple(_merged(_flat(parts))))


def restyled(part: Script, **changes: float | str) -> Script:
    """The same script with every phrase's style changed, for instance `restyled(s, rate=90.0)`."""
    return Script(
        tuple(replace(i, style=replace(i.style, **changes)) if isinstance(i, Say) else i for i in part.items)  # type: ignore[arg-type]
    )


def join(texts: Iterable[str]) -> str:
    """Join pieces of text by a space, but none before punctuation."""
    out = ""
    for text in texts:
        glue = "" if not out or not text or text[0] in ",.;:?!)" else " "
        out += glue + text
    return out


def _flat(parts: Iterable[Script | Item | str]) -> Iterator[Item]:
    for part in parts:
        if isinstance(part, Script):
            yield from part.items
        elif isinstance(part, str):
            yield say(part)
        else:
            yield part


def _merged(items: Iterable[Item]) -> Iterator[Item]:
    heard = (item for item in items if not _is_empty(item))
    for is_pause, run in groupby(heard, key=lambda item: isinstance(item, Pause)):
        if is_pause:
            yield Pause(sum(item.ms for item in run if isinstance(item, Pause)))
        else:
            yield from run


def _is_empty(item: Item) -> bool:
    match item:
        case Say():
            return not item.text
        case Pause():
            return item.ms <= 0
        case _:
            return False
