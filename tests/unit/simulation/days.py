"""Days to play: every case of a city is offered in plain legal hours, and orders are timed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from router.checking import check_routes
from router.domain.agents import TravelMode
from router.domain.cases import Case
from router.domain.problem import Problem, Shift, ShiftBreak, Span, ValueBand, Visit
from router.domain.route import Route
from router.simulation import Orders, World
from router.solving.prepared import Prepared
from router.solving.timetable import route_of
from router.travel import GreatCircleTravel

MONDAY = date(2026, 11, 23)
HOUR = 3600
LEGAL = (9 * HOUR, 20 * HOUR)


def offered(
    world: World,
    day: date = MONDAY,
    cases: Sequence[Case] | None = None,
    *,
    legal: Span = LEGAL,
    evening_value: float | None = None,
) -> Problem:
    """All cases, each a visit of its own at its first address, and the agents of that day."""
    cases = world.cases_on(day) if cases is None else cases
    starts = [agent.start for agent in world.agents]
    points = [start.coordinate for start in starts if start] + [
        case.addresses[0].coordinate for case in cases
    ]
    known = [point for point in points if point is not None]
    bands: tuple[ValueBand, ...] = ()
    if evening_value is not None:
        bands = (ValueBand(start_s=17 * HOUR, end_s=20 * HOUR, value=evening_value),)
    return Problem(
        origin=datetime.combine(day, time(0), tzinfo=world.zone),
        visits=tuple(
            Visit(
                visit_id=case.case_id,
                case_ids=(case.case_id,),
                location=len(starts) + number,
                building=case.building,
                service_s=10 * 60,
                setup_s=4 * 60,
                legal=(legal,),
                windows=_windows(case, day),
                value=100.0,
                value_bands=bands,
                mandatory=_appointed(case, day),
                group=case.borrower_id,
            )
            for number, case in enumerate(cases)
        ),
        shifts=tuple(_shifts(world, day)),
        matrices={"car": GreatCircleTravel().matrix(known, TravelMode.CAR)},
        coordinates=tuple(known),
    )


def timed(problem: Problem, orders: Orders) -> tuple[Route, ...]:
    """Time each order as it stands; the checker passes the routes, and nothing was left out."""
    prepared = Prepared(problem)
    row = {visit.visit_id: number for number, visit in enumerate(problem.visits)}
    routes = []
    for number, shift in enumerate(problem.shifts):
        order = [prepared.options_of[row[one]][0] for one in orders.get(shift.shift_id, ())]
        if order:
            route = route_of(prepared, number, order)
            assert route is not None, f"{shift.shift_id} cannot keep its order"
            routes.append(route)
    report = check_routes(problem, routes)
    assert report.ok, str(report)
    return tuple(routes)


def _appointed(case: Case, day: date) -> bool:
    return case.appointment is not None and case.appointment.day == day


def _windows(case: Case, day: date) -> tuple[Span, ...]:
    if case.appointment is not None and case.appointment.day == day:
        return ((_seconds(case.appointment.start), _seconds(case.appointment.end)),)
    return tuple((_seconds(w.start), _seconds(w.end)) for w in case.windows if w.holds_on(day))


def _shifts(world: World, day: date) -> list[Shift]:
    return [
        Shift(
            shift_id=agent.agent_id,
            agent_id=agent.agent_id,
            start_location=number,
            end_location=number,
            earliest_s=_seconds(window.start),
            latest_s=_seconds(window.end),
            breaks=tuple(
                ShiftBreak(
                    earliest_s=_seconds(one.earliest),
                    latest_s=_seconds(one.latest),
                    duration_s=int(one.duration / timedelta(seconds=1)),
                )
                for one in agent.breaks
            ),
            matrix="car",
            cost_per_hour=agent.cost_per_hour,
            cost_per_km=agent.cost_per_km,
        )
        for number, agent in enumerate(world.agents)
        for window in agent.shifts
        if window.holds_on(day)
    ]


def _seconds(clock: time) -> int:
    return clock.hour * HOUR + clock.minute * 60
