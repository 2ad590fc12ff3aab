"""Routines as sound: one voice speaks a plan so that every word begins at its moment, whatever the voice's speed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from speech.audio import Studio
from speech.lexicon import pronounced
from speech.profiles import Profile, as_read, phrase_key
from speech.script import Say, Script

if TYPE_CHECKING:
    from skill.coach.plan import Plan
    from speech.cache import Cache
    from speech.voices.voice import Voice


def recorded_script(plan: Plan, voice: Voice, cache: Cache | None = None) -> Script:
    """The script of a plan for one voice: its silences make up for what the voice needs longer or shorter for words."""
    return pronounced(plan.script(tuned(plan.script(), voice, cache)))


def tuned(script: Script, voice: Voice, cache: Cache | None = None) -> Profile:
    """The voice's profile with the true length of every phrase of a script, as the voice has just spoken it."""
    studio = Studio(voice, cache)
    phrases = dict.fromkeys(item for item in script if isinstance(item, Say))
    lengths = {phrase_key(repr(as_read(phrase.spans))): _seconds(studio, phrase) for phrase in phrases}
    known = {field.name: getattr(voice.profile, field.name) for field in fields(Profile)}
    return Profile(**{**known, "phrases": {**voice.profile.phrases, **lengths}})


def _seconds(studio: Studio, phrase: Say) -> float:
    spoken = pronounced(Script((phrase,)))
    return sum(block.samples.size for block in studio.blocks(spoken)) / studio.sample_rate
