"""Sets the desk: the service, the understanding and the device, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interaction_model.match import load_matcher
from skill.content.vocabulary import vocabulary
from skill.local.device import Echo
from skill.local.envelopes import Household
from skill.service import open_service

if TYPE_CHECKING:
    from interaction_model.match import Matcher
    from skill.settings import Settings


def open_echo(settings: Settings) -> Echo:
    """Make a device that speaks the settings' language, with the store that they name."""
    service = open_service(settings)
    matcher = load_matcher(vocabulary(service.coach.catalogue))
    return Echo(service, matcher, Household(locale=settings.locale))


def open_matcher() -> Matcher:
    """Make the understanding alone."""
    from skill.content.load import load  # the facts are all that it needs of the skill

    return load_matcher(vocabulary(load()))
