"""Where a signing certificate may come from: the rules of the address, as pure text. Nothing is fetched here."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import urlsplit

from skill.verify.errors import VerificationError

HOST: Final = "s3.amazonaws.com"
_FOLDER: Final = "/echo.api/"
_ADDRESS: Final = re.compile(r"[!-~]{1,512}")
"""Printable ASCII without spaces: `urlsplit` would silently drop a line break."""
_PATH: Final = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@/-]*")
"""No percent escapes: an escaped dot means one thing to us and another to a proxy."""


def certificate_address(header: str) -> str:
    """Normalise a `SignatureCertChainUrl`; what comes back is what is fetched, and the key of the cache.

    Dot segments, the default port, query and fragment are gone, so that a thousand spellings are one address.

    Raises:
        VerificationError: it is not an address under https://s3.amazonaws.com/echo.api/.
    """
    if not _ADDRESS.fullmatch(header):
        raise VerificationError("certificate address is not plain text")
    try:
        parts = urlsplit(header)
        port = parts.port
    except ValueError:
        raise VerificationError("certificate address cannot be read") from None
    if parts.scheme != "https" or parts.hostname != HOST or "@" in parts.netloc or port not in {None, 443}:
        raise VerificationError("certificate address is not Amazon's")
    path = posixpath.normpath(parts.path)
    if not _PATH.fullmatch(parts.path) or not path.startswith(_FOLDER):
        raise VerificationError("certificate address is outside its folder")
    return f"https://{HOST}{path}"
