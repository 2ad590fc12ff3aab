"""The reply: what the coach means to say, ask, show, play and remember. It knows nothing of Alexa's JSON."""

from __future__ import annotations

from msgspec import Struct

from skill.memory.profile import Profile
from skill.session import Intention, Session
from speech.script import Script


class Card(Struct, frozen=True):
    """What the companion app shows: plain text, no markup."""

    title: str
    """One line."""
    text: str
    """The facts of the answer, in short lines."""


class Play(Struct, frozen=True):
    """Start one audio stream."""

    url: str
    """Where the stream is, `https://…`."""
    token: str
    """What the player sends back with every event."""
    offset_ms: int = 0
    """Where in the stream to begin, in milliseconds."""
    title: str = ""
    """Shown while it plays."""
    subtitle: str = ""
    """Shown below the title."""
    captions: str = ""
    """WebVTT, or nothing."""
    after: str = ""
    """The token of the stream to follow; empty replaces whatever plays."""


class StopPlaying(Struct, frozen=True):
    """End the audio stream."""


class Screen(Struct, frozen=True):
    """A document for a device with a display."""

    token: str
    """Names the document in touch events."""
    document: dict[str, object]
    """An APL document that imports nothing."""
    data: dict[str, object]
    """What the document shows."""


class Reply(Struct, frozen=True):
    """One turn's answer. It asks exactly one question and stays open, or asks none and ends the session."""

    script: Script = Script()
    """What is said, before the question."""
    question: str = ""
    """The one question that ends an open turn; empty closes the session."""
    reprompt: str | Script = ""
    """Asked in other words when the user stays silent."""
    session: Session = Session()
    """Where the conversation stands afterwards."""
    card: Card | None = None
    """What the companion app shows."""
    profile: Profile | None = None
    """What is to be remembered; None changes nothing."""
    forget: bool = False
    """True erases all that is remembered of this person."""
    if_not_forgotten: str = ""
    """What is said instead where erasing fails."""
    elicit: str = ""
    """The slot that the question asks for, where it asks for one."""
    permission: str = ""
    """Alexa is to ask the person for the permission to remind, and to bring this back with their answer."""
    audio: Play | StopPlaying | None = None
    """What the audio player is to do."""
    screen: Screen | None = None
    """What a display shows."""

    @property
    def open(self) -> bool:
        """Whether the coach listens after speaking."""
        return bool(self.question)


Answer = Reply | Intention
"""What a handler returns: its reply, or the intention that another handler should answer instead."""
