"""The accounting of a whole plan: cases, visits, stated costs, stated reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from router.checking import FindingCode, check
from router.domain.plan import (
    CaseCard,
    HeldCase,
    LaterVisit,
    PlanData,
    ReasonCode,
    ReviewCase,
    ShiftRefusal,
)
from tests.unit.checking.world import ROUTE, plan, with_visit


def test_the_hand_made_plan_holds() -> None:
    report = check(plan())
    assert report.findings == (), str(report)
    assert str(report) == (
        "The plan holds.\n"
        "1 route, 5 visits, 4 planned, 1 left out, 5 cases, 0 held, 0 review; cost 250.00."
    )


def changed(**changes: object) -> PlanData:
    return replace(plan(), **changes)  # type: ignore[arg-type]


def listed(**changes: object) -> PlanData:
    entry = replace(plan().unassigned[0], **changes)  # type: ignore[arg-type]
    return changed(unassigned=(entry,))


CARD = CaseCard(case_id="c9", borrower_id="b9")
HELD = HeldCase(case_id="c1", rule="HOLD:dispute", detail="")
REVIEW = ReviewCase(case_id="c5", why="")

BREAKS: list[tuple[list[FindingCode], Callable[[], PlanData]]] = [
    ([FindingCode.ACCOUNTING], lambda: changed(cards=(*plan().cards, CARD))),  # nowhere
    ([FindingCode.ACCOUNTING], lambda: changed(cards=plan().cards[1:])),  # never came in
    ([FindingCode.ACCOUNTING], lambda: changed(cards=(*plan().cards, plan().cards[0]))),
    ([FindingCode.ACCOUNTING], lambda: changed(held=(HELD,))),  # planned and held
    ([FindingCode.ACCOUNTING], lambda: changed(review=(REVIEW,))),  # unassigned and in review
    ([FindingCode.ACCOUNTING], lambda: changed(held=(replace(HELD, case_id="c9"),))),
    ([FindingCode.ACCOUNTING], lambda: changed(unassigned=())),
    ([FindingCode.ACCOUNTING], lambda: changed(unassigned=plan().unassigned * 2)),
    ([FindingCode.ACCOUNTING], lambda: listed(case_ids=("c1",))),
    # v1 is on a route; then v5 is nowhere.
    ([FindingCode.ACCOUNTING] * 2, lambda: listed(visit_id="v1", case_ids=("c1",))),
    ([FindingCode.UNKNOWN_VISIT, FindingCode.ACCOUNTING], lambda: listed(visit_id="v9")),
    ([FindingCode.COSTS], lambda: changed(costs=replace(plan().costs, waiting=80.99))),
    ([FindingCode.COSTS], lambda: changed(costs=replace(plan().costs, overtime=float("nan")))),
]


@pytest.mark.parametrize(("expected", "broken"), BREAKS)
def test_a_changed_plan_is_reported_as_just_that(
    expected: list[FindingCode], broken: Callable[[], PlanData]
) -> None:
    report = check(broken())
    assert [finding.code for finding in report.findings] == expected
    assert not report.ok


def test_costs_may_differ_by_rounding() -> None:
    assert check(changed(costs=replace(plan().costs, waiting=81.004))).ok


def test_a_wrong_reason_is_a_warning_that_says_the_right_one() -> None:
    report = check(listed(code=ReasonCode.SKILL))
    assert report.ok
    assert [(f.code, f.visit_id) for f in report.findings] == [(FindingCode.REASON, "v5")]
    assert "given is SKILL, a test gives SEARCH_LIMIT" in report.findings[0].detail


def test_the_reason_of_a_single_shift_is_tested_too() -> None:
    refusal = ShiftRefusal(shift_id="s1", code=ReasonCode.BREAK, detail="")
    report = check(listed(refusals=(refusal,)))
    assert [(f.code, f.shift_id) for f in report.warnings] == [(FindingCode.REASON, "s1")]


TOMORROW = LaterVisit(
    visit_id="v5", case_ids=("c5",), start=datetime(2026, 11, 24, 9, tzinfo=UTC), agent_id="a7"
)


def postponed(*later: LaterVisit, code: ReasonCode = ReasonCode.LATER) -> PlanData:
    """The day with v5 left for later, and what is proposed for later."""
    return replace(listed(code=code), later=later)


def test_a_visit_may_be_left_for_the_later_day_that_proposes_it() -> None:
    assert check(postponed(TOMORROW)).findings == ()


LATE_BREAKS: list[tuple[str, PlanData]] = [
    ("none proposes it", postponed()),
    ("the reason given is SEARCH_LIMIT", postponed(TOMORROW, code=ReasonCode.SEARCH_LIMIT)),
    ("the reason given is SKILL", postponed(TOMORROW, code=ReasonCode.SKILL)),
    ("is proposed 2 times", postponed(TOMORROW, TOMORROW)),
    ("but is on a route", postponed(TOMORROW, replace(TOMORROW, visit_id="v1", case_ids=("c1",)))),
    ("has no case", postponed(TOMORROW, replace(TOMORROW, visit_id="v9", case_ids=()))),
    ("nor holds (c9)", postponed(TOMORROW, replace(TOMORROW, visit_id="v9", case_ids=("c9",)))),
    ("nor holds (c5)", postponed(TOMORROW, replace(TOMORROW, visit_id="v9"))),
    ("nor holds (c4)", postponed(replace(TOMORROW, case_ids=("c4",)))),
    (
        "not later",
        postponed(replace(TOMORROW, start=TOMORROW.start - timedelta(hours=9, seconds=1))),
    ),
]


@pytest.mark.parametrize(("words", "broken"), LATE_BREAKS)
def test_whatever_is_wrong_about_a_later_visit_is_one_error(words: str, broken: PlanData) -> None:
    found = [finding for finding in check(broken).findings if finding.code != FindingCode.REASON]
    assert [words in finding.detail for finding in found] == [True], check(broken)
    assert not check(broken).ok


def test_the_first_second_of_tomorrow_is_later_by_the_clock_of_the_plan() -> None:
    # Midnight in UTC is still the day before in New York and 08:00 in Shanghai; the plan's counts.
    midnight = TOMORROW.start.replace(hour=0)
    for offset in (-5, 0, 8):
        there = midnight.astimezone(timezone(timedelta(hours=offset)))
        assert check(postponed(replace(TOMORROW, start=there))).ok


def test_a_case_that_is_held_today_may_be_proposed_for_later() -> None:
    # An appointment on Thursday holds the case until then: today there is no visit of it.
    held = replace(HELD, case_id="c9")
    tied = replace(TOMORROW, visit_id="v9", case_ids=("c9",))
    plan = replace(postponed(TOMORROW, tied), held=(held,), cards=(*postponed().cards, CARD))
    assert check(plan).findings == ()
    # And one of two cases of a visit may be held until then.
    both = replace(TOMORROW, case_ids=("c5", "c9"))
    assert check(replace(plan, later=(both,))).findings == ()


def test_nobody_is_visited_today_and_proposed_for_later_as_well() -> None:
    # v5 becomes a second address of the borrower of v4, which is made.
    first = replace(plan().problem.visits[3], group="g")
    second = replace(plan().problem.visits[4], group="g")
    both = replace(
        postponed(TOMORROW), problem=with_visit(with_visit(plan().problem, first), second)
    )
    assert ["its borrower is visited today" in f.detail for f in check(both).errors] == [True]


def test_a_case_with_two_addresses_is_planned_by_one_of_them() -> None:
    # v5 becomes a second address of case c4: one group, made by v4.
    first = replace(plan().problem.visits[3], group="g")
    second = replace(plan().problem.visits[4], group="g", case_ids=("c4",))
    problem = with_visit(with_visit(plan().problem, first), second)
    reason = replace(plan().unassigned[0], case_ids=("c4",), code=ReasonCode.SAME_BORROWER)
    both = changed(problem=problem, unassigned=(reason,), cards=plan().cards[:4])
    assert check(both).findings == ()


def test_a_case_in_two_visits_without_a_group_is_in_two_places() -> None:
    second = replace(plan().problem.visits[4], case_ids=("c4",))
    entry = replace(plan().unassigned[0], case_ids=("c4",))
    both = changed(
        problem=with_visit(plan().problem, second), unassigned=(entry,), cards=plan().cards[:4]
    )
    errors = check(both).errors
    assert [(f.code, f.case_id) for f in errors] == [(FindingCode.ACCOUNTING, "c4")]


def test_an_empty_day_holds() -> None:
    nothing = replace(plan().problem, visits=(), shifts=())
    empty = changed(problem=nothing, routes=(), unassigned=(), cards=(), costs=type(plan().costs)())
    assert check(empty).ok


def test_a_broken_route_is_an_error_of_the_plan() -> None:
    report = check(changed(routes=(replace(ROUTE, travel_s=0),)))
    assert [f.code for f in report.errors] == [FindingCode.TOTALS]
    assert str(report).startswith("The plan does not hold: 1 error.\n")
