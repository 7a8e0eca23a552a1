"""What a plan costs, recomputed from the problem, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from router.checking.numbers import sane
from router.checking.timeline import read_timeline
from router.domain.plan import CostBreakdown
from router.domain.problem import Problem, Shift
from router.domain.route import Route

__all__ = ["costs", "route_costs", "time_cost"]

_HOUR_S = 3600


def costs(problem: Problem, routes: Sequence[Route]) -> CostBreakdown:
    """Recompute what a plan costs.

    Parameters
    ----------
    problem
        What the routes belong to.
    routes
        As stated. Travel, setup and service are taken from the problem; the paid time and the
        breaks as stated. A route of an unknown shift, or with numbers that cannot be times, adds
        nothing.

    Returns
    -------
    CostBreakdown
        In money. The terms of paid time add up to ``end_s - start_s`` of every route.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    left_out = sum(visit.value for visit in problem.visits if visit.visit_id not in made)
    total = CostBreakdown(value_not_collected=left_out)
    for route in routes:
        shift = shifts.get(route.shift_id)
        if shift is not None and sane(route):
            total = _added(total, route_costs(problem, shift, route))
    return total


def route_costs(problem: Problem, shift: Shift, route: Route) -> CostBreakdown:
    """Recompute what one route costs.

    Parameters
    ----------
    problem, shift
        What the route belongs to.
    route
        As stated, with numbers that can be times.

    Returns
    -------
    CostBreakdown
        In money; no value is lost on a route.
    """
    due = read_timeline(problem, shift, route)
    on_site_s = due.setup_s + due.service_s
    paid_s = route.end_s - route.start_s
    per_second = shift.cost_per_hour / _HOUR_S
    premium = shift.overtime_cost_per_hour / _HOUR_S
    return CostBreakdown(
        travel_time=due.travel_s * per_second,
        on_site=on_site_s * per_second,
        # In a plan that holds this is the sum of the waits.
        waiting=(paid_s - due.travel_s - on_site_s - due.break_s) * per_second,
        breaks=due.break_s * per_second,
        distance=due.distance_m / 1000 * shift.cost_per_km,
        overtime=max(0, route.end_s - shift.latest_s) * premium,
        fixed=shift.fixed_cost,
    )


def time_cost(shift: Shift, start_s: int, end_s: int) -> float:
    """Return the part of a route's cost that its times decide.

    Parameters
    ----------
    shift
        Whose costs.
    start_s, end_s
        Of the route.

    Returns
    -------
    float
        Paid time and the overtime premium, in money.
    """
    paid = (end_s - start_s) * shift.cost_per_hour
    premium = max(0, end_s - shift.latest_s) * shift.overtime_cost_per_hour
    return (paid + premium) / _HOUR_S


def _added(one: CostBreakdown, other: CostBreakdown) -> CostBreakdown:
    names = [field.name for field in fields(CostBreakdown)]
    return CostBreakdown(**{name: getattr(one, name) + getattr(other, name) for name in names})
