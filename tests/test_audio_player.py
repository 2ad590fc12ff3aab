"""The audio player of the virtual Echo, and the recording that is heard at the desk while it plays."""

from __future__ import annotations

import pytest

from interaction_model.match import load_matcher
from skill.coach.coach import Coach
from skill.content.vocabulary import vocabulary
from skill.local.device import Echo
from skill.local.player import AudioPlayer, length_ms
from skill.local.stream import DeskStream
from skill.memory.volatile import VolatileStore
from skill.service import Service
from speech.errors import OutputError
from tests.conftest import COACH

HOSTED = Coach(COACH.catalogue, COACH.phrases, "https://audio.example.org")
MATCHER = load_matcher(vocabulary(COACH.catalogue))
CAPTIONS = "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\nOne.\n\n2\n00:01:00.000 --> 00:01:40.250\nTwo.\n"


def play(token, offset=0, behavior="REPLACE_ALL", after=None, captions=CAPTIONS):
    stream = {"url": f"https://x/{token}.mp3", "token": token, "offsetInMilliseconds": offset}
    stream |= {"captionData": {"type": "WEBVTT", "content": captions}} if captions else {}
    stream |= {"expectedPreviousToken": after} if after else {}
    return {"type": "AudioPlayer.Play", "playBehavior": behavior, "audioItem": {"stream": stream}}


def names(events):
    return [
        (event["type"].removeprefix("AudioPlayer.Playback"), event["token"], event["offsetInMilliseconds"])
        for event in events
    ]


def test_a_player_that_never_played_is_idle():
    assert AudioPlayer().context(5.0) == {"playerActivity": "IDLE"}
    assert AudioPlayer().ends_at() is None


def test_playing_starts_and_time_moves_the_offset_until_the_end():
    player = AudioPlayer()

    assert names(player.obey(play("a", 2_000), 100.0)) == [("Started", "a", 2_000), ("NearlyFinished", "a", 2_000)]
    assert player.context(110.0) == {"playerActivity": "PLAYING", "token": "a", "offsetInMilliseconds": 12_000}
    assert player.ends_at() == pytest.approx(198.25)
    assert player.position(1_000.0) == 100_250


def test_stopping_tells_where_and_stopping_again_tells_nothing():
    player = AudioPlayer()
    player.obey(play("a"), 100.0)

    assert names(player.obey({"type": "AudioPlayer.Stop"}, 130.0)) == [("Stopped", "a", 30_000)]
    assert player.obey({"type": "AudioPlayer.Stop"}, 140.0) == []
    assert player.context(150.0)["playerActivity"] == "STOPPED"


def test_another_stream_stops_the_first_one():
    player = AudioPlayer()
    player.obey(play("a"), 100.0)

    assert [each[:2] for each in names(player.obey(play("b", 5_000), 110.0))] == [
        ("Stopped", "a"),
        ("Started", "b"),
        ("NearlyFinished", "b"),
    ]


def test_a_queued_stream_follows_only_the_one_that_it_names():
    player = AudioPlayer()
    player.obey(play("a"), 100.0)
    player.obey(play("x", behavior="ENQUEUE", after="nothing"), 101.0)
    assert player.queue == []
    player.obey(play("b", behavior="ENQUEUE", after="a"), 101.0)

    assert [each[:2] for each in names(player.ended())] == [
        ("Finished", "a"),
        ("Started", "b"),
        ("NearlyFinished", "b"),
    ]
    assert player.token == "b"
    assert names(player.ended()) == [("Finished", "b", 100_250)]
    assert not player.playing


@pytest.mark.parametrize("directive", [{"type": "AudioPlayer.ClearQueue"}, {"type": "Dialog.ElicitSlot"}])
def test_other_directives_make_no_event(directive):
    player = AudioPlayer()
    player.obey(play("a"), 100.0)

    assert player.obey(directive, 101.0) == []
    assert player.playing


def test_a_stream_without_captions_has_no_end_that_anybody_knows():
    player = AudioPlayer()
    player.obey(play("a", captions=""), 100.0)

    assert player.ends_at() is None
    assert player.position(160.0) == 60_000
    assert length_ms("WEBVTT") == 0


# ---------------------------------------------------------------------------------------------------------- at the desk


class Deck:
    """Notes what it is told to play."""

    def __init__(self):
        self.started, self.stopped = [], 0

    def start(self, plan, block, offset):
        self.started.append((plan.name, block, offset))

    def stop(self):
        self.stopped += 1


@pytest.fixture
def echo():
    return Echo(Service(HOSTED, VolatileStore()), MATCHER)


def test_a_recording_sounds_until_somebody_speaks_and_the_time_counts(echo):
    now, deck = [0.0], Deck()
    stream = DeskStream(HOSTED, lambda: deck, lambda: now[0])
    assert stream.follow(echo) == ""
    echo.say("start a follow along warm up")

    assert stream.follow(echo).startswith("♪ the lower back warm-up plays from 0:00")
    assert stream.follow(echo) == ""
    now[0] += 150
    stream.spoken_into(echo)
    answer = echo.say("pause")
    stream.follow(echo)

    assert deck.started == [("the lower back warm-up", 0, 0.0)]
    assert deck.stopped >= 1
    assert "glute bridge" in answer.script.text


def test_an_empty_line_lets_it_play_to_its_end(echo):
    stream = DeskStream(HOSTED, None)
    echo.say("start a follow along warm up")
    stream.follow(echo)

    stream.play_out(echo)

    assert not echo.player.playing
    assert "easy, right, or hard" in echo.launch().script.text
    assert stream.play_out(echo) == []


def test_without_a_loudspeaker_that_is_said_once_and_it_goes_on(echo, capsys):
    def none():
        raise OutputError("no sound device")

    stream = DeskStream(HOSTED, none)
    echo.say("start a follow along warm up")
    assert stream.follow(echo)
    echo.press("Next")
    assert stream.follow(echo)

    assert capsys.readouterr().err.count("no sound device") == 1


def test_a_foreign_stream_is_not_followed(echo):
    echo.player.obey(play("somebody elses"), 0.0)

    assert DeskStream(HOSTED, None).follow(echo) == ""


def test_cutting_the_coach_off_turns_the_clock_back_but_never_forward(echo):
    echo.launch()
    heard = echo.now

    echo.interrupt(1_000)
    assert echo.now == heard
    echo.interrupt(1)
    assert echo.now < heard
