"""Reply to Alexa response: the only place that makes what Alexa plays, shows and stores for the session."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ask_sdk_model import Response
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.ui import OutputSpeech, Reprompt, SimpleCard, SsmlOutputSpeech

from skill.alexa_apis.port import PERMISSION
from skill.reply import Play, StopPlaying
from speech.lexicon import pronounced
from speech.script import Script, pause, script
from speech.ssml import to_ssml

if TYPE_CHECKING:
    from ask_sdk_model import Directive

    from skill.reply import Card, Reply
    from speech.alexa import Purpose

BEFORE_QUESTION = pause(0.4)
"""A breath that sets the question apart from what was said."""


def render(reply: Reply, locale: str = "en-US") -> Response:
    """Make the response. Raises LimitError where the reply is longer than Alexa plays."""
    said = spoken(reply)
    return Response(
        output_speech=_speech(said, locale) if said else None,
        reprompt=Reprompt(output_speech=_speech(script(reply.reprompt), locale, "reprompt")) if reply.open else None,
        card=_card(reply.card) if reply.card else None,
        directives=list(_directives(reply)) or None,
        should_end_session=_ends(reply),
    )


def spoken(reply: Reply) -> Script:
    """Everything that is heard in a turn: what is said, a breath, the question."""
    return _together(reply.script, reply.question)


@lru_cache(maxsize=1024)
def _together(said: Script, question: str) -> Script:
    return script(said, BEFORE_QUESTION, question) if said and question else script(said, question)


def _ends(reply: Reply) -> bool | None:
    """Whether the session closes; None, that is absent, for an answer that says nothing (alexa-rules 1.2)."""
    return not reply.open if reply.script or reply.question else None


def _speech(said: Script, locale: str, role: Purpose = "spoken") -> OutputSpeech:
    return SsmlOutputSpeech(ssml=_ssml(said, locale, role))


@lru_cache(maxsize=1024)
def _ssml(said: Script, locale: str, role: Purpose) -> str:
    """The markup; kept, since many people hear the same."""
    return to_ssml(pronounced(said), locale, role)


def _card(card: Card) -> SimpleCard:
    return SimpleCard(title=card.title, content=card.text)


def _directives(reply: Reply) -> list[Directive]:
    directives: list[Directive] = []
    if reply.elicit:
        directives.append(ElicitSlotDirective(slot_to_elicit=reply.elicit))
    if reply.permission:
        directives.append(_permission(reply.permission))
    match reply.audio:
        case StopPlaying():
            from ask_sdk_model.interfaces.audioplayer import StopDirective  # only a few turns need the player

            directives.append(StopDirective())
        case Play() as play:
            directives.append(_play(play))
    return directives


def _permission(token: str) -> Directive:
    """Let Alexa ask, in her own words (alexa-rules 3.6)."""
    from ask_sdk_model.interfaces.connections import SendRequestDirective  # asked once in a lifetime

    scope = {"permissionScope": PERMISSION, "consentLevel": "ACCOUNT"}
    payload: dict[str, object] = {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "2",
        "permissionScopes": [scope],
    }
    return SendRequestDirective(name="AskFor", payload=payload, token=token)


def _play(play: Play) -> Directive:
    from ask_sdk_model.interfaces import audioplayer as player  # only a few turns need the player

    stream = player.Stream(
        url=play.url,
        token=play.token,
        expected_previous_token=play.after or None,
        offset_in_milliseconds=play.offset_ms,
        caption_data=player.CaptionData(content=play.captions, object_type=player.CaptionType.WEBVTT)
        if play.captions
        else None,
    )
    metadata = player.AudioItemMetadata(title=play.title, subtitle=play.subtitle)
    behavior = player.PlayBehavior.ENQUEUE if play.after else player.PlayBehavior.REPLACE_ALL
    return player.PlayDirective(play_behavior=behavior, audio_item=player.AudioItem(stream=stream, metadata=metadata))
