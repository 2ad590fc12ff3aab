"""Mends what stands in the way of reading carelessly written SSML at all: a bare ampersand, a missing root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speech.judging import Judge

_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_BARE_LESS_THAN = re.compile(r"<(?![A-Za-z/!?])")
_ROOT = re.compile(r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<(?:speak|!DOCTYPE)\b", re.DOTALL)


def repaired(ssml: str, judge: Judge) -> str:
    """The document, readable; the judge takes a note of each kind of repair."""
    mended = _BARE_LESS_THAN.sub("&lt;", _BARE_AMPERSAND.sub("&amp;", ssml))
    if mended != ssml:
        judge.refuse("a bare & or < in the text", "write &amp; or &lt;")
    if not _ROOT.match(mended):
        judge.refuse("no <speak> around the text", "write <speak>…</speak>")
        mended = f"<speak>{mended}</speak>"
    return mended
