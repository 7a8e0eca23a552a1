"""What the help of a command says is of that command."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from router.cli import app


def words(*command: str) -> str:
    return " ".join(CliRunner().invoke(app, [*command, "--help"]).output.split())


@pytest.mark.parametrize(
    ("command", "moment"),
    [("plan", "planning"), ("record", "recording"), ("publish", "publishing")],
)
def test_the_moment_is_the_one_of_the_command(command: str, moment: str) -> None:
    assert f"The moment of {moment}, 2026-11-2" in words(command)
