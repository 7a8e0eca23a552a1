"""A hand-made day whose every number can be followed on paper, and its valid plan.

All times in minutes after 08:00, all metres = 1000 per minute of travel. ::

    home 0 --10-- P1 --5-- P2 --1-- P3 --5-- P4 --15-- home 0      (every other pair: 20)

    v1 at P1, building a, setup 3, service 20, window from 09:00 (60)
    v2 at P2, building b, setup 2, service 20
    v3 at P3, building b (another entrance), setup 2, service 10
    v4 at P4, building c, setup 3, service 15, window from 12:00 (240)
    v5 at P4, building c: left out, value 5

    08:50  (50) leave home
    09:00  (60) arrive at a, setup until 63, service 63-83
           (88) arrive at b, setup until 90, service 90-110
          (111) at the other entrance, service 111-121
          (126) arrive at c, setup until 129, break 210-240, service 240-255: wait 240-129-30 = 81
    12:30 (270) home

    paid 270-50 = 220 = travel 36 + setup 8 + service 65 + wait 81 + break 30
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from router.checking import costs
from router.domain.matrix import TravelMatrix
from router.domain.plan import CaseCard, PlanData, ReasonCode, UnassignedVisit
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, SearchInfo, Stop

__all__ = [
    "MINUTE",
    "ORIGIN",
    "ROUTE",
    "day",
    "in_order",
    "matrix",
    "plan",
    "shift",
    "town",
    "visit",
    "with_visit",
]

MINUTE = 60
ORIGIN = datetime(2026, 11, 23, 8, tzinfo=UTC)


def matrix(size: int, legs: dict[tuple[int, int], int], other: int = 20) -> TravelMatrix:
    """Symmetric minutes; -1 means no way."""
    table = np.full((size, size), other, dtype=np.int32)
    np.fill_diagonal(table, 0)
    for (a, b), minutes in legs.items():
        table[a, b] = table[b, a] = minutes
    times = np.where(table < 0, -1, table * MINUTE)
    return TravelMatrix(times, np.where(table < 0, -1, table * 1000))


def visit(
    name: str,
    location: int,
    *,
    service: int = 10,
    setup: int = 0,
    windows: tuple[tuple[int, int], ...] = (),
    legal: tuple[tuple[int, int], ...] = (),
    building: str = "",
    value: float = 1000.0,
) -> Visit:
    """A visit with times in minutes."""
    return Visit(
        visit_id=name,
        case_ids=(name.replace("v", "c"),),
        location=location,
        building=building or name,
        service_s=service * MINUTE,
        setup_s=setup * MINUTE,
        windows=tuple((a * MINUTE, b * MINUTE) for a, b in windows),
        legal=tuple((a * MINUTE, b * MINUTE) for a, b in legal),
        value=value,
    )


def shift(
    name: str = "s1",
    *,
    start: int | None = 0,
    end: int | None = 0,
    hours: tuple[int, int] = (0, 480),
    overtime: int = 0,
    breaks: tuple[tuple[int, int, int], ...] = (),
) -> Shift:
    """A shift with times in minutes: 60 money per hour, 0.5 per kilometre."""
    return Shift(
        shift_id=name,
        agent_id=name.replace("s", "a"),
        agent_name={"s1": "Aino", "s2": "Eero"}.get(name, ""),
        start_location=start,
        end_location=end,
        earliest_s=hours[0] * MINUTE,
        latest_s=hours[1] * MINUTE,
        overtime_max_s=overtime * MINUTE,
        breaks=tuple(
            ShiftBreak(earliest_s=a * MINUTE, latest_s=b * MINUTE, duration_s=length * MINUTE)
            for a, b, length in breaks
        ),
        matrix="car",
        cost_per_hour=60.0,
        cost_per_km=0.5,
        fixed_cost=7.0,
        overtime_cost_per_hour=120.0,
    )


def day() -> Problem:
    """The day in the drawing above."""
    return Problem(
        origin=ORIGIN,
        visits=(
            visit("v1", 1, building="a", setup=3, service=20, windows=((60, 120),)),
            visit("v2", 2, building="b", setup=2, service=20, legal=((0, 600),)),
            visit("v3", 3, building="b", setup=2, service=10),
            visit("v4", 4, building="c", setup=3, service=15, windows=((0, 30), (240, 300))),
            visit("v5", 4, building="c", setup=3, service=15, value=5.0),
        ),
        shifts=(shift(overtime=30, breaks=((210, 270, 30),)),),
        matrices={"car": matrix(5, {(0, 1): 10, (1, 2): 5, (2, 3): 1, (3, 4): 5, (4, 0): 15})},
    )


def _stop(building: str, arrival: int, setup: int, travel: int, *made: PlannedVisit) -> Stop:
    return Stop(
        building=building,
        arrival_s=arrival * MINUTE,
        setup_s=setup * MINUTE,
        travel_s=travel * MINUTE,
        distance_m=travel * 1000,
        visits=made,
    )


def _made(name: str, start: int, end: int, wait: int = 0) -> PlannedVisit:
    return PlannedVisit(
        visit_id=name, start_s=start * MINUTE, end_s=end * MINUTE, wait_s=wait * MINUTE
    )


ROUTE = Route(
    shift_id="s1",
    start_s=50 * MINUTE,
    end_s=270 * MINUTE,
    stops=(
        _stop("a", 60, 3, 10, _made("v1", 63, 83)),
        _stop("b", 88, 2, 5, _made("v2", 90, 110), _made("v3", 111, 121)),
        _stop("c", 126, 3, 5, _made("v4", 240, 255, wait=81)),
    ),
    breaks=(PlannedBreak(start_s=210 * MINUTE, end_s=240 * MINUTE),),
    travel_s=36 * MINUTE,
    distance_m=36_000,
    service_s=65 * MINUTE,
    setup_s=8 * MINUTE,
    wait_s=81 * MINUTE,
    break_s=30 * MINUTE,
)


def plan() -> PlanData:
    """The whole plan: v5 fits, and pays (see the tests of reasons)."""
    problem = day()
    return PlanData(
        day=date(2026, 11, 23),
        problem=problem,
        routes=(ROUTE,),
        unassigned=(
            UnassignedVisit(
                visit_id="v5",
                case_ids=("c5",),
                code=ReasonCode.SEARCH_LIMIT,
                detail="",
                remedy="",
            ),
        ),
        cards=tuple(CaseCard(case_id=f"c{n}", borrower_id=f"b{n}") for n in range(1, 6)),
        costs=costs(problem, [ROUTE]),
        search=SearchInfo(engine="by hand", seed=0),
    )


def with_visit(problem: Problem, changed: Visit) -> Problem:
    """The problem with one visit replaced."""
    visits = tuple(changed if v.visit_id == changed.visit_id else v for v in problem.visits)
    return replace(problem, visits=visits)


def town(visits: tuple[Visit, ...], legs: dict[tuple[int, int], int], *shifts: Shift) -> Problem:
    """A problem with home at 0 and places 1, 2, ...; other legs take 20 minutes."""
    size = 1 + max((v.location for v in visits), default=0)
    return Problem(
        origin=ORIGIN, visits=visits, shifts=shifts, matrices={"car": matrix(size, legs)}
    )


def in_order(shift_id: str, *visits: Visit) -> Route:
    """A route of which only the order counts, as for reasons."""
    return Route(
        shift_id=shift_id,
        start_s=0,
        end_s=0,
        stops=tuple(_stop(v.building, 0, 0, 0, _made(v.visit_id, 0, 0)) for v in visits),
    )
