"""The authors' files, read and checked: intents with parsed templates, shared rules, slots and their own values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interaction_model.errors import TemplateError
from interaction_model.template import Choice, Node, Rule, Sequence, Slot, parse
from interaction_model.vocabulary import Value, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
FILES = ("rules", "slots", "outside", "words", "alike", "asides")
KEYS = frozenset(("plain", "sentences", "meaning", "otherwise", "anywhere", "silent", "certain"))
"""What the table of an intent may hold."""
OUTSIDE = "AMAZON.FallbackIntent"
"""The intent of everything that the coach should not pretend to understand."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template of an intent."""

    intent: str
    """The intent's name."""
    place: str
    """Where it stands: `intents/exercise.toml: HowToIntent`."""
    text: str
    """As the author wrote it."""
    node: Node
    """The same, parsed, its rules still by name."""
    means: tuple[tuple[str, str], ...] = ()
    """Slots that the sentence fills without naming a value, and the ids: "no equipment" fills `equipment`."""
    plain: bool = False
    """True for what anybody would say first: Alexa gets all of these sentences, the others only in part."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """For some values of a slot the sentence means another intent."""

    intent: str
    """What it then means."""
    slot: str
    """The slot that decides."""
    values: frozenset[str]
    """The ids for which it does."""


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that authors wrote about understanding."""

    templates: tuple[Template, ...]
    """In the order of files and sentences."""
    intents: tuple[str, ...]
    """In the order of files."""
    rules: Mapping[str, Node]
    """Shared pieces by name."""
    slots: Mapping[str, str]
    """The type of each slot name."""
    types: Vocabulary
    """Values of the types that belong to talking itself."""
    loose: frozenset[str]
    """Types whose values are found by their telling words in any order."""
    examples: Mapping[str, tuple[str, ...]]
    """Ways to say the built-in types."""
    otherwise: Mapping[str, Otherwise]
    """By intent: for which slot values it means another one."""
    anywhere: Mapping[str, str]
    """By intent: a slot whose names mean the intent wherever they stand, when nothing else is understood."""
    silent: Mapping[tuple[str, str], frozenset[str]]
    """By intent and slot: ids that say no more than the intent does; where there are none, no id says more."""
    certain: frozenset[str]
    """Intents that nobody means who says that they do not know."""
    fingerprint: str
    """Of all these files together."""
    outside: Mapping[str, tuple[str, ...]]
    """Plain sentences of subjects that are not ours, by group."""
    asides: tuple[tuple[str, ...], tuple[str, ...]]
    """What is said before and after what is wanted."""

    def slots_of(self, intent: str) -> tuple[str, ...]:
        """The slots that an intent's templates use, in the order of their first use."""
        found: dict[str, None] = {}
        for template in self.templates:
            if template.intent == intent:
                found.update(dict.fromkeys(slots_in(template.node, self.rules)))
        return tuple(found)

    def vocabulary(self, content: Vocabulary) -> Vocabulary:
        """The content's values and our own together."""
        return {**content, **self.types}


@cache
def load_source(folder: Path = HERE) -> Source:
    """Read `intents/*.toml`, `rules.toml`, `slots.toml` and `outside.toml` of a folder.

    Raises TemplateError, naming file and place.
    """
    settings = read(folder / "slots.toml")
    tables = _tables(folder)
    source = Source(
        templates=tuple(each for name, (place, table) in tables.items() for each in _templates(name, table, place)),
        intents=tuple(tables),
        rules={name: parse(text, f"rules.toml: {name}") for name, text in read(folder / "rules.toml").items()},
        slots=settings["slots"],
        types={name: tuple(_value(item) for item in items) for name, items in settings["types"].items()},
        loose=frozenset(settings["loose"]["types"]),
        examples={name: tuple(items) for name, items in settings["examples"].items()},
        otherwise={
            name: _otherwise(table["otherwise"], place)
            for name, (place, table) in tables.items()
            if "otherwise" in table
        },
        anywhere={name: table["anywhere"] for name, (_, table) in tables.items() if "anywhere" in table},
        silent={
            (name, slot): frozenset(ids)
            for name, (_, table) in tables.items()
            for slot, ids in table.get("silent", {}).items()
        },
        certain=frozenset(name for name, (_, table) in tables.items() if table.get("certain")),
        fingerprint=_fingerprint(folder),
        outside={group: tuple(sentences) for group, sentences in read(folder / "outside.toml").items()},
        asides=_asides(read(folder / "asides.toml")),
    )
    for template in source.templates:
        _check_names(template, source)
    return source


def slots_in(node: Node, rules: Mapping[str, Node]) -> Iterator[str]:
    """The slot names in a template, also those inside its rules."""
    if isinstance(node, Slot):
        yield node.name
    elif isinstance(node, Rule):
        yield from slots_in(rules[node.name], rules)
    elif isinstance(node, Sequence | Choice):
        for part in node.parts if isinstance(node, Sequence) else node.options:
            yield from slots_in(part, rules)


def _tables(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """The place and the table of each intent, in the order of files."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in sorted((folder / "intents").glob("*.toml")):
        for name, table in read(path).items():
            place = f"intents/{path.name}: {name}"
            if name in found:
                raise TemplateError(f"{place}: the intent is in another file too; keep it in one")
            found[name] = place, table
    return found


def _fingerprint(folder: Path) -> str:
    folders = [path for name in ("intents", "examples") for path in sorted((folder / name).glob("*.toml"))]
    paths = [*folders, *(folder / f"{name}.toml" for name in FILES)]
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def read(path: Path) -> dict[str, Any]:
    """One TOML file of the authors; raises TemplateError, naming it."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise TemplateError(f"{path}: is no TOML: {error}") from error


def _templates(name: str, table: Mapping[str, Any], place: str) -> list[Template]:
    unknown = set(table) - KEYS
    if unknown:
        raise TemplateError(f"{place}: there is no key {min(unknown)!r}; take {', '.join(sorted(KEYS))}")
    if not table.get("sentences"):
        raise TemplateError(f"{place}: write at least one sentence under `sentences`")
    groups = [((), True, table.get("plain", ())), ((), False, table["sentences"])]
    groups += [(tuple(each["slots"].items()), False, each["sentences"]) for each in table.get("meaning", ())]
    return [
        Template(name, place, " ".join(text.split()), parse(text, place), means, plain)
        for means, plain, texts in groups
        for text in texts
    ]


def _asides(table: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(table.get("before", ())), tuple(table.get("after", ()))


def _otherwise(table: Mapping[str, Any], place: str) -> Otherwise:
    try:
        return Otherwise(table["intent"], table["slot"], frozenset(table["values"]))
    except KeyError as error:
        raise TemplateError(f"{place}: `otherwise` needs {error.args[0]!r}") from error


def _value(item: Mapping[str, Any]) -> Value:
    return Value(item["id"], item["name"], tuple(item.get("spoken", ())), tuple(item.get("misheard", ())))


def _check_names(template: Template, source: Source) -> None:
    """Every rule exists and leads to an end, and every slot has a type."""

    def visit(node: Node, inside: tuple[str, ...]) -> None:
        place = f"{template.place}: {template.text!r}"
        if isinstance(node, Slot) and node.name not in source.slots:
            raise TemplateError(f"{place}: the slot {{{node.name}}} has no type; add it to slots.toml")
        if isinstance(node, Rule):
            if node.name not in source.rules:
                raise TemplateError(f"{place}: there is no rule <{node.name}>; add it to rules.toml")
            if node.name in inside:
                raise TemplateError(f"rules.toml: {node.name}: the rule contains itself; break the circle")
            visit(source.rules[node.name], (*inside, node.name))
        elif isinstance(node, Sequence | Choice):
            for part in node.parts if isinstance(node, Sequence) else node.options:
                visit(part, inside)

    visit(template.node, ())
