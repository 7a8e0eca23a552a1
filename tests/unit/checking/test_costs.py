"""Every term of the cost, from the numbers of the hand-made day."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from router.checking import costs
from router.domain.plan import CostBreakdown
from tests.unit.checking.world import MINUTE, ROUTE, day


def test_the_terms_are_those_of_the_drawing() -> None:
    # 60 per hour is 1 per minute; 36 km at 0.5; the shift ends 210 minutes after the return.
    due = costs(day(), [ROUTE])
    expected = {
        "travel_time": 36.0,
        "on_site": 8.0 + 65.0,
        "waiting": 81.0,
        "breaks": 30.0,
        "distance": 18.0,
        "overtime": 0.0,
        "fixed": 7.0,
        "value_not_collected": 5.0,
        "preference": 0.0,
        "change": 0.0,
        "balance": 0.0,
    }
    assert asdict(due) == pytest.approx(expected)
    assert due.total == pytest.approx(220 + 18 + 7 + 5)


def test_overtime_is_paid_on_top() -> None:
    # Shift until 260, return at 270: ten minutes at 120 per hour on top of 60 per hour.
    problem = day()
    short = replace(problem, shifts=(replace(problem.shifts[0], latest_s=260 * MINUTE),))
    due = costs(short, [ROUTE])
    assert due.overtime == pytest.approx(20.0)
    assert due.total == pytest.approx(220 + 18 + 7 + 5 + 20)


def test_a_break_outside_the_route_costs_nothing() -> None:
    # Of the same length at 300 instead of 210: nothing is paused, so all of it is waiting.
    rest = replace(ROUTE.breaks[0], start_s=300 * MINUTE, end_s=330 * MINUTE)
    due = costs(day(), [replace(ROUTE, breaks=(rest,))])
    assert due.breaks == 0.0
    assert due.waiting == pytest.approx(81 + 30)


def test_without_routes_every_value_is_lost() -> None:
    assert costs(day(), []) == CostBreakdown(value_not_collected=4005.0)


def test_a_route_that_cannot_be_read_adds_nothing_but_its_visits_are_made() -> None:
    left_out_only = CostBreakdown(value_not_collected=5.0)
    assert costs(day(), [replace(ROUTE, shift_id="nobody")]) == left_out_only
    assert costs(day(), [replace(ROUTE, end_s=10**30)]) == left_out_only
