"""Which of our files the Lambda function needs: what its module imports, now or later, and the data beside it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
"""The folder that holds our packages."""
PACKAGES: Final = ("skill", "speech", "interaction_model")
DATA: Final = frozenset({".toml", ".json"})


def modules(start: str, root: Path = ROOT) -> dict[str, Path]:
    """Our modules that `start` reaches through imports, wherever in a file they stand, by name."""
    found: dict[str, Path] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        path = _file(name, root)
        if path is None or name in found:
            continue
        found[name] = path
        waiting += [name.rpartition(".")[0], *_imports(ast.parse(path.read_bytes()))]
    return dict(sorted(found.items()))


def data(found: dict[str, Path]) -> list[Path]:
    """The data files beside these modules, and in folders below that hold no module.

    The interaction model's are for Alexa's understanding, not for answering.
    """
    folders = {
        path.parent for name, path in found.items() if path.name == "__init__.py" and name != "interaction_model"
    }
    return sorted(path for folder in folders for path in _data_below(folder))


def _data_below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and not (path / "__init__.py").exists():
            yield from _data_below(path)
        elif path.suffix in DATA:
            yield path


def _file(name: str, root: Path) -> Path | None:
    if name.partition(".")[0] not in PACKAGES:
        return None
    base = root.joinpath(*name.split("."))
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.exists()), None)


def _imports(node: ast.AST) -> Iterator[str]:
    """Names that may be modules; imports for the type checker alone do not count."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str() as module, names=names):
            yield module
            yield from (f"{module}.{alias.name}" for alias in names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)
