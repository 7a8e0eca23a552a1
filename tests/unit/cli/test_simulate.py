"""`router simulate` and `router whatif` as they are typed: what is refused, and what is kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from router.cli import app
from router.errors import InputError

SMALL = ("--days=1", "--seeds=1", "--agents=1", "--cases=5", "--new=0", "--iterations=1")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.mark.parametrize(
    ("command", "option", "name"),
    [
        ("simulate", "--out", "page.html"),
        ("simulate", "--csv", "runs.csv"),
        ("simulate", "--export", "tables"),
        ("whatif", "--out", "page.html"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_played(
    command: str, option: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    refused = run(command, *SMALL, option, tmp_path / "file" / name)
    assert isinstance(refused.exception, InputError)
    assert "cannot write into" in str(refused.exception)
    assert "playing" not in refused.output


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_the_figures_are_shown_even_if_the_page_cannot_be_written_by_then(tmp_path: Path) -> None:
    """No file may be larger than 4 KiB, as if the disk were full: the page is larger."""
    line = 'ulimit -f 8; exec "$@"'  # blocks of 512 bytes
    command = [sys.executable, "-m", "router", "simulate", *SMALL, "--policy=clusters"]
    done = subprocess.run(
        ["sh", "-c", line, "sh", *command, f"--out={tmp_path / 'page.html'}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "cannot write into" in done.stderr
    assert "visits made" in done.stdout
    assert "Written" not in done.stdout
