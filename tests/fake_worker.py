"""Stands in for the voice's process: does what the first words of the text say, such as `die` or `hang`."""

from __future__ import annotations

import json
import sys
import time
import wave
from pathlib import Path

FOLDER = Path(sys.argv[-1])
MARK = Path(sys.argv[1])
"""A file that tells a second process from the first."""


def answer(request: dict) -> dict:
    text = request["text"]
    again = MARK.exists()
    MARK.touch()
    if text.startswith("die") or (text.startswith("once") and not again):
        sys.exit(3)
    if text.startswith("hang"):
        time.sleep(60)
    if text.startswith("missing"):
        return {"error": "no espeak", "missing": True}
    if text.startswith("fail"):
        return {"error": "it failed"}
    with wave.open(str(FOLDER / "speech.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(b"\x10\x20" * (len(text) * 100))
    (FOLDER / "request.json").write_text(json.dumps(request), encoding="utf-8")
    return {"file": str(FOLDER / "speech.wav")}


if "deaf" in sys.argv:
    sys.exit(1)
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
