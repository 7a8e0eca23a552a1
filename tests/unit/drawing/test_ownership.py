"""folium executes what it is given, so only this room may touch it."""

from __future__ import annotations

import ast
from pathlib import Path

import router

PACKAGE = Path(router.__file__).parent


def imported(file: Path) -> set[str]:
    """The top names of all packages that a file imports, at any depth of it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_folium_and_branca_are_imported_in_drawing_only() -> None:
    users = {
        file.relative_to(PACKAGE).parts[0]
        for file in PACKAGE.rglob("*.py")
        if imported(file) & {"folium", "branca"}
    }
    assert users == {"drawing"}


def test_inside_drawing_two_modules_touch_them() -> None:
    files = (PACKAGE / "drawing").rglob("*.py")
    users = {file.name for file in files if imported(file) & {"folium", "branca"}}
    assert users == {"layers.py", "maps.py"}
