"""When an utterance begins and ends, and what the microphone's recorder makes of it; sound is made here, not heard."""

from __future__ import annotations

import wave

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.ears.endpoint import ENDS_SECONDS, LONGEST_SECONDS, WAITS_SECONDS, Endpoint, State
from speech.ears.microphone import record
from speech.ears.recording import SAMPLE_RATE
from speech.errors import OutputError

PIECE = 0.05


def noise(seconds, loudness):
    """Sound of one loudness, in pieces as a device gives them."""
    rng = np.random.default_rng(1)
    for _ in range(round(seconds / PIECE)):
        yield np.clip(rng.normal(0, loudness, round(PIECE * SAMPLE_RATE)), -32000, 32000).astype(np.int16)


def fed(*parts):
    """The states that an endpoint goes through, without repetitions."""
    endpoint = Endpoint(SAMPLE_RATE)
    states = [endpoint.feed(piece) for part in parts for piece in part]
    return [state for i, state in enumerate(states) if i == 0 or state is not states[i - 1]]


def test_an_utterance_ends_after_a_moment_of_quiet():
    assert fed(noise(1, 20), noise(1.5, 3000), noise(ENDS_SECONDS + 0.1, 20)) == [
        State.WAITING,
        State.SPEAKING,
        State.DONE,
    ]


def test_a_breath_in_the_middle_ends_nothing():
    states = fed(noise(0.5, 20), noise(1, 3000), noise(ENDS_SECONDS / 2, 20), noise(1, 3000))
    assert states == [State.WAITING, State.SPEAKING]


def test_nobody_speaking_ends_the_waiting():
    assert fed(noise(WAITS_SECONDS + 0.1, 20)) == [State.WAITING, State.SILENT]


def test_a_noisy_room_is_no_speech():
    assert fed(noise(3, 60), noise(WAITS_SECONDS, 100)) == [State.WAITING, State.SILENT]


def test_a_radio_that_never_stops_is_cut_off():
    assert fed(noise(0.5, 20), noise(LONGEST_SECONDS + 0.2, 3000))[-1] is State.DONE


def test_a_piece_of_nothing_changes_nothing():
    assert Endpoint(SAMPLE_RATE).feed(np.zeros(0, dtype=np.int16)) is State.WAITING


@given(st.lists(st.tuples(st.sampled_from((0, 20, 300, 3000, 20000)), st.integers(1, 60)), max_size=12))
def test_whatever_is_heard_listening_comes_to_an_end_and_stays_there(parts):
    # GIVEN any row of loud and quiet, and then a long quiet
    endpoint = Endpoint(SAMPLE_RATE)
    for loudness, count in (*parts, (0, 400)):
        piece = next(noise(PIECE, loudness)) if loudness else np.zeros(round(PIECE * SAMPLE_RATE), dtype=np.int16)
        before = [endpoint.feed(piece) for _ in range(count)]
        # THEN an end is an end
        ended = [state for state in before if state in (State.DONE, State.SILENT)]
        assert len(set(ended)) <= 1
    assert endpoint.state in (State.DONE, State.SILENT)


def test_what_is_said_is_written_whole(tmp_path):
    path = tmp_path / "said.wav"

    assert record(path, lambda: (piece for part in (noise(0.5, 20), noise(1, 3000), noise(2, 20)) for piece in part))

    with wave.open(str(path)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, SAMPLE_RATE)
        assert wav.getnframes() / SAMPLE_RATE == pytest.approx(0.5 + 1 + ENDS_SECONDS, abs=2 * PIECE)


@pytest.mark.parametrize("source", [lambda: noise(9, 20), lambda: noise(1, 20), lambda: iter(())])
def test_silence_leaves_no_file(tmp_path, source):
    assert not record(tmp_path / "said.wav", source)
    assert not list(tmp_path.iterdir())


def test_a_machine_without_a_microphone_says_so(tmp_path, monkeypatch):
    import miniaudio

    def nothing(*_args, **_options):
        raise miniaudio.MiniaudioError("no device")

    monkeypatch.setattr(miniaudio, "CaptureDevice", nothing)
    with pytest.raises(OutputError, match="no microphone"):
        record(tmp_path / "said.wav")


class Unplugged:
    """A capture device of which nothing is left but its sound so far."""

    def __init__(self, *_args):
        self.closed = False

    def start(self, keep):
        for piece in noise(0.2, 20):
            keep.send(piece.tobytes())

    def close(self):
        self.closed = True


def test_a_microphone_that_disappears_is_said_to_have_done_so(tmp_path, monkeypatch):
    monkeypatch.setattr("miniaudio.CaptureDevice", Unplugged)
    monkeypatch.setattr("speech.ears.microphone._GONE_SECONDS", 0.01)
    with pytest.raises(OutputError, match="disappeared"):
        record(tmp_path / "said.wav")


def test_listening_without_miniaudio_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "miniaudio", None)
    with pytest.raises(OutputError, match="pip install"):
        record(tmp_path / "said.wav")
