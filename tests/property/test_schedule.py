"""The chosen times of a sequence are as cheap as the best of every minute tried one by one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.domain.problem import Problem
from router.solving.prepared import Prepared
from router.solving.schedule import best_times
from router.solving.timetable import route_of
from tests.property.plain import cheapest_route
from tests.property.strategies import problems


@st.composite
def sequences(draw: st.DrawFn) -> tuple[Problem, tuple[int, ...]]:
    problem = draw(
        problems(max_visits=4, max_shifts=1).filter(lambda p: bool(p.visits and p.shifts))
    )
    order = draw(st.permutations(range(len(problem.visits))))
    return problem, tuple(order[: draw(st.integers(1, 4))])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequences())
def test_best_times_are_the_best_of_every_minute(drawn: tuple[Problem, tuple[int, ...]]) -> None:
    problem, sequence = drawn
    day = Prepared(problem)
    shift = problem.shifts[0]
    expected = cheapest_route(problem, shift, [problem.visits[v] for v in sequence])
    chosen = best_times(day, 0, sequence)
    assert (chosen is None) == (expected is None)
    if chosen is not None:
        assert chosen.cost == pytest.approx(expected)
        route = route_of(day, 0, sequence)
        assert route is not None
        assert (route.start_s, route.end_s) == (chosen.start_s, chosen.finish_s)
        parts = (route.travel_s, route.service_s, route.setup_s, route.wait_s, route.break_s)
        assert sum(parts) == route.end_s - route.start_s
        assert min(parts) >= 0
