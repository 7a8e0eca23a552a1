"""Several days are planned in one model: the first is firm, the others are a proposal."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import router
from router.checking import check
from router.cli import app
from router.demo import example
from router.domain.plan import ReasonCode
from router.exports import read_plan

DEMO = example("helsinki")
FIRST = DEMO.day


@pytest.fixture(scope="module")
def period(helsinki: Path) -> router.PeriodPlan:
    return router.plan_days(
        DEMO.cases, DEMO.agents, date=DEMO.day, days=3, region=helsinki, seconds=None, iterations=40
    )


def test_every_day_has_a_checked_plan_of_its_own(period: router.PeriodPlan) -> None:
    assert [plan.data.day for plan in period.days] == [FIRST + timedelta(days=i) for i in range(3)]
    for plan in period.days:
        report = check(plan.data, reasons=False)
        assert report.ok, str(report)
        assert {plan.data.problem.instant(route.start_s).date() for route in plan.routes} <= {
            plan.data.day
        }


def test_the_first_day_accounts_for_every_case(period: router.PeriodPlan) -> None:
    data = period.days[0].data
    cases_of = {visit.visit_id: visit.case_ids for visit in data.problem.visits}
    placed = [
        *(case for route in data.routes for visit in route.visit_ids for case in cases_of[visit]),
        *(case for one in data.unassigned for case in one.case_ids),
        *(one.case_id for one in data.held),
        *(one.case_id for one in data.review),
    ]
    assert sorted(placed) == sorted(card.case_id for card in data.cards)
    assert check(data).ok


def test_what_is_proposed_for_later_says_when_and_by_whom(period: router.PeriodPlan) -> None:
    first = period.days[0].data
    later = {one.visit_id: one for one in first.later}
    made = {
        visit.visit_id: plan.data.problem.instant(visit.start_s)
        for plan in period.days[1:]
        for route in plan.routes
        for stop in route.stops
        for visit in stop.visits
    }
    assert {visit_id: one.start for visit_id, one in later.items()} == made
    said = {one.visit_id for one in first.unassigned if one.code is ReasonCode.LATER}
    may_go_today = {visit.visit_id for visit in first.problem.visits}
    assert said == later.keys() & may_go_today
    assert later  # two days more than one: not everything fits into the first


def test_a_case_that_is_held_on_the_first_day_has_its_later_visit(
    helsinki: Path, tmp_path: Path
) -> None:
    """Nobody was there on Tuesday evening at 18:04: a week holds it until next Tuesday, 18:04.

    What is left of that day is an evening again, so that the day is closed; Wednesday is open.
    """
    tuesday, wednesday = date(2026, 12, 1), date(2026, 12, 2)
    cases = pd.DataFrame(
        {"case_id": ["A"], "borrower_id": ["B"], "lat": [60.168], "lon": [24.940], "value": [900]}
    )
    agents = pd.DataFrame(
        {"agent_id": ["a1"], "start": ["open"], "shifts": ["Mon-Fri 09:00-20:00"]}
    )
    outcomes = pd.DataFrame({"case_id": ["A"], "when": ["2026-11-24 18:04"], "code": ["NAH"]})
    period = router.plan_days(
        cases, agents, date=tuesday, days=2, region=helsinki, seconds=None, iterations=5,
        outcomes=outcomes,
    )  # fmt: skip
    first, second = (plan.data for plan in period.days)
    assert [held.case_id for held in first.held] == ["A"]
    (start,) = (
        second.problem.instant(visit.start_s)
        for route in second.routes
        for stop in route.stops
        for visit in stop.visits
    )
    assert start.date() == wednesday
    assert [(one.visit_id, one.case_ids, one.start) for one in first.later] == [
        ("A", ("A",), start)
    ]
    assert check(first).ok
    period.save(tmp_path)
    again = read_plan(tmp_path / "plan.json")
    assert again.later == first.later
    said = CliRunner().invoke(app, ["show", str(tmp_path / "plan.json"), "--case", "A"]).stdout
    assert f"Proposed for Wed 02 Dec {start:%H:%M}, with a1." in said
    assert "A is held today" in said
    (row,) = csv.DictReader((tmp_path / "held.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row["later_agent"] == "a1"
    assert row["later_start"].startswith(f"2026-12-02T{start:%H:%M}")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert f"{start:%H:%M}, a1" in page


def test_two_cases_of_one_borrower_are_both_accounted_for_on_every_day(helsinki: Path) -> None:
    """They have no time in common on Monday, and one on Tuesday."""
    cases = pd.DataFrame(
        {
            "case_id": ["A", "B"],
            "borrower_id": ["X", "X"],
            "lat": [60.168] * 2,
            "lon": [24.940] * 2,
            "value": [900, 900],
            "windows": ["Mon 09:00-12:00; Tue 09:00-12:00", "Mon 14:00-17:00; Tue 09:00-12:00"],
        }
    )
    agents = pd.DataFrame(
        {"agent_id": ["a1"], "start": ["open"], "shifts": ["Mon-Fri 09:00-20:00"]}
    )
    period = router.plan_days(
        cases, agents, date=date(2026, 11, 30), days=2, region=helsinki, seconds=None, iterations=5
    )
    assert all(check(plan.data).ok for plan in period.days)
    first = period.days[0].data
    assert {case for visit in first.problem.visits for case in visit.case_ids} == {"A", "B"}
    assert [visit for route in first.routes for visit in route.visit_ids] in (["A"], ["B"])


def test_nobody_is_visited_twice_in_the_period(period: router.PeriodPlan) -> None:
    borrowers = [
        borrower
        for plan in period.days
        for facts in (plan.data.compliance.facts if plan.data.compliance else ())
        if facts.visit_id in {visit for route in plan.routes for visit in route.visit_ids}
        for borrower in facts.borrower_ids
    ]
    assert len(borrowers) == len(set(borrowers))


def test_an_appointment_of_a_later_day_is_kept_on_that_day(helsinki: Path) -> None:
    day = FIRST + timedelta(days=1)
    cases = pd.DataFrame(
        {
            "case_id": ["A", "B"], "lat": [60.168, 60.169], "lon": [24.940, 24.945],
            "appointment": [f"{day} 14:00-14:15", ""],
        }
    )  # fmt: skip
    agents = pd.DataFrame(
        {"agent_id": ["a1"], "start": ["open"], "shifts": ["Mon-Fri 09:00-17:00"]}
    )
    period = router.plan_days(
        cases, agents, date=FIRST, days=2, region=helsinki, seconds=None, iterations=5
    )
    first, second = (plan.data for plan in period.days)
    assert "A" in {held.case_id for held in first.held}
    (start,) = (
        second.problem.instant(visit.start_s)
        for route in second.routes
        for stop in route.stops
        for visit in stop.visits
        if visit.visit_id == "A"
    )
    assert (start.date(), start.hour) == (day, 14)


def test_the_same_days_seed_and_iterations_give_the_same_plan(helsinki: Path) -> None:
    def routes() -> list[tuple[router.PlanData, ...]]:
        made = router.plan_days(
            DEMO.cases, DEMO.agents, date=DEMO.day, days=2, region=helsinki, seconds=None,
            iterations=10,
        )  # fmt: skip
        return [plan.data.routes for plan in made.days]  # type: ignore[misc]

    assert routes() == routes()


def test_no_days_are_refused(helsinki: Path) -> None:
    with pytest.raises(router.InputError, match="1 to 14"):
        router.plan_days(DEMO.cases, DEMO.agents, date=DEMO.day, days=0, region=helsinki)
