"""A plan without some of its cases: everybody else keeps agent, order and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from router.checking import at_risk, costs, explain, late_appointments
from router.domain.compliance import Compliance
from router.domain.plan import AT_RISK, HeldCase, PlanData, ReasonCode, UnassignedVisit
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route
from router.domain.worth import VisitWorth
from router.errors import SearchError
from router.solving import solve
from router.value import advisor

__all__ = ["plan_without", "problem_without", "routes_without"]


def plan_without(
    data: PlanData, gone: Mapping[str, HeldCase], remarks: Sequence[str] = ()
) -> PlanData:
    """Hold cases of a plan that were not held when it was made.

    Parameters
    ----------
    data
        The plan, with what it states of its rules.
    gone
        Case id to why it is held.
    remarks
        What else the plan is to warn of.

    Returns
    -------
    PlanData
        Everybody else keeps agent, order and time; nobody of those who are gone is to be told of a
        visit. Costs, reasons and warnings are those of the shorter routes.

    Raises
    ------
    SearchError
        If a time cannot be kept; see `routes_without`.
    """
    assert data.compliance is not None
    problem = problem_without(data.problem, gone)
    routes = routes_without(problem, data.routes)
    still_there = {visit.visit_id for visit in problem.visits}
    kept = tuple(warning for warning in data.warnings if not warning.startswith(AT_RISK))
    return replace(
        data,
        problem=problem,
        routes=routes,
        unassigned=_unassigned(problem, routes, data.unassigned, data.worths),
        held=(*data.held, *gone.values()),
        costs=costs(problem, routes),
        warnings=(*kept, *remarks, *at_risk(problem, late_appointments(problem, routes))),
        compliance=_stated_without(
            data.compliance, problem, _visited(data) - data.problem.companions.keys(), routes
        ),
        worths=tuple(worth for worth in data.worths if worth.visit_id in still_there),
        later=tuple(
            replace(one, case_ids=left)
            for one in data.later
            if (left := tuple(case_id for case_id in one.case_ids if case_id not in gone))
        ),
    )


def _unassigned(
    problem: Problem,
    routes: Sequence[Route],
    before: Sequence[UnassignedVisit],
    worths: Sequence[VisitWorth],
) -> tuple[UnassignedVisit, ...]:
    """Test the reasons again; what was decided about those who were left out stays."""
    decided = {one.visit_id: one for one in before}
    later = {one.visit_id for one in before if one.code is ReasonCode.LATER}
    reasons = explain(problem, routes, passed_over=later, advise=advisor(worths))
    tested = {one.visit_id: one for one in reasons}
    found = []
    for visit in problem.visits:
        old, why = decided.get(visit.visit_id), tested.get(visit.visit_id)
        if visit.visit_id in later and old is not None:
            found.append(replace(old, case_ids=visit.case_ids))
        elif why is not None and old is not None:
            found.append(replace(why, channel=old.channel, decision=old.decision))
        elif why is not None:
            found.append(why)
    return tuple(found)


def _visited(data: PlanData) -> frozenset[str]:
    return frozenset(visit_id for route in data.routes for visit_id in route.visit_ids)


def _stated_without(
    stated: Compliance, problem: Problem, before: frozenset[str], routes: Sequence[Route]
) -> Compliance:
    """Return what a plan states, without the visits that are gone."""
    cases_of = {visit.visit_id: visit.case_ids for visit in problem.visits}
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    lost = [facts for facts in stated.facts if facts.visit_id in before - made]
    fewer = Counter(borrower for facts in lost for borrower in facts.borrower_ids)
    still = {
        borrower
        for facts in stated.facts
        if facts.visit_id in made
        for borrower in facts.borrower_ids
    }
    counts = (
        replace(one, planned=one.planned - fewer[one.borrower_id]) for one in stated.borrowers
    )
    return replace(
        stated,
        facts=tuple(
            replace(facts, case_ids=cases_of[facts.visit_id])
            for facts in stated.facts
            if facts.visit_id in cases_of
        ),
        borrowers=tuple(one for one in counts if one.made or one.planned),
        notices=tuple(
            notice
            for notice in stated.notices
            if notice.borrower_id in still or notice.borrower_id not in fewer
        ),
    )


def problem_without(problem: Problem, cases: Collection[str]) -> Problem:
    """Take cases out of a problem.

    Parameters
    ----------
    problem
        Of the plan.
    cases
        Their ids; a visit stays while one of its cases does, and takes as long as before.

    Returns
    -------
    Problem
        Without visits that have no case left, and without what tied others to them.
    """
    gone = set(cases)
    kept = tuple(
        replace(visit, case_ids=tuple(c for c in visit.case_ids if c not in gone))
        for visit in problem.visits
        if not gone.issuperset(visit.case_ids)
    )
    ids = {visit.visit_id for visit in kept}
    return replace(
        problem,
        visits=kept,
        shifts=tuple(
            replace(shift, locked_visits=tuple(v for v in shift.locked_visits if v in ids))
            for shift in problem.shifts
        ),
        orders=tuple(tuple(v for v in order if v in ids) for order in problem.orders),
        spacings=tuple(
            replace(spacing, visit_ids=left)
            for spacing in problem.spacings
            if len(left := tuple(v for v in spacing.visit_ids if v in ids)) > 1
        ),
        meetings=tuple(m for m in problem.meetings if {m.first, m.second} <= ids),
    )


def routes_without(problem: Problem, routes: Sequence[Route]) -> tuple[Route, ...]:
    """Drop from routes the visits that a problem no longer has.

    Parameters
    ----------
    problem
        As `problem_without` returns it.
    routes
        Of the plan.

    Returns
    -------
    tuple of Route
        Every visit that is left is made by the same agent, in the same order, at the same time; a
        route without visits is gone.

    Raises
    ------
    SearchError
        If the shorter way takes longer than the way over the visit that is gone, so that a time
        cannot be kept; plan the day again.
    """
    known = {visit.visit_id: visit for visit in problem.visits}
    starts = {
        visit.visit_id: (route.shift_id, visit.start_s)
        for route in routes
        for stop in route.stops
        for visit in stop.visits
        if visit.visit_id in known
    }
    if not starts:
        return ()
    order = {route.shift_id: tuple(v for v in route.visit_ids if v in known) for route in routes}
    locked = Problem(
        origin=problem.origin,
        visits=tuple(_locked(known[visit_id], *starts[visit_id]) for visit_id in starts),
        shifts=tuple(_in_order(shift, order.get(shift.shift_id, ())) for shift in problem.shifts),
        matrices=problem.matrices,
        coordinates=problem.coordinates,
    )
    found = solve(locked, seconds=None, iterations=1, workers=1).routes
    made = {visit_id for route in found for visit_id in route.visit_ids}
    if lost := sorted(starts.keys() - made):
        raise SearchError(f"the times of {', '.join(lost)} cannot be kept; plan the day again")
    return found


def _locked(visit: Visit, shift_id: str, start_s: int) -> Visit:
    return replace(
        visit, locked_shift=shift_id, locked_start_s=start_s, mandatory=True, group="",
        reference=None,
    )  # fmt: skip


def _in_order(shift: Shift, visits: tuple[str, ...]) -> Shift:
    return replace(shift, locked_visits=visits)
