"""Of a group of visits at most one is made."""

from __future__ import annotations

from tests.scenarios.streets import day, planned, shift, visit
from tests.solved import solved


def test_at_most_one_of_a_group_is_made_even_by_different_agents() -> None:
    pair = [visit(1, group="borrower"), visit(2, group="borrower")]
    solution = solved(day(pair, [shift("ann"), shift("bo")]))
    assert sum(len(route.visit_ids) for route in solution.routes) == 1


def test_the_one_that_is_worth_more_after_costs_is_made() -> None:
    # Place 5 costs 40 more than place 1 (80 minutes more): a value of 150 beats 100, 130 does not.
    near, far = visit(1, group="borrower"), visit(5, group="borrower", value=150.0)
    assert planned(solved(day([near, far], [shift()]))) == {"ann": ("v5",)}
    far = visit(5, group="borrower", value=130.0)
    assert planned(solved(day([near, far], [shift()]))) == {"ann": ("v1",)}


def test_a_mandatory_visit_of_the_group_is_the_one() -> None:
    dear = visit(1, group="borrower", value=900.0)
    must = visit(2, group="borrower", value=1.0, mandatory=True)
    assert planned(solved(day([dear, must], [shift()]))) == {"ann": ("v2",)}


def test_other_groups_are_not_touched() -> None:
    visits = [visit(1, group="a"), visit(2, group="b"), visit(3)]
    assert len(solved(day(visits, [shift()])).routes[0].visit_ids) == 3
