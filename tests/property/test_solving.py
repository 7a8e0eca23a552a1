"""Whatever the problem, what comes out keeps every rule, and nothing that fits and pays is left."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from router.checking import explain
from router.domain.plan import ReasonCode
from router.domain.problem import Problem
from tests.property.strategies import problems
from tests.solved import solved


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(max_visits=7, max_shifts=3))
def test_no_visit_that_fits_and_pays_is_left_out(problem: Problem) -> None:
    solution = solved(problem, iterations=15)
    reasons = explain(problem, solution.routes)
    assert ReasonCode.SEARCH_LIMIT not in {reason.code for reason in reasons}
