"""What comes out of the speaker at the desk: a script on the loudspeaker, and in a file."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from speech.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from skill.local.deck import Deck
    from speech.cache import Cache
    from speech.script import Script
    from speech.voices import Voice


class Sound:
    """One voice and the loudspeaker. Nothing is loaded before the first sound."""

    def __init__(self, voice: str) -> None:
        """`voice` is a name; a missing one is an error when it is first needed."""
        self._name = voice
        self._silent = False

    @cached_property
    def _voice(self) -> Voice:
        from speech.voices import open_voice  # brings numpy, which a transcript does not need

        return open_voice(self._name)

    @cached_property
    def _cache(self) -> Cache:
        from speech.cache import Cache  # as above

        return Cache()

    def deck(self) -> Deck:
        """What plays whole routines with this voice. Raises VoiceError."""
        from skill.local.deck import SoundDeck  # as above
        from speech.playback import Loudspeaker

        return SoundDeck(self._voice, self._cache, lambda: Loudspeaker(self._voice.sample_rate))

    def write(self, script: Script, path: Path) -> None:
        """Write a WAV file and say so in one line. Raises VoiceError and OutputError."""
        from speech.audio import write_wav  # as above

        cues = write_wav(script, self._voice, path, self._cache)
        print(f"wrote {path}: {cues[-1].end if cues else 0:.1f} seconds, voice {self._voice.name}", file=sys.stderr)

    def play(self, script: Script) -> None:
        """Play to the end. Where there is no device that is said once, in one line, and everything else goes on."""
        if self._silent or not script:
            return
        from speech.audio import Studio  # as above
        from speech.playback import Loudspeaker, Player

        try:
            device = Loudspeaker(self._voice.sample_rate)
        except OutputError as error:
            self._silent = True
            print(f"not played: {error}", file=sys.stderr)
            return
        player = Player(Studio(self._voice, self._cache).blocks(script), self._voice.sample_rate, device)
        try:
            player.play()
            player.wait()
        finally:
            player.stop()
