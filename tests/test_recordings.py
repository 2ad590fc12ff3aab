"""Recordings of routines: exact to the plan in every voice, made once, and served as a player wants them."""

from __future__ import annotations

import pytest

from skill.app import create_app
from skill.audio import Recordings
from skill.coach.block import Kind
from skill.coach.routine import Wish, prepare
from skill.coach.variant import DETAILS, ROUNDS, Token, Variant, read_token, recorded, shipped, variant_of
from skill.memory.choices import LEVELS, PACES
from skill.memory.place import Recipe
from skill.memory.profile import Profile
from skill.recording import recorded_script
from skill.settings import Settings
from speech import voices
from speech.audio import Studio
from speech.errors import VoiceError
from speech.script import Pause
from speech.timing import Cue
from speech.voices.tone import open_voice
from tests.conftest import COACH

FACTS, PHRASES = COACH.catalogue, COACH.phrases
VARIANT = Variant("warm_up", "beginner", 1, "fast", "cues")


@pytest.fixture(scope="module")
def voice():
    return open_voice()


class Remembered(dict):
    """A cache that lasts as long as the tests: each voice says each phrase once."""

    put = dict.__setitem__


SPOKEN = Remembered()


def rendered(plan, voice):
    """The cues of the sound, and its length in seconds."""
    blocks = list(Studio(voice, SPOKEN).blocks(recorded_script(plan, voice, SPOKEN)))
    samples = sum(block.samples.size for block in blocks)
    return [block.cue for block in blocks if block.cue is not None], samples / voice.sample_rate


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("routine", ["warm_up", "core_endurance"])
def test_a_recording_is_as_long_as_its_plan(voice, routine, level, rounds, pace):
    plan = Variant(routine, level, rounds, pace, "cues").plan(FACTS, PHRASES)

    _, length = rendered(plan, voice)

    assert length == pytest.approx(plan.seconds, rel=0.001)


def test_a_real_voice_keeps_to_the_plan(tmp_path):
    plan = Variant("short", "beginner", 1, "fast", "cues").plan(FACTS, PHRASES)
    try:
        real = voices.open_voice("pyttsx3")
        _, length = rendered(plan, real)
    except VoiceError as missing:
        pytest.skip(str(missing))

    assert length == pytest.approx(plan.seconds, rel=0.001)


def test_every_block_begins_at_its_moment_though_the_voice_is_much_faster_than_alexa(voice):
    plan = Variant("warm_up", "intermediate", 1, "normal", "coach").plan(FACTS, PHRASES)

    cues, _ = rendered(plan, voice)

    heard = [cue for cue in cues if isinstance(cue, Cue) and not isinstance(cue.item, Pause)]
    for block, start in zip(plan.blocks, plan.starts, strict=False):
        first = start + block.cues[0][0]
        assert min(abs(cue.start - first) for cue in heard) < 0.06
    counted = [cue.start for cue in heard if cue.item.text.endswith("lift.")]
    begun = plan.starts[next(i for i, b in enumerate(plan.blocks) if b.kind is Kind.REPS)]
    assert counted[:12] == pytest.approx([begun + 5 * n for n in range(12)], abs=0.06)


# ------------------------------------------------------------------------------------------------- tokens and variants


def test_a_token_names_the_recording_and_comes_back_as_it_went():
    token = Token(VARIANT, "0a1b2c3d", 1_800_000_000)

    assert read_token(str(token)) == token
    assert read_token(token.file) == Token(VARIANT, "0a1b2c3d")
    assert len(str(token)) < 1_024


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "routine:daily_warm_up:beginner:1",
        "warm_up.expert.1.fast.cues.0a1b2c3d",
        "warm_up.beginner.1.hasty.cues.0a1b2c3d",
        "warm_up.beginner.1.fast.teacher.0a1b2c3d",
        "warm_up.beginner.0.fast.cues.0a1b2c3d",
        "../../etc/passwd",
    ],
)
def test_what_is_no_token_of_ours_is_none(text):
    assert read_token(text) is None


def test_every_variant_that_is_shipped_has_a_plan_of_its_own():
    variants = list(shipped(FACTS))

    assert len(variants) == len(FACTS.routines) * len(LEVELS) * len(ROUNDS) * len(PACES) * len(DETAILS)
    for variant in variants:
        plan = variant.plan(FACTS, PHRASES)
        assert variant_of(plan.recipe) == variant
        assert recorded(plan.recipe, FACTS, PHRASES) == plan.recipe


def test_a_recording_has_the_amounts_of_the_level_whatever_was_answered():
    mine = prepare(FACTS, PHRASES, Wish(), Profile(load={"warm_up": 2}, detail="silent")).plan.recipe

    found = recorded(mine, FACTS, PHRASES)

    assert found.amounts == (45, 12, 12, 12)
    assert found.detail == "cues"


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("", ("bird_dog",), (10,)),
        Recipe("warm_up", ("bird_dog",), (10,), swaps=(("superman", "bird_dog"),)),
        Recipe("warm_up", ("bird_dog",), (10,), rounds=3),
        Recipe("gone", ("bird_dog",), (10,)),
    ],
)
def test_what_was_never_recorded_has_no_recording(recipe):
    assert recorded(recipe, FACTS, PHRASES) is None


def test_a_routine_of_which_nothing_is_left_has_no_recording(monkeypatch):
    monkeypatch.setattr("skill.coach.variant.prepare", lambda *_: None)

    assert VARIANT.plan(FACTS, PHRASES) is None


# ------------------------------------------------------------------------------------------------------------- serving


@pytest.fixture
def recordings(tmp_path):
    return Recordings(COACH, "tone", tmp_path / "routines")


@pytest.fixture
def client(service, recordings):
    return create_app(Settings(verify=False), service, recordings=recordings).test_client()


@pytest.fixture
def fetch(client):
    """Ask for something, read it, and let go of its file."""

    def fetched(path, method="GET", **headers):
        with client.open(path, method=method, headers=headers) as answer:
            answer.get_data()
        return answer

    return fetched


@pytest.fixture(scope="module")
def name():
    return Token(VARIANT, VARIANT.plan(FACTS, PHRASES).version).file


def test_a_recording_is_served_as_an_mp3_with_everything_a_player_needs(fetch, name):
    answer = fetch(f"/audio/{name}.mp3")

    assert answer.status_code == 200
    assert answer.mimetype == "audio/mpeg"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"]
    assert "max-age=604800" in answer.headers["Cache-Control"]
    assert answer.data[0] == 0xFF
    assert answer.data[1] & 0xF6 == 0xF2  # the sync word of an MPEG-2 layer III frame
    seconds = len(answer.data) * 8 / 48_000
    assert seconds == pytest.approx(VARIANT.plan(FACTS, PHRASES).seconds, rel=0.03)


def test_a_range_is_served_as_that_part(fetch, name):
    whole = fetch(f"/audio/{name}.mp3").data

    answer = fetch(f"/audio/{name}.mp3", Range="bytes=1000-1999")

    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes 1000-1999/{len(whole)}"
    assert answer.data == whole[1000:2000]


def test_a_range_beyond_the_end_is_refused(fetch, name):
    assert fetch(f"/audio/{name}.mp3", Range="bytes=99999999-").status_code == 416


def test_what_the_player_has_already_is_not_sent_again(fetch, name):
    etag = fetch(f"/audio/{name}.mp3").headers["ETag"]

    answer = fetch(f"/audio/{name}.mp3", **{"If-None-Match": etag})

    assert (answer.status_code, answer.data) == (304, b"")


def test_a_head_request_tells_the_length_without_the_sound(fetch, name):
    answer = fetch(f"/audio/{name}.mp3", "HEAD")

    assert answer.status_code == 200
    assert answer.content_length > 100_000
    assert answer.data == b""


def test_a_recording_is_made_once_and_replaces_the_one_before_its_plan_changed(recordings, name, monkeypatch):
    plan = recordings.plan(name)
    older = recordings.folder / name.replace(plan.version, "00000000")
    made = []
    monkeypatch.setattr(recordings, "_record", lambda plan, path, cache: (made.append(plan), path.write_bytes(b"x")))
    path = recordings.file(name, plan)
    stale = path.with_name(path.name.replace(plan.version, "00000000"))
    stale.write_bytes(b"old")
    path.unlink()

    recordings.file(name, plan)
    recordings.file(name, plan)

    assert len(made) == 2
    assert [file.name for file in recordings.folder.iterdir()] == [path.name]
    assert older.exists() is False


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/audio/nonsense.mp3", 404),
        ("/audio/warm_up.beginner.1.fast.cues.00000000.mp3", 410),
        ("/audio/gone.beginner.1.fast.cues.00000000.mp3", 410),
        ("/audio/warm_up.beginner.1.fast.cues.mp3", 404),
    ],
)
def test_what_is_not_there_is_said_calmly(fetch, path, status):
    answer = fetch(path)

    assert answer.status_code == status
    assert answer.is_json


def test_without_a_voice_the_server_says_so_and_goes_on(fetch, name, recordings, monkeypatch):
    def fails(*_):
        raise VoiceError("no voice here")

    monkeypatch.setattr(recordings, "file", fails)

    assert fetch(f"/audio/{name}.mp3").status_code == 503
    assert fetch("/healthz").status_code == 200


def test_recordings_are_kept_in_the_user_s_cache_if_nothing_else_is_said():
    assert Recordings(COACH).folder.name == "routines"
