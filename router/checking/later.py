"""Whether the visits that are left for a later day are those that such a day proposes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from router.checking import words
from router.checking.findings import Finding, FindingCode
from router.domain.plan import LaterVisit, PlanData, ReasonCode
from router.domain.problem import Problem

__all__ = ["later_accounted"]


def later_accounted(plan: PlanData) -> Iterator[Finding]:
    """Judge whether the visits that are said to be made later are those that are proposed.

    Parameters
    ----------
    plan
        The plan.

    Yields
    ------
    Finding
        An error for each that is on a route, about cases that the day neither has nor holds, not
        after the day, proposed twice or beside a visit of its group; and for each unassigned one
        that is called later without being proposed, or proposed without being called so.
    """
    visits = {visit.visit_id: visit for visit in plan.problem.visits}
    made = {visit_id for route in plan.routes for visit_id in route.visit_ids}
    groups = {visits[visit_id].group for visit_id in made if visit_id in visits} - {""}
    held = {case.case_id for case in plan.held}
    proposed = Counter(visit.visit_id for visit in plan.later)
    for visit in plan.later:
        known = visits.get(visit.visit_id)
        there = {*held, *(known.case_ids if known is not None else ())}
        local = _local(visit, plan.problem)
        if missing := [case_id for case_id in visit.case_ids if case_id not in there]:
            what = f"cases that this day neither has nor holds ({words.listed(missing)})"
            yield _wrong(f"is proposed for a later day with {what}", visit)
        elif known is None and not visit.case_ids:
            yield _wrong("is proposed for a later day, but has no case", visit)
        elif known is not None and known.group in groups and visit.visit_id not in made:
            yield _wrong("is proposed for a later day, but its borrower is visited today", visit)
        if visit.visit_id in made:
            yield _wrong("is proposed for a later day, but is on a route", visit)
        if local.date() <= plan.day:
            yield _wrong(f"is proposed for {local:%Y-%m-%d %H:%M}, which is not later", visit)
    for visit_id, count in proposed.items():
        if count > 1:
            yield _accounting(f"is proposed {count} times for a later day", visit_id)
    for entry in plan.unassigned:
        called = entry.code is ReasonCode.LATER
        if called and entry.visit_id not in proposed:
            yield _accounting("is left for a later day, but none proposes it", entry.visit_id)
        elif not called and entry.visit_id in proposed:
            detail = f"is proposed for a later day, but the reason given is {entry.code}"
            yield _accounting(detail, entry.visit_id)


def _local(visit: LaterVisit, problem: Problem) -> datetime:
    """Return when it is proposed, by the clock of the plan."""
    try:
        return visit.start.astimezone(problem.origin.tzinfo)
    except OverflowError:  # on the last day that there is
        return visit.start


def _wrong(detail: str, visit: LaterVisit) -> Finding:
    return _accounting(detail, visit.visit_id)


def _accounting(detail: str, visit_id: str) -> Finding:
    return Finding(code=FindingCode.ACCOUNTING, detail=detail, visit_id=visit_id)
