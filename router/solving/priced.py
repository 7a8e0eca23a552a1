"""What the statement says about one visit and its prices, and what a finished plan costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from router.domain.problem import Problem, Shift, Span, Visit
from router.domain.route import Route

__all__ = [
    "absence_price",
    "agent_price",
    "intersect",
    "may_take",
    "plan_price",
    "start_prices",
    "start_spans",
]

FAR = 10**8  # seconds; beyond any day


def start_spans(visit: Visit) -> tuple[Span, ...]:
    """Return when the service of a visit may start: every rule on its time intersected.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    tuple of Span
        In order, apart; empty if there is no such time.
    """
    service = visit.service_s
    first = -FAR if visit.release_s is None else visit.release_s
    last = FAR if visit.due_s is None else visit.due_s - service
    spans = _merged([(first, last)])
    if visit.windows:
        spans = intersect(spans, visit.windows)
    if visit.legal:
        spans = intersect(spans, [(lo, hi - service) for lo, hi in visit.legal])
    if visit.locked_start_s is not None:
        spans = intersect(spans, [(visit.locked_start_s, visit.locked_start_s)])
    return spans


def intersect(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    """Return the seconds that are in both.

    Parameters
    ----------
    one, other
        Spans, in any order; those that end before they start count for nothing.

    Returns
    -------
    tuple of Span
        In order, apart.
    """
    others = list(other)
    return _merged([(max(a, c), min(b, d)) for a, b in one for c, d in others])


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for lo, hi in sorted(spans):
        if hi < lo:
            continue
        if merged and lo <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(hi, merged[-1][1]))
        else:
            merged.append((lo, hi))
    return tuple(merged)


def may_take(shift: Shift, visit: Visit) -> bool:
    """Tell whether a shift may make a visit, whatever the time and the route.

    Parameters
    ----------
    shift, visit
        The two.

    Returns
    -------
    bool
        By skills, agents, locks and load.
    """
    return (
        visit.skills <= shift.skills
        and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
        and shift.agent_id not in visit.excluded_agents
        and visit.locked_shift in ("", shift.shift_id)
        and (shift.capacity is None or visit.load <= shift.capacity)
        and shift.max_visits != 0
    )


def absence_price(visit: Visit) -> float:
    """Return the money lost if a visit is left out.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    float
        Its worth, and the price of that change if it was planned before.
    """
    return visit.worth + (visit.reference.drop_price if visit.reference else 0.0)


def agent_price(visit: Visit, agent_id: str) -> float:
    """Return what it costs that this agent makes a visit.

    Parameters
    ----------
    visit
        The visit.
    agent_id
        Who makes it.

    Returns
    -------
    float
        For an agent who is not preferred, and for another one than before.
    """
    price = 0.0
    if visit.preferred_agents and agent_id not in visit.preferred_agents:
        price += visit.other_agent_price
    if visit.reference and agent_id != visit.reference.agent_id:
        price += visit.reference.agent_price
    return price


def start_prices(visit: Visit) -> dict[float, tuple[Span, ...]]:
    """Return what a start costs, by when it is.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    dict
        Money (worth that is lost, and the price of another time than before) to the spans of the
        starts that cost it; together all starts that are allowed.
    """
    cuts = {-FAR}
    for band in visit.value_bands:
        cuts |= {band.start_s, band.end_s + 1}
    was = visit.reference
    if was and was.time_price:
        cuts |= {was.start_s - was.tolerance_s, was.start_s + was.tolerance_s + 1}
    edges = sorted(cuts)
    found: dict[float, list[Span]] = {}
    for lo, hi in start_spans(visit):
        for begin, following in zip(edges, [*edges[1:], FAR + 1], strict=True):
            part = (max(lo, begin), min(hi, following - 1))
            if part[0] <= part[1]:
                found.setdefault(_start_price(visit, part[0]), []).append(part)
    return {price: _merged(parts) for price, parts in found.items()}


def _start_price(visit: Visit, start_s: int) -> float:
    was = visit.reference
    late = was is not None and abs(start_s - was.start_s) > was.tolerance_s
    return visit.worth - visit.value_at(start_s) + (was.time_price if was and late else 0.0)


def plan_price(problem: Problem, routes: Sequence[Route]) -> tuple[int, float]:
    """Return what routes cost, mandatory visits that are left out first.

    Parameters
    ----------
    problem
        What they belong to.
    routes
        With right totals.

    Returns
    -------
    tuple of int and float
        How many mandatory visits are left out, and the money; plans compare by it.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    visits = {visit.visit_id: visit for visit in problem.visits}
    money = 0.0
    for route in routes:
        shift, paid = shifts[route.shift_id], route.end_s - route.start_s
        money += shift.fixed_cost + route.distance_m / 1000 * shift.cost_per_km
        money += paid / 3600 * shift.cost_per_hour
        late = max(0, route.end_s - shift.latest_s)
        money += late / 3600 * shift.overtime_cost_per_hour
        money += problem.balance_price * (paid / 3600) ** 2
        for stop in route.stops:
            for planned in stop.visits:
                visit = visits.pop(planned.visit_id)
                money += agent_price(visit, shift.agent_id) + _start_price(visit, planned.start_s)
    money += sum(absence_price(visit) for visit in visits.values())
    return sum(visit.mandatory for visit in visits.values()), money
