"""What can be set from outside: one frozen value, read once from the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from skill.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "BACKCOACH_"

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(Struct, frozen=True):
    """How this installation runs."""

    skill_ids: tuple[str, ...] = ()
    """Application ids that are served; empty serves any, for local use."""
    store: str = ""
    """Where memory is kept: `memory`, `sqlite:///path`, `dynamodb://table`; empty: SQLite in the user's folder."""
    audio_base_url: str = ""
    """Where rendered routines are served from, `https://…`; empty where they are not."""
    verify: bool = True
    """Whether requests over HTTP must carry Amazon's signature."""
    log_level: LogLevel = "INFO"
    """The least grave line that is logged."""
    locale: str = "en-US"
    """The language of the local speaker."""
    voice: str = "pyttsx3"
    """The voice of the local speaker."""


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `BACKCOACH_…` variables; what is not set keeps its default. Raises SettingsError."""
    env = os.environ if environ is None else environ
    given = {name.removeprefix(PREFIX): value.strip() for name, value in env.items() if name.startswith(PREFIX)}
    return Settings(
        skill_ids=tuple(id_.strip() for id_ in given.get("SKILL_ID", "").split(",") if id_.strip()),
        store=given.get("STORE", ""),
        audio_base_url=given.get("AUDIO_BASE_URL", "").rstrip("/"),
        verify=_switch(given.get("VERIFY", "on")),
        log_level=_level(given.get("LOG_LEVEL", "INFO")),
        locale=given.get("LOCALE", "en-US"),
        voice=given.get("VOICE", "pyttsx3"),
    )


def _switch(value: str) -> bool:
    match value.lower():
        case "on" | "":
            return True
        case "off":
            return False
        case _:
            raise SettingsError(f"{PREFIX}VERIFY is '{value}'; it can be 'on' or 'off'")


def _level(value: str) -> LogLevel:
    match value.upper():
        case "DEBUG" | "INFO" | "WARNING" | "ERROR" as level:
            return level
        case _:
            raise SettingsError(f"{PREFIX}LOG_LEVEL is '{value}'; it can be DEBUG, INFO, WARNING or ERROR")
