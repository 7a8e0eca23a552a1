"""Work beyond the hours an agent may work is refused for the hours."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import MINUTE, in_order, shift, town, visit


def test_the_visit_alone_takes_too_long() -> None:
    # 20 there, 30 at the door, 20 back = 70 minutes.
    problem = town((visit("v1", 1, service=30),), {}, replace(shift(), max_duration_s=60 * MINUTE))
    (reason,) = explain(problem, [])
    assert reason.code == "MAX_HOURS"
    assert reason.detail == "Aino would work 1 h 10 min for it alone, 1 h 00 min are allowed."
    assert reason.remedy.startswith("Allow Aino 10 min more")


def test_too_long_only_with_the_other_visits_is_a_full_route() -> None:
    # 20 + 10 + 20 + 10 + 20 = 80 minutes with both.
    first, case = visit("v1", 1), visit("v2", 2)
    problem = town((first, case), {}, replace(shift(), max_duration_s=60 * MINUTE))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert reason.detail == "Aino would work 20 min more than 1 h 00 min allowed."


def test_a_later_departure_that_swallows_a_wait_counts() -> None:
    # Open from 09:00: leaving at 08:40 it takes 50 minutes, leaving at 08:00 it would take 90.
    case = visit("v1", 1, windows=((60, 90),))
    problem = town((case,), {}, replace(shift(), max_duration_s=50 * MINUTE))
    (reason,) = explain(problem, [])
    assert reason.code == "SEARCH_LIMIT"
    assert "08:40-09:30" in reason.detail
