"""A visit is left out when it costs more than it is worth."""

from __future__ import annotations

from tests.scenarios.streets import day, planned, shift, visit
from tests.solved import solved


def test_a_visit_that_costs_more_than_its_value_is_left_out() -> None:
    # Place 3: 60 minutes of travel and 10 of service cost 35.
    assert not solved(day([visit(3, value=34.0)], [shift()])).routes
    assert solved(day([visit(3, value=36.0)], [shift()])).routes


def test_kilometres_count_as_well() -> None:
    # 30 km at 0.5 are 15 more.
    assert not solved(day([visit(3, value=49.0)], [shift(cost_per_km=0.5)])).routes
    assert solved(day([visit(3, value=51.0)], [shift(cost_per_km=0.5)])).routes


def test_a_cheap_visit_on_the_way_is_taken() -> None:
    solution = solved(day([visit(3), visit(1, value=6.0)], [shift()]))
    assert set(planned(solution)["ann"]) == {"v1", "v3"}


def test_two_visits_may_pay_together_what_neither_pays_alone() -> None:
    # Each alone costs 60 minutes of travel + 10: 35; both together 40 for two values of 25.
    pair = [visit(3, visit_id="a", value=25.0), visit(3, visit_id="b", value=25.0)]
    (route,) = solved(day(pair, [shift()])).routes
    assert set(route.visit_ids) == {"a", "b"}
