"""Reads the sound files that engines write, WAV and macOS's AIFF, as 16-bit mono at the rate that is asked for."""

from __future__ import annotations

import struct
import wave
from typing import TYPE_CHECKING

import numpy as np

from speech.errors import VoiceError
from speech.sound import Samples, resampled

if TYPE_CHECKING:
    from pathlib import Path

_EXPONENT_BIAS = 16383 + 63
"""Of the 80-bit number that holds an AIFF file's rate."""


def read_sound(path: Path, sample_rate: int) -> Samples:
    """The whole file. Raises VoiceError where it is no sound file of 16 bits."""
    try:
        data = path.read_bytes()
        samples, rate, channels = _aiff(data) if data[:4] == b"FORM" else _wav(path)
    except (OSError, EOFError, wave.Error, struct.error, ValueError) as error:
        raise VoiceError(f"the voice wrote a file that cannot be read ({error})") from None
    mono = samples.reshape(-1, channels).mean(axis=1).astype(np.int16) if channels > 1 else samples
    return resampled(mono, sample_rate / rate)


def _wav(path: Path) -> tuple[Samples, int, int]:
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 2:
            raise ValueError(f"{8 * file.getsampwidth()} bits instead of 16")
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2"), file.getframerate(), file.getnchannels()


def _aiff(data: bytes) -> tuple[Samples, int, int]:
    chunks = dict(_chunks(data))
    channels, _, bits, exponent, mantissa = struct.unpack(">hLhHQ", chunks[b"COMM"][:18])
    if bits != 16:
        raise ValueError(f"{bits} bits instead of 16")
    rate = round(mantissa * 2.0 ** (exponent - _EXPONENT_BIAS))
    order = "<i2" if chunks[b"COMM"][18:22] == b"sowt" else ">i2"
    return np.frombuffer(chunks[b"SSND"][8:], dtype=order).astype(np.int16), rate, channels


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    out = []
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack(">L", data[at + 4 : at + 8])[0]
        out.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return out
