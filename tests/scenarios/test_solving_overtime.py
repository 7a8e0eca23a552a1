"""Overtime is used when it pays, and never beyond what is allowed."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, MINUTE, day, shift, visit
from tests.solved import solved

# Place 6 at 15:00 or later: 10 minutes of service and 60 back end at 16:10, 10 minutes over.
LATE = ((15 * HOUR, 15 * HOUR),)


def test_overtime_that_pays_is_used() -> None:
    costly = shift(overtime_max_s=HOUR, overtime_cost_per_hour=60.0)  # 10 for ten minutes
    (route,) = solved(day([visit(6, windows=LATE)], [costly])).routes
    assert route.end_s == 16 * HOUR + 10 * MINUTE


def test_overtime_dearer_than_the_visit_is_not_used() -> None:
    # Paid time is 130 minutes, 65; the premium is 100 x 10 / 60 = 17 more, and the value 80.
    costly = shift(overtime_max_s=HOUR, overtime_cost_per_hour=100.0)
    assert not solved(day([visit(6, windows=LATE, value=80.0)], [costly])).routes
    assert solved(day([visit(6, windows=LATE, value=83.0)], [costly])).routes


def test_more_overtime_than_allowed_is_refused() -> None:
    short = shift(overtime_max_s=10 * MINUTE - 1)
    assert not solved(day([visit(6, windows=LATE)], [short])).routes
