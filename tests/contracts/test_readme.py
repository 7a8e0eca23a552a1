"""The README promises only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import router
from router.cli import app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2]


def test_every_command_of_the_readme_exists() -> None:
    commands = {command.name for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    named = set(re.findall(r"^(?:\| )?`?router (\w+)", README, flags=re.MULTILINE))
    assert named
    assert named <= commands


def test_every_file_of_the_readme_exists() -> None:
    files = re.findall(r"(?:examples|benchmarks|router)/[\w./-]+\.\w+", README)
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_every_name_of_the_readme_is_public() -> None:
    names = set(re.findall(r"router\.(\w+)\(", README))
    assert names
    assert names <= set(router.__all__)


def test_the_first_screen_is_short() -> None:
    assert len(README.splitlines()) < 180
    assert "@@" not in README
