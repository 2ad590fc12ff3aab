"""Reads the dialogues of tests/conversations and plays them through the whole stack.

You: how do I do a good morning          what a person says
Coach: Barbell Good Morning ... bar      pieces that are heard in this order, whatever stands between them
Coach asks: ready                        a piece of the closing question; the microphone is open
Coach ends                               the session is over
Coach never says: side plank             a piece that is not heard in this turn
(opens the skill)                        a launch, without a question
(says nothing)                           silence until the session dies
(another day)                            the same as silence; what was remembered stays
(20 seconds into it)                     the next words cut the coach off, so many seconds after its first word
(90 seconds pass)                        so much time goes by, while a recording plays on
(presses next)                           a button of the player: play, pause, next or previous
(Ann, in the gym)                        from here on this person speaks, to the device at this place
(recordings are hosted)                  at the beginning: the skill has recordings to follow along with
The recording plays: bird dog            it plays, and this exercise is where it has just begun to play
The recording stops                      it falls silent
# a remark
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from skill.coach.coach import Coach
from skill.coach.variant import read_token
from skill.local.device import Echo
from skill.memory.volatile import VolatileStore
from skill.service import Service
from tests.conftest import COACH

ACTIONS = ("(opens the skill)", "(says nothing)", "(another day)", "(recordings are hosted)")
MEASURED = {
    "into": re.compile(r"\((\d+) seconds? into it\)"),
    "pass": re.compile(r"\((\d+) seconds? pass\)"),
    "press": re.compile(r"\(presses (play|pause|next|previous)\)"),
    "who": re.compile(r"\((Ann|Bob), in the (\w+)\)"),
}
"""Actions with a measure, a button or a name."""
ACTS = {
    "You:": "say",
    "(opens the skill)": "launch",
    "(says nothing)": "be_silent",
    "(another day)": "sleep_over_it",
    "(recordings are hosted)": "host_recordings",
    "into": "interrupt",
    "pass": "let_pass",
    "press": "press",
    "who": "turn_to",
}
"""What each action is on the stage."""
CHECKS = ("Coach asks:", "Coach never says:", "Coach:", "The recording plays:")
ALONE = ("Coach ends", "The recording stops")
DAY = 86_400
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
        if line in ACTIONS or line in ALONE:
            lines.append(Line(number, line, ""))
            continue
        if measured := next(((kind, found) for kind, p in MEASURED.items() if (found := p.fullmatch(line))), None):
            lines.append(Line(number, measured[0], "|".join(measured[1].groups())))
            continue
        kind = next((k for k in ("You:", *CHECKS) if line.startswith(k)), None)
        if kind is None:
            raise ValueError(f"line {number}: what is '{line}'?")
        lines.append(Line(number, kind, line.removeprefix(kind).strip()))
    return lines


def play(lines, echo):
    """Play a dialogue on a device and check every line of the coach."""
    stage = Stage(echo)
    for line in lines:
        if not stage.act(line):
            check(line, stage.heard, stage.echo.player)


class Stage:
    """The people and devices of a dialogue. All live in one house, on one clock."""

    def __init__(self, echo):
        self.echo, self.heard = echo, None
        self.devices = {}

    def act(self, line):
        """Do what a line says; False where it is a check."""
        action = getattr(self, ACTS.get(line.kind, ""), None)
        if action is None:
            return False
        action(*line.text.split("|") if line.text else ())
        return True

    def say(self, text):
        self.heard = self.echo.say(text)

    def launch(self):
        self.heard = self.echo.launch()

    def be_silent(self):
        self.echo.end()

    def sleep_over_it(self):
        self.echo.end()
        self.echo.pass_time(DAY)

    def host_recordings(self):
        coach = self.echo.service.coach
        hosted = Coach(coach.catalogue, coach.phrases, "https://audio.example.org")
        self.echo.service = Service(hosted, VolatileStore())

    def interrupt(self, seconds):
        self.echo.interrupt(float(seconds))

    def let_pass(self, seconds):
        self.echo.pass_time(float(seconds))

    def press(self, button):
        self.heard = self.echo.press(button.capitalize())

    def turn_to(self, name, place):
        now, first = self.echo.now, self.echo
        if (name, place) not in self.devices:
            household = replace(first.household, person=f"amzn1.ask.person.{name}", device=f"amzn1.ask.device.{place}")
            self.devices[name, place] = Echo(first.service, first.matcher, household)
        self.echo = self.devices[name, place]
        self.echo.now = max(now, self.echo.now)


def check(line, heard, player=None):
    """Hold one line against what was heard, and against what the player does."""
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
        case "The recording plays:":
            assert player.playing, f"{where}\nno recording plays"
            assert line.text in recorded_at(player), f"{where}\nit plays: {recorded_at(player)}"
        case "The recording stops":
            assert not player.playing, f"{where}\nthe recording still plays"
        case "Coach ends":
            assert not heard.open, f"{where}\nthe session is still open"


def recorded_at(player):
    """The exercise at which the recording has begun to play."""
    plan = read_token(player.token).variant.plan(COACH.catalogue, COACH.phrases)
    block, _ = plan.locate(player.offset_ms / 1000)
    return plan.stations[plan.blocks[block].station].exercise.spoken_name


def in_order(pieces, said):
    """Whether the pieces, divided by ` ... `, are heard one after the other."""
    place = 0
    for piece in pieces.lower().split(" ... "):
        found = said.find(piece.strip(), place)
        if found < 0:
            return False
        place = found + len(piece)
    return True
