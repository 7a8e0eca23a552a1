"""What single visits and routes may do and cost, as ``router.domain.problem`` states it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from router.domain.problem import Problem, Shift, Visit

__all__ = [
    "going_price",
    "left_price",
    "leg",
    "legs_of",
    "may_make",
    "may_start",
    "money",
    "start_price",
]


def may_start(visit: Visit, at: int) -> bool:
    """Whether service may start at this second: windows, law, release, due time, lock."""
    return (
        (not visit.windows or any(lo <= at <= hi for lo, hi in visit.windows))
        and (
            not visit.legal
            or any(lo <= at and at + visit.service_s <= hi for lo, hi in visit.legal)
        )
        and (visit.release_s is None or visit.release_s <= at)
        and (visit.due_s is None or at + visit.service_s <= visit.due_s)
        and (visit.locked_start_s is None or visit.locked_start_s == at)
    )


def start_price(visit: Visit, at: int) -> float:
    """What starting at this second costs: worth that is lost, and the change of a promised time."""
    lost = visit.worth - visit.value_at(at)
    before = visit.reference
    if before is not None and abs(at - before.start_s) > before.tolerance_s:
        lost += before.time_price
    return lost


def going_price(visit: Visit, agent_id: str) -> float:
    """What this agent's going costs, whenever it is."""
    price = 0.0
    if visit.preferred_agents and agent_id not in visit.preferred_agents:
        price += visit.other_agent_price
    if visit.reference is not None and agent_id != visit.reference.agent_id:
        price += visit.reference.agent_price
    return price


def left_price(visit: Visit) -> float:
    """What leaving it out costs, the duty to make it aside."""
    return visit.worth + (0.0 if visit.reference is None else visit.reference.drop_price)


def leg(problem: Problem, shift: Shift, a: int | None, b: int | None) -> tuple[int, int]:
    """Seconds and metres between two places; nothing from or to an open end."""
    if a is None or b is None or a == b:
        return 0, 0
    matrix = problem.matrices[shift.matrix]
    return int(matrix.duration_s[a, b]), int(matrix.distance_m[a, b])


def money(problem: Problem, shift: Shift, paid_s: int, end_s: int, metres: int) -> float:
    """What a route costs, prices of its visits aside."""
    return (
        paid_s * shift.cost_per_hour / 3600
        + max(0, end_s - shift.latest_s) * shift.overtime_cost_per_hour / 3600
        + metres / 1000 * shift.cost_per_km
        + shift.fixed_cost
        + problem.balance_price * (paid_s / 3600) ** 2
    )


def may_make(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> bool:
    """Whether these visits may be one route in this order, ways and times aside."""
    ids = [visit.visit_id for visit in visits]
    groups = [visit.group for visit in visits if visit.group]
    return (
        _limits_hold(shift, visits)
        and len(set(ids)) == len(ids)
        and len(set(groups)) == len(groups)
        and _locks_hold(problem, shift, visits, ids)
        and all(
            (made := [one for one in ids if one in order]) == sorted(made, key=order.index)
            for order in problem.orders
        )
    )


def _limits_hold(shift: Shift, visits: Sequence[Visit]) -> bool:
    return (
        all(
            visit.skills <= shift.skills
            and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
            and shift.agent_id not in visit.excluded_agents
            for visit in visits
        )
        and (shift.max_visits is None or len(visits) <= shift.max_visits)
        and (shift.capacity is None or sum(visit.load for visit in visits) <= shift.capacity)
    )


def _locks_hold(
    problem: Problem, shift: Shift, visits: Sequence[Visit], ids: Sequence[str]
) -> bool:
    others = {v for s in problem.shifts if s is not shift for v in s.locked_visits}
    return (
        tuple(ids[: len(shift.locked_visits)]) == shift.locked_visits
        and not others.intersection(ids)
        and all(visit.locked_shift in ("", shift.shift_id) for visit in visits)
    )


def legs_of(
    problem: Problem, shift: Shift, visits: Sequence[Visit]
) -> list[tuple[int, int]] | None:
    """Seconds and metres of every leg of a route; None if one has no way."""
    stops = [shift.start_location, *(visit.location for visit in visits), shift.end_location]
    legs = [leg(problem, shift, a, b) for a, b in pairwise(stops)]
    return None if any(seconds < 0 for seconds, _ in legs) else legs
