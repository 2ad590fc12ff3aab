"""A store that forgets when the process ends: for tests, and for the setting `memory`."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.memory.owner import owner

if TYPE_CHECKING:
    from ask_sdk_model import RequestEnvelope


class VolatileStore(AbstractPersistenceAdapter):
    """Keeps attributes in a dictionary, by owner."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {}

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """Return a copy of what is kept, empty for somebody new."""
        return deepcopy(self.rows.get(owner(request_envelope), {}))

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, Any]) -> None:
        """Keep a copy; a request without a user is not kept."""
        if key := owner(request_envelope):
            self.rows[key] = deepcopy(attributes)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the owner of the request."""
        self.rows.pop(owner(request_envelope), None)
