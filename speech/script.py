"""The Script: what is said and how long it is silent between, free of markup, voices and clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from speech.phrases import cleaned, heard, join, led_by_marks, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Alias(Struct, frozen=True):
    """Say other words than the ones written: the respelling of a hard word, an abbreviation in full."""

    words: str
    """What is spoken."""


class Phonemes(Struct, frozen=True):
    """Say exactly these sounds."""

    sounds: str
    """The sounds, in the alphabet named below."""
    alphabet: str = "ipa"
    """`ipa` or `x-sampa`."""


class SayAs(Struct, frozen=True):
    """Read the text as a date, a telephone number, single letters and the like."""

    interpret_as: str
    """An Alexa `interpret-as` value, such as `cardinal` or `spell-out`."""
    format: str = ""
    """Only for dates: the order of their parts, such as `mdy`."""


class Role(Struct, frozen=True):
    """Read an ambiguous word as this part of speech: the verb "read" or its past tense."""

    name: str
    """An Alexa role, such as `amazon:VBD`."""


class PersonName(Struct, frozen=True):
    """Say the first name of a recognised person, which only Alexa knows; the text stands in for it elsewhere."""

    person_id: str
    """Such as `amzn1.ask.person.ABC`."""


Reading: TypeAlias = Alias | Phonemes | SayAs | Role | PersonName


class Span(Struct, frozen=True):
    """A stretch of text within a phrase, and how it is to be read where that is not plain from its letters."""

    text: str
    """What is written: the transcript and the captions show it."""
    reading: Reading | None = None
    """How it is read aloud; None leaves it to the voice."""


class Style(Struct, frozen=True):
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


class Say(Struct, frozen=True):
    """One phrase, spoken in one breath and one style: a sentence, or a part of one."""

    spans: tuple[Span, ...]
    """What is said, in order; the text of neighbours is joined by one space unless punctuation follows."""
    style: Style = PLAIN
    """How it sounds."""

    @property
    def text(self) -> str:
        """The phrase as it is written."""
        return join(span.text for span in self.spans)


class Pause(Struct, frozen=True):
    """Silence."""

    ms: int
    """Its length in milliseconds, more than zero."""


class Clip(Struct, frozen=True):
    """A piece of recorded sound."""

    src: str
    """Where it is: `https://…` or `soundbank://…`."""


Item: TypeAlias = Say | Pause | Clip


class Script(Struct, frozen=True):
    """Phrases, silences and clips in the order they are heard.

    Build one with `script(...)`, which keeps the normal form: no empty phrase, no empty pause, no two pauses in a row.
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
    return Say((Span(cleaned(text)),), style)


def pause(seconds: float) -> Pause:
    """A silence of so many seconds, to the nearest millisecond."""
    return Pause(round(seconds * 1000))


def script(*parts: Script | Item | str) -> Script:
    """Put parts one after the other in normal form; a plain string is one phrase."""
    return Script(tuple(_merged(_flat(parts))))


def restyled(part: Script, **changes: float | str) -> Script:
    """The same script with every phrase's style changed, for instance `restyled(s, rate=90.0)`."""
    return Script(tuple(replace(i, style=replace(i.style, **changes)) if isinstance(i, Say) else i for i in part.items))


def in_language(part: Script, lang: str) -> Script:
    """The same script with every phrase that names no language, nor a voice with one, in this language."""
    return Script(
        tuple(
            replace(item, style=replace(item.style, lang=lang))
            if isinstance(item, Say) and not item.style.lang and not item.style.voice
            else item
            for item in part.items
        )
    )


def stay_apart(first: Say, second: Say) -> bool:
    """Whether two phrases of one style are still two when their text is written one after the other."""
    return list(_split(_tidy(first.spans + second.spans))) == [first.spans, second.spans]


def _flat(parts: Iterable[Script | Item | str]) -> Iterator[Item]:
    for part in parts:
        if isinstance(part, Script):
            yield from part.items
        elif isinstance(part, str):
            yield say(part)
        else:
            yield part


def _merged(items: Iterable[Item]) -> list[Item]:
    out: list[Item] = []
    for item in items:
        match item:
            case Say():
                for phrase in _sentences(item):
                    _append(out, phrase)
            case Pause(ms) if ms > 0:
                if out and isinstance(out[-1], Pause):
                    out[-1] = Pause(out[-1].ms + ms)
                else:
                    out.append(item)
            case Clip():
                out.append(item)
    return out


def _sentences(phrase: Say) -> Iterable[Say]:
    """The phrase as one or more, each of at most one sentence."""
    if len(phrase.spans) == 1 and phrase.spans[0].reading is None:
        text = phrase.spans[0].text
        parts = sentences(cleaned(text))
        return (phrase,) if parts == [text] else [Say((Span(part),), phrase.style) for part in parts]
    return [Say(spans, phrase.style) for spans in _split(_tidy(phrase.spans))]


def _tidy(spans: Iterable[Span]) -> list[Span]:
    """Spans of clean text, plain neighbours joined, empty ones left out."""
    out: list[Span] = []
    for span in spans:
        text = cleaned(span.text)
        if not text:
            continue
        if out and out[-1].reading is None and span.reading is None:
            out[-1] = Span(join((out[-1].text, text)))
        else:
            out.append(Span(text, span.reading))
    return out


def _split(spans: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Cut between sentences; the text of a span with a reading is never looked into."""
    done: list[Span] = []
    for index, span in enumerate(spans):
        if span.reading is not None:
            done.append(span)
            continue
        following = spans[index + 1].text if index + 1 < len(spans) else ""
        parts = sentences(span.text, following)
        for part in parts[:-1]:
            yield (*done, Span(part))
            done = []
        if parts[-1]:
            done.append(Span(parts[-1]))
    if done:
        yield tuple(done)


def _append(out: list[Item], phrase: Say) -> None:
    """Add a phrase; marks that it begins with close the phrase before it."""
    before = out[-1] if out else None
    first = phrase.spans[0]
    if isinstance(before, Say) and first.reading is None and (marks := led_by_marks(first.text)):
        out[-1] = replace(before, spans=tuple(_tidy((*before.spans, Span(marks)))))
        rest = cleaned(first.text[len(marks) :])
        phrase = replace(phrase, spans=((Span(rest),) if rest else ()) + phrase.spans[1:])
    if heard(phrase.text):
        out.append(phrase)
