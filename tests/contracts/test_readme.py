"""The README promises only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import router
from router.cli import app
from router.value import load_parameters

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [README, EXAMPLES])
def test_every_command_of_the_readmes_exists(text: str) -> None:
    commands = {command.name for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    named = set(re.findall(r"^(?:\| )?`?router (\w+)", text, flags=re.MULTILINE))
    assert named
    assert named <= commands


@pytest.mark.parametrize("text", [README, EXAMPLES])
def test_every_file_of_the_readmes_exists(text: str) -> None:
    files = re.findall(r"(?:examples|benchmarks|router)/[\w./-]+\.\w+", text)
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_every_name_of_the_readme_is_public() -> None:
    names = set(re.findall(r"router\.(\w+)\(", README))
    assert names
    assert names <= set(router.__all__)


def test_every_example_is_listed() -> None:
    scripts = {script.name for script in (ROOT / "examples").glob("[0-9]*.py")}
    assert set(re.findall(r"`(\d\d_\w+\.py)`", EXAMPLES)) == scripts


def test_the_example_of_own_parameters_is_read(tmp_path: Path) -> None:
    written = re.search(r"```toml\n(.*?)```", EXAMPLES, flags=re.DOTALL)
    assert written is not None
    own = tmp_path / "own.toml"
    own.write_text(written.group(1), encoding="utf-8")
    parameters = load_parameters(own)
    assert (parameters.recovery.commission, parameters.recovery.meeting) == (1, 60)
    assert parameters.burden.fruitless == 5


def test_the_first_screen_is_short() -> None:
    assert len(README.splitlines()) < 150
    assert "@@" not in README
