"""Judge stated routes against their problem, trusting nothing but the problem."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from router.checking import breaks, limits, relations, times
from router.checking.costs import costs
from router.checking.findings import Finding, FindingCode, Report, Severity
from router.checking.judged import Judged, Rule
from router.checking.numbers import nonsense
from router.checking.timeline import read_timeline
from router.domain.problem import Problem
from router.domain.route import Route

__all__ = ["RULES", "check_routes"]

RULES: tuple[Rule, ...] = (
    limits.skills,
    limits.agents,
    limits.locks,
    limits.stops,
    times.travel,
    times.arrivals,
    times.setups,
    times.starts,
    times.waits,
    times.windows,
    times.legal_hours,
    times.release_and_due,
    times.locked_starts,
    times.durations,
    times.returns,
    times.shift_bounds,
    breaks.breaks_placed,
    breaks.breaks_apart,
    limits.limits,
    times.totals,
)
"""Every rule on a single route; a new constraint is a new function here."""


def check_routes(problem: Problem, routes: Sequence[Route]) -> Report:
    """Judge stated routes against the problem they are said to solve.

    Every time is recomputed from the travel matrix (see `router.checking.timeline` for the rule).
    Whatever a person may have written into a route is reported; nothing raises.

    Parameters
    ----------
    problem
        The problem.
    routes
        As a search or a person states them.

    Returns
    -------
    Report
        The findings, the recomputed costs, and how many routes and visits there are.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nothing_to_do = Problem(
    ...     origin=datetime(2026, 11, 2, tzinfo=UTC), visits=(), shifts=(), matrices={}
    ... )
    >>> check_routes(nothing_to_do, []).ok
    True
    """
    findings = [
        *_of_routes(problem, routes),
        *_of_all(problem, routes),
        *(finding for rule in relations.RULES for finding in rule(problem, routes)),
    ]
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    planned = sum(visit.visit_id in made for visit in problem.visits)
    counts = {
        "routes": len(routes),
        "visits": len(problem.visits),
        "planned": planned,
        "left_out": len(problem.visits) - planned,
    }
    return Report(findings=tuple(findings), costs=costs(problem, routes), counts=counts)


def _of_routes(problem: Problem, routes: Sequence[Route]) -> Iterator[Finding]:
    """What is wrong with each route by itself."""
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    known = {visit.visit_id for visit in problem.visits}
    for route in routes:
        where = route.shift_id
        for visit_id in route.visit_ids:
            if visit_id not in known:
                yield Finding(
                    code=FindingCode.UNKNOWN_VISIT,
                    detail="the problem has no such visit",
                    shift_id=where,
                    visit_id=visit_id,
                )
        shift = shifts.get(where)
        if shift is None:
            detail = "the problem has no such shift"
            yield Finding(code=FindingCode.UNKNOWN_SHIFT, detail=detail, shift_id=where)
            continue
        odd = list(nonsense(route))
        if odd:
            shown = ", ".join(f"{name} = {value!r}"[:60] for name, value in odd[:3])
            detail = f"not a whole number of seconds or metres: {shown}"
            yield Finding(code=FindingCode.NUMBERS, detail=detail, shift_id=where)
            continue
        if not route.visit_ids:
            detail = "a shift without visits has no route"
            yield Finding(code=FindingCode.EMPTY, detail=detail, shift_id=where)
            continue
        timeline = read_timeline(problem, shift, route)
        judged = Judged(problem=problem, shift=shift, route=route, timeline=timeline)
        for rule in RULES:
            yield from rule(judged)


def _of_all(problem: Problem, routes: Sequence[Route]) -> Iterator[Finding]:
    """What is wrong between routes: duplicates, groups, mandatory visits that are left out."""
    for shift_id, count in Counter(route.shift_id for route in routes).items():
        if count > 1:
            detail = f"the shift has {count} routes"
            yield Finding(code=FindingCode.DUPLICATE, detail=detail, shift_id=shift_id)
    made = Counter(visit_id for route in routes for visit_id in route.visit_ids)
    for visit_id, count in made.items():
        if count > 1:
            detail = f"the visit is made {count} times"
            yield Finding(code=FindingCode.DUPLICATE, detail=detail, visit_id=visit_id)
    mates: defaultdict[str, list[str]] = defaultdict(list)
    required_and_made: set[str] = set()
    for visit in problem.visits:
        if visit.group and visit.visit_id in made:
            mates[visit.group].append(visit.visit_id)
            if visit.mandatory:
                required_and_made.add(visit.group)
    for group, visit_ids in mates.items():
        if len(visit_ids) > 1:
            detail = f"of group {group} one visit is made, not {len(visit_ids)}: "
            detail += ", ".join(visit_ids)
            yield Finding(code=FindingCode.GROUP, detail=detail, visit_id=visit_ids[1])
    for visit in problem.visits:
        settled = visit.visit_id in made or visit.group in required_and_made
        if visit.mandatory and not settled:
            yield Finding(
                code=FindingCode.MANDATORY_LEFT_OUT,
                severity=Severity.WARNING,
                detail="a visit that has to be made, such as an appointment, is on no route",
                visit_id=visit.visit_id,
            )
