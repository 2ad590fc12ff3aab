"""What all kinds of facts share: identifiers, spoken text, names and where a statement comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Meta(min_length=1, max_length=400)]
Ids = Annotated[tuple[Id, ...], Meta(min_length=1)]
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
Seconds = Annotated[int, Meta(ge=0, le=120)]
Range = Annotated[tuple[Annotated[int, Meta(ge=1)], ...], Meta(min_length=1, max_length=2)]
"""One number, or the lower and the upper end of a range."""

Level = Literal["beginner", "intermediate", "advanced"]


class Fact(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A statement and where it comes from."""

    text: Text
    """The statement, as it is spoken."""
    source: Ids
    """Keys of `Catalogue.sources`."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where facts come from."""

    id: Id
    name: Text
    """The work, as it can be read in print."""
    spoken: Text
    """How the coach names it aloud, without a comma, as it runs in a list after "that comes from"."""
    url: str = ""
    """Where it can be read; nothing for what has no address."""
    read: Literal["full", "excerpt", "mirror", "link", "judgement"]
    """How much of it was read; a `link` is never the only basis of a claim."""


class Names(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What people call a thing, in lower case, with nothing but letters, spaces and apostrophes."""

    spoken: Texts
    """True synonyms, as they are said."""
    misheard: tuple[Text, ...] = ()
    """What a recogniser is likely to make of them; they count inside a slot only."""
    other: tuple[Text, ...] = ()
    """Names that sound related but belong to a different thing: never mapped onto this one."""
    note: Text | None = None
    """What to mind when one of the names is heard; never spoken."""


class Pronunciation(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a hard word sounds."""

    written: Text
    """The word as it appears in sentences, compared without regard to case."""
    ipa: Text
    """The International Phonetic Alphabet, General American."""
    respelling: Text
    """Plain words that a voice without phonemes reads nearly right."""
    hint: Text | None = None
    """What a learner of the word is told, such as "with a silent p"."""
