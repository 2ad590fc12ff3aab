"""What must be true of every response, whatever was asked: Alexa's limits, and the manners of the coach."""

from __future__ import annotations

import json
import re

from speech.phrases import sentences
from speech.reader import read
from speech.timing import seconds

ASKING_SECONDS = 90
"""A turn that expects an answer."""
MOVING_SECONDS = 150
"""A turn in which the user is busy moving."""
GUIDED_SECONDS = 235
"""A turn of a routine that keeps going; step by step it is `MOVING_SECONDS`."""
PLAYED_SECONDS = 240
RESPONSE_BYTES = 24 * 1024
ATTRIBUTE_BYTES = 2 * 1024
CHARACTERS = 8_000


def complaints(response, locale="en-US"):
    """Everything that is wrong with a response; an empty list where it is in order."""
    body = response["response"]
    found = []
    if len(json.dumps(response).encode()) > RESPONSE_BYTES:
        found.append("the response is too large")
    found += _attributes(response.get("sessionAttributes") or {})
    speech = body.get("outputSpeech")
    if speech is None:
        if set(body) & {"reprompt", "card", "shouldEndSession"}:
            found.append("it says nothing and yet asks, shows or closes")
        return found
    ssml = speech["ssml"]
    if len(ssml) > CHARACTERS:
        found.append(f"{len(ssml)} characters")
    script = read(ssml, locale)
    found += _words(script.text)
    found += _openness(body, script, locale, (response.get("sessionAttributes") or {}).get("phase"))
    found += _card(body.get("card"))
    return found


def _attributes(attributes):
    if json.loads(json.dumps(attributes)) != attributes:
        yield "session attributes are more than plain JSON"
    if len(json.dumps(attributes).encode()) > ATTRIBUTE_BYTES:
        yield "session attributes are too large"


def _words(text):
    for name, pattern in {
        "a digit": r"\d",
        "None": r"\bNone\b(?! of)",
        "a brace": r"[{}]",
        "two spaces": r"  ",
        "a doubled word": r"\b(the|a|an|of|for|is|are|and|to) \1\b",
        "a before a vowel": r"\b[Aa] (?=[aei]|o(?!ne))",
        "an before a consonant": r"\b[Aa]n (?=[bcdfgjklmnpqrstvwxyz])",
        "a full stop after another mark": r"[?!:,.]\.",
        "a space before a mark": r" [,.?!:;]",
        "a symbol": r"[<>&_/\\*#@=+%|~^\[\]]",
    }.items():
        if match := re.search(pattern, text):
            yield f"it says {name}: …{text[max(0, match.start() - 30) : match.end() + 30]}…"
    for sentence in sentences(text):
        if not re.match(r"[A-Z]", sentence):
            yield f"a sentence begins small: {sentence}"


def allowed_seconds(text, phase):
    """How long a turn may be that listens afterwards: longer while a body is led through a routine."""
    if phase == "guided":
        return GUIDED_SECONDS
    return MOVING_SECONDS if "Get into place" in text else ASKING_SECONDS


def _openness(body, script, locale, phase):
    text = script.text
    length = seconds(script)
    is_open = body["shouldEndSession"] is False
    if is_open != text.endswith("?") or text.count("?") != is_open:
        yield f"open is {is_open}, but the questions are otherwise: {text[-120:]}"
    if is_open != ("reprompt" in body):
        yield f"open is {is_open}, but the reprompt says otherwise"
    allowed = allowed_seconds(text, phase) if is_open else PLAYED_SECONDS
    if length > allowed:
        yield f"it takes {length:.0f} seconds, {allowed} are allowed"
    if is_open and "reprompt" in body:
        again = read(body["reprompt"]["outputSpeech"]["ssml"], locale).text
        yield from _words(again)
        if not again.endswith("?") or again.count("?") != 1 or text.endswith(again):
            yield f"the reprompt is no other question: {again}"


def _card(card):
    if card is None:
        return
    for part in (card["title"], card["content"]):
        if not part.strip() or re.search(r"<|>|&\w+;|\bbreak time\b|[{}]|\bNone\b(?! of)", part):
            yield f"the card shows markup or nothing: {part!r}"
