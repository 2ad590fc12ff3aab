"""The local voice: how fast a warm-up of ten minutes is rendered, how exact its pauses are, what an hour needs."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from bench.rows import Row
from skill.coach.routine import Wish, prepare
from skill.content.load import load
from skill.memory.profile import Profile
from skill.phrases import load_phrases
from speech.audio import Studio, write_wav
from speech.cache import Cache
from speech.script import Pause, Say, pause, script
from speech.timing import seconds
from speech.voices import open_voice

if TYPE_CHECKING:
    from speech.script import Script
    from speech.timing import Cue
    from speech.voices import Voice

VOICE = "pyttsx3"
MINUTES = 10
HOUR = 60
AUDIBLE = 0
"""A sample beyond this is sound."""


def run() -> list[Row]:
    """Everything that design promises of the voice."""
    voice = open_voice(VOICE)
    heard = warm_up(voice, MINUTES)
    with tempfile.TemporaryDirectory() as folder:
        cache, file = Cache(Path(folder) / "cache"), Path(folder) / "warm-up.wav"
        cold, cues = timed(heard, voice, file, cache)
        warm = min(timed(heard, voice, file, cache)[0] for _ in range(3))
        first = first_sound(heard, voice, cache)
        worst, drift = pause_errors(cues, file)
    voice.close()
    foretold = abs(seconds(heard, voice.profile) / cues[-1].end - 1) * 100
    answer = answers_foretold(voice)
    return [
        _row("ten-minute warm-up to WAV, cold", cold, "s", 3),
        _row("the same, cached", warm, "s", 0.25),
        _row("first sound, cached", first, "s", 0.3),
        _row("a pause in the file against the plan, worst", worst, "ms", 1),
        _row("drift over the file", drift, "ms", 1),
        _row("foretold against rendered length, the warm-up", foretold, "%", 5),
        _row("foretold against rendered length, the worst how-to", answer, "%", 5),
        _row("peak memory for an hour", memory(HOUR)[1], "MB", 150),
    ]


def warm_up(voice: Voice, minutes: float) -> Script:
    """The coach's own warm-up, laid out for this voice."""
    prepared = prepare(load(), load_phrases(), Wish(minutes=minutes), Profile())
    assert prepared is not None
    return prepared.plan.script(profile=voice.profile)


def timed(heard: Script, voice: Voice, file: Path, cache: Cache) -> tuple[float, tuple[Cue, ...]]:
    """Seconds that rendering takes, and the cues."""
    begun = perf_counter()
    cues = write_wav(heard, voice, file, cache)
    return perf_counter() - begun, cues


def first_sound(heard: Script, voice: Voice, cache: Cache) -> float:
    """Seconds until there is something to play."""
    begun = perf_counter()
    next(block for block in Studio(voice, cache).blocks(heard) if block.samples.any())
    return perf_counter() - begun


def pause_errors(cues: tuple[Cue, ...], file: Path) -> tuple[float, float]:
    """Milliseconds: the worst single pause as measured on the samples, and where the last one ends against its cue."""
    with wave.open(str(file)) as wav:
        rate = wav.getframerate()
        samples = np.frombuffer(wav.readframes(wav.getnframes()), dtype=np.int16)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > AUDIBLE)
    worst = drift = 0.0
    for cue in cues:
        if isinstance(cue.item, Pause):
            middle = round((cue.start + cue.end) / 2 * rate)
            after = np.searchsorted(loud, middle)
            if 0 < after < loud.size:
                length = (loud[after] - loud[after - 1] - 1) / rate * 1000
                worst = max(worst, abs(length - cue.item.ms))
                drift = abs(loud[after] / rate - cue.end) * 1000
    return worst, drift


def answers_foretold(voice: Voice) -> float:
    """Per cent by which the worst foretold how-to misses its rendered length."""
    from skill.coach.explain import how_to

    worst = 0.0
    studio = Studio(voice, Cache())
    for exercise in load().exercises.values():
        heard = script(*(part.script for part in how_to(exercise, Profile())))
        rendered = sum(block.samples.size for block in studio.blocks(heard)) / voice.sample_rate
        worst = max(worst, abs(seconds(heard, voice.profile) / rendered - 1) * 100)
    voice.close()
    return worst


def memory(minutes: int) -> tuple[float, float]:
    """Seconds and megabytes that rendering so many minutes takes, in a process of its own."""
    code = f"from bench.voice import measure_long; measure_long({minutes})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    spent, peak = done.stdout.split()[-2:]
    return float(spent), float(peak)


def measure_long(minutes: int) -> None:
    """Render minutes of different speech without a cache; print the seconds and the megabytes that it took."""
    voice = open_voice(VOICE)
    turns = [(f"Turn {turn}. Push your hips straight back, and breathe in.", pause(6.5)) for turn in range(minutes * 6)]
    heard = script(*(part for turn in turns for part in turn))
    assert any(isinstance(item, Say) for item in heard)
    with tempfile.TemporaryDirectory() as folder:
        begun = perf_counter()
        write_wav(heard, voice, Path(folder) / "long.wav")
        spent = perf_counter() - begun
    voice.close()
    print(spent, peak_megabytes())


def peak_megabytes() -> float:
    """The most memory this process had; `getrusage` would count what its parent had before it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _row(what: str, ours: float, unit: str, budget: float) -> Row:
    return Row(what, ours, unit, None, "", budget)
