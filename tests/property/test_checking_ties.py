"""Reasons on the best plans of small days: what is said to be in the way is, and nothing is missed.

A best plan is one to which nothing can be added, so a visit that is said to fit and pay is a lie.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import explain
from router.domain.plan import ReasonCode, UnassignedVisit
from router.domain.problem import Problem
from tests.property.plain import BestPlan, best_plan
from tests.property.strategies import mixed_problem

FITS = {ReasonCode.SEARCH_LIMIT, ReasonCode.NOT_WORTH_IT}


def best_of(seed: int) -> tuple[Problem, BestPlan]:
    problem = mixed_problem(seed, visits=6, shifts=2)
    best = best_plan(problem)
    assert best is not None
    return problem, best


@pytest.mark.parametrize("seed", range(300, 380))
def test_to_a_best_plan_nothing_can_be_added(seed: int) -> None:
    problem, best = best_of(seed)
    reasons = explain(problem, best.routes)
    codes = {r.code for reason in reasons for r in reason.refusals} | {r.code for r in reasons}
    assert ReasonCode.SEARCH_LIMIT not in codes


@pytest.mark.parametrize("seed", range(400, 480))
def test_without_what_is_in_the_way_the_visit_fits(seed: int) -> None:
    problem, best = best_of(seed)
    for reason in explain(problem, best.routes):
        for refusal in reason.refusals:
            freed = without(problem, reason, refusal.code)
            if freed is None or "has room" not in refusal.detail:
                continue
            again = {r.visit_id: r for r in explain(freed, best.routes)}[reason.visit_id]
            codes = {r.shift_id: r.code for r in again.refusals}
            # It may be half of a meeting besides, which is tested last.
            assert codes[refusal.shift_id] in {*FITS, ReasonCode.MEETING} - {refusal.code}


def without(problem: Problem, reason: UnassignedVisit, code: ReasonCode) -> Problem | None:
    """The problem without the tie that a reason names; None if it names none."""
    own = reason.visit_id
    if code is ReasonCode.SPACING:
        kept = tuple(one for one in problem.spacings if own not in one.visit_ids)
        return replace(problem, spacings=kept)
    if code is ReasonCode.ORDER:
        return replace(problem, orders=tuple(one for one in problem.orders if own not in one))
    if code is ReasonCode.MEETING:
        return replace(
            problem, meetings=tuple(m for m in problem.meetings if own not in (m.first, m.second))
        )
    if code is ReasonCode.LOCKED:
        return replace(
            problem,
            visits=tuple(replace(visit, locked_shift="") for visit in problem.visits),
            shifts=tuple(replace(shift, locked_visits=()) for shift in problem.shifts),
        )
    return None
