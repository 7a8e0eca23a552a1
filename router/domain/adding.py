"""What one visit adds to its route: the way, the time at the door, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route

__all__ = ["Added", "added_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a route would save without one of its visits.

    Parameters
    ----------
    seconds
        On the way and at the door.
    metres
        Of the way.
    cost
        Money, for both; and for the shift, if it is its only visit.
    """

    seconds: int
    metres: int
    cost: float


def added_by(problem: Problem, route: Route) -> dict[str, Added]:
    """Return what each visit adds to its route, the others staying in their order.

    Parameters
    ----------
    problem
        What was planned.
    route
        Of the plan.

    Returns
    -------
    dict of str to Added
        By visit. A visit is not there if the problem does not know it, or if no way leads past
        it. Waiting counts as it is planned: that the agent might wait elsewhere is not looked
        into. Two visits may add more, or less, than the sum of both.
    """
    shift = next((one for one in problem.shifts if one.shift_id == route.shift_id), None)
    by_id = {visit.visit_id: visit for visit in problem.visits}
    if shift is None or any(visit_id not in by_id for visit_id in route.visit_ids):
        return {}
    visits = [by_id[visit_id] for visit_id in route.visit_ids]
    whole = _effort(problem, shift, visits)
    waits = {visit.visit_id: visit.wait_s for stop in route.stops for visit in stop.visits}
    found: dict[str, Added] = {}
    for at, visit in enumerate(visits):
        rest = visits[:at] + visits[at + 1 :]
        without = _effort(problem, shift, rest) if rest else (0, 0)
        if whole is None or without is None:
            continue
        seconds = whole[0] - without[0] + waits[visit.visit_id]
        metres = whole[1] - without[1]
        late_s = max(0, route.end_s - shift.latest_s)
        overtime_s = late_s - max(0, late_s - max(0, seconds))
        cost = seconds / 3600 * shift.cost_per_hour + metres / 1000 * shift.cost_per_km
        cost += overtime_s / 3600 * shift.overtime_cost_per_hour
        cost += 0.0 if rest else shift.fixed_cost
        found[visit.visit_id] = Added(seconds=seconds, metres=metres, cost=cost)
    return found


def _effort(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> tuple[int, int] | None:
    """Return seconds and metres of some visits in order; None if a leg has no way."""
    matrix = problem.matrices[shift.matrix]
    seconds = sum(visit.service_s for visit in visits) + sum(_setups(visits))
    metres = 0
    places = [shift.start_location, *(visit.location for visit in visits), shift.end_location]
    known = [place for place in places if place is not None]
    for one, other in pairwise(known):
        if one == other:
            continue
        duration = int(matrix.duration_s[one, other])
        if duration == UNREACHABLE:
            return None
        seconds += duration
        metres += int(matrix.distance_m[one, other])
    return seconds, metres


def _setups(visits: Sequence[Visit]) -> Iterator[int]:
    """Yield the set-ups that are paid: one whenever the building changes."""
    building = ""
    for visit in visits:
        if visit.building != building:
            yield visit.setup_s
        building = visit.building
