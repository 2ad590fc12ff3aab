"""The recordings of routines: made once by a voice, kept as files, and served to audio players over HTTP."""

from __future__ import annotations

import hashlib
import logging
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from skill import log
from skill.coach.variant import read_token
from speech.errors import SpeechError

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from speech.cache import Cache
    from speech.voices.voice import Voice

MIME = "audio/mpeg"
LASTING = 7 * 86_400
"""Seconds for which a player may keep a recording: its name changes with its content."""


class Recordings:
    """A folder of recordings by one voice; what is missing is made when it is first asked for."""

    def __init__(self, coach: Coach, voice: str = "", folder: Path | None = None) -> None:
        """Name the voice and the folder; neither is opened before the first recording."""
        self._coach = coach
        self._name = voice
        self._given = folder
        self._lock = threading.Lock()

    @cached_property
    def folder(self) -> Path:
        """Where the recordings are."""
        if self._given is not None:
            return self._given
        from platformdirs import user_cache_path  # only where nothing else was said

        return user_cache_path("lower-back-coach") / "routines"

    @cached_property
    def _voice(self) -> Voice:
        from speech.voices import open_voice  # brings numpy, which answering does without

        return open_voice(self._name)

    def plan(self, name: str) -> Plan | None:
        """The plan that a recording's name stands for; None where it is none of ours, or its plan has changed since."""
        token = read_token(name)
        plan = token.variant.plan(self._coach.catalogue, self._coach.phrases) if token else None
        return plan if plan and token and plan.version == token.version else None

    def file(self, name: str, plan: Plan) -> Path:
        """The recording's file, made now if it is not there. Raises SpeechError where that cannot be done."""
        voice = hashlib.sha256(self._voice.identity.encode()).hexdigest()[:8]
        path = self.folder / f"{name}.{voice}.mp3"
        with self._lock:
            if not path.exists():
                from speech.cache import Cache  # as above

                self.folder.mkdir(parents=True, exist_ok=True)
                self._record(plan, path, Cache())
                self._sweep(path)
        return path

    def _sweep(self, path: Path) -> None:
        """Remove what the same recording was before its plan changed."""
        variant, _, voice, ending = path.name.rsplit(".", 3)
        for old in self.folder.glob(f"{variant}.*.{voice}.{ending}"):
            if old != path:
                old.unlink(missing_ok=True)

    def _record(self, plan: Plan, path: Path, cache: Cache) -> None:
        from skill.recording import recorded_script  # as above
        from speech.mp3 import write_mp3

        write_mp3(recorded_script(plan, self._voice, cache), self._voice, path, cache)


def serve_recordings(app: Flask, recordings: Recordings) -> None:
    """Add `GET /audio/<name>.mp3`: whole or in ranges, with an ETag; 404 for no recording, 410 for an outdated one."""
    from flask import jsonify, send_file  # the web server has them anyway

    @app.get("/audio/<name>.mp3")
    def audio(name: str) -> ResponseReturnValue:
        """Serve one recording."""
        if read_token(name) is None:
            return jsonify(error="not found"), 404
        plan = recordings.plan(name)
        if plan is None:
            return jsonify(error="gone"), 410
        try:
            path = recordings.file(name, plan)
        except (SpeechError, OSError) as error:
            log.event("recording failed", level=logging.ERROR, failed=error)
            return jsonify(error="no voice"), 503
        return send_file(path, MIME, conditional=True, etag=path.stem, max_age=LASTING)
