"""A valid route passes; each rule broken by itself gives exactly its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from router.checking import FindingCode, check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, ShiftBreak
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from tests.unit.checking.world import MINUTE, ROUTE, day, with_visit

M = MINUTE


def codes(problem: Problem, *routes: Route) -> list[str]:
    """The codes of all errors, each once, in order."""
    return list(dict.fromkeys(str(f.code) for f in check_routes(problem, routes).errors))


def on_shift(**changes: object) -> Problem:
    problem = day()
    changed = replace(problem.shifts[0], **changes)  # type: ignore[arg-type]
    return replace(problem, shifts=(changed,))


def on_visit(number: int, **changes: object) -> Problem:
    problem = day()
    changed = replace(problem.visits[number - 1], **changes)  # type: ignore[arg-type]
    return with_visit(problem, changed)


def test_the_hand_made_route_breaks_no_rule() -> None:
    report = check_routes(day(), [ROUTE])
    assert report.ok, str(report)
    assert report.counts == {"routes": 1, "visits": 5, "planned": 4, "left_out": 1}


PROBLEM_BREAKS: list[tuple[FindingCode, Callable[[], Problem]]] = [
    (FindingCode.SKILL, lambda: on_visit(2, skills=frozenset({"thai"}))),
    (FindingCode.AGENT, lambda: on_visit(2, allowed_agents=frozenset({"a2"}))),
    (FindingCode.AGENT, lambda: on_visit(2, excluded_agents=frozenset({"a1"}))),
    # v1 starts at 63.
    (FindingCode.WINDOW, lambda: on_visit(1, windows=((0, 63 * M - 1),))),
    (FindingCode.WINDOW, lambda: on_visit(1, windows=((0, 62 * M), (63 * M + 1, 99 * M)))),
    # v2 is served 90-110.
    (FindingCode.LEGAL_HOURS, lambda: on_visit(2, legal=((0, 110 * M - 1),))),
    (FindingCode.LEGAL_HOURS, lambda: on_visit(2, legal=((90 * M + 1, 200 * M),))),
    (FindingCode.MAX_VISITS, lambda: on_shift(max_visits=3)),
    (FindingCode.MAX_DURATION, lambda: on_shift(max_duration_s=220 * M - 1)),
    (FindingCode.MAX_DISTANCE, lambda: on_shift(max_distance_m=35_999)),
    (
        FindingCode.CAPACITY,
        lambda: replace(on_visit(2, load=3), shifts=on_shift(capacity=2).shifts),
    ),
    (FindingCode.SHIFT, lambda: on_shift(earliest_s=50 * M + 1)),
    (FindingCode.SHIFT, lambda: on_shift(latest_s=270 * M - 1, overtime_max_s=0)),
    (FindingCode.OVERTIME_LIMIT, lambda: on_shift(latest_s=269 * M, overtime_max_s=M - 1)),
    (FindingCode.BREAK_MISSING, lambda: on_shift(breaks=(rest(0, 9, 1), rest(210, 270, 30)))),
    (FindingCode.BREAK_EXTRA, lambda: on_shift(breaks=())),
    (FindingCode.BREAK_WINDOW, lambda: on_shift(breaks=(rest(211, 270, 30),))),
    (FindingCode.BREAK_DURATION, lambda: on_shift(breaks=(rest(210, 270, 31),))),
    (FindingCode.UNREACHABLE, lambda: cut(1, 2)),
    (FindingCode.UNREACHABLE, lambda: cut(4, 0)),
]


def rest(earliest: int, latest: int, length: int) -> ShiftBreak:
    return ShiftBreak(earliest_s=earliest * M, latest_s=latest * M, duration_s=length * M)


def cut(origin: int, target: int) -> Problem:
    """The day without a way from one place to another."""
    problem = day()
    whole = problem.matrices["car"]
    times, metres = whole.duration_s.copy(), whole.distance_m.copy()
    times[origin, target] = metres[origin, target] = -1
    return replace(problem, matrices={"car": TravelMatrix(times, metres)})


@pytest.mark.parametrize(("code", "problem"), PROBLEM_BREAKS)
def test_a_stricter_problem_is_reported_as_just_that(
    code: FindingCode, problem: Callable[[], Problem]
) -> None:
    assert codes(problem(), ROUTE) == [code]


def test_limits_that_are_just_met_are_kept() -> None:
    tight = on_shift(
        max_visits=4,
        max_duration_s=220 * M,
        max_distance_m=36_000,
        capacity=0,
        earliest_s=50 * M,
        latest_s=260 * M,
        overtime_max_s=10 * M,
        breaks=(rest(210, 210, 30),),
    )
    assert codes(tight, ROUTE) == []
    assert codes(on_visit(1, windows=((63 * M, 63 * M),), legal=((63 * M, 83 * M),)), ROUTE) == []


def stop(number: int, **changes: object) -> Route:
    stops = list(ROUTE.stops)
    stops[number] = replace(stops[number], **changes)  # type: ignore[arg-type]
    return replace(ROUTE, stops=tuple(stops))


def made(number: int, position: int = 0, **changes: object) -> Route:
    visits = list(ROUTE.stops[number].visits)
    visits[position] = replace(visits[position], **changes)  # type: ignore[arg-type]
    return stop(number, visits=tuple(visits))


ROUTE_BREAKS: list[tuple[list[FindingCode], Callable[[], Route]]] = [
    # One minute late: the visit's setup then is not over at 90 either.
    ([FindingCode.ARRIVAL, FindingCode.START_TOO_EARLY], lambda: stop(1, arrival_s=89 * M)),
    # One minute early: a wait of one minute would have to be stated.
    (
        [FindingCode.ARRIVAL, FindingCode.WAIT, FindingCode.TOTALS],
        lambda: stop(1, arrival_s=87 * M),
    ),
    ([FindingCode.SETUP], lambda: stop(1, setup_s=0)),
    ([FindingCode.TRAVEL], lambda: stop(1, travel_s=4 * M)),
    ([FindingCode.TRAVEL], lambda: stop(1, distance_m=4_000)),
    ([FindingCode.STOPS], lambda: stop(1, building="a")),
    ([FindingCode.WAIT], lambda: made(2, wait_s=80 * M)),
    # Served as long as before, so it also ends earlier, and the next arrival is late.
    (
        [FindingCode.ARRIVAL, FindingCode.START_TOO_EARLY],
        lambda: made(1, 1, start_s=110 * M, end_s=120 * M),
    ),
    # Shorter by a minute: 125 would be the arrival at c.
    ([FindingCode.ARRIVAL, FindingCode.DURATION], lambda: made(1, 1, end_s=120 * M)),
    ([FindingCode.RETURN], lambda: replace(ROUTE, end_s=271 * M)),
    ([FindingCode.RETURN], lambda: replace(ROUTE, end_s=269 * M)),
    ([FindingCode.ARRIVAL], lambda: replace(ROUTE, start_s=49 * M)),
    ([FindingCode.TOTALS], lambda: replace(ROUTE, travel_s=0)),
    ([FindingCode.TOTALS], lambda: replace(ROUTE, distance_m=35_999)),
    ([FindingCode.TOTALS], lambda: replace(ROUTE, service_s=1)),
    ([FindingCode.TOTALS], lambda: replace(ROUTE, setup_s=10 * M)),
    ([FindingCode.TOTALS], lambda: replace(ROUTE, wait_s=0)),
    ([FindingCode.TOTALS], lambda: replace(ROUTE, break_s=0)),
    # 220-250 overlaps the service 240-255; it still counts as pause before it.
    ([FindingCode.BREAK_OVERLAP], lambda: rests((220, 250))),
    ([FindingCode.NUMBERS], lambda: replace(ROUTE, start_s=10**12)),
    ([FindingCode.NUMBERS], lambda: made(0, wait_s=float("nan"))),
    ([FindingCode.NUMBERS], lambda: made(0, start_s=63.5 * M)),
    ([FindingCode.NUMBERS], lambda: made(0, start_s=None)),
    ([FindingCode.EMPTY], lambda: replace(ROUTE, stops=())),
    ([FindingCode.UNKNOWN_SHIFT], lambda: replace(ROUTE, shift_id="s9")),
    # The ways to and from an unknown visit are not known, so nothing else is said.
    ([FindingCode.UNKNOWN_VISIT], lambda: made(0, visit_id="v9")),
    ([FindingCode.EMPTY], lambda: replace(ROUTE, stops=(*ROUTE.stops, nothing()))),
]


def rests(*pairs: tuple[int, int]) -> Route:
    breaks = tuple(PlannedBreak(start_s=a * M, end_s=b * M) for a, b in pairs)
    return replace(ROUTE, breaks=breaks)


def nothing() -> Stop:
    return Stop(building="x", arrival_s=0, setup_s=0, travel_s=0, distance_m=0, visits=())


@pytest.mark.parametrize(("expected", "route"), ROUTE_BREAKS)
def test_a_changed_route_is_reported_as_just_that(
    expected: list[FindingCode], route: Callable[[], Route]
) -> None:
    assert sorted(codes(day(), route())) == sorted(expected)


def test_a_later_start_inside_the_window_is_allowed() -> None:
    # v4 at 250 instead of 240: ten minutes more wait, home at 280.
    later = replace(
        made(2, start_s=250 * M, end_s=265 * M, wait_s=91 * M), end_s=280 * M, wait_s=91 * M
    )
    assert codes(day(), later) == []


def test_two_visits_in_one_building_are_one_stop_and_pay_one_setup() -> None:
    first, second = ROUTE.stops[1].visits
    apart = Stop(
        building="b",
        arrival_s=111 * M,
        setup_s=0,
        travel_s=1 * M,
        distance_m=1000,
        visits=(second,),
    )
    stops = (ROUTE.stops[0], replace(ROUTE.stops[1], visits=(first,)), apart, ROUTE.stops[2])
    assert codes(day(), replace(ROUTE, stops=stops)) == [FindingCode.STOPS]


def test_a_visit_of_another_building_inside_a_stop_is_not_grouped_right() -> None:
    problem = with_visit(day(), replace(day().visits[2], building="d", setup_s=0))
    assert codes(problem, ROUTE) == [FindingCode.STOPS]


def test_a_setup_is_due_even_where_no_stop_states_it() -> None:
    # v3 in a building of its own, with a setup of 2: service could start at 110 + 1 + 2 = 113.
    # The setups then are 3 + 2 + 2 + 3 = 10 minutes, not 8.
    problem = with_visit(day(), replace(day().visits[2], building="d"))
    expected = {FindingCode.STOPS, FindingCode.START_TOO_EARLY, FindingCode.TOTALS}
    assert set(codes(problem, ROUTE)) == expected


def test_visits_and_shifts_are_made_once() -> None:
    assert codes(day(), ROUTE, ROUTE) == [FindingCode.DUPLICATE]
    again = PlannedVisit(visit_id="v4", start_s=255 * M, end_s=270 * M)
    twice = replace(
        stop(2, visits=(*ROUTE.stops[2].visits, again)), end_s=285 * M, service_s=80 * M
    )
    assert codes(day(), twice) == [FindingCode.DUPLICATE]


def test_of_a_group_one_visit_is_made() -> None:
    problem = on_visit(1, group="g")
    assert codes(problem, ROUTE) == []
    assert codes(with_visit(problem, replace(day().visits[1], group="g")), ROUTE) == ["GROUP"]


def test_a_mandatory_visit_left_out_is_a_warning() -> None:
    report = check_routes(on_visit(5, mandatory=True), [ROUTE])
    assert report.ok
    assert [(f.code, f.visit_id) for f in report.warnings] == [("MANDATORY_LEFT_OUT", "v5")]


def test_a_mandatory_visit_is_settled_by_a_mandatory_mate() -> None:
    problem = on_visit(5, mandatory=True, group="g")
    mate = replace(problem.visits[3], mandatory=True, group="g")
    assert check_routes(with_visit(problem, mate), [ROUTE]).findings == ()


def test_an_open_start_and_end_have_no_legs() -> None:
    # Start on arrival at 60, end with the last service at 255: 25 minutes of travel less.
    problem = on_shift(start_location=None, end_location=None)
    first = replace(ROUTE.stops[0], travel_s=0, distance_m=0)
    route = replace(
        ROUTE,
        start_s=60 * M,
        end_s=255 * M,
        stops=(first, *ROUTE.stops[1:]),
        travel_s=11 * M,
        distance_m=11_000,
    )
    assert codes(problem, route) == []
    assert codes(problem, replace(route, end_s=256 * M)) == [FindingCode.RETURN]
    assert codes(problem, replace(route, start_s=59 * M)) == [FindingCode.ARRIVAL]


def test_every_finding_says_where_and_when() -> None:
    found = check_routes(on_visit(1, windows=((120 * M, 150 * M),)), [ROUTE]).errors
    assert [str(finding) for finding in found] == [
        "error WINDOW at shift s1, visit v1: service starts at 09:03, the windows are 10:00-10:30"
    ]


def test_no_route_values_whatever_raise() -> None:
    wild = np.random.default_rng(7)
    base = day()
    for _ in range(300):
        values = [int(v) for v in wild.integers(-(10**6), 10**6, size=12)]
        route = Route(
            shift_id="s1",
            start_s=values[0],
            end_s=values[1],
            stops=(
                Stop(
                    building="",
                    arrival_s=values[2],
                    setup_s=values[3],
                    travel_s=values[4],
                    distance_m=values[5],
                    visits=(
                        PlannedVisit(visit_id="v1", start_s=values[6], end_s=values[7]),
                        PlannedVisit(visit_id="nobody", start_s=values[8], end_s=values[9]),
                        PlannedVisit(visit_id="v1", start_s=values[8], end_s=values[9]),
                    ),
                ),
            ),
            breaks=(PlannedBreak(start_s=values[10], end_s=values[11]),) * int(values[0] % 3),
        )
        report = check_routes(base, [route])
        assert not report.ok
        assert str(report)
