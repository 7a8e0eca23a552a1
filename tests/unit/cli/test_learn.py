"""`router learn` on the screen, as JSON, as a page and as a table."""

from __future__ import annotations

import csv
import io
import json
import stat
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from router.cli import app
from router.domain.outcomes import Outcome
from router.journal import Journal

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 2, 18, 0, tzinfo=ZONE)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Two of four evening visits met the borrower; one more found the address wrong."""
    path = tmp_path / "cases.journal"
    codes = ("PTP", "NAH", "THIRD", "REF", "WRONG")
    Journal(path).record_outcomes(
        [
            Outcome(
                case_id=f"C{at}", borrower_id=f"B{at}", when=MONDAY + timedelta(minutes=at),
                code=code, agent_id="a1", address=f"Secret Road {at}",
            )
            for at, code in enumerate(codes)
        ]
    )  # fmt: skip
    return path


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["learn", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def test_the_screen_says_what_was_learned_and_that_it_is_little(journal: Path) -> None:
    output = run("--journal", journal, "--zone", "Asia/Shanghai").stdout
    assert "4 visits, 2026-11-02 to 2026-11-02" in output
    # 10 assumed visits at 0.45 and 2 of 4: 6.5 of 14.
    assert "46 % (25–68)" in output
    assert "Too little to go by" in output
    assert "from 1 visit that found the address wrong" in output


def test_the_figures_as_json(journal: Path) -> None:
    told = json.loads(run("--journal", journal, "--zone", "Asia/Shanghai", "--json").stdout)
    assert (told["visits"], told["met"], told["found_wrong"]) == (4, 2, 1)
    evening = [cell for cell in told["cells"] if cell["visits"] and not cell["weekday"]]
    assert [(cell["from"], cell["prior"], cell["chance"]) for cell in evening] == [
        ("17:00", 0.45, round(6.5 / 14, 4))
    ]


def test_a_table_of_outcomes_adds_to_the_journal_and_areas_come_from_the_cases(
    journal: Path, tmp_path: Path
) -> None:
    outcomes, cases = tmp_path / "outcomes.csv", tmp_path / "cases.csv"
    known = "C0,2026-11-02T18:00+08:00,PTP\n"  # the journal has it, too
    outcomes.write_text(
        f"case_id,when,outcome\n{known}C9,2026-11-03T18:00+08:00,REF\n", encoding="utf-8"
    )
    cases.write_text("case_id,address,area\nC9,Road 9,north\n", encoding="utf-8")
    told = json.loads(
        run(
            "--journal", journal, "--outcomes", outcomes, "--cases", cases,
            "--zone", "Asia/Shanghai", "--json",
        ).stdout
    )  # fmt: skip
    assert (told["visits"], told["met"]) == (5, 3)
    assert {cell["area"] for cell in told["cells"]} == {"", "north"}


def test_page_and_table_are_written_for_their_owner_without_an_address(
    journal: Path, tmp_path: Path
) -> None:
    page, table = tmp_path / "learned.html", tmp_path / "learned.csv"
    run("--journal", journal, "--zone", "Asia/Shanghai", "--out", page, "--csv", table)
    shown = page.read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in shown
    assert "<svg" in shown
    assert not [word for word in ("Secret", "C0", "B0", "http:", "https:") if word in shown]
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    assert sum(int(row["visits"]) for row in rows if not row["weekday"]) == 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in (page, table)} == {0o600}


def test_an_empty_journal_has_taught_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.journal"
    Journal(empty)
    page = tmp_path / "learned.html"
    output = run("--journal", empty, "--zone", "Asia/Shanghai", "--out", page, "--language", "en")
    assert "Nothing learned yet" in output.stdout
    assert "Nothing learned yet" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to learn from"),
        (["--outcomes", "x.csv"], "--region FOLDER or --zone"),
        (["--outcomes", "x.csv", "--zone", "Mars/Olympus"], "no time zone"),
        (["--journal", "none.journal"], "no such journal"),
        (["--outcomes", "x.csv", "--zone", "UTC", "--out", "learned.pdf"], "ends in .html"),
        (["--outcomes", "x.csv", "--zone", "UTC", "--csv", "learned.html"], "ends in .csv"),
    ],
)
def test_a_wrong_option_is_refused_in_words(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["learn", *arguments])
    assert result.exit_code != 0
    assert message in str(result.exception)
