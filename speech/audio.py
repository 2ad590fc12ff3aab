"""A Script as sound: each phrase spoken once, trimmed and kept; between them exactly the silence that was asked for."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speech.clips import Clips
from speech.files import whole_file
from speech.script import Clip, Pause, Say
from speech.sound import amplified, silence, trimmed
from speech.spoken import prepared
from speech.timing import Cue, gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from speech.cache import Cache
    from speech.script import Item, Script
    from speech.sound import Samples
    from speech.voices.voice import Utterance, Voice

_MAKE = 2
"""Part of the cache's keys; raise it when phrases are trimmed in another way."""
_LONGEST_BLOCK_SECONDS = 10
"""Long silences are handed on in pieces, so that memory does not grow with them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of sound and what it belongs to."""

    samples: Samples
    """The sound."""
    cue: Cue | None
    """The item that ends with this block and when it is heard; None within an item, and for a voice's own rests."""


class Studio:
    """Turns scripts into sound with one voice; phrases that were spoken before come from the cache."""

    def __init__(self, voice: Voice, cache: Cache | None = None, clips: Clips | None = None) -> None:
        self.voice = voice
        self.sample_rate = voice.sample_rate
        self.clips = clips or Clips()
        self._cache = cache

    def blocks(self, script: Script) -> Iterator[Block]:
        """The sound of the script piece by piece, made as it is asked for."""
        tape = _Tape(self.sample_rate)
        before: Item | None = None
        for item in script:
            if rest := gap(before, item, self.voice.profile):
                yield from tape.quiet(rest * 1000, None)
            if isinstance(item, Pause):
                yield from tape.quiet(item.ms, item)
            else:
                yield tape.sound(self._sound(item), item)
            before = item

    def _sound(self, item: Say | Clip) -> Samples:
        if isinstance(item, Clip):
            return self.clips.samples(item.src, self.sample_rate)
        ready = prepared(item)
        return amplified(self._phrase(ready.utterance), ready.decibels)

    def _phrase(self, utterance: Utterance) -> Samples:
        if self._cache is None:
            return trimmed(self.voice.speak(utterance), self.sample_rate)
        key = f"{_MAKE}|{self.voice.identity}|{utterance!r}"
        found = self._cache.get(key)
        if found is None:
            found = trimmed(self.voice.speak(utterance), self.sample_rate)
            self._cache.put(key, found)
        return found


class _Tape:
    """Where we are, in samples; silences are rounded together, so that their errors never add up."""

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._at = 0
        self._asked_ms = 0.0
        self._kept = 0

    def quiet(self, ms: float, item: Pause | None) -> Iterator[Block]:
        self._asked_ms += ms
        count = round(self._asked_ms * self._rate / 1000) - self._kept
        self._kept += count
        start = self._at
        longest = _LONGEST_BLOCK_SECONDS * self._rate
        while count > longest:
            yield Block(silence(longest), None)
            self._at += longest
            count -= longest
        self._at += count
        yield Block(silence(count), self._cue(start, item) if item is not None else None)

    def sound(self, samples: Samples, item: Item) -> Block:
        start = self._at
        self._at += samples.size
        return Block(samples, self._cue(start, item))

    def _cue(self, start: int, item: Item) -> Cue:
        return Cue(start / self._rate, self._at / self._rate, item)


def write_wav(
    script: Script,
    voice: Voice,
    path: Path,
    cache: Cache | None = None,
    *,
    clips: Clips | None = None,
    progress: Callable[[Cue], None] | None = None,
) -> tuple[Cue, ...]:
    """Write the script as a 16-bit mono WAV at the voice's rate; the timeline as it came out.

    Raises VoiceError where the voice fails and OutputError where the file cannot be written; then there is no file.
    """
    studio = Studio(voice, cache, clips)
    with whole_file(path) as file, wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(studio.sample_rate)
        return tuple(heard(studio.blocks(script), lambda samples: wav.writeframes(samples.tobytes()), progress))


def heard(
    blocks: Iterable[Block],
    write: Callable[[Samples], object],
    progress: Callable[[Cue], None] | None = None,
) -> Iterator[Cue]:
    """Pass every block's samples on, and hand back the cues."""
    for block in blocks:
        write(block.samples)
        if block.cue is not None:
            if progress is not None:
                progress(block.cue)
            yield block.cue
