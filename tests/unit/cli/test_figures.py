"""`router figures` reads the journal: on the screen, as JSON, as a page, as a table."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from router.cli import app
from router.domain.memory import Payment
from router.domain.outcomes import Outcome
from router.errors import InputError
from router.journal import Journal
from router.pipeline import figures_of

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=ZONE)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Agent a1 met one of two borrowers; two promises, of 100 and of 300, are due on 9 November."""
    path = tmp_path / "journal.db"

    def told(case: str, days: int, code: str, agent: str = "a1", sum_: int = 0) -> Outcome:
        return Outcome(
            case_id=case, borrower_id=f"b-{case}", when=NOON + timedelta(days=days), code=code,
            agent_id=agent, address="Renmin Road 1",
            left=NOON + timedelta(days=days, minutes=10),
            until=date(2026, 11, 9) if sum_ else None, amount=Decimal(sum_) if sum_ else None,
        )  # fmt: skip

    Journal(path).record_outcomes(
        [
            told("c1", 0, "PTP", sum_=100), told("c2", 0, "NAH"),
            told("c3", 1, "PTP", "a2", sum_=300), told("c4", 1, "COMP", "a2"),
        ]
    )  # fmt: skip
    Journal(path).record_payments(
        [
            Payment(case_id="c1", when=NOON + timedelta(days=9), amount=Decimal(95), settled=False),
            Payment(
                case_id="c3", when=NOON + timedelta(days=9), amount=Decimal(100), settled=False
            ),
        ]
    )
    return path


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["figures", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def shown(arguments: Sequence[str | Path]) -> dict[str, dict[str, object]]:
    told = json.loads(run(*arguments, "--json").stdout)
    return {row["agent_id"]: row for row in told["agents"]}


def test_agents_and_team_are_shown_without_an_amount(journal: Path) -> None:
    output = run("--journal", journal).stdout
    assert "a1" in output
    assert "no ranking, and no money" in output
    assert not [sum_ for sum_ in ("300", " 95") if sum_ in output]


def test_the_figures_as_json(journal: Path) -> None:
    rows = shown(["--journal", journal, "--zone", "Asia/Shanghai"])
    assert list(rows) == ["a1", "a2", "*"]
    assert (rows["a1"]["made"], rows["a1"]["contacts"]) == (2, 1)
    assert rows["a2"]["complaints"] == 1
    assert rows["*"]["made"] == 4


def test_a_promise_is_kept_at_95_percent_within_the_grace_and_open_until_then(
    journal: Path,
) -> None:
    # Due on the 9th, grace of five days: in time up to the 14th. 95 of 100 keep it, 100 of 300 not.
    late = figures_of(journal, zone=ZONE, today=date(2026, 11, 15))
    assert [(a.promises.part, a.promises.whole) for a in late.agents] == [(1, 1), (0, 1)]
    early = figures_of(journal, zone=ZONE, today=date(2026, 11, 14))
    assert [(a.promises.part, a.promises.whole) for a in early.agents] == [(1, 1), (0, 0)]


def test_a_promise_is_not_kept_with_somebody_else_s_money(journal: Path) -> None:
    """Of 300 promised for c3, 100 came in for it; 500 for another case, 200 for its borrower."""
    later, zone, today = NOON + timedelta(days=5), ZONE, date(2026, 11, 15)
    other = Payment(case_id="c9", when=later, amount=Decimal(500), settled=True)
    Journal(journal).record_payments([other])
    team = figures_of(journal, zone=zone, today=today).team
    assert (team.promises.part, team.promises.whole) == (1, 2)
    own = Payment(case_id="", borrower_id="b-c3", when=later, amount=Decimal(200), settled=False)
    Journal(journal).record_payments([own])
    assert figures_of(journal, zone=zone, today=today).team.promises.part == 2


def test_a_profile_that_asks_for_recordings_makes_records_without_one_incomplete(
    journal: Path,
) -> None:
    whole = figures_of(journal, zone=ZONE, today=date(2026, 11, 15))
    asked = figures_of(journal, zone=ZONE, today=date(2026, 11, 15), profiles=("cn",))
    assert [a.complete.part for a in whole.agents] == [2, 2]
    # Met without a recording: c1, c3 and c4; nobody was home at c2.
    assert [a.complete.part for a in asked.agents] == [1, 0]


def test_days_limit_what_is_counted(journal: Path) -> None:
    rows = shown(["--journal", journal, "--zone", "Asia/Shanghai", "--from", "2026-11-03"])
    assert list(rows) == ["a2", "*"]


def test_the_page_and_the_table_are_written_for_their_owner(journal: Path, tmp_path: Path) -> None:
    page, table = tmp_path / "figures.html", tmp_path / "figures.csv"
    run("--journal", journal, "--zone", "Asia/Shanghai", "--out", page)
    run("--journal", journal, "--out", table)
    assert '<html lang="zh-Hans">' in page.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    assert [(row["agent_id"], row["contact_rate"]) for row in rows] == [
        ("a1", "0.5"), ("a2", "1.0"), ("*", "0.75"),
    ]  # fmt: skip
    assert {stat.S_IMODE(path.stat().st_mode) for path in (page, table)} == {0o600}


def test_the_page_in_english_on_request(journal: Path, tmp_path: Path) -> None:
    page = tmp_path / "figures.html"
    run("--journal", journal, "--zone", "Asia/Shanghai", "--out", page, "--language", "en")
    assert '<html lang="en">' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--zone", "Mars/Olympus"], "no time zone"),
        (["--from", "2026-11-03", "--to", "2026-11-01"], "lies before"),
        (["--out", "figures.pdf"], "ends in .html or .csv"),
        (["--from", "soon"], "no date"),
    ],
)
def test_a_wrong_option_is_refused_in_words(
    journal: Path, arguments: list[str], message: str
) -> None:
    result = CliRunner().invoke(app, ["figures", "--journal", str(journal), *arguments])
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)


def test_a_journal_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    result = CliRunner().invoke(app, ["figures", "--journal", str(path)])
    assert isinstance(result.exception, InputError)
    assert not path.exists()
