"""The best plan of a few visits by trying everything."""

from __future__ import annotations

from dataclasses import replace

from router.domain.problem import Problem
from router.solving.kernel.kernel import Kernel
from router.solving.prepared import Prepared
from router.solving.smallest import best_of_few
from tests.scenarios.streets import day, shift, visit


def planned(problem: Problem) -> dict[int, list[str]] | None:
    found = best_of_few(Kernel(Prepared(problem), 0))
    if found is None:
        return None
    ids = [problem.visits[visit].visit_id for visit in Prepared(problem).visit_of]
    return {number: [ids[option] for option in options] for number, options in found.items()}


def test_one_agent_goes_along_the_street() -> None:
    # 30 an hour: 3 steps there and back are 60 minutes, 30; apart from services it costs no more
    # to visit all, and a second agent would walk again.
    found = planned(day([visit(n) for n in (1, 2, 3)], [shift("ann"), shift("bo")]))
    assert found is not None
    assert sorted(v for ids in found.values() for v in ids) == ["v1", "v2", "v3"]
    assert len(found) == 1


def test_what_costs_more_than_it_is_worth_is_left_out() -> None:
    # 20 minutes there and back and 10 of service at 30 an hour are 15.
    assert planned(day([visit(1, value=14.0)], [shift()])) == {}
    assert planned(day([visit(1, value=16.0)], [shift()])) == {0: ["v1"]}


def test_a_rival_does_not_stand_in_for_the_visit_that_is_locked() -> None:
    # v1 is near and would do for the group, but the route is to begin with v5.
    problem = day(
        [visit(1, group="g"), visit(5, group="g"), visit(6)], [shift(locked_visits=("v5",))]
    )
    assert planned(problem) == {0: ["v5", "v6"]}


def test_an_order_is_kept() -> None:
    problem = replace(day([visit(n) for n in (1, 2)], [shift()]), orders=(("v2", "v1"),))
    assert planned(problem) == {0: ["v2", "v1"]}


def test_rivals_in_an_order_and_many_visits_are_not_decided() -> None:
    rivals = day([visit(1, group="g"), visit(2), visit(3, group="g")], [shift()])
    assert planned(replace(rivals, orders=(("v1", "v2", "v3"),))) is None
    assert planned(day([visit(n) for n in range(1, 12)], [shift()])) is None
