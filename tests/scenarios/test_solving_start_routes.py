"""A search begins from given routes, and is never dearer than they are."""

from __future__ import annotations

from router.checking import costs
from tests.scenarios.streets import HOUR, day, planned, shift, visit
from tests.solved import solved


def test_a_given_plan_is_kept_when_there_is_no_time_to_search() -> None:
    problem = day([visit(n) for n in (1, 2, 3)], [shift("ann"), shift("bo")])
    given = solved(problem)
    again = solved(problem, seconds=0.0, iterations=0, start=given.routes)
    assert costs(problem, again.routes).total <= costs(problem, given.routes).total + 1e-9


def test_visits_that_break_a_rule_by_now_are_taken_off() -> None:
    given = solved(day([visit(1), visit(2)], [shift()]))
    closed = visit(2, windows=((6 * HOUR, 7 * HOUR),))
    solution = solved(day([visit(1), closed], [shift()]), start=given.routes)
    assert planned(solution) == {"ann": ("v1",)}


def test_visits_and_shifts_that_are_unknown_by_now_are_ignored() -> None:
    given = solved(day([visit(1), visit(2)], [shift("ann")]))
    solution = solved(day([visit(2), visit(3)], [shift("bo")]), start=given.routes)
    assert set(planned(solution)["bo"]) == {"v2", "v3"}
