"""The chosen times of a sequence are as cheap as the best of every minute tried one by one."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.domain.problem import Problem
from router.solving.prepared import Prepared
from router.solving.rating import Rater
from router.solving.schedule import best_times
from router.solving.timetable import route_of, sequences_of
from tests.property.plain import cheapest_route, rate_route
from tests.property.strategies import mixed_problem, problems


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


@pytest.mark.parametrize("seed", range(60))
def test_the_best_options_at_their_best_times_are_the_best_route(seed: int) -> None:
    problem = mixed_problem(seed, visits=4, shifts=2)
    day = Prepared(problem)
    for shift in range(2):
        for visits in permutations(range(4), 3):
            expected = rate_route(problem, shift, [problem.visits[v].visit_id for v in visits])
            found = [
                chosen.cost + sum(day.forgone[o] + day.moved[o] for o in options)
                for options in product(*(day.options_of[visit] for visit in visits))
                if (chosen := best_times(day, shift, options)) is not None
            ]
            assert min(found, default=None) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(60))
def test_a_route_is_read_back_as_the_options_it_was_made_of(seed: int) -> None:
    problem = mixed_problem(seed, visits=4, shifts=1)
    day = Prepared(problem)
    for visits in permutations(range(4), 2):
        for options in product(*(day.options_of[visit] for visit in visits)):
            route = route_of(day, 0, options)
            if route is not None:
                assert sequences_of(day, [route]) == {0: list(options)}


@pytest.mark.parametrize("seed", range(40))
def test_an_exact_insertion_is_the_best_of_all_places(seed: int) -> None:
    problem = mixed_problem(seed, visits=5, shifts=1)
    day = Prepared(problem)
    rater = Rater(day)
    locked = day.locked[0]
    others = [v for v in range(5) if v not in locked]
    for length in range(3):
        for visits in permutations(others, length):
            trip = rater.trip(0, tuple(day.options_of[v][0] for v in (*locked, *visits)))
            if trip is None:
                continue
            for option in (o for v in others if v not in visits for o in day.options_of[v]):
                costs = [
                    new.cost - trip.cost
                    for place in range(len(trip.sequence) + 1)
                    if (
                        new := rater.trip(
                            0, (*trip.sequence[:place], option, *trip.sequence[place:])
                        )
                    )
                ]
                cost, place = rater.best_insertion(trip, option, exact=True)
                if min(costs, default=day.gain[option]) < day.gain[option]:
                    assert cost == pytest.approx(min(costs))
                else:
                    assert place == -1
