"""Writing a script as SSML and reading it back gives the same script, whatever is in it."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings

from speech import alexa
from speech.reader import read
from speech.script import Script, script
from speech.ssml import to_ssml
from tests.speech_strategies import scripts


@settings(max_examples=250, deadline=None)
@given(scripts)
def test_a_script_comes_back_from_ssml_as_it_was(original: Script) -> None:
    with patch.object(alexa, "MAX_SECONDS", {"spoken": 10**6}), patch.object(alexa, "MAX_CHARACTERS", 10**6):
        ssml = to_ssml(original)
    assert read(ssml) == original


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_the_normal_form_is_settled_after_one_step(original: Script) -> None:
    assert script(original) == original
