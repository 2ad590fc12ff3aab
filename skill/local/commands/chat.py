"""`backcoach chat`: a conversation with a virtual Echo; it listens as long as a real one would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.local.desk import open_echo
from skill.local.listeners import Ears, Keyboard
from skill.local.paper import dialogue, spoken_lines
from skill.local.sound import Sound
from skill.local.stream import HOSTED, DeskStream
from skill.settings import read_settings

if TYPE_CHECKING:
    import argparse

    from skill.local.device import Echo, Exchange
    from skill.local.listeners import Listener

HELP = "talk with a virtual Echo"

LISTENS_SECONDS = 8.0
"""An Echo waits so long for an answer, then again after the reprompt (alexa-rules 1.4)."""

TYPE = "Type what you would say. An empty line is silence; Ctrl-D leaves."
SPEAK = "Say what you like after each answer. Ctrl-C leaves."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--fast", action="store_true", help="no sound and no waiting: an empty line stands for silence")
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.add_argument("--listen", action="store_true", help="speak into the microphone instead of typing")
    parser.add_argument("--voice", help="the voice: pyttsx3, piper or tone (default: the setting BACKCOACH_VOICE)")


def run(args: argparse.Namespace) -> int:
    """Launch the skill and talk until the input ends. A session that closed is opened again by the next words."""
    settings = read_settings()
    hosted = settings.audio_base_url or HOSTED
    settings = replace(settings, voice=args.voice or settings.voice, audio_base_url=hosted)
    echo = open_echo(settings)
    listener: Listener = Ears() if args.listen else Keyboard()
    sound = None if args.fast or args.mute else Sound(settings.voice)
    patience = None if args.fast else LISTENS_SECONDS
    print(SPEAK if args.listen else TYPE)
    stream = DeskStream(echo.service.coach, sound.deck if sound else None)
    exchange: Exchange | None = _show(echo.launch(), sound)
    while (said := _answer(listener, exchange, patience, sound)) is not None:
        stream.spoken_into(echo)
        if said:
            exchange = _show(echo.say(said), sound)
        elif exchange:
            _gone(echo)
            exchange = None
        else:
            stream.play_out(echo)
        _tell(stream.follow(echo))
    stream.silence()
    _gone(echo)
    return 0


def _tell(line: str) -> None:
    if line:
        print(line, flush=True)


def _show(exchange: Exchange, sound: Sound | None) -> Exchange | None:
    """Print and play one turn; None where the session is over."""
    print("\n".join(list(dialogue(exchange))[bool(exchange.text) :]), flush=True)
    if sound:
        sound.play(exchange.script)
    return exchange if exchange.open else None


def _answer(listener: Listener, exchange: Exchange | None, patience: float | None, sound: Sound | None) -> str | None:
    """Wait for words: silence is met once with the reprompt, a second silence is the empty string."""
    if exchange is None:
        return listener.listen(None)
    first = listener.listen(patience)
    if first != "":
        return first
    print("\n".join(spoken_lines(exchange.reprompt)), flush=True)
    if sound:
        sound.play(exchange.reprompt)
    return listener.listen(patience)


def _gone(echo: Echo) -> None:
    """Let the session die."""
    if echo.end():
        print(f"{'':<9}(the session has ended)")
