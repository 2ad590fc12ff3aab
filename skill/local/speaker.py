"""What comes out of the speaker: a script on paper, as sound, and in a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from speech.errors import SpeechError
from speech.transcript import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from speech.script import Script
