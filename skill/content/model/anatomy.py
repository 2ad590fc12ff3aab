"""The shape of a structure of the body: where it is, what it is and what it does."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from skill.content.model.common import Id, Ids, Names, Pronunciation, Text

Kind = Literal[
    "region",
    "bone_column",
    "bones",
    "bone",
    "shape",
    "joint_tissue",
    "joint",
    "muscle_group",
    "muscle",
    "connective_tissue",
]


class Landmark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a structure that can be found by touch or by name."""

    id: Id
    name: Text
    """As it is said: "L one"."""
    text: Text
    """A whole sentence that names it."""


class Structure(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A bone, joint, muscle or region.

    Location, description and function are whole sentences whose subject is "It" or "They",
    so that each can follow a sentence that names the structure.
    """

    id: Id
    name: Text
    spoken_name: Text
    """As it runs in a sentence after "the", or alone where `article` is empty."""
    plural: bool = False
    """True where the name takes "are"."""
    article: Literal["the", ""] = "the"
    also: Text | None = None
    """A plain word said along with the name where the name alone is easily misheard."""
    names: Names
    pronunciation: Pronunciation
    more_pronunciations: tuple[Pronunciation, ...] = ()
    """Further hard words that belong to it."""
    kind: Kind
    location: Text
    description: Text
    function: Text
    landmarks: tuple[Landmark, ...] = ()
    parent: Id | None = None
    children: tuple[Id, ...] = ()
    note: Text | None = None
    """One more sentence, said where its exercises are asked for."""
    source: Ids
    corrections: tuple[Id, ...] = ()
