"""`backcoach render warmup`: one warm-up as a file, and all recordings of a routine with their manifest."""

from __future__ import annotations

import hashlib
import json
import wave

import pytest

from skill.coach.variant import Token, read_token
from skill.local import cli
from skill.local.warmups import render_all
from tests.conftest import COACH


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """Phrases that a test speaks are kept with the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_five_minutes_are_five_minutes_of_sound_with_captions(tmp_path, capsys):
    out, captions = tmp_path / "w.wav", tmp_path / "w.vtt"

    assert (
        cli.main(
            ["render", "warmup", "--minutes", "5", "--voice", "tone", "--out", str(out), "--captions", str(captions)]
        )
        == 0
    )

    with wave.open(str(out)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(300, abs=10)
    assert captions.read_text().startswith("WEBVTT\n")
    assert "five minutes" in captions.read_text()
    assert "w.wav: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--all"],
        ["--out-dir", "d"],
        ["--all", "--out-dir", "d", "--out", "w.wav"],
        ["--out", "w.wav", "--out-dir", "d"],
    ],
)
def test_one_file_or_all_of_them_but_not_something_between(options, capsys):
    assert cli.main(["render", "warmup", "--voice", "tone", *options]) == 2

    assert "give either --out FILE" in capsys.readouterr().err


def test_a_file_that_is_no_sound_is_refused(tmp_path, capsys):
    assert cli.main(["render", "warmup", "--minutes", "1", "--voice", "tone", "--out", str(tmp_path / "w.txt")]) == 2

    assert "write a .wav or a .mp3 file" in capsys.readouterr().err


def test_a_routine_that_there_is_not_is_refused(tmp_path, capsys):
    arguments = ["render", "warmup", "--all", "--out-dir", str(tmp_path / "d"), "--routine", "yoga", "--voice", "tone"]

    assert cli.main(arguments) == 2
    assert "there is no routine 'yoga'" in capsys.readouterr().err


@pytest.fixture
def quick(monkeypatch):
    """Recordings that take no time to make; what was made is counted."""
    made = []

    def write(path):
        def written(script, voice, out, cache, *, progress):
            made.append(out.name)
            out.write_bytes(script.text.encode())
            from speech.timing import timeline

            cues = timeline(script)
            progress(cues[-1])
            return cues

        return written

    monkeypatch.setattr("skill.local.warmups.writer", write)
    monkeypatch.setattr("skill.local.warmups.recorded_script", lambda plan, voice, cache: plan.script())
    return made


def manifest(folder):
    return json.loads((folder / "manifest.json").read_text())["recordings"]


def test_every_recording_of_a_routine_is_made_with_captions_checksum_and_a_line_in_the_manifest(tmp_path, quick):
    made = render_all(COACH, tmp_path, "tone", "short")

    listed = manifest(tmp_path)
    assert made == len(quick) == len(listed) == 36
    for entry in listed:
        data = (tmp_path / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert (tmp_path / entry["captions"]).read_text().startswith("WEBVTT")
        token = read_token(entry["file"].removesuffix(".mp3"))
        plan = token.variant.plan(COACH.catalogue, COACH.phrases)
        assert Token(token.variant, plan.version).file == token.file
        assert entry["seconds"] == pytest.approx(plan.seconds, abs=1)


def test_a_second_run_makes_only_what_is_missing_or_damaged(tmp_path, quick):
    render_all(COACH, tmp_path, "tone", "short")
    first, second, third, *_ = manifest(tmp_path)
    (tmp_path / first["file"]).unlink()
    (tmp_path / second["file"]).write_bytes(b"half")
    (tmp_path / third["captions"]).unlink()
    quick.clear()

    assert render_all(COACH, tmp_path, "tone", "short") == 3
    assert sorted(quick) == sorted(entry["file"] for entry in (first, second, third))
    assert render_all(COACH, tmp_path, "tone", "short") == 0


def test_an_interrupted_run_goes_on_where_it_was(tmp_path, quick, monkeypatch):
    from skill.local import warmups

    record = warmups._record
    count = []

    def interrupted(*arguments):
        count.append(1)
        if len(count) == 5:
            raise KeyboardInterrupt
        return record(*arguments)

    monkeypatch.setattr(warmups, "_record", interrupted)
    with pytest.raises(KeyboardInterrupt):
        render_all(COACH, tmp_path, "tone", "short")
    monkeypatch.setattr(warmups, "_record", record)

    assert len(manifest(tmp_path)) == 4
    assert render_all(COACH, tmp_path, "tone", "short") == 32


def test_what_an_older_plan_left_behind_is_removed(tmp_path, quick):
    render_all(COACH, tmp_path, "tone", "short")
    entries = manifest(tmp_path)
    old = dict(entries[0])
    variant, _, _ = old["file"].rpartition(".mp3")[0].rpartition(".")
    old["file"], old["captions"] = f"{variant}.00000000.mp3", f"{variant}.00000000.vtt"
    (tmp_path / old["file"]).write_bytes(b"old")
    (tmp_path / old["captions"]).write_text("old")
    (tmp_path / "manifest.json").write_text(json.dumps({"recordings": [*entries, old]}))

    render_all(COACH, tmp_path, "tone", "short")

    assert not (tmp_path / old["file"]).exists()
    assert len(manifest(tmp_path)) == 36


def test_recordings_of_another_routine_stay(tmp_path, quick):
    render_all(COACH, tmp_path, "tone", "short")
    render_all(COACH, tmp_path, "tone", "off_the_belly")

    assert len(manifest(tmp_path)) == 72


def test_a_manifest_that_cannot_be_read_begins_anew_and_says_so(tmp_path, quick, capsys):
    (tmp_path / "manifest.json").write_text("{")

    assert render_all(COACH, tmp_path, "tone", "short") == 36
    assert "cannot be read" in capsys.readouterr().err


def test_all_of_it_from_the_command_line(tmp_path, quick, capsys):
    arguments = ["render", "warmup", "--all", "--routine", "short", "--out-dir", str(tmp_path / "d"), "--voice", "tone"]

    assert cli.main(arguments) == 0
    assert "36 recordings made" in capsys.readouterr().out
