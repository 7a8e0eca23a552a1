"""A bound is never above the best plan, and branching on times brings it there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bounding import Bounding
from meetings import day_of_meetings
from meetings_bound import Branching
from minutes import ShiftGrid, whole_minutes

from router.checking import check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem
from router.solving import solve


def _two_doors() -> Problem:
    """Return a day of one agent: five minutes to each door, ten between them."""
    day = day_of_meetings(2, 0, 2, seed=1)
    seconds = np.array([[0, 5, 5], [5, 0, 10], [5, 10, 0]], np.int32) * 60
    visits = [
        replace(visit, location=place, windows=windows, service_s=600, setup_s=180)
        for place, visit, windows in zip((1, 2), day.visits, ((), ((43_200, 43_200),)), strict=True)
    ]
    shift = replace(day.shifts[0], earliest_s=28_800, latest_s=64_800, cost_per_hour=60.0)
    rest = replace(shift.breaks[0], earliest_s=41_400, latest_s=41_400, duration_s=1800)
    return replace(
        day,
        visits=tuple(visits),
        shifts=(replace(shift, breaks=(rest,)),),
        matrices={"car": TravelMatrix(seconds, np.zeros((3, 3), np.int32))},
    )


def test_the_cheapest_routes_cost_what_the_hand_computes() -> None:
    # At 1 money a minute. Alone, the first door takes 5 + 3 + 10 + 5 = 23. The second starts at
    # 12:00 after a rest from 11:30 to 12:00: out 11:22 to 11:30, rest, serve until 12:10, home at
    # 12:15 is 53; to leave at 11:52, after the rest, is too late. Both: the first door ends at
    # 11:17, then 13 minutes to 11:30, the rest, 10 of service and 5 home; begun 18 before 11:17.
    # The other way round it takes as long.
    routes = ShiftGrid(_two_doors(), 0, 1).cheapest(np.zeros((2, 601)), 2)
    assert routes[0] == 23
    assert [(route.cost, len(route.stops)) for route in routes[1]] == [(23, 1), (53, 1)]
    both = ShiftGrid(_two_doors(), 0, 1).cheapest(np.full((2, 601), -100.0), 2)[1]
    assert [route.cost for route in both] == [18 + 13 + 30 + 10 + 5] * 2
    assert {route.stops for route in both} == {((0, 667), (1, 720)), ((1, 720), (0, 743))}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_bound_of_a_small_day_becomes_its_proven_best(seed: int) -> None:
    day = whole_minutes(day_of_meetings(6, 2, 4, seed=seed))
    plan = solve(day, seconds=None, iterations=2000, workers=1)
    report = check_routes(day, plan.routes)
    assert report.ok
    assert plan.search.stopped_by == "optimal"
    # Asked for more than there is, so that a bound that is too high would show.
    bounds = [cost for _, cost in Branching(day, 5, 30, report.costs.total + 1).bounds(60.0)]
    assert max(bounds) <= report.costs.total + 1e-6
    assert bounds[-1] >= report.costs.total - 0.5


def test_who_meets_costs_no_less_than_who_need_not() -> None:
    day = whole_minutes(day_of_meetings(12, 4, 4, seed=4))
    met, relaxed = (
        Bounding(one, 3, 30).bound(one, enough=1e9, seconds=60.0).cost
        for one in (day, replace(day, meetings=()))
    )
    plan = solve(day, seconds=None, iterations=2000, workers=1)
    report = check_routes(day, plan.routes)
    assert report.ok
    assert relaxed - 0.3 <= met <= report.costs.total
