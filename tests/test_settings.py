"""What can be set from outside, and what a wrong value is told."""

from __future__ import annotations

import pytest

from skill.errors import SettingsError
from skill.settings import Settings, read_settings


def test_nothing_set_is_the_safe_default():
    settings = read_settings({})

    assert settings == Settings()
    assert settings.verify is True


def test_everything_can_be_set():
    env = {
        "BACKCOACH_SKILL_ID": " one , two,, ",
        "BACKCOACH_STORE": "memory",
        "BACKCOACH_AUDIO_BASE_URL": "https://a.example/audio/",
        "BACKCOACH_VERIFY": "off",
        "BACKCOACH_LOG_LEVEL": "debug",
        "BACKCOACH_LOCALE": "en-GB",
        "BACKCOACH_VOICE": "piper",
        "SOMETHING_ELSE": "ignored",
    }

    assert read_settings(env) == Settings(
        skill_ids=("one", "two"),
        store="memory",
        audio_base_url="https://a.example/audio",
        verify=False,
        log_level="DEBUG",
        locale="en-GB",
        voice="piper",
    )


@pytest.mark.parametrize("value", ["no", "false", "0", "offf"])
def test_signature_checks_are_never_switched_off_by_a_slip(value):
    with pytest.raises(SettingsError, match="BACKCOACH_VERIFY"):
        read_settings({"BACKCOACH_VERIFY": value})


def test_an_unknown_log_level_is_told_with_those_that_there_are():
    with pytest.raises(SettingsError, match="DEBUG, INFO, WARNING or ERROR"):
        read_settings({"BACKCOACH_LOG_LEVEL": "LOUD"})


def test_the_environment_is_read_where_nothing_else_is_given(monkeypatch):
    monkeypatch.setenv("BACKCOACH_VOICE", "tone")

    assert read_settings().voice == "tone"
