"""The quick rating of a route is what trying every second finds, on problems of every kind."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.checking.insertion import Standing
from router.checking.itinerary import Maps
from router.domain.problem import Problem
from tests.property.plain import cheapest_route, rate_route
from tests.property.rules import may_make
from tests.property.strategies import mixed_problem, mixed_problems, problems
from tests.property.ticks import in_ticks


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(problems(max_visits=4), mixed_problems(max_visits=4, max_shifts=2)), st.data())
def test_the_rating_is_the_least_of_every_second(problem: Problem, data: st.DataObject) -> None:
    problem = in_ticks(problem)
    if problem.visits and problem.shifts:
        order = data.draw(st.permutations(problem.visits))[: data.draw(st.integers(1, 3))]
        shift = data.draw(st.integers(0, len(problem.shifts) - 1))
        rated = rate_route(problem, shift, [visit.visit_id for visit in order])
        assert rated == pytest.approx(cheapest_route(problem, problem.shifts[shift], order, step=1))


@pytest.mark.parametrize("seed", range(40))
def test_every_kind_of_day_is_rated_like_every_second(seed: int) -> None:
    problem = in_ticks(mixed_problem(seed, visits=4, shifts=2))
    for number, shift in enumerate(problem.shifts):
        for order in permutations(problem.visits, 3):
            rated = rate_route(problem, number, [visit.visit_id for visit in order])
            assert rated == pytest.approx(cheapest_route(problem, shift, order, step=1))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(mixed_problems(max_visits=6, max_shifts=1), st.data())
def test_the_checker_finds_the_same_least_cost(problem: Problem, data: st.DataObject) -> None:
    if problem.visits:
        order = data.draw(st.permutations(problem.visits))[: data.draw(st.integers(1, 5))]
        shift = problem.shifts[0]
        standing = Standing(Maps(problem), shift, order)
        rated = rate_route(problem, 0, [visit.visit_id for visit in order])
        kept = may_make(problem, shift, order) and (
            shift.max_distance_m is None or standing.itinerary.distance_m <= shift.max_distance_m
        )
        assert rated == (pytest.approx(standing.cost) if standing.times and kept else None)


def test_the_same_numbers_make_the_same_day() -> None:
    one, other = mixed_problem(7, visits=6, shifts=2), mixed_problem(7, visits=6, shifts=2)
    assert (one.visits, one.shifts, one.meetings) == (other.visits, other.shifts, other.meetings)
    assert all((one.matrices[k].duration_s == other.matrices[k].duration_s).all() for k in ["car"])


def test_every_kind_of_constraint_occurs_and_locked_routes_can_be_made() -> None:
    days = [mixed_problem(seed, visits=7, shifts=3) for seed in range(200)]
    visits = [visit for day in days for visit in day.visits]
    shifts = [shift for day in days for shift in day.shifts]
    assert any(day.orders for day in days)
    assert any(day.spacings for day in days)
    assert any(day.meetings for day in days)
    assert any(day.balance_price for day in days)
    for name in ("windows", "legal", "skills", "allowed_agents", "excluded_agents", "group"):
        assert any(getattr(visit, name) for visit in visits), name
    for name in ("preferred_agents", "value_bands", "mandatory", "load", "reference"):
        assert any(getattr(visit, name) for visit in visits), name
    for name in ("release_s", "due_s", "locked_shift", "locked_start_s"):
        assert any(getattr(visit, name) for visit in visits), name
    for name in ("breaks", "overtime_max_s", "max_visits", "max_duration_s", "max_distance_m"):
        assert any(getattr(shift, name) for shift in shifts), name
    locked = [
        rate_route(day, number, shift.locked_visits)
        for day in days
        for number, shift in enumerate(day.shifts)
        if shift.locked_visits
    ]
    assert len(locked) > 20
    assert None not in locked
