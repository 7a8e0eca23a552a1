"""Days of work with the command: what was told stays true, and what was paid is remembered."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

import router
from router.checking import check
from router.cli import app
from router.cli.options import day_from
from router.demo import example
from router.exports import read_plan
from router.journal import Journal

ZONE = ZoneInfo("Europe/Helsinki")
CASES = """case_id,borrower_id,address,holds,appointment,value
C-1,B-1,"Unioninkatu 13, Helsinki",,,500
C-2,B-2,"Bulevardi 8, Helsinki",,,500
C-3,B-3,"Liisankatu 21, Helsinki",,2026-11-24 15:00-15:30,500
"""
AGENTS = """agent_id,start,end,shifts
A1,open,open,Mon-Fri 09:00-18:00
"""
BANK = """id = "bank"
version = "1"
title = "Our own policy"

[sources.policy]
title = "Our policy of 2026"
grade = "primary"

[[hours]]
id = "noon"
days = ["mon-sun", "holiday"]
open = ["10:00-16:00"]
source = "policy"
"""
SUNDAY, MONDAY, MORNING = "2026-11-22T12:00", "2026-11-23T12:00", "2026-11-24T07:00"


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work") / "region"
    router.build_region(example("helsinki").extract, folder)
    return folder


@pytest.fixture
def desk(region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cases.csv").write_text(CASES, encoding="utf-8")
    (tmp_path / "agents.csv").write_text(AGENTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROUTER_JOURNAL", "j")
    return tmp_path


def run(region: Path, *arguments: str) -> Any:
    told = CliRunner().invoke(app, [*arguments, "--region", str(region)])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return told


def plan(region: Path, out: str, *more: str, now: str = SUNDAY) -> Any:
    tables = ("--cases", "cases.csv", "--agents", "agents.csv")
    given = ("plan", *tables, "--iterations", "20", "--out", out, "--now", now, *more)
    return run(region, *given)


def table(file: str) -> list[dict[str, str]]:
    with Path(file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def tell(region: Path, plan_folder: str, when: str = "2026-11-22 13:00") -> None:
    """Fill in the moment in notices.csv, as a dispatcher does, and record it."""
    rows = table(f"{plan_folder}/notices.csv")
    with Path("told.csv").open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows({**row, "when": row["when"] or when} for row in rows)
    run(region, "record", "--notices", "told.csv", "--now", "2026-11-22T14:00")


def held(folder: str) -> dict[str, str]:
    return {row["case_id"]: row["rule"] for row in table(f"{folder}/held.csv")}


def test_days_are_counted_from_the_moment_of_planning() -> None:
    now = datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("UTC"))  # Monday 1:30 in Helsinki
    assert day_from("today", ZONE, now) == date(2026, 11, 23)
    assert day_from("+2", ZONE, now) == date(2026, 11, 25)


def test_the_plan_after_the_notices_repeats_the_times_that_were_told(
    desk: Path, region: Path
) -> None:
    plan(region, "first", "--date", "+2")
    named = {row["case_id"]: (row["start"], row["end"]) for row in table("first/notices.csv")}
    assert set(named) == {"C-1", "C-2"}  # nobody knows when the appointment of C-3 was told
    tell(region, "first")
    plan(region, "second", "--date", "+2")
    again = table("second/notices.csv")
    assert {row["case_id"]: (row["start"], row["end"]) for row in again} == named
    assert {row["when"] for row in again} == {"2026-11-22T13:00:00+02:00"}


@pytest.mark.parametrize(
    ("value", "more", "goes"),
    [("100", (), "C-1"), ("200", (), "C-2"), ("100", ("--parameters", "free.toml"), "C-2")],
)
def test_who_was_told_is_visited_unless_another_visit_is_worth_clearly_more(
    desk: Path, region: Path, value: str, more: tuple[str, ...], goes: str
) -> None:
    """One visit a day, at two doors side by side; after 17:00 0.8 x 0.45 = 0.36 are met.

    The told one is worth 0.36 x 60 - 2.56 = 19. Another one that is worth 0.36 x 40 = 14 more does
    not outweigh the 40 of telling somebody that nobody comes; with 0.36 x 140 = 50 more it does.
    """
    told = 'case_id,borrower_id,address,value\nC-1,B-1,"Unioninkatu 13, Helsinki",60\n'
    (desk / "cases.csv").write_text(told, encoding="utf-8")
    (desk / "agents.csv").write_text(
        'agent_id,start,end,shifts,max_visits\nA1,"Unioninkatu 13, Helsinki",open,'
        "Mon-Fri 16:30-18:00,1\n",
        encoding="utf-8",
    )
    (desk / "free.toml").write_text("[continuity]\ntold = 0\n", encoding="utf-8")
    plan(region, "first", "--date", "+2")
    tell(region, "first")
    other = f'C-2,B-2,"Unioninkatu 13, Helsinki",{value}\n'
    (desk / "cases.csv").write_text(told + other, encoding="utf-8")
    said = plan(region, "second", "--date", "+2", *more).stdout
    data = read_plan(Path("second/plan.json"))
    assert check(data).ok
    assert list(data.visited) == [goes]
    assert ("nobody comes: C-1. Tell them so." in said) == (goes == "C-2")
    assert data.costs.change == pytest.approx(40 if goes == "C-2" and not more else 0)


def test_what_is_told_of_one_day_is_not_lost_by_a_visit_on_another(
    desk: Path, region: Path
) -> None:
    """Told of Tuesday; Wednesday, of which nobody was told, is not worth the change."""
    plan(region, "first", "--date", "+2")
    tell(region, "first")
    plan(region, "second", "--date", "+2", "--days", "2")
    first, second = (read_plan(Path(name)) for name in ("first/plan.json", "second/plan.json"))
    assert {"C-1", "C-2"} <= {*first.visited} == {*second.visited}
    assert check(second).ok
    assert second.later == ()
    references = {
        visit.visit_id: visit.reference
        for visit in read_plan(Path("second/proposal/2026-11-25/plan.json")).problem.visits
    }
    assert not any(references.values())


def test_recording_the_notices_of_the_second_plan_adds_nothing(desk: Path, region: Path) -> None:
    plan(region, "first", "--date", "+2")
    tell(region, "first")
    known = len(Journal(desk / "j").memory(zone=ZONE).notices)
    plan(region, "second", "--date", "+2")
    tell(region, "second")
    assert len(Journal(desk / "j").memory(zone=ZONE).notices) == known == 2


def test_who_was_told_of_a_visit_that_falls_out_is_named(desk: Path, region: Path) -> None:
    plan(region, "first", "--date", "+2")
    tell(region, "first")
    disputed = CASES.replace('Unioninkatu 13, Helsinki",', 'Unioninkatu 13, Helsinki",dispute')
    (desk / "cases.csv").write_text(disputed, encoding="utf-8")
    said = plan(region, "second", "--date", "+2").stdout
    assert held("second") == {"C-1": "HOLD:dispute"}
    assert "told of a visit on this day, and nobody comes: C-1. Tell them so." in said


def test_what_was_paid_overnight_is_remembered_by_the_plans_after_it(
    desk: Path, region: Path
) -> None:
    plan(region, "first", "--date", "+2")
    tell(region, "first")
    (desk / "paid.csv").write_text("case_id,when\nC-2,2026-11-24 01:00\n", encoding="utf-8")
    said = run(region, "publish", "first/plan.json", "--payments", "paid.csv", "--out", "today",
               "--now", MORNING).stdout  # fmt: skip
    assert held("today") == {"C-2": "HOLD:paid"}
    assert "nobody comes: C-2. Tell them so." in said
    plan(region, "next", "--date", "2026-12-02", now="2026-11-30T12:00")
    assert held("next")["C-2"] == "HOLD:paid"
    plan(region, "tried", "--date", "2026-12-02", "--no-record", now="2026-11-30T12:00")
    (desk / "paid.csv").write_text("case_id,when\nC-1,2026-11-29 01:00\n", encoding="utf-8")
    plan(region, "tried", "--payments", "paid.csv", "--no-record", "--date", "2026-12-02",
         now="2026-11-30T12:00")  # fmt: skip
    assert [one.case_id for one in Journal(desk / "j").memory(zone=ZONE).payments] == ["C-2"]


def test_a_published_plan_says_whom_to_tell_that_nobody_comes(desk: Path, region: Path) -> None:
    plan(region, "first", "--date", "+2")
    (desk / "paid.csv").write_text("case_id,when\nC-2,2026-11-24 01:00\n", encoding="utf-8")
    run(region, "publish", "first/plan.json", "--payments", "paid.csv", "--out", "today",
        "--now", MONDAY)  # fmt: skip
    # Nobody had told C-2 of the visit yet.
    assert not any("nobody comes" in text for text in read_plan(Path("today/plan.json")).warnings)


def test_a_plan_under_an_own_profile_asks_for_its_file(desk: Path, region: Path) -> None:
    (desk / "bank.toml").write_text(BANK, encoding="utf-8")
    plan(region, "first", "--date", "+2", "--profile", "bank.toml")
    told = CliRunner().invoke(app, ["check", "first/plan.json"])
    assert "--profile FILE (FILE is the one with the id bank)" in str(told.exception)
    assert (
        CliRunner().invoke(app, ["check", "first/plan.json", "--profile", "bank.toml"]).exit_code
        == 0
    )


def test_a_plan_that_somebody_paid_since_is_not_said_to_hold(desk: Path, region: Path) -> None:
    plan(region, "first", "--date", "+2")
    (desk / "paid.csv").write_text("case_id,when\nC-2,2026-11-24 01:00\n", encoding="utf-8")
    run(region, "record", "--payments", "paid.csv", "--now", MORNING)
    told = CliRunner().invoke(app, ["check", "first/plan.json", "--journal", "j"])
    assert told.exit_code == 4
    assert told.stdout.startswith("Times and accounts hold, the law does not.")


def test_why_a_case_is_held_is_said_once_and_a_person_looks_at_a_minor(
    desk: Path, region: Path
) -> None:
    minor = CASES.replace("value\n", "value,flags\n").replace(",,,500\nC-2", ",,,500,minor\nC-2")
    (desk / "cases.csv").write_text(minor, encoding="utf-8")
    plan(region, "first", "--date", "+2")
    (row,) = table("first/held.csv")
    assert (row["rule"], row["channel"]) == ("PROTECTED:humane:protected", "review")
    assert row["detail"] == "The borrower is protected (minor)."


def test_the_example_leaves_its_tables_beside_its_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["demo", "--city", "zh", "--seconds", "0.1", "--out", "d"])
    assert said.exit_code == 0
    assert "--cases d/cases.csv --agents d/agents.csv" in said.stdout
    assert (tmp_path / "d/cases.csv").read_bytes() == example("zh").cases.read_bytes()
    assert (tmp_path / "d/agents.csv").read_bytes() == example("zh").agents.read_bytes()
