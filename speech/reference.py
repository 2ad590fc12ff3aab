"""The reference of Alexa's SSML and what each voice does with it: one table, made into a page and read by the tests."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from speech import alexa
from speech.files import whole_file
from speech.reader import MAX_CHARACTERS, MAX_DEPTH
from speech.tags import TAGS, Holds

PAGE = Path("docs/ssml.md")

_HEAD = """# Alexa's SSML, and what the local voices make of it

Generated from `speech/reference.toml` by `python -m speech.reference`; the tests check every row of it.

`backcoach render ssml FILE --out F.wav` plays all of this offline. By default it is strict: what Alexa would refuse is
an error with line, column, the rule, and what to write instead. `--lenient` plays what it can, and says once what it
ignored.

Pauses are exact to the sample, and their rounding never adds up. A `break` with a time takes the place of the rest that
a paragraph, a sentence or a strength would make at the same spot; breaks with a time add up. Rates count from the
voice's own speed and the innermost wins; changes of pitch and volume add up as tags nest.

## Tags
"""


def rows() -> list[dict[str, Any]]:
    """The table: one row for each tag and attribute."""
    table = tomllib.loads(files("speech").joinpath("reference.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = table["row"]
    return found


def page() -> str:
    """The page in Markdown."""
    growth = [
        "## Growth",
        "",
        "Time grows with the words, memory not at all (`python -m bench.growth`):",
        "",
        "![](growth.svg)",
    ]
    return "\n".join(
        [_HEAD, *_tags(), "", "## Nesting", "", *_nesting(), "", "## Limits", "", *_limits(), "", *growth, ""]
    )


def _tags() -> list[str]:
    lines = ["| tag | attribute | values | meaning | example | local voices |", "|---|---|---|---|---|---|"]
    for row in rows():
        cells = (
            f"`{row['tag']}`",
            row.get("attribute", "–"),
            _values(row),
            row["meaning"],
            f"`{row['example']}`",
            row["local"],
        )
        lines.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    return lines


def _values(row: dict[str, Any]) -> str:
    name = row.get("attribute", "").partition(": ")[0]
    attribute = TAGS[row["tag"]].attribute(name)
    if attribute is None:
        return "–"
    needed = ", required" if attribute.required else ""
    return "as in the attribute" if ": " in row["attribute"] else attribute.rule.allowed + needed


def _nesting() -> list[str]:
    lines = []
    for tag in TAGS.values():
        rules = [f"holds {tag.holds.value}"] if tag.holds is not Holds.ANYTHING else []
        if tag.not_inside:
            rules.append(f"not inside {', '.join(f'`{name}`' for name in sorted(tag.not_inside))}")
        if tag.locales is not None:
            rules.append(f"only in {', '.join(sorted(tag.locales))}")
        if rules:
            lines.append(f"- `{tag.name}`: {'; '.join(rules)}")
    styles = (f"{name} in {', '.join(sorted(locales))}" for name, locales in alexa.DOMAIN_LOCALES.items())
    return [
        *lines,
        f"- speaking styles: {'; '.join(styles)}",
        "- an emotion, a speaking style and an interjection do not combine; the conversational style takes no pitch",
        f"- no Polly voice but {', '.join(sorted(alexa.EXPRESSIVE_VOICES))} takes any of these, nor emphasis",
    ]


def _limits() -> list[str]:
    seconds = f"{alexa.MAX_SECONDS['spoken']} seconds ({alexa.MAX_SECONDS['reprompt']} in a reprompt)"
    bounds = f"{MAX_CHARACTERS:,} characters, {MAX_DEPTH} tags inside each other"
    return [
        f"- Alexa: {alexa.MAX_CHARACTERS:,} characters, {seconds}, {alexa.MAX_CLIPS} clips in one response",
        f"- the reader: {bounds}; no document types, no entities but the five of XML and numbers",
    ]


def main() -> None:
    """Write the page."""
    with whole_file(PAGE) as file:
        file.write(page().encode())


if __name__ == "__main__":
    main()
