"""Follow along: one recording, its events and buttons by the platform's rules, and the place by its offset."""

from __future__ import annotations

import pytest

from skill.coach.coach import Coach
from skill.coach.variant import Token, read_token
from skill.memory.profile import read_profile
from skill.service import Service
from tests.conftest import COACH, load_request
from tests.gym import Guest
from tests.limits import complaints

BASE = "https://audio.example.org/routines"
HOSTED = Coach(COACH.catalogue, COACH.phrases, BASE)
DAY = 86_400.0


@pytest.fixture
def guest(store):
    return Guest(Service(HOSTED, store))


@pytest.fixture
def profile(store):
    return lambda: read_profile(store.rows.get("amzn1.ask.account.local"))


def play(heard):
    """The stream that a response starts."""
    [directive] = [d for d in heard.directives if d["type"] == "AudioPlayer.Play"]
    return directive


def stream(heard):
    return play(heard)["audioItem"]["stream"]


def start(guest, **slots):
    """Start to follow along; the device plays from now on."""
    heard = guest.ask("StartWarmUp", routine="warm_up", style="follow_along", **slots)
    guest.plays(stream(heard)["token"], 0)
    return heard


def plan_of(heard):
    return read_token(stream(heard)["token"]).variant.plan(HOSTED.catalogue, HOSTED.phrases)


def moment(plan, station):
    """Milliseconds at which a station begins."""
    return round(1000 * plan.starts[plan.first_block(station)])


# ----------------------------------------------------------------------------------------------------------- starting


def test_the_opening_says_to_say_pause_first_and_the_session_closes(guest):
    heard = start(guest)

    assert "say pause first" in heard.text
    assert heard.body["shouldEndSession"] is True
    assert complaints(heard.response) == []


def test_the_stream_has_address_token_metadata_and_captions(guest):
    heard = start(guest)

    directive = play(heard)
    token = read_token(stream(heard)["token"])
    assert directive["playBehavior"] == "REPLACE_ALL"
    assert stream(heard)["url"] == f"{BASE}/{token.file}.mp3"
    assert stream(heard)["offsetInMilliseconds"] == 0
    assert token.version == plan_of(heard).version
    assert directive["audioItem"]["metadata"]["title"] == "The lower back warm-up"
    captions = stream(heard)["captionData"]
    assert captions["type"] == "WEBVTT"
    assert captions["content"].startswith("WEBVTT")
    assert "Half way." in captions["content"]


@pytest.mark.parametrize(
    ("slots", "why"),
    [({"minutes": "5"}, "fitted to a time"), ({"rounds": "3"}, "more rounds than are recorded")],
)
def test_what_was_never_recorded_is_led_in_the_coach_s_own_voice(guest, slots, why):
    heard = guest.ask("StartWarmUp", routine="core_endurance", style="follow_along", **slots)

    assert heard.directives == []
    assert "recording" in heard.text, why
    assert "core endurance set" in heard.text


def test_an_exercise_that_is_avoided_cannot_be_in_a_recording(guest):
    guest.ask("AvoidExercise", exercise="superman")

    heard = guest.ask("StartWarmUp", routine="warm_up", style="follow_along")

    assert heard.directives == []


def test_a_device_without_a_player_is_led_by_voice(store):
    guest = Guest(Service(HOSTED, store), speaker=False)

    heard = guest.ask("StartWarmUp", routine="warm_up", style="follow_along")

    assert heard.directives == []
    assert heard.open


def test_follow_along_is_among_the_choices_only_where_it_can_be_had(guest):
    assert "recording" in guest.ask("StartWarmUp").text


# ------------------------------------------------------------------------------------------------------------- events


@pytest.mark.parametrize(
    "kind",
    ["PlaybackStarted", "PlaybackStopped", "PlaybackFinished", "PlaybackNearlyFinished", "PlaybackFailed"],
)
def test_no_event_is_answered_with_speech_or_an_open_session(guest, kind):
    token = stream(start(guest))["token"]
    fields = {"token": token, "offsetInMilliseconds": 1000}
    if kind == "PlaybackFailed":
        state = {"token": token, "offsetInMilliseconds": 1000, "playerActivity": "STOPPED"}
        fields = {
            "token": token,
            "error": {"type": "MEDIA_ERROR_UNKNOWN", "message": ""},
            "currentPlaybackState": state,
        }

    heard = guest.event(f"AudioPlayer.{kind}", **fields)

    assert set(heard.body) <= {"directives"}
    assert not heard.directives


def test_a_stream_that_stops_by_itself_keeps_the_place_to_the_rep(guest, profile):
    heard = start(guest)
    plan = plan_of(heard)
    offset = moment(plan, 1) + 60_000
    guest.plays(stream(heard)["token"], offset, "STOPPED")

    guest.event("AudioPlayer.PlaybackStopped", token=stream(heard)["token"], offsetInMilliseconds=offset)

    assert profile().place.position.stage.value == "away"
    assert "glute bridge, after" in guest.launch(after=DAY).text


def test_a_stream_that_cannot_be_played_keeps_the_place(guest, profile):
    heard = start(guest)
    state = {"token": stream(heard)["token"], "offsetInMilliseconds": 42_000, "playerActivity": "STOPPED"}
    error = {"type": "MEDIA_ERROR_INVALID_REQUEST", "message": ""}

    guest.event("AudioPlayer.PlaybackFailed", token=stream(heard)["token"], error=error, currentPlaybackState=state)

    assert profile().place.position.stage.value == "away"
    assert profile().place.position.block > 0
    guest.plays(stream(heard)["token"], 42_000, "STOPPED")
    again = guest.ask("AMAZON.ResumeIntent", after=30)
    assert again.directives == []
    assert "plank" in again.text


def test_at_the_end_the_day_counts_and_the_question_waits_for_the_next_talk(guest, profile):
    token = stream(start(guest))["token"]

    guest.event("AudioPlayer.PlaybackFinished", after=400, token=token, offsetInMilliseconds=420_000)

    assert len(profile().days) == 1
    guest.player = None
    heard = guest.launch(after=DAY)
    assert "easy, right, or hard" in heard.text
    assert (
        "step less" in guest.ask("Easier").text or "step off" in guest.heard.text or "little less" in guest.heard.text
    )
    assert profile().load == {"warm_up": -1}


def test_the_end_of_an_earlier_playing_is_no_news(guest, profile):
    first = stream(start(guest))["token"]
    guest.event("PlaybackController.NextCommandIssued", after=30)
    before = profile().place

    guest.event("AudioPlayer.PlaybackStopped", token=first, offsetInMilliseconds=30_000)

    assert profile().place == before


@pytest.mark.parametrize(
    "name", ["audio_started", "audio_stopped", "audio_finished", "audio_nearly_finished", "audio_failed"]
)
def test_a_foreign_or_stale_stream_is_answered_calmly(guest, store, name):
    guest.service.respond(load_request(name))
    variant = read_token(stream(start(guest))["token"]).variant
    before = dict(store.rows)
    stale = str(Token(variant, "00000000", 5))

    heard = guest.event("AudioPlayer.PlaybackStopped", token=stale, offsetInMilliseconds=5_000)

    assert heard.body == {}
    assert store.rows == before


def test_a_stale_stream_on_the_device_does_not_disturb_a_resume(guest):
    heard = start(guest)
    variant = read_token(stream(heard)["token"]).variant
    guest.plays(str(Token(variant, "00000000", 5)), 5_000, "STOPPED")

    again = guest.ask("AMAZON.ResumeIntent", after=60)

    assert stream(again)["url"] == stream(heard)["url"]


# ------------------------------------------------------------------------------------------------------------ buttons


@pytest.mark.parametrize(
    ("button", "at_station", "expected"),
    [("Next", 1, 2), ("Previous", 2, 1), ("Previous", 0, 0)],
)
def test_next_means_the_next_exercise_and_previous_the_one_before(guest, button, at_station, expected):
    heard = start(guest)
    plan = plan_of(heard)
    guest.plays(stream(heard)["token"], moment(plan, at_station) + 50_000)

    moved = guest.event(f"PlaybackController.{button}CommandIssued", after=60)

    assert set(moved.body) == {"directives"} or moved.body.get("shouldEndSession") is not False
    assert "outputSpeech" not in moved.body
    assert stream(moved)["offsetInMilliseconds"] == moment(plan, expected)
    assert stream(moved)["token"] != stream(heard)["token"]


def test_the_pause_button_stops_and_the_play_button_goes_on_two_seconds_before(guest):
    heard = start(guest)
    token = stream(heard)["token"]
    guest.plays(token, 75_000)
    stopped = guest.event("PlaybackController.PauseCommandIssued", after=75)
    assert [d["type"] for d in stopped.directives] == ["AudioPlayer.Stop"]
    guest.plays(token, 75_000, "STOPPED")
    guest.event("AudioPlayer.PlaybackStopped", token=token, offsetInMilliseconds=75_000)

    again = guest.event("PlaybackController.PlayCommandIssued", after=600)

    plan = plan_of(heard)
    block, offset = plan.locate(75.0)
    assert stream(again)["offsetInMilliseconds"] == pytest.approx(
        1000 * (plan.starts[block] + plan.blocks[block].entry(offset) - 2), abs=3000
    )


def test_two_presses_within_a_second_are_two_playings(guest):
    start(guest)

    first = guest.event("PlaybackController.NextCommandIssued", after=30)
    guest.plays(stream(first)["token"], stream(first)["offsetInMilliseconds"])
    second = guest.event("PlaybackController.NextCommandIssued", after=0)
    guest.event("AudioPlayer.PlaybackStopped", token=stream(first)["token"], offsetInMilliseconds=1)
    guest.plays(stream(second)["token"], stream(second)["offsetInMilliseconds"])

    assert stream(first)["token"] != stream(second)["token"]
    assert "glute bridge" in guest.ask("AMAZON.PauseIntent").text


def test_a_button_without_a_routine_does_nothing(guest):
    assert guest.event("PlaybackController.PlayCommandIssued").body == {}


# -------------------------------------------------------------------------------------------------------------- voice


def paused(guest, station=1, into=60_000):
    """Follow along, and say pause in the middle of an exercise."""
    heard = start(guest)
    plan = plan_of(heard)
    guest.plays(stream(heard)["token"], moment(plan, station) + into)
    answer = guest.ask("AMAZON.PauseIntent", after=60)
    guest.plays(stream(heard)["token"], moment(plan, station) + into, "STOPPED")
    return plan, answer


def test_pause_stops_the_stream_says_where_and_listens(guest):
    _, heard = paused(guest)

    assert [d["type"] for d in heard.directives] == ["AudioPlayer.Stop"]
    assert "glute bridge" in heard.text
    assert heard.open
    assert complaints(heard.response) == []


@pytest.mark.parametrize(
    ("word", "station"),
    [("AMAZON.NextIntent", 2), ("SkipIntent", 2), ("AMAZON.PreviousIntent", 0), ("AMAZON.RepeatIntent", 1)],
)
def test_after_a_pause_a_word_moves_the_stream(guest, word, station):
    plan, _ = paused(guest)

    heard = guest.ask(word)

    assert stream(heard)["offsetInMilliseconds"] == moment(plan, station)
    assert heard.body["shouldEndSession"] is True
    assert complaints(heard.response) == []


def test_start_over_and_go_to_move_the_stream(guest):
    plan, _ = paused(guest)
    assert stream(guest.ask("AMAZON.StartOverIntent"))["offsetInMilliseconds"] == 0

    guest.ask("AMAZON.PauseIntent", after=30)
    assert stream(guest.ask("GoTo", exercise="superman"))["offsetInMilliseconds"] == moment(plan, 3)


def test_resume_says_little_and_begins_two_seconds_before_the_place(guest):
    plan, _ = paused(guest)

    heard = guest.ask("AMAZON.ResumeIntent")

    at = plan.locate((moment(plan, 1) + 60_000) / 1000)
    expected = plan.starts[at[0]] + at[1] - 2
    assert stream(heard)["offsetInMilliseconds"] == pytest.approx(1000 * expected, abs=1)
    assert len(heard.text.split()) <= 25


@pytest.mark.parametrize("word", ["HowLongLeft", "WhereAmI", "HowTo", "Easier", "MusclesWorked"])
def test_after_a_pause_questions_are_answered_and_the_place_stays(guest, word):
    plan, _ = paused(guest)
    guest.ask(word)

    heard = guest.ask("AMAZON.ResumeIntent")

    assert stream(heard)["offsetInMilliseconds"] == pytest.approx(moment(plan, 1) + 58_000, abs=1)


def test_slower_is_the_other_recording_at_the_same_rep(guest):
    plan, _ = paused(guest)

    guest.ask("ChangePace", pace="slow")
    heard = guest.ask("AMAZON.ResumeIntent")

    slow = plan_of(heard)
    assert slow.recipe.pace == "slow"
    block, offset = slow.locate(stream(heard)["offsetInMilliseconds"] / 1000 + 2)
    before_block, before = plan.locate((moment(plan, 1) + 60_000) / 1000)
    assert slow.blocks[block].reps_done(offset + 0.01) == plan.blocks[before_block].reps_done(before)


def test_step_by_step_can_take_over_where_the_stream_was_paused(guest):
    paused(guest)

    guest.ask("ChangeStyle", style="step_by_step")
    heard = guest.ask("ReadyIntent")

    assert heard.directives == []
    assert "lift" in heard.text


def test_the_stream_can_take_over_in_the_middle_of_step_by_step(guest):
    guest.ask("StartWarmUp", routine="warm_up", style="step_by_step")
    guest.ask("ReadyIntent")

    heard = guest.interrupt("ChangeStyle", at=4 + 20, style="follow_along")

    assert stream(heard)["offsetInMilliseconds"] > 30_000


def test_stop_ends_the_stream_and_keeps_the_place(guest, profile):
    heard = start(guest)
    guest.plays(stream(heard)["token"], 75_000)

    stopped = guest.ask("AMAZON.StopIntent", after=75)

    assert [d["type"] for d in stopped.directives] == ["AudioPlayer.Stop"]
    assert stopped.body["shouldEndSession"] is True
    assert profile().place.position.block > 0


def test_pain_while_it_plays_stops_the_stream(guest):
    heard = start(guest)
    guest.plays(stream(heard)["token"], 75_000)

    hurt = guest.ask("PainIntent", after=75)

    assert [d["type"] for d in hurt.directives] == ["AudioPlayer.Stop"]


def test_loop_begins_it_again_and_loop_off_ends_it(guest, profile):
    heard = start(guest)
    token = stream(heard)["token"]
    guest.plays(token, 75_000)
    looping = guest.ask("AMAZON.LoopOnIntent", after=75)
    token = stream(looping)["token"]
    guest.plays(token, 75_000)

    queued = guest.event("AudioPlayer.PlaybackNearlyFinished", token=token, offsetInMilliseconds=400_000)

    assert play(queued)["playBehavior"] == "ENQUEUE"
    assert stream(queued)["expectedPreviousToken"] == token
    assert stream(queued)["offsetInMilliseconds"] == 0
    guest.event("AudioPlayer.PlaybackFinished", token=token, offsetInMilliseconds=434_000)
    assert profile().days == ()
    again = stream(queued)["token"]
    guest.plays(again, 5_000)
    guest.event("AudioPlayer.PlaybackStarted", token=again, offsetInMilliseconds=0)
    off = guest.ask("AMAZON.LoopOffIntent", after=60)
    token = stream(off)["token"]
    assert guest.event("AudioPlayer.PlaybackNearlyFinished", token=token, offsetInMilliseconds=5_000).body == {}


@pytest.mark.parametrize("word", ["AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent"])
def test_the_order_has_its_reasons(guest, word):
    heard = start(guest)
    guest.plays(stream(heard)["token"], 75_000)

    answer = guest.ask(word, after=75)

    assert "order" in answer.text
    assert stream(answer)["url"] == stream(heard)["url"]


def test_a_launch_while_something_is_paused_offers_to_resume(guest):
    plan, _ = paused(guest)
    guest.end()

    heard = guest.launch(after=60)

    assert "glute bridge" in heard.text
    assert stream(guest.ask("AMAZON.YesIntent"))["offsetInMilliseconds"] == pytest.approx(
        moment(plan, 1) + 58_000, abs=1
    )


def test_a_launch_while_it_plays_stops_it_and_offers_to_go_on(guest):
    heard = start(guest)
    guest.plays(stream(heard)["token"], 75_000)

    answer = guest.launch(after=75)

    assert [d["type"] for d in answer.directives] == ["AudioPlayer.Stop"]
    assert answer.open


def test_without_a_memory_the_device_still_knows_the_place(guest, store):
    heard = start(guest)
    plan = plan_of(heard)
    store.rows.clear()
    guest.plays(stream(heard)["token"], moment(plan, 2) + 70_000, "STOPPED")

    assert "bird dog" in guest.ask("WhereAmI", after=60).text


def test_a_follow_along_session_with_a_pause_at_every_block(guest):
    heard = start(guest)
    plan = plan_of(heard)
    for number, begin in enumerate(plan.starts[:-1]):
        guest.plays(stream(heard)["token"], round(1000 * begin) + 1500)
        stopped = guest.ask("AMAZON.PauseIntent", after=5)
        assert complaints(stopped.response) == []
        assert stopped.open
        guest.plays(stream(heard)["token"], round(1000 * begin) + 1500, "STOPPED")
        heard = guest.ask("AMAZON.ResumeIntent")
        offset = stream(heard)["offsetInMilliseconds"]
        assert 1000 * begin - 2000 <= offset <= 1000 * begin + 1500, plan.blocks[number].kind


def test_on_a_device_without_a_player_the_routine_goes_on_in_the_coach_s_own_voice(guest, store):
    paused(guest)
    guest.end()

    kitchen = Guest(Service(HOSTED, store), speaker=False, device="kitchen")
    kitchen.now = guest.now + 60
    kitchen.launch()
    heard = kitchen.ask("AMAZON.YesIntent")

    assert heard.directives == []
    assert "glute bridge" in heard.text
    assert "lift" in heard.text


def test_where_recordings_are_no_longer_hosted_the_routine_goes_on_in_the_coach_s_own_voice(guest, store, coach):
    heard = start(guest)
    unhosted = Guest(Service(coach, store))
    unhosted.now = guest.now + 60
    unhosted.plays(stream(heard)["token"], 75_000, "STOPPED")

    assert unhosted.ask("AMAZON.ResumeIntent").directives == []
    assert "plank" in unhosted.heard.text


def test_a_late_event_after_the_end_changes_nothing(guest, profile):
    token = stream(start(guest))["token"]
    end = {"token": token, "offsetInMilliseconds": 999_000}

    guest.event("AudioPlayer.PlaybackStopped", **end)

    assert profile().place.position.stage.value == "streaming"


def spoken_into(guest, at=75_000, after=75):
    """A device reports a stop when somebody speaks, before what they say; returns the stream's token."""
    token = stream(start(guest))["token"]
    guest.plays(token, at, "STOPPED")
    guest.event("AudioPlayer.PlaybackStopped", after=after, token=token, offsetInMilliseconds=at)
    return token


def test_a_stream_that_somebody_speaks_into_is_still_the_stream(guest):
    spoken_into(guest)

    heard = guest.ask("AMAZON.PauseIntent", after=2)

    assert "front plank" in heard.text
    assert "10s" not in heard.ssml
    assert [d["type"] for d in heard.directives] == ["AudioPlayer.Stop"]


def test_next_into_a_stream_is_the_next_exercise(guest):
    spoken_into(guest)

    heard = guest.ask("AMAZON.NextIntent", after=2)

    assert stream(heard)["offsetInMilliseconds"] == moment(plan_of(heard), 1)


def test_a_stream_that_goes_on_by_itself_after_other_talk_is_followed_again(guest, profile):
    token = spoken_into(guest)

    guest.event("AudioPlayer.PlaybackStarted", after=5, token=token, offsetInMilliseconds=75_000)
    assert profile().place.position.stage.value == "streaming"
    guest.event("AudioPlayer.PlaybackFinished", after=400, token=token, offsetInMilliseconds=434_000)

    assert len(profile().days) == 1


def test_a_stream_that_stopped_long_ago_is_not_started_by_a_question(guest):
    spoken_into(guest)

    heard = guest.ask("WhereAmI", after=3_600)

    assert "AudioPlayer.Play" not in [d["type"] for d in heard.directives]
    assert heard.open
