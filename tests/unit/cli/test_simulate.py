"""`router simulate` and `router whatif` as they are typed: what is refused, and what is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from router.cli import app
from router.errors import InputError
from router.simulation import PortfolioOptions

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


def test_what_if_writes_the_page_that_it_names(tmp_path: Path) -> None:
    asked = ("--instead=2", "--no-shifts", "--no-saturday", "--no-appointments")
    done = run("whatif", *SMALL, *asked, "--out", tmp_path / "page.html")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert str(tmp_path / "page.html") in done.output.replace("\n", "")
    assert "money beyond no visits: more than today" in page  # the picture
    assert "<b>2 agents</b>" in page  # the table


def test_every_fault_of_an_order_by_hand_is_told_before_anything_is_played(tmp_path: Path) -> None:
    """Without --policy manual too: whoever gives an order wants it played."""
    order = tmp_path / "order.csv"
    order.write_text(
        "day,agent_id,case_id\n1,A1,C00001\n2026-11-20,A1,C00001\n2026-11-23,A7,C99999\n"
        "2026-11-23,A1,C00001\n",
        encoding="utf-8",
    )
    refused = run("simulate", *SMALL, "--manual", order)
    assert isinstance(refused.exception, InputError)
    faults = [(fault.row, fault.column) for fault in refused.exception.faults]
    assert faults == [(2, "day"), (3, "day"), (4, "agent_id"), (4, "case_id")]
    first = f"The first day that is played is {PortfolioOptions().first_day}."
    assert [fault.fix.endswith(first) for fault in refused.exception.faults[:2]] == [True, True]
    assert "playing" not in refused.output


def test_an_order_by_hand_is_played_beside_the_other_policies(tmp_path: Path) -> None:
    order = tmp_path / "order.csv"
    order.write_text("day,agent_id,case_id\n2026-11-23,A1,C00001\n", encoding="utf-8")
    done = run("simulate", *SMALL, "--policy=clusters", "--manual", order, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [one["policy"] for one in told["policies"]] == ["clusters", "manual"]
    assert told["title"] == "5 cases and 0 new ones a day, 1 agent, 1 day"


def test_the_help_names_the_first_day_of_an_order_by_hand() -> None:
    assert f"day ({PortfolioOptions().first_day}, the" in " ".join(
        run("simulate", "--help").output.split()
    )
