"""Check a whole plan: its routes, where every case is, what it costs, and the reasons it gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from router.checking.explain import explain
from router.checking.findings import Finding, FindingCode, Report, Severity
from router.checking.later import later_accounted
from router.checking.routes import check_routes
from router.checking.trial import CENT
from router.domain.plan import CostBreakdown, PlanData, ReasonCode
from router.domain.problem import Visit

__all__ = ["check"]

_PLANNED, _UNASSIGNED, _HELD, _REVIEW = "planned", "unassigned", "held", "review"


def check(plan: PlanData, *, reasons: bool = True) -> Report:
    """Judge a whole plan, computed or edited.

    Parameters
    ----------
    plan
        The plan. Its problem is believed; nothing else is.
    reasons
        Test the stated reasons of unassigned visits again; False if `explain` has just given them.

    Returns
    -------
    Report
        The findings of `check_routes`, and what is wrong with the accounting, the stated costs and
        the stated reasons. Reasons that do not hold and mandatory visits that are left out are
        warnings; everything else is an error.

    Notes
    -----
    A case with several visits of one group (say, two addresses) is planned as soon as one of them
    is, and unassigned if none is; the two visits of a meeting are one place as well.
    """
    report = check_routes(plan.problem, plan.routes)
    findings = [
        *report.findings,
        *_visits_accounted(plan),
        *_cases_accounted(plan),
        *later_accounted(plan),
        *_costs(plan.costs, report.costs),
        *(_reasons(plan) if reasons else ()),
    ]
    # Two agents who meet make one visit.
    twice, made = plan.problem.companions.keys(), _made(plan)
    counts = {
        **report.counts,
        "visits": report.counts["visits"] - len(twice),
        "planned": report.counts["planned"] - len(twice & made),
        "left_out": report.counts["left_out"] - len(twice - made),
        "cases": len(plan.cards),
        _HELD: len(plan.held),
        _REVIEW: len(plan.review),
    }
    return Report(findings=tuple(findings), costs=report.costs, counts=counts)


def _made(plan: PlanData) -> set[str]:
    return {visit_id for route in plan.routes for visit_id in route.visit_ids}


def _visits_accounted(plan: PlanData) -> Iterator[Finding]:
    """Every visit of the problem is on a route or in the list of the unassigned."""
    visits = {visit.visit_id: visit for visit in plan.problem.visits}
    made = _made(plan)
    listed = Counter(entry.visit_id for entry in plan.unassigned)
    for visit_id, count in listed.items():
        if count > 1:
            yield _accounting(f"is listed {count} times as unassigned", visit_id=visit_id)
        if visit_id not in visits:
            detail = "is listed as unassigned, but the problem has no such visit"
            code = FindingCode.UNKNOWN_VISIT
            yield Finding(code=code, detail=detail, visit_id=visit_id)
        if visit_id in made:
            yield _accounting("is listed as unassigned, but is on a route", visit_id=visit_id)
    for entry in plan.unassigned:
        visit = visits.get(entry.visit_id)
        if visit is not None and sorted(visit.case_ids) != sorted(entry.case_ids):
            detail = f"names other cases than the problem ({', '.join(visit.case_ids)})"
            yield _accounting(detail, visit_id=entry.visit_id)
    for visit_id in visits:
        if visit_id not in made and visit_id not in listed:
            yield _accounting("is neither on a route nor unassigned", visit_id=visit_id)


def _cases_accounted(plan: PlanData) -> Iterator[Finding]:
    """Every case that came in is in exactly one place."""
    places = _places(plan)
    cards = Counter(card.case_id for card in plan.cards)
    for case_id, count in cards.items():
        if count > 1:
            yield _accounting(f"has {count} cards", case_id=case_id)
        found = places.get(case_id, [])
        if not found:
            detail = "is nowhere: not planned, unassigned, held or in review"
            yield _accounting(detail, case_id=case_id)
        elif len(found) > 1:
            yield _accounting(f"is in several places: {', '.join(found)}", case_id=case_id)
    for case_id, found in places.items():
        if case_id not in cards:
            yield _accounting(f"is {found[0]}, but never came in", case_id=case_id)


def _places(plan: PlanData) -> Mapping[str, Sequence[str]]:
    """Where every case is found; visits of one group about one case count as one."""
    made = _made(plan)
    by_id = {visit.visit_id: visit for visit in plan.problem.visits}
    leaders = {meeting.second: by_id[meeting.first] for meeting in plan.problem.meetings}
    visits_of: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in plan.problem.visits:
        for case_id in visit.case_ids:
            visits_of[case_id].append(visit)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for case_id, visits in visits_of.items():
        # Of visits in one group at most one is made: together they are one place. So are the two
        # visits of a meeting, of which both are made or neither.
        by_group: defaultdict[str, list[Visit]] = defaultdict(list)
        for visit in visits:
            leader = leaders.get(visit.visit_id, visit)
            by_group[leader.group or f"alone {leader.visit_id}"].append(visit)
        for mates in by_group.values():
            planned = any(visit.visit_id in made for visit in mates)
            places[case_id].append(_PLANNED if planned else _UNASSIGNED)
    for held in plan.held:
        places[held.case_id].append(_HELD)
    for review in plan.review:
        places[review.case_id].append(_REVIEW)
    return places


def _costs(stated: CostBreakdown, due: CostBreakdown) -> Iterator[Finding]:
    for name in (field.name for field in fields(CostBreakdown)):
        is_stated, is_due = getattr(stated, name), getattr(due, name)
        # Written so that a stated "not a number" is a difference.
        if not abs(is_stated - is_due) <= CENT:
            detail = f"states {name} = {is_stated:.2f}, recomputed it is {is_due:.2f}"
            yield Finding(code=FindingCode.COSTS, detail=detail)


def _reasons(plan: PlanData) -> Iterator[Finding]:
    """Test the reasons again, as warnings: a plan with a wrong reason can still be driven."""
    if not plan.unassigned:
        return
    # That a visit is proposed for a later day is no matter of testing: see the accounts.
    later = {one.visit_id for one in plan.unassigned if one.code is ReasonCode.LATER}
    reasons = explain(plan.problem, plan.routes, passed_over=later)
    tested = {reason.visit_id: reason for reason in reasons}
    for entry in plan.unassigned:
        reason = tested.get(entry.visit_id)
        if reason is None:
            continue
        if entry.code != reason.code:
            detail = f"the reason given is {entry.code}, a test gives {reason.code}"
            yield _reason(detail, entry.visit_id)
        tested_shifts = {refusal.shift_id: refusal for refusal in reason.refusals}
        for refusal in entry.refusals:
            due = tested_shifts.get(refusal.shift_id)
            if due is not None and refusal.code != due.code:
                detail = f"the reason given is {refusal.code}, a test gives {due.code}"
                yield _reason(detail, entry.visit_id, refusal.shift_id)


def _reason(detail: str, visit_id: str, shift_id: str = "") -> Finding:
    return Finding(
        code=FindingCode.REASON,
        severity=Severity.WARNING,
        detail=detail,
        visit_id=visit_id,
        shift_id=shift_id,
    )


def _accounting(detail: str, *, visit_id: str = "", case_id: str = "") -> Finding:
    return Finding(code=FindingCode.ACCOUNTING, detail=detail, visit_id=visit_id, case_id=case_id)
