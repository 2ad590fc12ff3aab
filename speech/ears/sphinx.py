"""Pocketsphinx: small, quick, and good when a grammar tells it what may be said."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from speech.ears.arpabet import sounds_of
from speech.ears.grammar import is_language_model, words_of
from speech.ears.recording import SAMPLE_RATE, recording
from speech.errors import VoiceError

_SEARCH = "said"
_VARIANT = re.compile(r"\(\d+\)")


class Sphinx:
    """One decoder; words that its dictionary lacks are taught first."""

    def __init__(self, grammar: str) -> None:
        from pocketsphinx import Decoder

        settings: dict[str, Any] = {"samprate": SAMPLE_RATE, "loglevel": "FATAL", "cmn": "batch"}
        if grammar:
            settings["lm"] = None
        self._decoder = Decoder(**settings)
        if grammar:
            self._learn(grammar)

    def hear(self, sound: Path) -> str:
        """The likeliest words; nothing where the grammar fits nowhere."""
        samples = recording(sound)
        self._decoder.start_utt()
        self._decoder.process_raw(samples.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return _VARIANT.sub("", found.hypstr) if found is not None else ""

    def _learn(self, grammar: str) -> None:
        for word in sorted(words_of(grammar)):
            if self._known(word) is None:
                self._decoder.add_word(word, sounds_of(word.lower(), self._known), True)
        try:
            self._expect(grammar)
        except (RuntimeError, ValueError):
            raise VoiceError(
                "the grammar cannot be read; it has to be in the JSpeech Grammar Format, or a language model in ARPA's"
            ) from None
        self._decoder.activate_search(_SEARCH)

    def _expect(self, grammar: str) -> None:
        if not is_language_model(grammar):
            self._decoder.add_jsgf_string(_SEARCH, grammar)
            return
        from pocketsphinx import NGramModel

        with TemporaryDirectory() as folder:
            file = Path(folder) / "words.lm"
            file.write_text(grammar, encoding="utf-8")
            model = NGramModel(self._decoder.config, self._decoder.logmath, str(file))
        self._decoder.add_lm(_SEARCH, model)

    def _known(self, word: str) -> str | None:
        sounds: str | None = self._decoder.lookup_word(word)
        return sounds


def open_ear(grammar: str) -> Sphinx:
    """Ready to listen for this grammar, or for anything."""
    return Sphinx(grammar)
