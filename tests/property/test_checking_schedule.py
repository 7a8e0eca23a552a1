"""Exact times and insertions agree with trying every second, the checker itself being the judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.checking import check_routes, costs
from router.checking.insertion import Standing, best_insertion, detours
from router.checking.itinerary import Maps
from router.checking.schedule import best_times
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Span, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop

LAST_S = 26  # days of 26 seconds: every second can be tried


@st.composite
def tiny_spans(draw: st.DrawFn) -> tuple[Span, ...]:
    pairs = draw(st.lists(st.tuples(st.integers(-1, LAST_S), st.integers(0, 8)), max_size=2))
    return tuple(sorted((start, start + length) for start, length in pairs))


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    """One to three visits, one shift with up to two breaks, no other limits than time."""
    count = draw(st.integers(1, 3))
    size = count + 2
    legs = draw(st.lists(st.integers(0, 5), min_size=size**2, max_size=size**2))
    table = np.array(legs, dtype=np.int32).reshape(size, size)
    np.fill_diagonal(table, 0)
    rests = draw(
        st.lists(
            st.tuples(st.integers(-1, LAST_S), st.integers(0, 6), st.integers(1, 4)), max_size=2
        )
    )
    shift = Shift(
        shift_id="s",
        agent_id="a",
        start_location=draw(st.sampled_from([0, None])),
        end_location=draw(st.sampled_from([size - 1, None])),
        earliest_s=draw(st.integers(0, 3)),
        latest_s=draw(st.integers(12, LAST_S)),
        overtime_max_s=draw(st.sampled_from([0, 3])),
        breaks=tuple(
            ShiftBreak(earliest_s=start, latest_s=start + width, duration_s=length)
            for start, width, length in sorted(rests)
        ),
        matrix="m",
        max_duration_s=draw(st.one_of(st.none(), st.integers(4, 20))),
        cost_per_hour=draw(st.sampled_from([0.0, 3600.0])),
        cost_per_km=10.0,
        overtime_cost_per_hour=draw(st.sampled_from([0.0, 1800.0, 9000.0])),
    )
    visits = tuple(
        Visit(
            visit_id=f"v{number}",
            case_ids=(f"c{number}",),
            location=number + 1,
            building=draw(st.sampled_from("ab")),
            service_s=draw(st.integers(0, 3)),
            setup_s=draw(st.integers(0, 2)),
            windows=draw(tiny_spans()),
            legal=draw(st.one_of(st.just(()), tiny_spans())),
        )
        for number in range(count)
    )
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=visits,
        shifts=(shift,),
        matrices={"m": TravelMatrix(table, table * 10)},
    )


def stated_routes(problem: Problem, visits: Sequence[Visit]) -> Iterator[Route]:
    """State a route for every second of departure and every place of the breaks."""
    shift = problem.shifts[0]
    limit = shift.latest_s + shift.overtime_max_s
    places = [
        range(max(rest.earliest_s, shift.earliest_s), min(rest.latest_s, limit) + 1)
        for rest in shift.breaks
    ]
    for begins in product(*places):
        rests = tuple(
            PlannedBreak(start_s=begin, end_s=begin + rest.duration_s)
            for begin, rest in zip(begins, shift.breaks, strict=True)
        )
        if any(later.start_s < earlier.end_s for earlier, later in pairwise(rests)):
            continue
        for start in range(shift.earliest_s, limit + 1):
            route = stated(problem, visits, start, rests)
            if route is not None:
                yield route


def stated(
    problem: Problem, visits: Sequence[Visit], start: int, rests: tuple[PlannedBreak, ...]
) -> Route | None:
    """Write down the earliest times for a departure and breaks that are given, second by second."""
    shift = problem.shifts[0]
    table = problem.matrices["m"].duration_s
    limit = shift.latest_s + shift.overtime_max_s
    clock, place, building = start, shift.start_location, ""
    stops: list[Stop] = []
    totals = {"travel_s": 0, "setup_s": 0, "service_s": 0, "wait_s": 0}

    def paused(begin: int, end: int) -> int:
        return sum(rest.end_s - rest.start_s for rest in rests if begin <= rest.start_s < end)

    def resting(at: int) -> bool:
        return any(rest.start_s < at < rest.end_s for rest in rests)

    for visit in visits:
        travel = 0 if place is None else int(table[place, visit.location])
        setup = visit.setup_s if visit.building != building else 0
        arrivals = (
            t
            for t in range(clock, limit + 1)
            if t == clock + travel + (paused(clock, t) if place is not None else 0)
            and not resting(t)
        )
        arrival = next(arrivals, None)
        if arrival is None:
            return None
        # Visits in the building of the one before have no arrival of their own.
        base, work = (arrival, setup) if visit.building != building else (clock, travel)
        for begin in range(base + work, limit + 1):
            ready = base + work + paused(base, begin)
            end = begin + visit.service_s
            across = any(rest.start_s < end and begin < rest.end_s for rest in rests)
            windows = visit.windows or ((-99, 99),)
            legal = visit.legal or ((-99, 99),)
            if (
                begin >= ready
                and not across
                and any(a <= begin <= b for a, b in windows)
                and any(a <= begin and end <= b for a, b in legal)
            ):
                break
        else:
            return None
        wait = begin - ready
        planned = PlannedVisit(visit_id=visit.visit_id, start_s=begin, end_s=end, wait_s=wait)
        if visit.building == building:
            stops[-1] = replace(stops[-1], visits=(*stops[-1].visits, planned))
        else:
            stops.append(
                Stop(
                    building=visit.building,
                    arrival_s=arrival,
                    setup_s=setup,
                    travel_s=travel,
                    distance_m=travel * 10,
                    visits=(planned,),
                )
            )
        totals["travel_s"] += travel
        totals["setup_s"] += setup
        totals["service_s"] += visit.service_s
        totals["wait_s"] += wait
        clock, place, building = end, visit.location, visit.building
    back = 0
    finish: int | None = clock
    if shift.end_location is not None:
        back = int(table[place, shift.end_location])
        returns = (
            t
            for t in range(clock, limit + 1)
            if t == clock + back + paused(clock, t) and not resting(t)
        )
        finish = next(returns, None)
    if finish is None or resting(start):
        return None
    totals["travel_s"] += back
    return Route(
        shift_id="s",
        start_s=start,
        end_s=finish,
        stops=tuple(stops),
        breaks=rests,
        distance_m=totals["travel_s"] * 10,
        break_s=paused(start, finish),
        **totals,
    )


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(tiny_problems())
def test_best_times_are_the_cheapest_route_that_the_checker_lets_pass(problem: Problem) -> None:
    shift = problem.shifts[0]
    itinerary = Maps(problem).itinerary(shift, problem.visits)
    assert itinerary is not None
    best = best_times(shift, itinerary)
    passed = [
        (costs(problem, [route]).total, route.end_s)
        for route in stated_routes(problem, problem.visits)
        if check_routes(problem, [route]).ok
    ]
    assert (best is None) == (not passed)
    if best is not None:
        cost, end = min(passed)
        assert best.cost + itinerary.distance_m / 100 == pytest.approx(cost)
        assert best.end_s == end


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(tiny_problems())
def test_the_quick_screen_says_what_exact_schedules_say(problem: Problem) -> None:
    shift = problem.shifts[0]
    maps = Maps(problem)
    newcomer, *others = problem.visits
    standing = Standing(maps, shift, others)
    if not standing.works:
        return
    any_length = replace(shift, max_duration_s=None)
    tried = list(detours(standing, newcomer))
    totals = []
    for detour in tried:
        visits = [*others[: detour.position], newcomer, *others[detour.position :]]
        itinerary = maps.itinerary(shift, visits)
        assert itinerary == detour.itinerary
        assert itinerary is not None
        assert detour.in_time == (best_times(any_length, itinerary) is not None)
        times = best_times(shift, itinerary)
        if times is not None:
            totals.append(times.cost + itinerary.distance_m / 100)
    cheapest = best_insertion(standing, newcomer, tried)
    assert (cheapest is None) == (not totals)
    if cheapest is not None:
        assert cheapest.extra_cost == pytest.approx(min(totals) - standing.cost)
