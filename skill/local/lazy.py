"""Packages that import every class they own, whoever asks, are rewritten to import a class when it is asked for."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TEMPLATE = '''\
"""Names and where they are; rewritten when the artifact was built, from imports of all of them."""
from importlib import import_module

_WHERE = {where}


def __getattr__(name):
    if name in _WHERE:
        value = getattr(import_module(_WHERE[name], __name__), name)
    elif name.startswith("__"):
        raise AttributeError(name)
    else:
        try:
            value = import_module(f".{{name}}", __name__)
        except ModuleNotFoundError:
            raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}") from None
    globals()[name] = value
    return value
'''


def make_lazy(package: Path) -> int:
    """Rewrite the `__init__.py` files of a package that hold nothing but imports from beside them; returns how many."""
    count = 0
    for path in sorted(package.rglob("__init__.py")):
        where = contents(path.read_text(encoding="utf-8"))
        if where:
            path.write_text(_TEMPLATE.format(where=where), encoding="utf-8")
            count += 1
    return count


def contents(source: str) -> dict[str, str] | None:
    """The names that a table of contents offers and their modules; None where the file does anything else as well."""
    where: dict[str, str] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.ImportFrom(module="__future__"):
                continue
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.ImportFrom(module=str() as module, level=1, names=names):
                where |= {alias.name: f".{module}" for alias in names if alias.asname in {None, alias.name}}
                if any(alias.asname not in {None, alias.name} or alias.name == "*" for alias in names):
                    return None
            case _:
                return None
    return where
