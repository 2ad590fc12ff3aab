"""The ears: how many spoken questions are understood, and how well a recogniser hears the coach's own answers."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bench.rows import Row
from interaction_model.match import Understood
from interaction_model.ngrams import arpa
from skill.local.desk import open_echo
from skill.local.listening import open_listener
from skill.settings import Settings
from speech.audio import write_wav
from speech.ears import open_ear
from speech.ears.accuracy import word_errors
from speech.ears.grammar import plain_words
from speech.lexicon import pronounced
from speech.script import Say, script
from speech.voices import open_voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.local.device import Echo
    from speech.ears.catalogue import Ear
    from speech.voices import Voice

VOICES = {"pyttsx3": 90.0, "piper": 98.0}
"""Each voice and the per cent of its questions that should be understood."""

QUESTION = "how do i do a {name}"


def run() -> list[Row]:
    """Every exercise's how-to, asked and answered aloud, by every voice that is installed."""
    rows = []
    for name, least in VOICES.items():
        if name == "piper" and find_spec("piper") is None:
            continue
        voice = open_voice(name)
        questions, errors = loop(voice)
        voice.close()
        rows.append(Row(f"spoken how-to questions understood, {name}", questions, "%", None, "", least, at_least=True))
        rows.append(Row(f"words misheard in the coach's own how-tos, {name}", errors, "%", None, "", 15))
    return rows


def loop(voice: Voice) -> tuple[float, float]:
    """Ask aloud, hear, answer aloud, hear: per cent of questions understood, and of the answers' words misheard."""
    echo = open_echo(Settings(store="memory"))
    exercises = echo.service.coach.catalogue.exercises
    answers = {id_: phrases(echo, exercise.spoken_name) for id_, exercise in exercises.items()}
    reader = open_ear(arpa(plain_words(text).split() for answer in answers.values() for text in answer))
    asked = [understood(echo, voice, id_, QUESTION.format(name=e.spoken_name)) for id_, e in exercises.items()]
    wrong, words = misheard(voice, reader, (text for answer in answers.values() for text in answer))
    return 100 * sum(asked) / len(asked), 100 * wrong / words


def phrases(echo: Echo, name: str) -> list[str]:
    """What the coach says in a how-to, phrase by phrase."""
    said = echo.say(QUESTION.format(name=name)).script
    echo.end()
    return [item.text for item in said if isinstance(item, Say)]


def understood(echo: Echo, voice: Voice, exercise: str, question: str) -> bool:
    """Whether a spoken question reaches the coach as the how-to of that exercise."""
    found = echo.matcher.understand(heard(voice, open_listener(), question + "?"))
    slot = found.slots.get("exercise") if isinstance(found, Understood) else None
    return isinstance(found, Understood) and found.intent == "HowToIntent" and slot is not None and slot.id == exercise


def misheard(voice: Voice, ear: Ear, texts: Iterable[str]) -> tuple[int, int]:
    """Words heard wrong, and words said; each phrase once."""
    counts = [word_errors(text, heard(voice, ear, text)) for text in dict.fromkeys(texts)]
    return sum(wrong for wrong, _ in counts), sum(words for _, words in counts)


def heard(voice: Voice, ear: Ear, text: str) -> str:
    """What an ear makes of a text that a voice speaks, hard words by their sounds."""
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "said.wav"
        write_wav(pronounced(script(text)), voice, sound)
        return ear.hear(sound)
