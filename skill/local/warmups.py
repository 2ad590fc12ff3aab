"""Routines as files: one warm-up, or every recording that ships, with captions, checksums and a manifest."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from skill.coach.variant import Token, shipped
from skill.errors import SettingsError
from skill.local.rendering import ProgressBar, write_captions, writer
from skill.recording import recorded_script
from speech.cache import Cache
from speech.files import whole_file
from speech.timing import Cue
from speech.voices import open_voice

if TYPE_CHECKING:
    from pathlib import Path

    from skill.coach.coach import Coach
    from skill.coach.plan import Plan
    from skill.coach.variant import Variant
    from speech.voices.voice import Voice

MANIFEST = "manifest.json"
"""Lists every recording of a folder with its length, size and checksum."""


def render_one(plan: Plan, out: Path, captions: Path | None, voice_name: str) -> None:
    """Write one plan as sound, with its captions, and say in one line what came out."""
    write, voice, cache = writer(out), open_voice(voice_name), Cache()
    bar = ProgressBar(plan.seconds)
    try:
        cues = write(recorded_script(plan, voice, cache), voice, out, cache, progress=bar.update)
    finally:
        bar.clear()
        voice.close()
    if captions is not None:
        write_captions(cues, captions)
    print(f"{out}: {cues[-1].end:.3f} seconds, {voice.name}")


def render_all(coach: Coach, folder: Path, voice_name: str, routine: str = "") -> int:
    """Write every recording that ships, or those of one routine, into a folder; the number that had to be made.

    What an earlier run finished is left as it is; what an earlier version of a plan left behind is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    voice, cache = open_voice(voice_name), Cache()
    wanted = dict(_wanted(coach, routine))
    kept = {entry["file"]: entry for entry in _entries(folder) if entry.get("voice") == voice.identity}
    bar, done, made = ProgressBar(sum(plan.seconds for _, plan in wanted.values())), 0.0, 0
    try:
        for name, (variant, plan) in wanted.items():
            if not _whole(folder, kept.get(f"{name}.mp3")):
                before = done
                cues = _record(plan, folder / name, voice, cache, lambda cue, at=before: bar.update(_later(cue, at)))
                kept[f"{name}.mp3"] = _entry(folder, name, variant, plan, voice, cues[-1].end)
                _write_manifest(folder, kept)
                made += 1
            done += plan.seconds
    finally:
        bar.clear()
        voice.close()
    _sweep(folder, kept, wanted)
    return made


def _wanted(coach: Coach, routine: str) -> list[tuple[str, tuple[Variant, Plan]]]:
    if routine and routine not in coach.catalogue.routines:
        raise SettingsError(f"there is no routine '{routine}'; there are {', '.join(coach.catalogue.routines)}")
    found = []
    for variant in shipped(coach.catalogue):
        plan = variant.plan(coach.catalogue, coach.phrases) if routine in ("", variant.routine) else None
        if plan is not None:
            found.append((Token(variant, plan.version).file, (variant, plan)))
    return found


def _record(plan: Plan, path: Path, voice: Voice, cache: Cache, progress: Any) -> tuple[Cue, ...]:
    sound = path.with_name(f"{path.name}.mp3")
    cues = writer(sound)(recorded_script(plan, voice, cache), voice, sound, cache, progress=progress)
    write_captions(cues, path.with_name(f"{path.name}.vtt"))
    return cues


def _entry(folder: Path, name: str, variant: Variant, plan: Plan, voice: Voice, seconds: float) -> dict[str, Any]:
    data = (folder / f"{name}.mp3").read_bytes()
    return {
        "file": f"{name}.mp3",
        "captions": f"{name}.vtt",
        "seconds": round(seconds, 3),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "voice": voice.identity,
        "version": plan.version,
        **asdict(variant),
    }


def _whole(folder: Path, entry: dict[str, Any] | None) -> bool:
    """Whether a recording of an earlier run is there as it was made."""
    if entry is None or not (folder / entry["captions"]).is_file():
        return False
    path = folder / entry["file"]
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == str(entry["sha256"])


def _entries(folder: Path) -> list[dict[str, Any]]:
    """What the manifest of an earlier run lists; one that cannot be read lists nothing."""
    try:
        return list(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["recordings"])
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        print(f"note: {folder / MANIFEST} cannot be read, so everything is made again", file=sys.stderr)
        return []


def _write_manifest(folder: Path, kept: dict[str, dict[str, Any]]) -> None:
    listed = {"recordings": [kept[name] for name in sorted(kept)]}
    with whole_file(folder / MANIFEST) as file:
        file.write(json.dumps(listed, indent=1, ensure_ascii=False).encode())


def _sweep(folder: Path, kept: dict[str, dict[str, Any]], wanted: dict[str, Any]) -> None:
    """Remove earlier versions of the recordings that were wanted now."""
    current = {name.rpartition(".")[0]: name for name in wanted}
    for name in list(kept):
        stem = name.removesuffix(".mp3")
        if current.get(stem.rpartition(".")[0], stem) != stem:
            (folder / name).unlink(missing_ok=True)
            (folder / kept.pop(name)["captions"]).unlink(missing_ok=True)
    _write_manifest(folder, kept)


def _later(cue: Cue, by: float) -> Cue:
    return Cue(cue.start + by, cue.end + by, cue.item)
