"""What is left of a problem beside routes that stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from router.domain.problem import Problem, Span, Visit
from router.domain.route import Route
from router.solving.options import start_windows
from router.solving.planned import starts_of

__all__ = ["Remainder", "beside", "without"]

FAR = 10**8  # seconds; beyond any day


@dataclass(frozen=True, slots=True)
class Remainder:
    """A smaller problem.

    Parameters
    ----------
    problem
        Whatever routes it is given keep clear of those that stay.
    must
        Visit ids that have to be made because their partner is.
    """

    problem: Problem
    must: frozenset[str]


def beside(
    problem: Problem,
    fixed: Sequence[Route],
    *,
    among: Collection[str] | None = None,
    shifts: Collection[str] | None = None,
) -> Remainder:
    """Take routes out of a problem, and write what they ask of the other visits into these.

    Parameters
    ----------
    problem
        The statement.
    fixed
        Routes that stay, with their times.
    among
        Visit ids that may be made on the others; None means any.
    shifts
        Ids of the shifts that may have another route; None means all.

    Returns
    -------
    Remainder
        The shifts without a fixed route, and the visits that are not on one: groups and orders
        rule some out, spacings cut their windows, a meeting fixes a start.
    """
    agents = {shift.shift_id: shift.agent_id for shift in problem.shifts}
    starts = starts_of(fixed)
    who = {v: agents[route.shift_id] for route in fixed for v in route.visit_ids}
    groups = {visit.group for visit in problem.visits if visit.visit_id in starts} - {""}
    ordered = {v for order in problem.orders if not starts.keys().isdisjoint(order) for v in order}
    taken = {route.shift_id for route in fixed}
    if shifts is not None:
        taken |= agents.keys() - set(shifts)
    smaller = without(problem, starts.keys(), taken)
    free: dict[str, Visit] = {}
    for visit in smaller.visits:
        closed = visit.group in groups or visit.visit_id in ordered
        if closed or (among is not None and visit.visit_id not in among):
            visit = _limited(visit, [])
        free[visit.visit_id] = visit
    for spacing in problem.spacings:
        for at in (starts[v] for v in spacing.visit_ids if v in starts):
            apart = [(-FAR, at - spacing.gap_s), (at + spacing.gap_s, FAR)]
            for visit_id in spacing.visit_ids:
                if visit_id in free:
                    free[visit_id] = _limited(free[visit_id], apart)
    must = set()
    for meeting in problem.meetings:
        for one, other in ((meeting.first, meeting.second), (meeting.second, meeting.first)):
            if one in free and other in starts:
                visit = _limited(free[one], [(starts[other], starts[other])])
                barred = {a for a in agents.values() if not meeting.allows(a, who[other])}
                free[one] = replace(visit, excluded_agents=visit.excluded_agents | barred)
                must.add(one)
    visits = tuple(free[visit.visit_id] for visit in smaller.visits)
    return Remainder(replace(smaller, visits=visits), frozenset(must))


def without(
    problem: Problem, visit_ids: Collection[str], shift_ids: Collection[str] = ()
) -> Problem:
    """Take visits and shifts out of a problem, and out of what is said about them.

    Parameters
    ----------
    problem
        The statement.
    visit_ids, shift_ids
        What is taken out. No shift that stays may have a visit that goes among its locked ones.

    Returns
    -------
    Problem
        Meetings of a visit that goes are no more; a visit locked to a shift that goes cannot be
        made.
    """
    orders = (tuple(v for v in order if v not in visit_ids) for order in problem.orders)
    spacings = (
        (tuple(v for v in spacing.visit_ids if v not in visit_ids), spacing)
        for spacing in problem.spacings
    )
    return replace(
        problem,
        visits=tuple(
            replace(_limited(visit, []), locked_shift="")
            if visit.locked_shift in shift_ids and visit.locked_shift
            else visit
            for visit in problem.visits
            if visit.visit_id not in visit_ids
        ),
        shifts=tuple(shift for shift in problem.shifts if shift.shift_id not in shift_ids),
        orders=tuple(order for order in orders if len(order) > 1),
        spacings=tuple(
            replace(spacing, visit_ids=members) for members, spacing in spacings if len(members) > 1
        ),
        meetings=tuple(
            meeting
            for meeting in problem.meetings
            if meeting.first not in visit_ids and meeting.second not in visit_ids
        ),
    )


def _limited(visit: Visit, spans: Sequence[Span]) -> Visit:
    """Let service start in these spans only; in none, the visit cannot be made."""
    both = sorted(
        (max(lo, begin), min(hi, end))
        for lo, hi in start_windows(visit)
        for begin, end in spans
        if max(lo, begin) <= min(hi, end)
    )
    return replace(visit, windows=tuple(both)) if both else replace(visit, due_s=-FAR)
