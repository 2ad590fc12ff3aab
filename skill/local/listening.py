"""An ear for this skill: it expects the sentences of the interaction model with the names of the facts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import interaction_model
from interaction_model.hearing import language_model
from skill.content.load import load
from skill.content.vocabulary import vocabulary

if TYPE_CHECKING:
    from speech.ears.catalogue import Ear
    from speech.ears.microphone import Source

MODEL = Path(interaction_model.__file__).parent / "en-US.json"


@cache
def open_listener() -> Ear:
    """The default recogniser, told what may be said. Raises VoiceError where none is installed."""
    from speech.ears import open_ear  # brings numpy, which typing does not need

    model = json.loads(MODEL.read_text(encoding="utf-8"))
    return open_ear(language_model(model, vocabulary(load())))


def heard(sound: Path) -> str:
    """The words in a sound file."""
    return open_listener().hear(sound)


def heard_live(source: Source | None = None) -> str:
    """The words that are said next into the microphone; empty where nobody speaks in time."""
    from speech.ears.microphone import record  # as above

    with TemporaryDirectory() as folder:
        sound = Path(folder) / "said.wav"
        return heard(sound) if record(sound, source) else ""
