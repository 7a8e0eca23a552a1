"""A plain simulation of one route, written without the package's scheduling: try every minute.

Only for problems whose times are all whole minutes (or multiples of ``step``). Slow on purpose; it
follows the rules as ``router.domain.problem`` states them and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, pairwise

from router.domain.problem import Problem, Shift, Visit

__all__ = ["cheapest_route", "leg", "may_start"]

MINUTE = 60


def may_start(visit: Visit, at: int) -> bool:
    """Whether service may start at this second, by windows and by law."""
    return (not visit.windows or any(lo <= at <= hi for lo, hi in visit.windows)) and (
        not visit.legal or any(lo <= at and at + visit.service_s <= hi for lo, hi in visit.legal)
    )


def leg(problem: Problem, shift: Shift, a: int | None, b: int | None) -> tuple[int, int]:
    """Seconds and metres between two places; nothing from or to an open end."""
    if a is None or b is None or a == b:
        return 0, 0
    matrix = problem.matrices[shift.matrix]
    return int(matrix.duration_s[a, b]), int(matrix.distance_m[a, b])


def cheapest_route(
    problem: Problem, shift: Shift, visits: Sequence[Visit], *, step: int = MINUTE
) -> float | None:
    """The least money the visits cost in this order on this shift; None if they break a rule."""
    legs = _legs(problem, shift, visits)
    if legs is None or not _limits_hold(shift, visits, sum(metres for _, metres in legs)):
        return None
    kilometres = sum(metres for _, metres in legs) / 1000
    work = [seconds for seconds, _ in legs]
    building = None
    for i, visit in enumerate(visits):
        if visit.building != building:
            work[i] += visit.setup_s
        building = visit.building
    end = shift.latest_s + shift.overtime_max_s
    costs = []
    # Gap 0 is before the departure, 1 … n + 1 lie on the route, n + 2 is after the return.
    places = list(combinations_with_replacement(range(len(visits) + 3), len(shift.breaks)))
    for start in range(shift.earliest_s, end + 1, step):
        for assigned in places:
            finish = _finish(shift, visits, work, start, assigned, step)
            if finish is None or finish > end:
                continue
            if shift.max_duration_s is not None and finish - start > shift.max_duration_s:
                continue
            costs.append(
                (finish - start) * shift.cost_per_hour / 3600
                + max(0, finish - shift.latest_s) * shift.overtime_cost_per_hour / 3600
            )
    return min(costs) + kilometres * shift.cost_per_km + shift.fixed_cost if costs else None


def _legs(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> list[tuple[int, int]] | None:
    stops = [shift.start_location, *(visit.location for visit in visits), shift.end_location]
    legs = [leg(problem, shift, a, b) for a, b in pairwise(stops)]
    return None if any(seconds < 0 for seconds, _ in legs) else legs


def _limits_hold(shift: Shift, visits: Sequence[Visit], metres: int) -> bool:
    return (
        all(
            visit.skills <= shift.skills
            and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
            and shift.agent_id not in visit.excluded_agents
            for visit in visits
        )
        and (shift.max_visits is None or len(visits) <= shift.max_visits)
        and (shift.capacity is None or sum(visit.load for visit in visits) <= shift.capacity)
        and (shift.max_distance_m is None or metres <= shift.max_distance_m)
    )


def _finish(
    shift: Shift,
    visits: Sequence[Visit],
    work: Sequence[int],
    start: int,
    assigned: Sequence[int],
    step: int,
) -> int | None:
    """When the route ends if it leaves at ``start`` with each break in its assigned gap."""
    end = shift.latest_s + shift.overtime_max_s
    clock = shift.earliest_s
    for gap in range(len(visits) + 3):
        if gap == 1:
            if clock > start:
                return None
            clock = start
        rests = [rest for rest, place in zip(shift.breaks, assigned, strict=True) if place == gap]
        ready = clock
        if 1 <= gap <= len(visits) + 1:
            ready += work[gap - 1] + sum(rest.duration_s for rest in rests)
        for rest in rests:
            clock = max(clock, rest.earliest_s)
            if clock > rest.latest_s or clock + rest.duration_s > end:
                return None
            clock += rest.duration_s
        clock = max(clock, ready)
        if 1 <= gap <= len(visits):
            visit = visits[gap - 1]
            at = next((t for t in range(clock, end + 1, step) if may_start(visit, t)), None)
            if at is None:
                return None
            clock = at + visit.service_s
        if gap == len(visits) + 1:
            finish = clock
    return finish
