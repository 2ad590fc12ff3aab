"""Fetching a certificate chain and the system's trusted roots: the only code here that touches network and files."""

from __future__ import annotations

import contextlib
import ssl
import warnings
from http.client import HTTPException
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    UnknownHandler,
)

from cryptography.x509 import Certificate, load_der_x509_certificate

from skill.errors import SettingsError
from skill.verify.errors import VerificationError

if TYPE_CHECKING:
    from http.client import HTTPResponse

SECONDS: Final = 3.0
"""For the whole download; Alexa waits eight for the answer."""
BYTES: Final = 65_536
"""A real chain is a tenth of that."""


def download(address: str) -> bytes:
    """Fetch a certificate chain, through the proxy and trusting the authorities that the environment names.

    Raises:
        VerificationError: it did not come, not in time, or is too long to be one.
    """
    end = monotonic() + SECONDS
    try:
        with _opener().open(address, timeout=SECONDS) as response:
            return _read(response, end)
    except (OSError, HTTPException, ValueError):
        raise VerificationError("certificate cannot be downloaded") from None


def _opener() -> OpenerDirector:
    """HTTPS and nothing else; a redirect is an error: its target was never checked."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _read(response: HTTPResponse, end: float) -> bytes:
    """Read in pieces: the timeout of a socket is for each piece, ours is for the whole."""
    found = b""
    while piece := response.read1(BYTES):
        found += piece
        if len(found) > BYTES:
            raise VerificationError("certificate is too long")
        if monotonic() > end:
            raise VerificationError("certificate download is too slow")
    return found


def system_roots() -> list[Certificate]:
    """The certificate authorities that this machine trusts; `SSL_CERT_FILE` and `SSL_CERT_DIR` count.

    Raises:
        SettingsError: there is none.
    """
    context = ssl.create_default_context()
    folder = ssl.get_default_verify_paths().capath
    if not context.get_ca_certs() and folder:  # OpenSSL opens a folder's files only when it needs one
        for path in Path(folder).iterdir():
            with contextlib.suppress(OSError):
                context.load_verify_locations(path)
    roots = [root for der in context.get_ca_certs(binary_form=True) if (root := _root(der))]
    if not roots:
        raise SettingsError("no trusted certificate authorities on this machine: install them, or set SSL_CERT_FILE")
    return roots


def _root(der: bytes) -> Certificate | None:
    """One by one: a root that `cryptography` warns of today is tomorrow's error, and must not take the rest along."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return load_der_x509_certificate(der)
        except (ValueError, Warning):
            return None
