"""From when to when a case may be visited, and with whom an agent may meet, as the tables say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from router.domain.agents import Agent
from router.domain.cases import Case
from router.errors import Fault
from router.intake import read_agents, read_cases
from tests.unit.intake.tables import csv_file, told

NOV_2, NOV_24, DEC_15 = date(2026, 11, 2), date(2026, 11, 24), date(2026, 12, 15)


def read_case(**cells: str) -> tuple[Case | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "address": "A"} | cells
    intake = read_cases(pd.DataFrame({k: [v] for k, v in full.items()}))
    return (intake.rows[0] if intake.rows else None), intake.faults


def read_agent(**cells: str) -> tuple[Agent | None, tuple[Fault, ...]]:
    full = {"agent_id": "A1", "start": "A"} | cells
    intake = read_agents(pd.DataFrame({k: [v] for k, v in full.items()}))
    return (intake.rows[0] if intake.rows else None), intake.faults


@pytest.mark.parametrize(
    "names",
    [
        ("received", "not_before", "return_by", "preferred_days"),
        ("Assigned on", "Earliest visit", "Due-back date", "Preferred weekdays"),
        ("接收日期", "最早上门日", "退案日", "首选日"),
        ("委案日期", "最早外访日期", "退案日期", "希望上门日"),
        ("分案日期", "不早于", "委案到期日", "首选星期"),
    ],
)
def test_the_dates_of_a_case_are_read_under_all_their_names(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    header = ",".join(("case_id", "address", *names))
    cells = "2026-11-02,2026年11月24日,20261215,周二、周四"
    intake = read_cases(csv_file(tmp_path, f"{header}\n1,A,{cells}\n"))
    assert intake.faults == ()
    (case,) = intake.rows
    assert (case.received, case.not_before, case.return_by) == (NOV_2, NOV_24, DEC_15)
    assert case.preferred_days == {1, 3}


def test_a_row_that_says_nothing_of_dates_leaves_them_open() -> None:
    case, faults = read_case(received="", not_before="", return_by="", preferred_days="")
    assert faults == ()
    assert case is not None
    assert (case.received, case.not_before, case.return_by) == (None, None, None)
    assert case.preferred_days == frozenset()


@pytest.mark.parametrize("text", ["2026-11-02 16:30", "2026-11-02T09:05:01", "2026/11/2 9:05"])
def test_the_hour_at_which_a_case_came_does_not_matter(text: str) -> None:
    case, faults = read_case(received=text)
    assert faults == ()
    assert case is not None
    assert case.received == NOV_2


@pytest.mark.parametrize("name", ["not_before", "return_by"])
@pytest.mark.parametrize("text", ["soon", "11/12/2026", "2026-02-30", "2026-11-24 16:30", "#N/A"])
def test_a_bound_of_the_visit_that_cannot_be_read_drops_the_row(name: str, text: str) -> None:
    case, faults = read_case(**{name: text})
    assert case is None
    assert told(faults) == [(2, name, True)]


def test_a_wish_or_an_age_that_cannot_be_read_is_told_and_the_row_goes_on() -> None:
    case, faults = read_case(received="long ago", preferred_days="when it rains")
    assert case is not None
    assert (case.received, case.preferred_days) == (None, frozenset())
    assert told(faults) == [(2, "received", False), (2, "preferred_days", False)]


def test_dates_that_leave_no_day_for_a_visit_drop_the_row() -> None:
    case, faults = read_case(return_by="2026-11-23", not_before="2026-11-24")
    assert case is None
    assert told(faults) == [(2, "return_by", True)]
    assert "before not_before (2026-11-24)" in faults[0].problem
    case, faults = read_case(return_by="2026-11-01", received="2026-11-02 08:00")
    assert case is None
    assert "before received (2026-11-02)" in faults[0].problem


def test_one_day_is_enough() -> None:
    case, faults = read_case(received="2026-11-24", not_before="2026-11-24", return_by="2026-11-24")
    assert faults == ()
    assert case is not None


def test_two_columns_that_name_different_last_days_drop_the_row(tmp_path: Path) -> None:
    text = "case_id,address,return_by,退案日\n1,A,2026-12-15,2026-12-14\n2,A,2026-12-15,\n"
    intake = read_cases(csv_file(tmp_path, text))
    assert [case.case_id for case in intake.rows] == ["2"]


@pytest.mark.parametrize("name", ["pairs_with", "Partner", "搭档", "搭档编号"])
def test_an_agent_names_those_who_may_meet_him(name: str) -> None:
    agent, faults = read_agent(**{name: "A2；007"})
    assert faults == ()
    assert agent is not None
    assert agent.pairs_with == {"A2", "007"}


@pytest.mark.parametrize("text", ["", "any", "Anybody", "不限"])
def test_without_names_anybody_may_meet_him(text: str) -> None:
    agent, faults = read_agent(pairs_with=text)
    assert faults == ()
    assert agent is not None
    assert agent.pairs_with == frozenset()


@pytest.mark.parametrize("text", ["none", "无", "no", "1.2E+15", "A2; A1", "#REF!"])
def test_who_may_meet_him_is_never_guessed(text: str) -> None:
    agent, faults = read_agent(pairs_with=text)
    assert agent is None
    assert told(faults) == [(2, "pairs_with", True)]
