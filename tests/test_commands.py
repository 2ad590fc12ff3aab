"""The commands at the desk, as somebody types them: what they print, write, play and refuse."""

from __future__ import annotations

import io
import json
import sys
import wave

import pytest

from skill.local import listening
from skill.local.cli import main
from skill.local.listeners import Ears, Keyboard
from speech.errors import OutputError


@pytest.fixture
def typed(monkeypatch):
    """Lines that a person types, one after the other."""

    def lines(*words):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{word}\n" for word in words)))

    return lines


def printed(capsys, *argv):
    """Run a command that has to succeed; what it printed."""
    assert main(argv) == 0
    return capsys.readouterr().out


# ------------------------------------------------------------------------------------------------ ask


def test_a_question_is_answered_with_times_and_pauses(capsys):
    out = printed(capsys, "ask", "how do I do a good morning", "--mute")

    assert out.startswith("you      how do I do a good morning\ncoach    00:00.0  Barbell Good Morning.\n")
    assert "… 15 s" in out


def test_several_questions_are_one_conversation(capsys):
    out = printed(capsys, "ask", "how do I do a good morning", "I am set up", "--mute")

    assert "Push your hips straight back" in out


def test_a_goodbye_is_shown_as_one(capsys):
    assert "(goodbye)" in printed(capsys, "ask", "stop", "--mute")


def test_json_is_one_object_with_everything_between_words_and_sound(capsys):
    found = json.loads(printed(capsys, "ask", "what are the benefits of the bird dog", "--json"))

    assert set(found) == {"text", "intent", "slots", "request", "response", "seconds", "script"}
    assert found["intent"] == "BenefitsIntent"
    assert found["slots"]["exercise"]["id"] == "bird_dog"
    assert found["request"]["request"]["type"] == "IntentRequest"
    assert found["response"]["response"]["shouldEndSession"] is False
    assert found["script"][0]["at"] == 0
    assert {"say", "pause"} <= {key for item in found["script"] for key in item}
    assert found["script"][-1]["at"] < found["seconds"]


def test_what_is_heard_can_be_written_to_a_file(capsys, tmp_path):
    file = tmp_path / "heard.wav"

    assert main(["ask", "what is the sacrum", "stop", "--wav", str(file), "--voice", "tone", "--mute"]) == 0

    with wave.open(str(file)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    assert f"{seconds:.1f} seconds" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("ask",), "there is no question"),
        (("ask", "stop", "--wav", "/nowhere/at/all.wav", "--voice", "tone", "--mute"), "/nowhere/at/all.wav"),
        (("ask", "stop", "--voice", "caruso"), "caruso"),
        (("ask", "--audio", "/nowhere.wav"), "/nowhere.wav"),
    ],
)
def test_a_mistake_is_told_in_one_line(capsys, monkeypatch, argv, told):
    monkeypatch.setattr(listening, "open_listener", Deaf)

    assert main(argv) == 2

    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


class Deaf:
    """An ear that finds no file."""

    def hear(self, sound):
        raise OutputError(f"cannot read {sound}")


class Parrot:
    """An ear that hears the same in every sound."""

    def hear(self, sound):
        return "what is the sacrum"


def test_a_question_may_be_spoken_in_a_file(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(listening, "open_listener", Parrot)

    out = printed(capsys, "ask", "--audio", str(tmp_path / "said.wav"), "--mute")

    assert "you      what is the sacrum" in out


class Silence:
    """A sound device that takes everything at once."""

    def __init__(self, rate):
        self.rate = rate

    def start(self, pull):
        while pull(self.rate):
            pass

    def stop(self):
        pass

    def close(self):
        pass


def test_the_answer_is_played_where_there_is_a_device(capsys, monkeypatch):
    played = []

    def play(player):
        played.append(player)

    monkeypatch.setattr("speech.playback.Loudspeaker", Silence)
    monkeypatch.setattr("speech.playback.Player.play", play)
    monkeypatch.setattr("speech.playback.Player.wait", lambda player: None)

    assert main(["ask", "stop", "--voice", "tone"]) == 0
    assert len(played) == 1
    assert not capsys.readouterr().err


def test_where_there_is_no_device_one_line_says_so_and_nothing_fails(capsys, monkeypatch, typed):
    def none(rate):
        raise OutputError("no sound device")

    monkeypatch.setattr("speech.playback.Loudspeaker", none)
    typed("what is the sacrum", "stop")

    assert main(["chat", "--voice", "tone"]) == 0
    assert capsys.readouterr().err.count("not played: no sound device") == 1


# ---------------------------------------------------------------------------------------------- explain


def test_a_turn_is_explained_from_template_to_limits(capsys):
    out = printed(capsys, "explain", "how do I do a bird dog", "slower")

    lines = dict(line.split(maxsplit=1) for line in out.splitlines() if not line.startswith(" ") and " " in line)
    assert lines["intent"] == "ChangePaceIntent"
    assert lines["handler"].startswith("skill.handlers.")
    assert '"exercise":"bird_dog"' in lines["before"]
    assert "of 8,000" in lines["characters"]
    assert lines["session"] == "open"


def test_what_is_not_understood_is_explained_as_such(capsys):
    out = printed(capsys, "explain", "qwertz uiop")

    assert "(none)" in out
    assert "AMAZON.FallbackIntent" in out


# ------------------------------------------------------------------------------------------------- chat


def test_a_conversation_at_the_keyboard(capsys, typed):
    # GIVEN somebody who asks, is silent twice, comes back and leaves
    typed("what is the sacrum", "", "", "how do I breathe in a superman", "stop")
    # WHEN they chat
    out = printed(capsys, "chat", "--fast")
    # THEN the reprompt came once, the session died, the next words opened another one
    assert out.count("(the session has ended)") == 1
    assert "triangle of fused bones" in out
    assert "Breathe out as you lift" in out
    assert "(goodbye)" in out


def test_a_conversation_that_is_left_in_the_middle_ends_its_session(capsys, typed):
    typed("what is the sacrum")
    assert printed(capsys, "chat", "--fast").rstrip().endswith("(the session has ended)")


def test_a_person_who_types_nothing_for_a_while_is_met_with_silence(capsys, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("what is the sacrum\n"))
    ready = iter(([], [sys.stdin]))
    monkeypatch.setattr("select.select", lambda *_: (next(ready), [], []))

    assert Keyboard().listen(8.0) == ""
    assert Keyboard().listen(8.0) == "what is the sacrum"
    assert Keyboard().listen(None) is None
    assert "(silence)" in capsys.readouterr().out


def test_the_ear_waits_for_ever_between_sessions_and_is_impatient_within(capsys, monkeypatch):
    heard = iter(("", "", "list the exercises", ""))
    monkeypatch.setattr(listening, "heard_live", lambda: next(heard))

    assert Ears().listen(None) == "list the exercises"
    assert Ears().listen(8.0) == ""
    assert "(silence)" in capsys.readouterr().out


def test_what_is_said_next_is_recorded_and_heard(monkeypatch):
    recorded = []
    monkeypatch.setattr(listening, "open_listener", Parrot)
    monkeypatch.setattr(
        "speech.ears.microphone.record", lambda path, source: recorded.append(path) or len(recorded) == 1
    )

    assert listening.heard_live() == "what is the sacrum"
    assert listening.heard_live() == ""


def test_the_listener_expects_the_sentences_of_the_model(monkeypatch):
    told = []
    monkeypatch.setattr("speech.ears.open_ear", lambda grammar: told.append(grammar) or Parrot())
    listening.open_listener.cache_clear()

    assert listening.heard("somewhere.wav") == "what is the sacrum"
    assert "quadratus" in told[0]
    listening.open_listener.cache_clear()


# ----------------------------------------------------------------------------------------------- the frame


def test_without_a_command_the_help_is_shown(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])

    assert left.value.code == 0
    assert "understand" in capsys.readouterr().out


def test_ctrl_c_ends_without_a_traceback(monkeypatch, typed):
    def interrupted(args):
        raise KeyboardInterrupt

    monkeypatch.setattr("skill.local.commands.chat.run", interrupted)
    assert main(["chat"]) == 130


def test_a_reader_that_has_left_is_no_error(monkeypatch):
    def left(args):
        raise BrokenPipeError

    monkeypatch.setattr("skill.local.commands.ask.run", left)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(["ask", "stop"]) == 0


def test_the_open_endpoint_listens_on_loopback_only(capsys):
    assert main(["serve", "--insecure-local", "--host", "0.0.0.0"]) == 2
    assert "loopback" in capsys.readouterr().err
    assert main(["serve", "--insecure-local", "--host", "example"]) == 2
