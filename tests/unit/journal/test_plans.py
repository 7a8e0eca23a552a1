"""Planned visits count until an outcome or a later plan says otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from router.domain.compliance import Compliance, Override
from router.journal import EntryKind, Journal
from tests.unit.journal.told import HELSINKI, MONDAY, outcome, plan


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "cases.journal")


def planned(journal: Journal) -> list[tuple[str, str]]:
    """Return case and clock of the visits that are planned and have no outcome."""
    found = journal.memory(zone=HELSINKI).planned
    return [(one.case_id, f"{one.when.astimezone(HELSINKI):%H:%M}") for one in found]


def test_a_planned_visit_counts_with_borrower_agent_and_time(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 18.5)))
    (visit,) = journal.memory(zone=HELSINKI).planned
    assert (visit.borrower_id, visit.agent_id, visit.when) == ("B-C-1", "A1", MONDAY)
    assert visit.planned


def test_the_same_plan_recorded_twice_counts_once(journal: Journal) -> None:
    assert journal.record_plan(plan(("C-1", 9))).new == 1
    assert journal.record_plan(plan(("C-1", 9))).known == 1


def test_a_later_plan_of_the_day_replaces_the_visits_of_the_cases_it_considered(
    journal: Journal,
) -> None:
    journal.record_plan(plan(("C-1", 9), ("C-2", 10), ("C-3", 11)))
    journal.record_plan(plan(("C-1", 15), considered=["C-2"]))
    # C-1 moved, C-2 was considered and left out, C-3 was not the later plan's to decide.
    assert planned(journal) == [("C-3", "11:00"), ("C-1", "15:00")]


def test_a_plan_that_is_made_again_after_another_is_in_force_again(journal: Journal) -> None:
    for hour in (9, 10, 9):
        assert journal.record_plan(plan(("C-1", hour))).new == 1
    assert planned(journal) == [("C-1", "09:00")]


def test_plans_of_other_days_are_not_replaced(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 9)))
    journal.record_plan(plan(("C-1", 9), day=MONDAY.date() + timedelta(days=7)))
    assert len(planned(journal)) == 2


def test_an_outcome_of_that_day_takes_the_planned_visit_s_place(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 9), ("C-2", 10)))
    journal.record_outcomes([outcome("C-1")])  # at 18:30 instead of 9:00
    assert planned(journal) == [("C-2", "10:00")]
    assert len(journal.memory(zone=HELSINKI).scheduled) == 2


def test_an_outcome_of_another_day_does_not(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 9)))
    journal.record_outcomes([outcome("C-1", days=1)])
    assert planned(journal) == [("C-1", "09:00")]


def test_the_day_of_an_outcome_is_that_of_the_door(journal: Journal) -> None:
    # 21:30 UTC on Monday is 23:30 in Helsinki, and already Tuesday in Shanghai.
    late = plan(("C-1", 23.5))
    journal.record_plan(late)
    journal.record_outcomes([outcome("C-1", days=5 / 24 + 1 / 48)])  # Tuesday, 0:00 in Helsinki
    assert planned(journal) == [("C-1", "23:30")]


def test_a_visit_that_was_not_carried_out_does_not_count(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 9)))
    journal.record_outcomes([outcome("C-1", "NOTDONE")])
    memory = journal.memory(zone=HELSINKI)
    assert memory.planned == ()
    assert [one.kind.counts_attempt for one in memory.outcomes] == [False]


def test_cases_of_one_visit_without_own_outcome_count_when_it_was_made(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 9), together=["C-1", "C-2"], borrower="B-7"))
    journal.record_outcomes([outcome("C-1")])
    (left,) = journal.memory(zone=HELSINKI).planned
    assert (left.case_id, left.when) == ("C-2", MONDAY)


def test_a_visit_of_several_cases_that_was_not_carried_out_counts_for_none(
    journal: Journal,
) -> None:
    journal.record_plan(plan(("C-1", 9), together=["C-1", "C-2"], borrower="B-7"))
    journal.record_outcomes([outcome("C-1", "NOTDONE")])
    assert planned(journal) == []


def test_what_was_decided_for_a_plan_is_recorded_with_it_once_a_day(journal: Journal) -> None:
    decided = tuple(
        Override(kind=kind, what="visits-per-week: most = 2", by="Liisa Virta", reason="agreed")
        for kind in ("loosening", "release")  # a release is an entry of its own already
    )
    for hour in (9, 10):
        made = plan(("C-1", hour))
        journal.record_plan(replace(made, compliance=Compliance(layers=(), overrides=decided)))
    (entry,) = journal.entries(EntryKind.OVERRIDE)
    assert json.loads(entry.payload or "")["by"] == "Liisa Virta"


def test_a_plan_is_kept_without_names(journal: Journal) -> None:
    journal.record_plan(plan(("C-1", 9)))
    assert b"Virtanen" not in journal.path.read_bytes()


def test_a_case_is_first_seen_on_the_first_day_for_which_a_plan_considered_it(
    journal: Journal,
) -> None:
    week = timedelta(days=7)
    journal.record_plan(plan(("C-1", 9), day=MONDAY.date() + week))
    journal.record_plan(plan(("C-2", 9), considered=["C-1"]))  # of the week before, made later
    journal.record_plan(plan(("C-3", 9), considered=["C-1"], day=MONDAY.date() + 2 * week))
    assert journal.memory(zone=HELSINKI).first_seen == (
        ("C-1", MONDAY.date()),
        ("C-2", MONDAY.date()),
        ("C-3", MONDAY.date() + 2 * week),
    )
