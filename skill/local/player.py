"""The audio player of a virtual Echo: what it plays, where it is, and the events that it sends; without sound."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]
"""The request part of an `AudioPlayer` event, without what every request has."""

_STAMP = re.compile(r"--> (?:(\d+):)?(\d+):(\d+)\.(\d+)")


@dataclass(slots=True)
class AudioPlayer:
    """One player. Time is given to it; it has no clock."""

    token: str = ""
    """Of the stream that it played last; empty where it never played."""
    url: str = ""
    """Where that stream is."""
    offset_ms: int = 0
    """How far it got, up to `since`."""
    since: float | None = None
    """When it began to sound from there, in seconds; None while it is silent."""
    length_ms: int = 0
    """How long the stream is, as far as its captions tell; 0 where it has none."""
    queue: list[dict[str, Any]] = field(default_factory=list)
    """Streams that follow."""

    @property
    def playing(self) -> bool:
        """Whether it sounds."""
        return self.since is not None

    def position(self, now: float) -> int:
        """Milliseconds into the stream."""
        played = 0 if self.since is None else round(1000 * max(0.0, now - self.since))
        return min(self.offset_ms + played, self.length_ms) if self.length_ms else self.offset_ms + played

    def context(self, now: float) -> dict[str, Any]:
        """What every request says about the player."""
        if not self.token:
            return {"playerActivity": "IDLE"}
        activity = "PLAYING" if self.playing else "STOPPED"
        return {"playerActivity": activity, "token": self.token, "offsetInMilliseconds": self.position(now)}

    def obey(self, directive: dict[str, Any], now: float) -> list[Event]:
        """Do what a directive says; the events that follow from it, in their order."""
        match directive["type"]:
            case "AudioPlayer.Play":
                stream = directive["audioItem"]["stream"]
                if directive["playBehavior"] == "ENQUEUE":
                    fits = stream.get("expectedPreviousToken") == self.token
                    self.queue += [stream] if fits else []
                    return []
                self.queue.clear()
                return [*self._silenced(now), *self._begun(stream, now)]
            case "AudioPlayer.Stop":
                self.queue.clear()
                return self._silenced(now)
            case "AudioPlayer.ClearQueue":
                self.queue.clear()
        return []

    def ends_at(self) -> float | None:
        """When the stream comes to its end; None while it is silent, or where nobody knows."""
        if self.since is None or not self.length_ms:
            return None
        return self.since + (self.length_ms - self.offset_ms) / 1000

    def ended(self) -> list[Event]:
        """The stream came to its end: the next one of the queue begins."""
        now = self.ends_at() or 0.0
        finished = self._event("PlaybackFinished", self.length_ms)
        self.offset_ms, self.since = self.length_ms, None
        if not self.queue:
            return [finished]
        return [finished, *self._begun(self.queue.pop(0), now)]

    def _begun(self, stream: dict[str, Any], now: float) -> list[Event]:
        self.token, self.url = stream["token"], stream["url"]
        self.offset_ms, self.since = stream.get("offsetInMilliseconds") or 0, now
        self.length_ms = length_ms((stream.get("captionData") or {}).get("content", ""))
        begun = self._event("PlaybackStarted", self.offset_ms)
        return [begun, self._event("PlaybackNearlyFinished", self.offset_ms)]

    def _silenced(self, now: float) -> list[Event]:
        if self.since is None:
            return []
        self.offset_ms, self.since = self.position(now), None
        return [self._event("PlaybackStopped", self.offset_ms)]

    def _event(self, name: str, offset_ms: int) -> Event:
        return {"type": f"AudioPlayer.{name}", "token": self.token, "offsetInMilliseconds": offset_ms}


def length_ms(captions: str) -> int:
    """The end of the last caption of a WebVTT text; 0 where there is none."""
    found = _STAMP.findall(captions)
    if not found:
        return 0
    hours, minutes, seconds, ms = (int(part or 0) for part in found[-1])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
