"""Reads the dialogues of tests/conversations and plays them through the whole stack.

You: how do I do a good morning          what a person says
Coach: Barbell Good Morning ... bar      pieces that are heard in this order, whatever stands between them
Coach asks: ready                        a piece of the closing question; the microphone is open
Coach ends                               the session is over
Coach never says: side plank             a piece that is not heard in this turn
(opens the skill)                        a launch, without a question
(says nothing)                           silence until the session dies
(another day)                            the same as silence; what was remembered stays
# a remark
"""

from __future__ import annotations

from dataclasses import dataclass

ACTIONS = ("(opens the skill)", "(says nothing)", "(another day)")
CHECKS = ("Coach asks:", "Coach never says:", "Coach:")
CLOSING = 160
"""Characters at the end of an answer in which its question stands."""


@dataclass(frozen=True)
class Line:
    """One line of a dialogue."""

    number: int
    kind: str
    text: str


def parse(text):
    """The lines of a dialogue; an unknown line is an error, so that a misspelt check is never skipped."""
    lines = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line in ACTIONS or line == "Coach ends":
            lines.append(Line(number, line, ""))
            continue
        kind = next((k for k in ("You:", *CHECKS) if line.startswith(k)), None)
        if kind is None:
            raise ValueError(f"line {number}: what is '{line}'?")
        lines.append(Line(number, kind, line.removeprefix(kind).strip()))
    return lines


def play(lines, echo):
    """Play a dialogue on a device and check every line of the coach."""
    heard = None
    for line in lines:
        match line.kind:
            case "You:":
                heard = echo.say(line.text)
            case "(opens the skill)":
                heard = echo.launch()
            case "(says nothing)" | "(another day)":
                echo.end()
            case _:
                check(line, heard)


def check(line, heard):
    """Hold one line against what was heard."""
    said = heard.script.text.lower()
    where = f"line {line.number}: after '{heard.text}' ({heard.intent}) the coach said: {heard.script.text}"
    match line.kind:
        case "Coach:":
            assert in_order(line.text, said), f"{where}\nexpected: {line.text}"
        case "Coach asks:":
            assert heard.open, f"{where}\nthe session is closed"
            assert in_order(line.text, said[-CLOSING:]), f"{where}\nexpected: {line.text}"
            assert said.endswith("?"), f"{where}\nit does not end in a question"
        case "Coach never says:":
            assert line.text.lower() not in said, f"{where}\nbut never: {line.text}"
        case "Coach ends":
            assert not heard.open, f"{where}\nthe session is still open"


def in_order(pieces, said):
    """Whether the pieces, divided by ` ... `, are heard one after the other."""
    place = 0
    for piece in pieces.lower().split(" ... "):
        found = said.find(piece.strip(), place)
        if found < 0:
            return False
        place = found + len(piece)
    return True
