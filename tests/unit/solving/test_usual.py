"""The plain OR-Tools baseline keeps every rule, also those that its model does not know."""

from __future__ import annotations

from dataclasses import replace

from router.domain.problem import Meeting, Problem, ShiftBreak, ValueBand
from router.domain.route import Solution
from router.solving.usual import solve_usual
from tests.unit.solving.coupled_world import HOUR, MINUTE, cost_of, shift, starts, town, visit

LUNCH = ShiftBreak(earliest_s=12 * HOUR, latest_s=13 * HOUR, duration_s=45 * MINUTE)


def usual(problem: Problem) -> Solution:
    """What is constructed, and the first steps from there: no clock counts."""
    solution = solve_usual(problem, 20.0, solutions=2)
    cost_of(problem, solution.routes)
    return solution


def test_what_pays_is_made_and_what_does_not_is_left_out() -> None:
    # 10 minutes there and back and 30 at the door cost 30 money alone, 24 with another one.
    visits = [visit("one", 1), visit("other", 2), visit("cheap", 3, value=5.0)]
    made = starts(usual(town(visits, [shift("ann", breaks=(LUNCH,))])).routes)
    assert made.keys() == {"one", "other"}


def test_windows_breaks_and_groups_are_kept() -> None:
    visits = [
        visit("noon", 1, windows=((12 * HOUR, 12 * HOUR + 10 * MINUTE),)),
        visit("two", 2, windows=((8 * HOUR, 9 * HOUR), (15 * HOUR, 16 * HOUR))),
        visit("home", 3, group="borrower"),
        visit("work", 4, group="borrower"),
    ]
    made = starts(usual(town(visits, [shift("ann", breaks=(LUNCH,))])).routes)
    assert {"noon", "two"} <= made.keys()
    assert len(made) == 3


def test_a_limit_that_the_model_does_not_know_costs_visits() -> None:
    visits = [visit(f"v{i}", i) for i in range(1, 5)]
    assert len(starts(usual(town(visits, [shift("ann", max_visits=2)])).routes)) == 2


def test_two_who_would_not_meet_are_both_left_out() -> None:
    # Nothing tells the model to bring them together; if it does not, neither visit counts.
    visits = [visit("one", 1, windows=((9 * HOUR, 9 * HOUR),)), visit("more", 1)]
    visits[1] = replace(visits[1], windows=((15 * HOUR, 15 * HOUR),))
    problem = town(
        visits, [shift("ann"), shift("bo")], meetings=(Meeting(first="one", second="more"),)
    )
    assert usual(problem).routes == ()


def test_a_value_by_the_hour_is_taken_for_its_best() -> None:
    # Only in the evening it is worth the way; the model does not know, and the plan stays right.
    evening = ValueBand(start_s=15 * HOUR, end_s=17 * HOUR, value=80.0)
    late = visit("late", 1, value=1.0, value_bands=(evening,))
    problem = town([late, visit("other", 2), visit("third", 3)], [shift("ann")])
    assert "late" in starts(usual(problem).routes)


def test_a_day_on_which_nothing_can_be_made_has_no_routes() -> None:
    problem = town([visit("late", 1, windows=((20 * HOUR, 21 * HOUR),))], [shift("ann")])
    assert usual(problem).routes == ()
