"""A Script as MP3 in the format of Alexa's `<audio>`: MPEG-2 layer III, 48 kbit/s, mono, 16, 22.05 or 24 kHz."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from speech.audio import Studio, heard
from speech.errors import OutputError
from speech.files import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from speech.cache import Cache
    from speech.clips import Clips
    from speech.script import Script
    from speech.timing import Cue
    from speech.voices.voice import Voice

BIT_RATE = 48
"""Kilobits a second."""
SAMPLE_RATES = (16_000, 22_050, 24_000)
"""What Alexa takes; any other rate is made 24 kHz, as the encoder would silently leave MPEG-2 for some of them."""
QUALITY = 2
"""Of the encoder, from 0, slow and good, to 9."""


def write_mp3(
    script: Script,
    voice: Voice,
    path: Path,
    cache: Cache | None = None,
    *,
    clips: Clips | None = None,
    progress: Callable[[Cue], None] | None = None,
) -> tuple[Cue, ...]:
    """Write the script as MP3; the timeline as it came out.

    Raises VoiceError and OutputError as `write_wav` does, and OutputError where the encoder is not installed.
    """
    if find_spec("lameenc") is None:
        raise OutputError("MP3 needs lameenc, which is not installed: pip install 'lower-back-coach[voice]'")
    import lameenc  # optional, and only for MP3

    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(voice.sample_rate)
    encoder.set_out_sample_rate(voice.sample_rate if voice.sample_rate in SAMPLE_RATES else 24_000)
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_quality(QUALITY)
    encoder.silence()
    studio = Studio(voice, cache, clips)
    with whole_file(path) as file:
        blocks = studio.blocks(script)
        cues = tuple(heard(blocks, lambda samples: file.write(encoder.encode(samples.tobytes())), progress))
        file.write(encoder.flush())
    return cues
