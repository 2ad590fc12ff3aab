"""Text inside markup: as the standard library escapes it."""

from __future__ import annotations

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from speech.escape import escape, quoteattr

TEXT = st.text(alphabet=st.sampled_from("ab&<>\"'\n\r\té")) | st.text()


@given(TEXT)
def test_text_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escape(text) == saxutils.escape(text)


@given(TEXT)
def test_a_value_is_quoted_as_the_standard_library_does(text: str) -> None:
    assert quoteattr(text) == saxutils.quoteattr(text)
