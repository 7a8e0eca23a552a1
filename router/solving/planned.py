"""Finished routes: when they serve, what they cost, and how one is written for given starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Visit
from router.domain.route import Route
from router.solving.options import options_of
from router.solving.prepared import Prepared
from router.solving.timetable import route_of
from router.solving.who import surcharge_terms

__all__ = ["absence_price", "in_order", "plan_price", "route_at", "starts_of"]


def starts_of(routes: Iterable[Route]) -> dict[str, int]:
    """Return when the service of every visit on some routes starts.

    Parameters
    ----------
    routes
        With times.

    Returns
    -------
    dict
        Seconds by visit id, in the order of the routes.
    """
    return {
        visit.visit_id: visit.start_s
        for route in routes
        for stop in route.stops
        for visit in stop.visits
    }


def in_order(problem: Problem, routes: Iterable[Route]) -> tuple[Route, ...]:
    """Return routes in the order of the shifts.

    Parameters
    ----------
    problem
        The statement.
    routes
        One per shift at most.

    Returns
    -------
    tuple of Route
        All of them.
    """
    by_shift = {route.shift_id: route for route in routes}
    return tuple(by_shift[s.shift_id] for s in problem.shifts if s.shift_id in by_shift)


def absence_price(visit: Visit) -> float:
    """Return the money that is lost if a visit is left out.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    float
        Its worth, and the price of that change if it was planned before.
    """
    return visit.worth + (0.0 if visit.reference is None else visit.reference.drop_price)


def plan_price(problem: Problem, routes: Iterable[Route]) -> tuple[int, float]:
    """Return what routes cost, mandatory visits that are left out first.

    Parameters
    ----------
    problem
        The statement.
    routes
        With right times and totals, each visit once.

    Returns
    -------
    tuple of int and float
        How many mandatory visits are left out, and the money; plans compare by it.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    absent = {visit.visit_id: visit for visit in problem.visits}
    money = 0.0
    for route in routes:
        shift, hours = shifts[route.shift_id], (route.end_s - route.start_s) / 3600
        late = max(0, route.end_s - shift.latest_s) / 3600
        money += shift.fixed_cost + route.distance_m / 1000 * shift.cost_per_km
        money += hours * shift.cost_per_hour + late * shift.overtime_cost_per_hour
        money += hours**2 * problem.balance_price
        for visit_id, start_s in starts_of([route]).items():
            visit = absent.pop(visit_id)
            option = options_of(visit, (start_s, start_s))[0]
            money += option.forgone + option.moved + sum(surcharge_terms(shift, visit))
    money += sum(absence_price(visit) for visit in absent.values())
    return sum(visit.mandatory for visit in absent.values()), money


def route_at(problem: Problem, shift_id: str, starts: Mapping[str, int]) -> Route | None:
    """Write a route whose services start at given times.

    Parameters
    ----------
    problem
        The statement.
    shift_id
        The shift.
    starts
        Seconds by visit id, in the order of the route; the visits' own times do not count.

    Returns
    -------
    Route or None
        With the best departure, return and breaks; None if there are none.
    """
    by_id = {visit.visit_id: visit for visit in problem.visits}
    shift = next(shift for shift in problem.shifts if shift.shift_id == shift_id)
    visits = [by_id[visit_id] for visit_id in starts]
    places = {visit.location for visit in visits} | {shift.start_location, shift.end_location}
    rows = sorted(place for place in places if place is not None)
    row = {place: number for number, place in enumerate(rows)}
    matrix = problem.matrices[shift.matrix]
    corner = np.ix_(rows, rows)
    alone = Problem(
        origin=problem.origin,
        visits=tuple(
            replace(
                visit,
                location=row[visit.location],
                windows=((start_s, start_s),),
                legal=(),
                release_s=None,
                due_s=None,
                locked_start_s=None,
                value_bands=(),
                reference=None,
                group="",
            )
            for visit, start_s in zip(visits, starts.values(), strict=True)
        ),
        shifts=(
            replace(
                shift,
                start_location=None if shift.start_location is None else row[shift.start_location],
                end_location=None if shift.end_location is None else row[shift.end_location],
                locked_visits=(),
            ),
        ),
        matrices={shift.matrix: TravelMatrix(matrix.duration_s[corner], matrix.distance_m[corner])},
        balance_price=problem.balance_price,
    )
    return route_of(Prepared(alone), 0, range(len(visits)))
