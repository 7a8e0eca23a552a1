"""A plan whose search was broken off before all that must be done was planned is no success."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.cli.plan_words import attention_lines, broken_off
from router.domain.plan import PlanData
from tests.unit.drawing import plans


def stopped(by: str, *, mandatory: bool) -> PlanData:
    """The Helsinki day, with a visit on no route that has to be made, or with none."""
    plan = plans.helsinki()
    left = {one.visit_id for one in plan.unassigned} if mandatory else set()
    visits = tuple(
        replace(visit, mandatory=visit.visit_id in left) for visit in plan.problem.visits
    )
    return replace(
        plan,
        problem=replace(plan.problem, visits=visits),
        search=replace(plan.search, stopped_by=by),
    )


@pytest.mark.parametrize(
    ("by", "mandatory", "broken"),
    [
        ("interrupt", True, True),
        ("failure", True, True),
        ("interrupt", False, False),  # the best plan so far is a plan
        ("limit", True, False),  # no more time would help: the plan says why
        ("optimal", True, False),
    ],
)
def test_it_is_broken_off_only_if_more_time_might_have_kept_what_must_be_done(
    by: str, mandatory: bool, broken: bool
) -> None:
    plan = stopped(by, mandatory=mandatory)
    assert broken_off(plan) is broken
    assert bool([line for line in attention_lines(plan) if "on no route" in line]) is mandatory
