"""A visit that fits and pays was not reached by the search, and the dispatcher is told where."""

from __future__ import annotations

import pytest

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit

FIRST, CASE = visit("v1", 1), visit("v2", 1)
PROBLEM = town((FIRST, CASE), {}, shift())


def test_the_place_on_the_route_is_said() -> None:
    (reason,) = explain(PROBLEM, [in_order("s1", FIRST)])
    assert reason.code == "SEARCH_LIMIT"
    assert "before visit v1 (route 08:00-09:00) for 10.00 more" in reason.detail
    assert reason.remedy.startswith("Give the search more time")
    assert reason.refusals[0].extra_cost == pytest.approx(10.0)


def test_a_search_that_says_it_tried_everything_overlooked_it() -> None:
    (reason,) = explain(PROBLEM, [in_order("s1", FIRST)], searched_out=True)
    assert reason.code == "SEARCH_LIMIT"
    assert reason.remedy.endswith("the search overlooked it.")


def test_unknown_visits_and_shifts_on_the_routes_are_passed_over() -> None:
    strange = visit("v9", 1)
    (reason,) = explain(PROBLEM, [in_order("s1", FIRST, strange), in_order("s7", strange)])
    assert (reason.visit_id, reason.code) == ("v2", "SEARCH_LIMIT")
