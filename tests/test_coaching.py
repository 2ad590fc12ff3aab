"""The warm-up at the desk: the line that shows where it is, the keys, and what happens without a loudspeaker."""

from __future__ import annotations

import io
import os
import pty
import sys

import pytest

from skill.coach.routine import Wish, prepare
from skill.local import cli
from skill.local.coaching import Coaching
from skill.local.deck import FastDeck, Heard, SilentDeck, SoundDeck
from skill.local.keys import NO_KEY, single_keys
from skill.memory.profile import Profile
from speech.errors import OutputError
from speech.voices.tone import open_voice
from tests.conftest import COACH


def plan(**wish):
    return prepare(COACH.catalogue, COACH.phrases, Wish(**wish), Profile(side="right")).plan


class Fingers:
    """Presses keys at certain moments of the plan."""

    def __init__(self, coaching, *presses):
        self.coaching, self.presses = coaching, list(presses)

    def __call__(self, seconds):
        if self.presses and self.coaching.moment >= self.presses[0][0]:
            return self.presses.pop(0)[1]
        return NO_KEY


def coached(*presses, **wish):
    """A warm-up at which keys were pressed: whether it ended by itself, and the lines that were shown."""
    coaching, lines = Coaching(COACH, plan(**wish), FastDeck()), []
    ended = coaching.run(Fingers(coaching, *presses), lines.append)
    return ended, lines, coaching


def names(lines):
    """The exercises in the order in which they were shown."""
    return list(dict.fromkeys(line.split(" · ")[0].removeprefix("▶ ").split(",")[0] for line in lines))


def test_a_warm_up_runs_to_its_end():
    ended, lines, _ = coached()

    assert ended
    assert names(lines) == [
        "the lower back warm-up",
        "Front Plank",
        "Hip Extension (Glute Bridge)",
        "Bird Dog",
        "Superman",
    ]


def test_the_line_tells_exercise_side_seconds_and_what_comes_next():
    _, lines, _ = coached(routine="core_endurance", level="beginner")

    assert any(
        line.startswith("▶ Side Plank, left · hold · 15 s · ") and line.endswith("next: Bird Dog") for line in lines
    )
    assert any("Bird Dog · rep 10 of 10 · 6 s" in line for line in lines)
    assert lines[-1].endswith("next: the end")


def test_next_goes_to_the_next_exercise_and_previous_back():
    whole = plan()
    second = whole.starts[whole.first_block(1)]

    _, lines, _ = coached((10, "n"), (second + 5, "p"))

    shown = [line.split(" · ")[0] for line in lines]
    first_bridge = next(i for i, line in enumerate(shown) if "Glute" in line)
    assert any("Front Plank" in line for line in shown[first_bridge:])


def test_repeat_begins_the_exercise_again():
    whole = plan()
    hold = whole.starts[3] + 20

    _, lines, _ = coached((hold, "r"))

    doing = [line.split(" · ")[1] for line in lines if "Front Plank" in line]
    times = [what for what, before in zip(doing, ["", *doing], strict=False) if what != before]
    assert times == ["get set", "ready", "hold", "get set", "ready", "hold", "change place"]


def test_faster_and_slower_change_the_pace_at_the_same_place_and_stop_at_the_last_one():
    whole = plan()
    reps = whole.starts[next(i for i, b in enumerate(whole.blocks) if b.kind.value == "reps")] + 15

    _, lines, coaching = coached((reps, "-"), (reps + 20, "-"), (reps + 40, "+"), (reps + 60, "x"))

    assert coaching.plan.recipe.pace == "normal"
    counted = [int(line.split("rep ")[1].split(" ")[0]) for line in lines if "Glute" in line and "rep " in line]
    assert counted == sorted(counted)


def test_quitting_ends_at_once():
    ended, lines, _ = coached((30, "q"))

    assert not ended
    assert names(lines)[-1] == "Front Plank"


def test_a_pause_stops_the_time_until_it_is_pressed_again():
    coaching, lines = Coaching(COACH, plan(), FastDeck()), []
    pressed = iter([NO_KEY, " ", *[NO_KEY] * 50, " ", *[NO_KEY] * 5, "q"])

    coaching.run(lambda _: next(pressed), lines.append)

    paused = [line for line in lines if line.startswith("‖")]
    assert len(set(paused)) == 1
    assert not lines[-1].startswith("‖")


def test_a_silent_deck_keeps_real_time():
    now = [100.0]
    slept = []
    deck = SilentDeck(lambda: now[0], slept.append)

    deck.start(plan(), 0, 0.0)
    now[0] += 5
    deck.pause()
    now[0] += 60
    deck.resume()
    now[0] += 2
    deck.wait(0.5)
    deck.stop()

    assert deck.played() == 7
    assert slept == [0.5]


class EagerDevice:
    """Takes sound as fast as it comes, whenever the deck waits."""

    def __init__(self):
        self.pull, self.closed = None, False

    def start(self, pull):
        self.pull = pull

    def stop(self):
        self.pull = None

    def close(self):
        self.closed = True

    def take(self, seconds):
        if self.pull:
            self.pull(round(seconds * 24_000))


def test_the_loudspeaker_gets_the_plan_from_the_place_on():
    devices = []

    def device():
        devices.append(EagerDevice())
        return devices[-1]

    found = plan(routine="short", pace="fast")

    def sleep(_):
        deck._player._maker.join()
        devices[-1].take(30)

    deck = SoundDeck(open_voice(), None, device, sleep=sleep)
    coaching, lines = Coaching(COACH, found, deck), []
    fingers = Fingers(coaching, (30, "n"), (100, " "), (100, " "))

    assert coaching.run(fingers, lines.append)
    assert len(devices) == 2
    assert all(each.closed for each in devices)
    assert lines[-1].endswith("next: the end")


def test_a_loudspeaker_that_falls_silent_is_an_error_and_a_pause_is_none():
    heard = Heard()
    assert not heard.stalled(1.0, 5.0)
    assert not heard.stalled(1.0, 6.0)
    assert heard.stalled(1.0, 6.0)

    paused = Heard(paused=True)
    assert not any(paused.stalled(0.0, 60.0) for _ in range(5))

    deck = SoundDeck(open_voice(), None, EagerDevice, sleep=lambda _: None)
    deck.pause()
    deck.resume()
    deck.start(plan(routine="short"), 0, 0.0)
    deck.wait(6.0)
    deck.wait(6.0)
    with pytest.raises(OutputError, match="stopped"):
        deck.wait(6.0)
    deck.stop()


# ------------------------------------------------------------------------------------------------------- the command


def test_the_command_shows_each_step_once_on_paper(capsys):
    assert cli.main(["warmup", "--fast", "--level", "beginner", "--rounds", "1"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "done"
    assert sum("Front Plank · hold" in line for line in lines) == 1
    assert sum("Superman · rep" in line for line in lines) == 10


def test_minutes_that_cannot_be_had_are_said(capsys):
    assert cli.main(["warmup", "--fast", "--minutes", "90"]) == 0

    assert "90 minutes cannot be had; the nearest is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--routine", "yoga"], "there is no routine 'yoga'; there are before_lifts"),
        (["--rounds", "-1"], "numbers above 0"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_exit_status_two(capsys, options, message):
    assert cli.main(["warmup", "--fast", *options]) == 2

    assert message in capsys.readouterr().err


def test_without_a_loudspeaker_the_command_says_so(capsys, monkeypatch):
    def none(_):
        raise OutputError("no sound device")

    monkeypatch.setattr("speech.playback.Loudspeaker", none)

    assert cli.main(["warmup", "--voice", "tone", "--minutes", "1"]) == 2
    assert "no sound device" in capsys.readouterr().err


def test_on_a_terminal_one_line_is_drawn_over_and_over(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", screen)

    assert cli.main(["warmup", "--fast", "--minutes", "1"]) == 0

    drawn = screen.getvalue()
    assert drawn.startswith("space pause")
    assert drawn.count("\r") > 100
    assert drawn.count("\n") <= 2


def test_single_keys_come_from_a_terminal_and_from_nowhere_else(monkeypatch):
    master, slave = pty.openpty()
    with os.fdopen(slave, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        with single_keys() as key:
            os.write(master, b"n")
            assert key(1.0) == "n"
            assert key(0.0) == NO_KEY
    os.close(master)

    monkeypatch.setattr(sys, "stdin", io.StringIO("n"))
    with single_keys() as key:
        assert key(0.0) == NO_KEY


def test_a_system_without_single_keys_has_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "termios", None)

    with single_keys() as key:
        assert key(0.0) == NO_KEY
