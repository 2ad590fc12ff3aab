"""Captions and a timeline from the cues of a rendering: WebVTT for players, JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from speech.script import Pause, Say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from speech.timing import Cue


def web_vtt(cues: Iterable[Cue]) -> str:
    """What is said, as a WebVTT file; silences have no caption."""
    spoken = [cue for cue in cues if isinstance(cue.item, Say) and cue.end > cue.start]
    return "WEBVTT\n" + "".join(
        f"\n{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_escaped(cue.item.text)}\n"  # type: ignore[union-attr]
        for number, cue in enumerate(spoken, 1)
    )


def as_json(cues: Iterable[Cue]) -> list[dict[str, Any]]:
    """Every cue as a plain object: `start` and `end` in seconds, and `say`, `pause` in seconds, or `clip`."""
    return [{"start": round(cue.start, 6), "end": round(cue.end, 6), **_content(cue)} for cue in cues]


def _content(cue: Cue) -> dict[str, Any]:
    item = cue.item
    if isinstance(item, Say):
        return {"say": item.text}
    return {"pause": item.ms / 1000} if isinstance(item, Pause) else {"clip": item.src}


def _stamp(seconds: float) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


def _escaped(text: str) -> str:
    """WebVTT reads markup; an arrow would end the caption's text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
