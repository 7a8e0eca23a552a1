"""Days in a row under several profiles: the script that knows nothing of the program finds nothing.

The full run, sixty days under every profile, is ``python benchmarks/portfolio.py``.
"""

from __future__ import annotations

import csv
import shutil
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from portfolio import audited, simulate

import router
from router.demo import example
from router.errors import RouterWarning
from router.pipeline import LawOptions, check_file

DAYS = 9  # the second Monday sees the visits of the first exactly a week ago
ALONE = {"A1", "A3"}  # agents of one person who go everywhere
Row = dict[str, str]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> router.Region:
    folder = tmp_path_factory.mktemp("portfolio") / "region"
    router.build_region(example("helsinki").extract, folder)
    return router.open_region(folder, travel="great-circle")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, region: router.Region) -> Path:
    """Nine days under the rules of Chile."""
    folder = tmp_path_factory.mktemp("cl")
    run(folder, "cl", region, loosened=False)
    return folder


def run(folder: Path, profile: str, region: router.Region, *, loosened: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RouterWarning)  # straight lines are meant here
        simulate(folder, profile, region, days=DAYS, borrowers=25, loosened=loosened)


def test_nine_days_under_the_rules_of_chile_are_lawful(written: Path) -> None:
    code, words = audited(written)
    assert code == 0, words
    assert not words.startswith("0 visits")


@pytest.mark.parametrize("profile", ["us-ma", "in"])
def test_where_the_humane_rules_are_opened_the_law_alone_is_kept(
    profile: str, tmp_path: Path, region: router.Region
) -> None:
    run(tmp_path, profile, region, loosened=True)
    code, words = audited(tmp_path)
    assert code == 0, words
    assert not words.startswith("0 visits")


def test_the_checker_finds_nothing_either_with_the_journal_of_all_days(written: Path) -> None:
    # Of earlier days the journal has learnt since what nobody knew when they were planned.
    last = sorted(written.glob("*/plan/plan.json"))[-1]
    checked = check_file(last, law=LawOptions(journal=written / "journal.sqlite"))
    assert checked.ok, checked.words
    assert checked.figures["law"]["visits"] > 0


def first_visits(rows: list[Row], number: int = 1) -> list[Row]:
    return [row for row in rows if row["type"] == "visit"][:number]


def move(row: Row, minutes: int) -> None:
    for name in ("start", "end"):
        moved = datetime.fromisoformat(row[name]) + timedelta(minutes=minutes)
        row[name] = moved.isoformat()


def too_early(rows: list[Row]) -> None:
    (row,) = first_visits(rows)
    opens = datetime.fromisoformat(row["start"]).replace(hour=9, minute=0, second=0)
    move(row, round((opens - datetime.fromisoformat(row["start"])).total_seconds() / 60) - 1)


def twice(rows: list[Row]) -> None:
    (row,) = first_visits(rows)
    rows.append(row | {"case_ids": row["case_ids"]})
    move(rows[-1], 30)


def also_by_another(rows: list[Row], minutes: int) -> None:
    """A visit of one person's, made by another one too: nobody asked for two."""
    alone = next(row for row in rows if row["type"] == "visit" and row["agent_id"] in ALONE)
    (other, *_) = sorted(ALONE - {alone["agent_id"]})
    rows.append(alone | {"agent_id": other})
    move(rows[-1], minutes)


def by_two_without_need(rows: list[Row]) -> None:
    also_by_another(rows, 0)


def by_two_who_miss_each_other(rows: list[Row]) -> None:
    also_by_another(rows, 1)


def by_a_crowd(rows: list[Row]) -> None:
    (row,) = first_visits(rows)
    row["agent_id"] = "A5"  # three people


def on_the_next_day(rows: list[Row]) -> None:
    (row,) = first_visits(rows)
    move(row, 24 * 60)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (too_early, "hours hours-week"),
        (twice, "caps daily: 2 attempts"),
        (by_two_without_need, "two agents meet where one would do"),
        (by_two_who_miss_each_other, "on 2 routes"),
        (by_a_crowd, "crew crew: 3"),
        (on_the_next_day, "a visit on"),
    ],
)
def test_the_script_notices_one_changed_row(
    written: Path, tmp_path: Path, change: Callable[[list[Row]], None], complaint: str
) -> None:
    tampered = shutil.copytree(written, tmp_path / "tampered")
    path = next(
        path
        for path in sorted(tampered.glob("*/plan/routes.csv"))
        if "visit" in path.read_text(encoding="utf-8-sig")
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), reader.fieldnames
    assert columns is not None
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    code, words = audited(tampered)
    assert code == 1
    assert complaint in words


def test_the_script_notices_a_hold_that_was_recorded_before(written: Path, tmp_path: Path) -> None:
    tampered = shutil.copytree(written, tmp_path / "tampered")
    routes = sorted(tampered.glob("*/plan/routes.csv"))
    tables = [list(csv.DictReader(path.read_text("utf-8-sig").splitlines())) for path in routes]
    later = next(row for table in tables[1:] for row in first_visits(table))
    with (routes[0].parents[1] / "payments.csv").open("a", encoding="utf-8") as file:
        file.write(f"{later['case_ids'].split(';')[0]},2026-09-07T20:00:00+03:00\n")
    code, words = audited(tampered)
    assert code == 1
    assert "paid on" in words
