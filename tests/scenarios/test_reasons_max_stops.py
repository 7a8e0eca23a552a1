"""A route that is full only by its count of visits says so."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit


def test_the_count_alone_is_the_reason() -> None:
    first, case = visit("v1", 1), visit("v2", 1)
    problem = town((first, case), {}, replace(shift(), max_visits=1))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert (reason.code, reason.detail) == ("MAX_STOPS", "Aino is at the maximum of 1 visits.")
    assert reason.remedy == "An agent more, or for Aino: one visit more."


def test_a_count_that_is_not_all_that_lacks_is_a_full_route() -> None:
    # The shift lasts 55: 20 there, 10, and 20 back take 50; another 10 is 5 too much.
    first, case = visit("v1", 1), visit("v2", 1)
    problem = town((first, case), {}, replace(shift(hours=(0, 55)), max_visits=1))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert "maximum of 1 visits and would be 5 min over the shift" in reason.detail


def test_a_shift_without_any_visits_allowed_never_takes_one() -> None:
    (reason,) = explain(town((visit("v1", 1),), {}, replace(shift(), max_visits=0)), [])
    assert reason.code == "MAX_STOPS"
