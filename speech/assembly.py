"""Puts a Script together from what the reader meets: styles and readings as they nest, silences as they add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speech import alexa
from speech.phrases import SENTENCE_END, cleaned
from speech.rules import milliseconds
from speech.script import PLAIN, Alias, Clip, Pause, PersonName, Phonemes, Role, Say, SayAs, Span, script
from speech.styled import styled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from speech.script import Item, Reading, Script, Style

NO_PAUSE_MS = 1
"""The shortest silence there is: it stands for a rest that the markup takes away."""
STAND_IN_NAME = "friend"
"""What is said and shown where only Alexa knows the person's name."""

_SENTENCE, _PARAGRAPH = alexa.BREAKS["strong"], alexa.BREAKS["x-strong"]


@dataclass(slots=True)
class _Silence:
    """What was asked for since something was last heard."""

    timed: int | None = None
    """Milliseconds of breaks with a time, which add up and win over everything else."""
    taken_away: bool = False
    """A break of strength none."""
    rest: int = 0
    """Milliseconds of the strongest break, sentence or paragraph."""

    @property
    def asked(self) -> bool:
        """Whether there is anything to resolve."""
        return self.timed is not None or self.taken_away or self.rest > 0


class Assembly:
    """What was heard so far, and the style, reading and silence that apply to what comes next."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._spans: list[Span] = []
        self._spoken_in = PLAIN
        self._styles: list[Style] = [PLAIN]
        self._readings: list[tuple[Reading, list[str]] | None] = [None]
        self._silence = _Silence()

    @property
    def style(self) -> Style:
        """The style in force."""
        return self._styles[-1]

    @property
    def reading(self) -> Reading | None:
        """The reading in force, inside a `sub`, `say-as` and the like."""
        top = self._readings[-1]
        return top[0] if top else None

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self._styles.append(styled(self.style, name, attributes))
        found = _reading(name, attributes)
        self._readings.append((found, []) if found else self._readings[-1])
        match name:
            case "p" | "s":
                self._rest(_PARAGRAPH if name == "p" else _SENTENCE)
            case "break":
                self._break(attributes)
            case "audio":
                self._clip(attributes["src"])

    def enter_unknown(self) -> None:
        """A tag opens that means nothing; what stands inside is read as if it were not there."""
        self._styles.append(self.style)
        self._readings.append(self._readings[-1])

    def leave(self, name: str) -> None:
        """The innermost tag closes."""
        ended = self._readings.pop()
        self._styles.pop()
        if ended is not None and ended is not self._readings[-1]:
            reading, pieces = ended
            self._say(Span(cleaned("".join(pieces)) or _stand_in(reading), reading))
        if name in {"p", "s"}:
            self._rest(_PARAGRAPH if name == "p" else _SENTENCE)

    def text(self, text: str) -> None:
        """Text is met."""
        top = self._readings[-1]
        if top is not None:
            top[1].append(text)
        elif written := cleaned(text):
            self._say(Span(written))

    def script(self) -> Script:
        """Everything, in normal form."""
        self._resolve(None, at_end=True)
        self._end_phrase()
        return script(*self._items)

    def _say(self, span: Span) -> None:
        if not span.text:
            return
        self._resolve(self.style)
        if self.style != self._spoken_in:
            self._end_phrase()
        self._spoken_in = self.style
        self._spans.append(span)

    def _clip(self, src: str) -> None:
        self._resolve(None)
        self._end_phrase()
        self._items.append(Clip(src))

    def _end_phrase(self) -> None:
        if self._spans:
            self._items.append(Say(tuple(self._spans), self._spoken_in))
            self._spans = []

    def _break(self, attributes: Mapping[str, str]) -> None:
        if "time" in attributes:
            self._silence.timed = (self._silence.timed or 0) + milliseconds(attributes["time"])
            return
        ms = alexa.BREAKS[attributes.get("strength", "medium")]
        self._silence.taken_away |= ms == 0
        self._rest(ms)

    def _rest(self, ms: int) -> None:
        self._silence.rest = max(self._silence.rest, ms)

    def _resolve(self, next_style: Style | None, *, at_end: bool = False) -> None:
        """Turn what was asked for since the last thing heard into a pause, or the end of a phrase."""
        silence, self._silence = self._silence, _Silence()
        if not silence.asked:
            return
        if silence.timed is not None:
            self._pause(silence.timed or NO_PAUSE_MS)
        elif self._spans or self._items:
            if silence.taken_away:
                self._pause(NO_PAUSE_MS)
            elif silence.rest == _SENTENCE and self._rests_anyway(next_style):
                self._end_phrase()
            elif not at_end:
                self._pause(silence.rest)

    def _rests_anyway(self, next_style: Style | None) -> bool:
        """Whether the voice makes a sentence's rest here by itself: after its mark, or between phrases of one style."""
        if not self._spans or next_style is None:
            return False
        return next_style == self._spoken_in or bool(SENTENCE_END.search(self._spans[-1].text))

    def _pause(self, ms: int) -> None:
        self._end_phrase()
        self._items.append(Pause(ms))


def _reading(name: str, attributes: Mapping[str, str]) -> Reading | None:
    match name:
        case "sub":
            return Alias(cleaned(attributes["alias"]))
        case "phoneme":
            return Phonemes(cleaned(attributes["ph"]), attributes["alphabet"])
        case "say-as":
            return SayAs(attributes["interpret-as"], attributes.get("format", ""))
        case "w":
            return Role(attributes["role"])
        case "alexa:name":
            return PersonName(attributes["personId"])
        case _:
            return None


def _stand_in(reading: Reading) -> str:
    """What is written where a tag says something without holding text."""
    match reading:
        case PersonName():
            return STAND_IN_NAME
        case Alias(words):
            return words
        case Phonemes(sounds):
            return sounds
        case _:
            return ""
