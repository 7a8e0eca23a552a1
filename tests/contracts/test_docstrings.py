"""Public names say what a caller must know: a summary, every parameter, what comes back."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import Enum

import pytest
from numpydoc.validate import validate

import router
from router.domain.profiles import Rule

CHECKS = frozenset({"GL03", "GL06", "GL07", "GL08", "SS04", "SS06", "PR01", "PR02", "RT01"})
COMMANDS = "router.cli"  # their help is the documentation of their options


def public_names() -> Iterator[tuple[str, object]]:
    """Functions and classes that packages and modules of nouns give to others."""
    rooms = [router.__name__]
    for found in pkgutil.walk_packages(router.__path__, "router."):
        if found.name.startswith(COMMANDS):
            continue
        if found.ispkg or found.name.startswith("router.domain."):
            rooms.append(found.name)
    for room in rooms:
        module = importlib.import_module(room)
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if inspect.isfunction(value) or (
                inspect.isclass(value) and not issubclass(value, Enum)
            ):
                yield f"{value.__module__}.{value.__qualname__}", value


NAMES = {name: value for name, value in public_names() if name.startswith("router.")}


def test_there_are_public_names() -> None:
    assert "router.pipeline.day.plan_day" in NAMES
    assert len(NAMES) > 300


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_public_name_is_documented(name: str) -> None:
    value = NAMES[name]
    inherited = inspect.isclass(value) and issubclass(value, Rule)  # the common part says the rest
    protocol = getattr(value, "_is_protocol", False)  # has no parameters of its own
    checks = CHECKS - {"PR01"} if inherited or protocol else CHECKS
    wrong = [f"{code}: {words}" for code, words in validate(name)["errors"] if code in checks]
    assert wrong == []
