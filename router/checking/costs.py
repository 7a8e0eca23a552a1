"""What a plan costs, recomputed from the problem, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from router.checking.numbers import sane
from router.checking.timeline import read_timeline
from router.domain.plan import CostBreakdown
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route

__all__ = [
    "agent_change_cost",
    "balance_cost",
    "costs",
    "preference_cost",
    "route_costs",
    "time_change_cost",
    "time_cost",
]

_HOUR_S = 3600


def costs(problem: Problem, routes: Sequence[Route]) -> CostBreakdown:
    """Recompute what a plan costs.

    Parameters
    ----------
    problem
        What the routes belong to.
    routes
        As stated. Travel, setup and service are taken from the problem; the paid time, the breaks
        and the starts of service as stated. A route of an unknown shift, or with numbers that
        cannot be times, adds nothing, but its visits are not left out.

    Returns
    -------
    CostBreakdown
        In money. The terms of paid time add up to ``end_s - start_s`` of every route.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    left_out = [visit for visit in problem.visits if visit.visit_id not in made]
    total = CostBreakdown(
        value_not_collected=sum(visit.worth for visit in left_out),
        change=sum(v.reference.drop_price for v in left_out if v.reference is not None),
    )
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
        In money. The value that is not collected is what its visits would have been worth more at
        other times.
    """
    due = read_timeline(problem, shift, route)
    made = [(step.visit, step.planned.start_s) for step in due.steps if step.visit is not None]
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
        value_not_collected=sum(visit.worth - visit.value_at(start) for visit, start in made),
        preference=sum(preference_cost(visit, shift) for visit, _ in made),
        change=sum(
            agent_change_cost(visit, shift) + time_change_cost(visit, start)
            for visit, start in made
        ),
        balance=balance_cost(problem.balance_price, paid_s),
    )


def preference_cost(visit: Visit, shift: Shift) -> float:
    """Return what it costs that an agent goes who is not preferred.

    Parameters
    ----------
    visit, shift
        Who goes where.

    Returns
    -------
    float
        Money; 0 for a preferred agent, or if none is preferred.
    """
    other = bool(visit.preferred_agents) and shift.agent_id not in visit.preferred_agents
    return visit.other_agent_price if other else 0.0


def agent_change_cost(visit: Visit, shift: Shift) -> float:
    """Return what it costs that another agent goes than was planned before.

    Parameters
    ----------
    visit, shift
        Who goes where.

    Returns
    -------
    float
        Money; 0 if nothing was planned before.
    """
    before = visit.reference
    return before.agent_price if before and before.agent_id != shift.agent_id else 0.0


def time_change_cost(visit: Visit, start_s: int) -> float:
    """Return what it costs that service starts at another time than was planned before.

    Parameters
    ----------
    visit
        The visit.
    start_s
        Of its service.

    Returns
    -------
    float
        Money; 0 within the tolerance, or if nothing was planned before.
    """
    before = visit.reference
    moved = before is not None and abs(start_s - before.start_s) > before.tolerance_s
    return before.time_price if before is not None and moved else 0.0


def balance_cost(balance_price: float, paid_s: int) -> float:
    """Return the price of a long route.

    Parameters
    ----------
    balance_price
        Of the problem, per squared hour.
    paid_s
        Paid time of the route.

    Returns
    -------
    float
        Money.
    """
    hours = paid_s / _HOUR_S
    return balance_price * hours * hours


def time_cost(shift: Shift, balance_price: float, start_s: int, end_s: int) -> float:
    """Return the part of a route's cost that its departure and return decide.

    Parameters
    ----------
    shift
        Whose costs.
    balance_price
        Of the problem.
    start_s, end_s
        Of the route.

    Returns
    -------
    float
        Paid time, the overtime premium and the balance, in money.
    """
    paid = (end_s - start_s) * shift.cost_per_hour
    premium = max(0, end_s - shift.latest_s) * shift.overtime_cost_per_hour
    return (paid + premium) / _HOUR_S + balance_cost(balance_price, end_s - start_s)


def _added(one: CostBreakdown, other: CostBreakdown) -> CostBreakdown:
    names = [field.name for field in fields(CostBreakdown)]
    return CostBreakdown(**{name: getattr(one, name) + getattr(other, name) for name in names})
