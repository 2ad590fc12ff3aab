"""Is this HTTP request from Alexa, fresh, and for this skill? Amazon's algorithm, in the order of trust."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import Store

from skill.errors import SettingsError
from skill.verify.address import certificate_address
from skill.verify.chain import Keys
from skill.verify.errors import VerificationError
from skill.verify.network import download, system_roots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cryptography.x509 import Certificate

__all__ = ["VerificationError", "Verifier"]

TOLERANCE: Final = timedelta(seconds=150)
"""Between a request's time and ours, in both directions."""
EVENT_TOLERANCE: Final = timedelta(hours=1)
"""For skill events, which may be delivered late."""
_SIGNATURE_LENGTH: Final = 2048
"""Characters in base64; an 8192-bit key needs 1368."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """Tells Alexa's requests from everybody else's. One for a process; safe for threads."""

    app_ids: frozenset[str]
    """The skills that are served here."""
    keys: Keys
    """Where the keys come from, and the roots that they must lead to."""
    clock: Callable[[], datetime]
    """The time with its zone."""

    @classmethod
    def for_skills(
        cls,
        app_ids: Iterable[str],
        *,
        roots: list[Certificate] | None = None,
        fetch: Callable[[str], bytes] = download,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Verifier:
        """A verifier for these skill ids; roots, download and clock are the system's unless a test gives others.

        Raises:
            SettingsError: no skill id, or a machine without trusted roots.
        """
        ids = frozenset(app_ids)
        if not ids:
            raise SettingsError("which skill is served? set BACKCOACH_SKILL_ID to its id, amzn1.ask.skill.…")
        return cls(ids, Keys(Store(system_roots() if roots is None else roots), fetch), clock)

    def verify(self, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """Check one request; only a request that passed is parsed, and that parsed envelope is the result.

        Args:
            headers: names in any case.
            body: the bytes as they came: the signature covers them and nothing else.

        Raises:
            VerificationError: answer 400, log the reason, tell the sender nothing.
        """
        now = self.clock()
        self._check_signature(headers, body, now)
        envelope = _parsed(body)
        _check_time(envelope, now)
        self._check_skill(envelope)
        return envelope

    def _check_signature(self, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
        found = {name.lower(): value for name, value in headers.items()}
        try:
            address = certificate_address(found["signaturecertchainurl"])
            signature = _decoded(found["signature-256"])
        except KeyError:
            raise VerificationError("signature headers are missing") from None
        try:
            self.keys.get(address, now).verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise VerificationError("signature does not match") from None

    def _check_skill(self, envelope: Mapping[str, Any]) -> None:
        """Every place that names the application must name one of ours, and one of them must."""
        named = [
            _at(envelope, "context", "System", "application", "applicationId"),
            _at(envelope, "session", "application", "applicationId"),
        ]
        present = [name for name in named if name is not None]
        if not present or any(not isinstance(name, str) or name not in self.app_ids for name in present):
            raise VerificationError("request is for another skill")


def _decoded(signature: str) -> bytes:
    if len(signature) > _SIGNATURE_LENGTH:
        raise VerificationError("signature is too long")
    try:
        return b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise VerificationError("signature is not base64") from None


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        envelope = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise VerificationError("body is not JSON") from None
    if not isinstance(envelope, dict):
        raise VerificationError("body is not an object")
    return envelope


def _check_time(envelope: Mapping[str, Any], now: datetime) -> None:
    text, kind = _at(envelope, "request", "timestamp"), _at(envelope, "request", "type")
    try:
        distance = abs(datetime.fromisoformat(text) - now)
    except (TypeError, ValueError, OverflowError):  # no text, no time, a time without zone, a time out of this world
        raise VerificationError("timestamp cannot be read") from None
    late = EVENT_TOLERANCE if isinstance(kind, str) and kind.startswith("AlexaSkillEvent.") else TOLERANCE
    if distance > late:
        raise VerificationError("timestamp is too far from now")


def _at(envelope: object, *path: str) -> Any:
    """What is at this place; None where the way ends early."""
    for name in path:
        envelope = envelope.get(name) if isinstance(envelope, dict) else None
    return envelope
