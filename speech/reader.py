"""Alexa SSML back to a Script: strict where Alexa would refuse, or lenient with notes on what was ignored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from speech.assembly import Assembly
from speech.errors import SSMLError
from speech.judging import Judge, Mode
from speech.repair import repaired
from speech.tags import TAGS, Holds

if TYPE_CHECKING:
    from speech.script import Script

STRICT, LENIENT = Mode.STRICT, Mode.LENIENT

MAX_CHARACTERS = 2_000_000
"""Of any document: an hour of speech has a tenth of it."""
MAX_DEPTH = 50
"""Tags inside each other."""
MAX_ATTRIBUTES = 20
"""Of one tag."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read."""

    script: Script
    """What it says."""
    notes: tuple[str, ...] = ()
    """What was ignored or mended, each kind once; always empty in strict mode."""


def read(ssml: str, locale: str = "en-US", mode: Mode = Mode.STRICT) -> Script:
    """The script of an Alexa SSML document.

    Strict mode raises SSMLError for the first thing that Alexa would refuse in this locale; lenient mode reads on, and
    raises it for text that is no markup at all.
    """
    return examine(ssml, locale, mode).script


def examine(ssml: str, locale: str = "en-US", mode: Mode = Mode.STRICT) -> Reading:
    """The same as `read`, with notes on what lenient mode ignored."""
    if len(ssml) > MAX_CHARACTERS:
        raise SSMLError(f"the document has {len(ssml):,} characters", f"{MAX_CHARACTERS:,} are the most: split it")
    judge = Judge(locale, mode)
    if mode is Mode.LENIENT:
        ssml = repaired(ssml, judge)
    return Reading(_Reader(judge).read(ssml), tuple(judge.notes))


class _Reader:
    """One pass over one document."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._assembly = Assembly()
        self._open: list[str] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        judge.where = lambda: (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def read(self, ssml: str) -> Script:
        """Feed the whole document and hand back what was assembled."""
        try:
            self._parser.Parse(ssml.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            raise self._malformed(error) from None
        script = self._assembly.script()
        if not script:
            self._judge.refuse("there is nothing to say", "write some text between <speak> and </speak>")
        return script

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._judge.error(f"more than {MAX_DEPTH} tags inside each other", "take some away")
        if len(attributes) > MAX_ATTRIBUTES:
            raise self._judge.error(f"a tag with more than {MAX_ATTRIBUTES} attributes", "take some away")
        fit = self._judge.judged(name, attributes, self._open)
        self._open.append(name)
        if fit is None:
            self._assembly.enter_unknown()
        else:
            self._assembly.enter(name, fit)
            self._judge.combination(self._assembly.style, self._assembly.reading)

    def _end(self, name: str) -> None:
        self._open.pop()
        self._assembly.leave(name)

    def _text(self, text: str) -> None:
        if text.strip():
            inside = TAGS.get(self._open[-1])
            if inside is not None and inside.holds is Holds.NOTHING:
                self._judge.refuse(f"text inside <{inside.name}>", f"close it at once: <{inside.name} …/>")
                return
        self._assembly.text(text)

    def _doctype(self, *_: object) -> None:
        raise self._judge.error("a document type declaration", "leave it out: begin with <speak>")

    def _instruction(self, target: str, _: str) -> None:
        self._judge.refuse(f"a processing instruction, <?{target} …?>", "leave it out")

    def _malformed(self, error: expat.ExpatError) -> SSMLError:
        line, column = error.lineno, error.offset + 1
        innermost = self._open[-1] if self._open else "speak"
        advice = {
            expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: f"close <{innermost}> first",
            expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: f"close <{innermost}>"
            if self._open
            else "write <speak>…</speak>",
            expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "write it once",
            expat.errors.codes[
                expat.errors.XML_ERROR_UNDEFINED_ENTITY
            ]: "write the character itself, or its number: &#160;",
            expat.errors.codes[
                expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT
            ]: "put everything into one <speak>…</speak>",
            expat.errors.codes[expat.errors.XML_ERROR_SYNTAX]: "begin with <speak>",
        }.get(error.code, "write &amp; for &, &lt; for <, and close every tag")
        return SSMLError(f"this is no well-formed markup ({expat.ErrorString(error.code)})", advice, line, column)
