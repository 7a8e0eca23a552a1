"""The checker and the solver's schedule, written apart, agree on random routes of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.checking import check_routes
from router.checking.itinerary import Maps
from router.checking.schedule import best_times
from router.domain.problem import Problem
from router.domain.route import PlannedVisit, Route, Stop
from router.solving.prepared import Prepared
from router.solving.timetable import route_of
from tests.property.strategies import problems


@st.composite
def orders(draw: st.DrawFn) -> tuple[Problem, list[int]]:
    """A problem with a shift, and some of its visits in any order."""
    problem = draw(
        problems(max_visits=5, max_shifts=1).filter(lambda p: bool(p.visits and p.shifts))
    )
    order = draw(st.permutations(range(len(problem.visits))))
    return problem, list(order[: draw(st.integers(1, 4))])


def for_anybody(problem: Problem) -> Problem:
    """The problem with nothing but times to keep: who may go, and how much, is checked apart."""
    shifts = tuple(
        replace(
            shift,
            max_visits=None,
            max_distance_m=None,
            capacity=None,
            skills=frozenset(("key", "thai")),
        )
        for shift in problem.shifts
    )
    nobody: frozenset[str] = frozenset()
    visits = tuple(
        replace(visit, allowed_agents=nobody, excluded_agents=nobody, group="")
        for visit in problem.visits
    )
    return replace(problem, shifts=shifts, visits=visits)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders())
def test_both_find_the_same_best_times_and_the_checker_passes_them(
    drawn: tuple[Problem, list[int]],
) -> None:
    problem, order = for_anybody(drawn[0]), drawn[1]
    shift = problem.shifts[0]
    itinerary = Maps(problem).itinerary(shift, [problem.visits[number] for number in order])
    ours = None if itinerary is None else best_times(shift, itinerary)
    theirs = route_of(Prepared(problem), 0, order)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None and itinerary is not None:
        report = check_routes(problem, [theirs])
        assert report.ok, str(report)
        left_out = sum(v.value for n, v in enumerate(problem.visits) if n not in order)
        distance = itinerary.distance_m / 1000 * shift.cost_per_km
        whole = ours.cost + distance + shift.fixed_cost + left_out
        assert report.costs.total == pytest.approx(whole)


def varied(route: Route, by: int) -> Iterator[Route]:
    """The route with each stated number changed, one at a time; breaks are free to move."""
    yield from _varied(route, by)
    for number, stop in enumerate(route.stops):
        for other in _varied(stop, by):
            yield replace(route, stops=_with(route.stops, number, other))
        for position, visit in enumerate(stop.visits):
            for made in _varied(visit, by):
                other = replace(stop, visits=_with(stop.visits, position, made))
                yield replace(route, stops=_with(route.stops, number, other))


Part = TypeVar("Part", Route, Stop, PlannedVisit)


def _varied(part: Part, by: int) -> Iterator[Part]:
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, int):
            yield replace(part, **{field.name: value + by})  # type: ignore[arg-type]


def _with(parts: tuple[Any, ...], number: int, part: Stop | PlannedVisit) -> tuple[Any, ...]:
    return (*parts[:number], part, *parts[number + 1 :])


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders(), st.integers(-3600, 3600).filter(bool))
def test_no_stated_number_can_be_changed_unseen(drawn: tuple[Problem, list[int]], by: int) -> None:
    problem, order = for_anybody(drawn[0]), drawn[1]
    route = route_of(Prepared(problem), 0, order)
    if route is not None:
        for changed in varied(route, by):
            assert not check_routes(problem, [changed]).ok
