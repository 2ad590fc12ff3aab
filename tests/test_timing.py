"""When each thing is heard, and how well the length is foretold."""

from __future__ import annotations

from itertools import pairwise

import pytest

from speech.captions import as_json, web_vtt
from speech.lettering import counted, counted_sounds
from speech.profiles import ALEXA, CLIP_SECONDS, Profile, measured
from speech.script import Alias, Clip, Pause, Phonemes, Say, SayAs, Span, Style, pause, restyled, say, script
from speech.timing import Cue, seconds, timeline
from speech.transcript import stamp, transcript
from speech.voices.tone import ToneVoice

TONE = ToneVoice.profile
BELL = Clip("soundbank://soundlibrary/boxing/amzn_sfx_boxing_bell_1x_01")


def test_the_timeline_ends_when_the_script_does() -> None:
    heard = script("Stand tall.", pause(3), "Breathe in", BELL, "and out.", say("Now", Style(emphasis="strong")))
    cues = timeline(heard, TONE)
    assert [cue.item for cue in cues] == list(heard)
    assert cues[-1].end == pytest.approx(seconds(heard, TONE))
    assert all(one.end <= other.start + 1e-9 for one, other in pairwise(cues))


def test_a_phrase_of_tone_takes_fifty_milliseconds_a_character() -> None:
    assert timeline(script("Go now.", pause(2)), TONE) == (
        Cue(0.0, 0.35, say("Go now.")),
        Cue(0.35, 2.35, Pause(2000)),
    )


@pytest.mark.parametrize(
    ("first", "second", "rest"),
    [
        (say("In."), say("Out."), 0.4),
        (say("In"), say("out"), 0.4),
        (say("In."), say("Out", Style(rate=90.0)), 0.4),
        (say("In,"), say("out", Style(emphasis="strong")), 0.2),
        (say("breathe"), say("out", Style(emphasis="strong")), 0.03),
        (say("In."), BELL, 0.0),
    ],
)
def test_the_voice_rests_between_phrases_as_in_speech(first: Say, second: Say | Clip, rest: float) -> None:
    cues = timeline(script(first, second), TONE)
    assert cues[1].start - cues[0].end == pytest.approx(rest)


def test_a_slower_style_takes_longer() -> None:
    plain = script("Push your hips straight back.")
    assert seconds(restyled(plain, rate=50.0)) == pytest.approx(2 * seconds(plain))
    assert seconds(restyled(plain, emphasis="strong")) > seconds(plain)


def test_what_is_read_counts_and_not_what_is_written() -> None:
    written = seconds(script(Say((Span("QL"),))))
    assert seconds(script(Say((Span("QL", Alias("quadratus lumborum")),)))) > written
    assert seconds(script(Say((Span("12345", SayAs("cardinal")),)))) > seconds(script("twelve"))
    assert seconds(script("5 reps")) == pytest.approx(seconds(script("five reps")))
    assert seconds(script(Say((Span("x", Phonemes("ˈsoʊəs")),)))) > 0.5


def test_numbers_are_counted_roughly_where_their_packages_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN an installation without the packages for numbers, as in the cloud
    monkeypatch.setitem(__import__("sys").modules, "speech.normalise", None)
    # THEN a number still takes time
    assert seconds(script("Do 27 of them")) > seconds(script("Do of them"))
    assert seconds(script(Say((Span("28", SayAs("cardinal")),)))) > 0.5


def test_alexa_speaks_about_fourteen_characters_a_second() -> None:
    text = (
        "Stand with your feet apart. Push your hips straight back, and keep your back flat all the way. Come up again."
    )
    assert len(text) / seconds(script(text)) == pytest.approx(14, rel=0.07)
    assert "Polly" in ALEXA.source


@pytest.mark.parametrize("name", ["pyttsx3", "piper"])
def test_a_local_voice_has_a_measured_profile(name: str) -> None:
    profile = measured(name)
    assert profile.name == name
    assert "phrases" in profile.source
    assert profile.phrases
    assert 1.0 < seconds(script("This is a sentence that nobody has measured before."), profile) < 5.0


def test_a_voice_that_was_never_calibrated_is_timed_like_alexa() -> None:
    assert measured("newcomer").weights == ALEXA.weights
    assert measured("newcomer").name == "newcomer"


def test_a_phrase_that_was_measured_is_known_exactly() -> None:
    profile = measured("pyttsx3")
    assert seconds(script("Five."), profile) in set(profile.phrases.values())


def test_a_clip_nobody_listened_to_takes_a_second() -> None:
    assert seconds(script(BELL)) == CLIP_SECONDS


def test_nothing_takes_less_than_no_time() -> None:
    assert Profile("x", "x", {"start": -9.0}, 0.01, 0.4).phrase_seconds(say("hi")) == 0.0


def test_letters_words_and_marks_are_counted() -> None:
    counts = counted("The side, it's 2 QL: nation")
    assert counts["word"] == 6
    assert counts["comma"] == 2
    assert counts["spelled"] == 3
    assert counts["-e"] == 1
    assert counts["th"] == counts["tion"] == 1
    assert counts["=it's"] == 1
    assert counted_sounds("ˈsoʊəs ɪz") == {"word": 2, "sound": 8}


def test_a_transcript_shows_phrases_silences_and_clips() -> None:
    heard = script("Push back.", pause(3), BELL, pause(0.25))
    assert transcript(heard, TONE) == [
        "00:00.0  Push back.",
        "00:00.5  … 3 s",
        "00:03.5  ♪ amzn_sfx_boxing_bell_1x_01",
        "00:04.5  … 0.25 s",
    ]
    assert transcript(heard, timeline(heard, TONE)) == transcript(heard, TONE)


@pytest.mark.parametrize(
    ("time", "shown"), [(0, "00:00.0"), (59.96, "01:00.0"), (754.32, "12:34.3"), (6000, "100:00.0")]
)
def test_stamps_are_minutes_seconds_and_tenths(time: float, shown: str) -> None:
    assert stamp(time) == shown


def test_captions_hold_what_is_said_and_when() -> None:
    cues = (*timeline(script("A & b > c", pause(3600.5), "End."), TONE), Cue(9.0, 9.0, say("never heard")))
    assert web_vtt(cues) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:00.550\nA &amp; b &gt; c\n\n2\n01:00:01.050 --> 01:00:01.250\nEnd.\n"
    )


def test_the_timeline_as_json_holds_everything() -> None:
    assert as_json(timeline(script("Go", pause(2), BELL), TONE)) == [
        {"start": 0.0, "end": 0.1, "say": "Go"},
        {"start": 0.1, "end": 2.1, "pause": 2.0},
        {"start": 2.1, "end": 3.1, "clip": BELL.src},
    ]
