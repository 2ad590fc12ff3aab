"""Playing while rendering: pause, resume, seek, and devices that are not there or go away. No device is touched."""

from __future__ import annotations

import sys
import threading
from itertools import count
from types import SimpleNamespace

import numpy as np
import pytest

from speech.audio import Block, Studio
from speech.errors import OutputError, VoiceError
from speech.playback import NO_DEVICE, Loudspeaker, Player
from speech.script import pause, script
from speech.voices.tone import ToneVoice

RATE = 24_000


class Deck:
    """A device that asks for sound only when the test says so."""

    def __init__(self) -> None:
        self.pull = None
        self.closed = False

    def start(self, pull) -> None:
        self.pull = pull

    def stop(self) -> None:
        self.pull = None

    def close(self) -> None:
        self.closed = True

    def ask(self, seconds: float) -> np.ndarray:
        return np.frombuffer(self.pull(round(seconds * RATE)), dtype=np.int16)


def player(made=None, deck=None, clock=None, blocks=None) -> tuple[Player, Deck]:
    deck = deck or Deck()
    sounds = blocks if blocks is not None else Studio(ToneVoice()).blocks(made or script("Go now.", pause(1), "On."))
    return Player(sounds, RATE, deck, **({"clock": clock} if clock else {})), deck


def made_ready(playing: Player) -> None:
    """Wait until all sound is made."""
    playing._maker.join(10)


def test_it_plays_to_the_end() -> None:
    playing, deck = player()
    playing.play()
    made_ready(playing)

    assert deck.ask(0.3).any()
    assert playing.position == pytest.approx(0.3)
    assert playing.current is playing.cues[0]
    deck.ask(1.2)
    assert playing.position == pytest.approx(1.5)
    assert not deck.ask(0.1).any()
    assert playing.current is None
    playing.wait()
    playing.stop()
    assert deck.closed


def test_a_pause_keeps_the_place_and_is_no_stall() -> None:
    ticks = count(step=100)
    playing, deck = player(clock=lambda: next(ticks))
    playing.play()
    made_ready(playing)
    deck.ask(0.2)

    playing.pause()
    assert deck.pull is None
    assert playing.position == pytest.approx(0.2)

    waiting = threading.Thread(target=playing.wait)
    waiting.start()
    playing._clock = lambda: 0.0
    playing.play()
    deck.ask(5)
    deck.ask(5)
    waiting.join(10)
    assert not waiting.is_alive()
    playing.stop()


def test_seeking_goes_anywhere_in_what_is_made() -> None:
    playing, deck = player()
    playing.play()
    made_ready(playing)

    playing.seek(1.35)
    assert deck.ask(0.05).any()
    playing.seek(-4)
    assert playing.position == 0
    playing.seek(0.35)
    assert not deck.ask(1.0).any()
    playing.stop()


def test_sound_that_is_not_made_yet_is_silence_and_is_waited_for() -> None:
    gate = threading.Event()

    def late():
        gate.wait(10)
        yield Block(np.full(RATE, 7, dtype=np.int16), None)

    playing, deck = player(blocks=late())
    playing.play()
    assert not deck.ask(0.5).any()
    assert playing.position == 0
    gate.set()
    made_ready(playing)
    assert (deck.ask(0.5) == 7).all()
    playing.stop()


def test_waiting_goes_on_while_the_device_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN somebody who looks at the player three times before the end
    playing, _ = player()
    playing.play()
    made_ready(playing)
    looks = iter((False, False, True))
    monkeypatch.setattr(playing, "_ended", SimpleNamespace(wait=lambda _: next(looks), set=lambda: None))
    # THEN waiting ends with the third look, and nothing is wrong
    playing.wait()
    assert next(looks, None) is None
    playing.stop()


def test_what_goes_wrong_while_making_is_told_to_the_one_who_waits() -> None:
    def failing():
        yield Block(np.ones(10, dtype=np.int16), None)
        raise VoiceError("the voice died")

    playing, deck = player(blocks=failing())
    playing.play()
    made_ready(playing)
    deck.ask(1)
    deck.ask(1)
    with pytest.raises(VoiceError, match="the voice died"):
        playing.wait()
    playing.stop()


def test_a_device_that_stops_asking_has_disappeared() -> None:
    now = [0.0]
    playing, deck = player(clock=lambda: now[0])
    playing.play()
    deck.ask(0.1)
    now[0] = 60.0
    with pytest.raises(OutputError, match="the sound device has disappeared"):
        playing.wait()
    assert deck.closed


def test_stopping_early_ends_the_making() -> None:
    made = []

    def endless():
        for number in count():
            made.append(number)
            yield Block(np.ones(100, dtype=np.int16), None)

    playing, _ = player(blocks=endless())
    playing.play()
    playing.stop()
    assert not playing._maker.is_alive()
    playing.wait()


def test_stopping_what_never_played_is_no_mistake() -> None:
    playing, deck = player()
    playing.stop()
    assert deck.closed


# The real device, replaced at miniaudio's border


class MissingError(Exception):
    """As miniaudio raises."""


def fake_miniaudio(monkeypatch: pytest.MonkeyPatch, device) -> None:
    fake = SimpleNamespace(
        PlaybackDevice=device,
        SampleFormat=SimpleNamespace(SIGNED16=2),
        Backend=SimpleNamespace(NULL=0),
        MiniaudioError=MissingError,
    )
    monkeypatch.setitem(sys.modules, "miniaudio", fake)


def test_no_device_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def none_there(*_, **__):
        import os

        os.write(2, b"ALSA lib confmisc.c: cannot find card\n")
        raise MissingError

    fake_miniaudio(monkeypatch, none_there)
    with pytest.raises(OutputError, match="no sound device: write a file"):
        Loudspeaker(RATE)
    assert capfd.readouterr().err == ""


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(OutputError, match="playing needs miniaudio: pip install"):
        Loudspeaker(RATE)


def test_the_loudspeaker_asks_for_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    class Device:
        def __init__(self, *args, **kinds) -> None:
            calls.append((args, kinds["backends"]))

        def start(self, generator) -> None:
            calls.append(generator.send(4))
            calls.append(generator.send(2))

        def stop(self) -> None:
            raise MissingError

        def close(self) -> None:
            calls.append("closed")

    fake_miniaudio(monkeypatch, Device)
    speaker = Loudspeaker(RATE, silent=True)
    speaker.start(lambda frames: b"x" * frames)
    speaker.stop()
    speaker.close()
    assert calls == [((2, 1, RATE, 50), [0]), b"xxxx", b"xx", "closed"]


def test_a_device_that_goes_away_before_the_first_sound_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Device:
        def __init__(self, *_, **__) -> None: ...

        def start(self, _) -> None:
            raise MissingError

    fake_miniaudio(monkeypatch, Device)
    with pytest.raises(OutputError) as caught:
        Loudspeaker(RATE).start(lambda _: b"")
    assert str(caught.value) == NO_DEVICE
