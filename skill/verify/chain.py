"""From a downloaded chain to a key that may be trusted, and for how long; kept while it is good."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import DNSName, load_pem_x509_certificates
from cryptography.x509.verification import PolicyBuilder
from cryptography.x509.verification import VerificationError as ChainError

from skill.verify.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.x509.verification import Store

SIGNER: Final = DNSName("echo-api.amazon.com")
"""Whom the certificate must name."""
_KEPT: Final = 16
"""Addresses in the cache: Amazon uses one or two at a time."""
_AT_ONCE: Final = 8
"""Downloads that run at the same time; the same address is never fetched twice at once."""
_PATIENCE: Final = 4.0
"""Seconds to wait for another request's download."""


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """The key of a chain that was right when it was checked."""

    key: RSAPublicKey
    since: datetime
    until: datetime
    """The dates between which every certificate of the chain is valid; nothing else in a chain changes with time."""

    def holds(self, now: datetime) -> bool:
        """Whether the whole chain is still valid."""
        return self.since <= now <= self.until


def trusted_key(pem: bytes, store: Store, now: datetime) -> TrustedKey:
    """Check a chain, leaf first, against the roots and against the signer's name.

    Raises:
        VerificationError: it is no chain, or leads to no root, or is of somebody else, or of another time.
    """
    try:
        leaf, *rest = load_pem_x509_certificates(pem)
        verifier = PolicyBuilder().store(store).time(now).build_server_verifier(SIGNER)
        path = verifier.verify(leaf, rest)
    except ValueError:
        raise VerificationError("certificate cannot be read") from None
    except ChainError:
        raise VerificationError("certificate is not trusted") from None
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey):
        raise VerificationError("certificate has no RSA key")
    return TrustedKey(
        key, max(each.not_valid_before_utc for each in path), min(each.not_valid_after_utc for each in path)
    )


@dataclass(frozen=True, slots=True)
class Keys:
    """Trusted keys by address: fetched when needed, kept while they hold, never kept when they are bad."""

    store: Store
    """The roots."""
    fetch: Callable[[str], bytes]
    """Downloads an address or raises `VerificationError`."""
    _kept: OrderedDict[str, TrustedKey] = field(default_factory=OrderedDict)
    _locks: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(_AT_ONCE)))

    def get(self, address: str, now: datetime) -> RSAPublicKey:
        """The key behind an address.

        Raises:
            VerificationError: it cannot be had or not be trusted.
        """
        known = self._kept.get(address)
        if known and known.holds(now):
            return known.key
        lock = self._locks[hash(address) % _AT_ONCE]
        if not lock.acquire(timeout=_PATIENCE):
            raise VerificationError("too many certificate downloads")
        try:
            return self._renewed(address, now).key
        finally:
            lock.release()

    def _renewed(self, address: str, now: datetime) -> TrustedKey:
        known = self._kept.pop(address, None)
        if not known or not known.holds(now):
            known = trusted_key(self.fetch(address), self.store, now)
        self._kept[address] = known
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return known
