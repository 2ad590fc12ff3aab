"""Reply to response: speech, question, card, player; and the limits that are never broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill import envelope
from skill.render import render
from skill.reply import Card, Play, Reply, StopPlaying
from speech.errors import LimitError
from speech.reader import read
from speech.script import pause, script


def rendered(reply, locale="en-US"):
    from ask_sdk_model import ResponseEnvelope

    return envelope.write(ResponseEnvelope(version="1.0", response=render(reply, locale)))["response"]


def test_a_reply_that_asks_keeps_the_microphone_open():
    body = rendered(Reply(script=script("Hello."), question="What now?", reprompt="Still there?"))

    assert body["outputSpeech"] == {
        "type": "SSML",
        "ssml": '<speak>Hello.<break time="400ms"/>What now?</speak>',
    }
    assert body["reprompt"]["outputSpeech"]["ssml"] == "<speak>Still there?</speak>"
    assert body["shouldEndSession"] is False


def test_a_reply_that_asks_nothing_closes_the_session():
    body = rendered(Reply(script=script("Goodbye.")))

    assert body["shouldEndSession"] is True
    assert "reprompt" not in body


def test_a_reply_that_says_nothing_leaves_everything_out():
    assert rendered(Reply()) == {}


def test_a_question_alone_is_asked_without_a_breath_before_it():
    body = rendered(Reply(question="Which one?", reprompt="Which?"))

    assert body["outputSpeech"]["ssml"] == "<speak>Which one?</speak>"


def test_a_card_is_plain_text():
    body = rendered(Reply(script=script("Hi."), card=Card("Title", "One\nTwo")))

    assert body["card"] == {"type": "Simple", "title": "Title", "content": "One\nTwo"}


def test_hard_words_are_said_by_their_sounds():
    body = rendered(Reply(script=script("The erector spinae.")))

    assert '<phoneme alphabet="ipa"' in body["outputSpeech"]["ssml"]
    assert read(body["outputSpeech"]["ssml"]).text == "The erector spinae."


def test_a_slot_is_asked_for():
    body = rendered(Reply(question="Which one?", reprompt="Which?", elicit="exercise"))

    assert body["directives"] == [{"type": "Dialog.ElicitSlot", "slotToElicit": "exercise"}]


def test_a_stream_is_stopped():
    assert rendered(Reply(audio=StopPlaying()))["directives"] == [{"type": "AudioPlayer.Stop"}]


def test_a_stream_begins_where_it_should_with_its_captions():
    play = Play("https://a.example/x.mp3", "token", offset_ms=1500, title="Warm-up", captions="WEBVTT\n")

    (directive,) = rendered(Reply(script=script("Here it comes."), audio=play))["directives"]

    assert directive["playBehavior"] == "REPLACE_ALL"
    stream = directive["audioItem"]["stream"]
    assert stream["url"] == "https://a.example/x.mp3"
    assert stream["offsetInMilliseconds"] == 1500
    assert stream["captionData"] == {"content": "WEBVTT\n", "type": "WEBVTT"}
    assert "expectedPreviousToken" not in stream
    assert directive["audioItem"]["metadata"]["title"] == "Warm-up"


def test_a_stream_that_follows_another_waits_for_its_end():
    (directive,) = rendered(Reply(audio=Play("https://a.example/y.mp3", "second", after="first")))["directives"]

    assert directive["playBehavior"] == "ENQUEUE"
    assert directive["audioItem"]["stream"]["expectedPreviousToken"] == "first"
    assert "captionData" not in directive["audioItem"]["stream"]


@pytest.mark.parametrize("too_long", [pause(241), "word " * 2000])
def test_a_reply_that_alexa_would_refuse_is_never_made(too_long):
    with pytest.raises(LimitError):
        render(Reply(script=script("One.", too_long)))


@given(st.text(max_size=200))
def test_whatever_is_said_is_escaped_once(text):
    ssml = rendered(Reply(script=script(text, "The end.")))["outputSpeech"]["ssml"]

    assert read(ssml).text == script(text, "The end.").text
