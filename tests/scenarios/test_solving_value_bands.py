"""A visit that is worth more at some time of day is made then, if that pays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import costs
from router.domain.problem import ValueBand
from tests.scenarios.streets import HOUR, MINUTE, day, shift, times, visit
from tests.solved import solved

EVENING = (ValueBand(start_s=14 * HOUR, end_s=15 * HOUR, value=110.0),)


def test_a_route_starts_later_for_a_better_time() -> None:
    # Worth 110 from 14:00, else 100; one visit alone costs the same at any time.
    problem = day([visit(1, value_bands=EVENING)], [shift()])
    solution = solved(problem)
    assert 14 * HOUR <= times(solution)["v1"][0] <= 15 * HOUR
    assert costs(problem, solution.routes).value_not_collected == 0.0


def test_a_better_time_is_not_waited_for_if_the_wait_costs_more() -> None:
    # v1 must start by 09:00. From there to 14:00 nearly five hours at 30 would be lost for 10.
    problem = day([visit(1, windows=((8 * HOUR, 9 * HOUR),)), visit(2, value_bands=EVENING)],
                  [shift()])  # fmt: skip
    solution = solved(problem)
    assert times(solution)["v2"][0] < 14 * HOUR
    assert costs(problem, solution.routes).value_not_collected == pytest.approx(10.0)


def test_a_short_wait_is_worth_it() -> None:
    # v1 starts by 13:35; leaving home later costs nothing, waiting at v2 does.
    late = visit(1, windows=((13 * HOUR + 30 * MINUTE, 13 * HOUR + 35 * MINUTE),))
    problem = day([late, visit(2, value_bands=EVENING)], [shift()])
    solution = solved(problem)
    # v1 13:35-13:45, at v2 13:55: five minutes of waiting cost 2.5, less than 10.
    assert times(solution) == {
        "v1": (13 * HOUR + 35 * MINUTE, 13 * HOUR + 45 * MINUTE),
        "v2": (14 * HOUR, 14 * HOUR + 10 * MINUTE),
    }


def test_a_time_at_which_a_visit_is_worth_nothing_is_avoided() -> None:
    morning = (ValueBand(start_s=0, end_s=12 * HOUR - 1, value=0.0),)
    solution = solved(day([visit(1, value_bands=morning)], [shift()]))
    assert times(solution)["v1"][0] >= 12 * HOUR
    closing = shift(latest_s=12 * HOUR)  # the shift ends before it is worth anything
    assert not solved(day([visit(1, value_bands=morning)], [closing])).routes


def test_of_a_visit_only_one_time_is_used() -> None:
    several = (ValueBand(start_s=9 * HOUR, end_s=10 * HOUR, value=120.0), *EVENING)
    visits = [visit(1, value_bands=several), replace(visit(2), value_bands=several)]
    (route,) = solved(day(visits, [shift()])).routes
    assert sorted(route.visit_ids) == ["v1", "v2"]
