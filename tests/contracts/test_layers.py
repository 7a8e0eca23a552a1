"""Outside packages are imported by their one owner only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import router

PACKAGE = Path(router.__file__).parent
OWNERS = {
    "pandas": {"intake", "exports"},
    "openpyxl": {"intake", "exports"},
    "geopy": {"geocoding"},
    "osmium": {"regions", "demo"},
    "tzfpy": {"regions"},
    "osrm": {"travel"},
    "scipy": {"travel"},
    "ortools": {"solving"},
    "folium": {"drawing"},
    "branca": {"drawing"},
    "pydantic": {"exports"},
    "typer": {"cli"},
    "rich": {"cli"},
}


def imported_at_run_time(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, those for type checkers left out."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("package", OWNERS)
def test_an_outside_package_has_one_owner(package: str) -> None:
    users = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if package in imported_at_run_time(path)
    }
    assert users == OWNERS[package]
