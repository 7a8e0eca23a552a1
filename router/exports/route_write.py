"""Routes, costs and search as plain values, for plan.json and router.solution/1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from router.domain.costs import CostBreakdown
from router.domain.problem import Problem, Shift
from router.domain.route import Route, SearchInfo, Stop
from router.exports.json_text import Json
from router.exports.problem_write import rfc3339, spans_json

__all__ = ["costs_json", "routes_json", "search_json"]


def costs_json(costs: CostBreakdown) -> dict[str, Json]:
    """Return costs as plain values.

    Parameters
    ----------
    costs
        Term by term.

    Returns
    -------
    dict
        And their sum.
    """
    return {
        "travel_time": costs.travel_time,
        "on_site": costs.on_site,
        "waiting": costs.waiting,
        "breaks": costs.breaks,
        "distance": costs.distance,
        "overtime": costs.overtime,
        "fixed": costs.fixed,
        "value_not_collected": costs.value_not_collected,
        "preference": costs.preference,
        "change": costs.change,
        "balance": costs.balance,
        "total": costs.total,
    }


def search_json(search: SearchInfo) -> dict[str, Json]:
    """Return how the routes were found, as plain values.

    Parameters
    ----------
    search
        As the solver says.

    Returns
    -------
    dict
        Fit for JSON.
    """
    return {
        "engine": search.engine,
        "seed": search.seed,
        "seconds": search.seconds,
        "iterations": search.iterations,
        "solutions": search.solutions,
        "stopped_by": search.stopped_by,
        "workers": search.workers,
        "shares": [
            {
                "engine": share.engine,
                "seconds": share.seconds,
                "iterations": share.iterations,
                "improvements": share.improvements,
            }
            for share in search.shares
        ],
        "trace": [[at, cost] for at, cost in search.trace],
        "bound": search.bound,
    }


def routes_json(problem: Problem, routes: Sequence[Route]) -> list[Json]:
    """Return routes as plain values.

    Parameters
    ----------
    problem
        What was solved.
    routes
        Right or wrong.

    Returns
    -------
    list
        In the same order; the cost of a route is null if its shift is not there.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    cases = {visit.visit_id: visit.case_ids for visit in problem.visits}
    return [_route(route, shifts.get(route.shift_id), cases, problem) for route in routes]


def _route(
    route: Route, shift: Shift | None, cases: Mapping[str, Sequence[str]], problem: Problem
) -> dict[str, Json]:
    return {
        "shift_id": route.shift_id,
        "agent_id": shift.agent_id if shift else "",
        "start": rfc3339(problem.instant(route.start_s)),
        "end": rfc3339(problem.instant(route.end_s)),
        "travel_s": route.travel_s,
        "distance_m": route.distance_m,
        "service_s": route.service_s,
        "setup_s": route.setup_s,
        "wait_s": route.wait_s,
        "break_s": route.break_s,
        "cost": _route_cost(route, shift) if shift else None,
        "breaks": spans_json([(rest.start_s, rest.end_s) for rest in route.breaks], problem),
        "stops": [_stop(stop, cases, problem) for stop in route.stops],
    }


def _route_cost(route: Route, shift: Shift) -> dict[str, Json]:
    paid = (route.end_s - route.start_s) / 3600 * shift.cost_per_hour
    distance = route.distance_m / 1000 * shift.cost_per_km
    overtime = max(0, route.end_s - shift.latest_s) / 3600 * shift.overtime_cost_per_hour
    return {
        "paid_time": paid,
        "distance": distance,
        "overtime": overtime,
        "fixed": shift.fixed_cost,
        "total": paid + distance + overtime + shift.fixed_cost,
    }


def _stop(stop: Stop, cases: Mapping[str, Sequence[str]], problem: Problem) -> dict[str, Json]:
    return {
        "building": stop.building,
        "arrival": rfc3339(problem.instant(stop.arrival_s)),
        "setup_s": stop.setup_s,
        "travel_s": stop.travel_s,
        "distance_m": stop.distance_m,
        "visits": [
            {
                "visit_id": visit.visit_id,
                "case_ids": list(cases.get(visit.visit_id, ())),
                "start": rfc3339(problem.instant(visit.start_s)),
                "end": rfc3339(problem.instant(visit.end_s)),
                "wait_s": visit.wait_s,
            }
            for visit in stop.visits
        ],
    }
