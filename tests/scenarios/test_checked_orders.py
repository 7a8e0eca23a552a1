"""A visit that an order keeps off a route is told so, and for which visit."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit


def test_visits_of_an_order_are_on_one_route() -> None:
    # Eero makes v2 and has no time for more: 50 minutes in a shift of 55. Aino has nothing to do.
    cases = visit("v1", 1), visit("v2", 1)
    problem = town(cases, {}, shift("s1"), shift("s2", hours=(0, 55)))
    problem = replace(problem, orders=(("v1", "v2"),))
    (reason,) = explain(problem, [in_order("s2", cases[1])])
    assert reason.code == "ORDER"
    assert reason.detail == (
        "Nearest of 2 agents on duty: Aino has room for it on an empty route, "
        "but visit v2, which belongs on the same route, is made by Eero."
    )
    assert reason.remedy == "Make room on the route of Eero, or lift the order."
    assert [refusal.code for refusal in reason.refusals] == ["ORDER", "NO_CAPACITY_LEFT"]


def test_a_visit_that_fits_on_the_wrong_side_only_is_told_the_side() -> None:
    # v1 is open until 08:20, so it has to be the first; the order wants it after v2.
    cases = visit("v1", 1, windows=((0, 20),)), visit("v2", 1)
    problem = replace(town(cases, {}, shift()), orders=(("v2", "v1"),))
    (reason,) = explain(problem, [in_order("s1", cases[1])])
    assert reason.code == "ORDER"
    assert reason.detail == (
        "Aino has room for it before visit v2, but it has to come after visit v2."
    )


def test_on_the_right_side_it_is_inserted() -> None:
    cases = visit("v1", 1), visit("v2", 1)
    problem = replace(town(cases, {}, shift()), orders=(("v2", "v1"),))
    (reason,) = explain(problem, [in_order("s1", cases[1])])
    assert reason.code == "SEARCH_LIMIT"
    assert "after visit v2" in reason.detail
