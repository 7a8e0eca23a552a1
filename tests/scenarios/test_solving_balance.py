"""With a price on squared hours, two half days are cheaper than a long and an empty one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import costs
from tests.scenarios.streets import HOUR, day, planned, shift, visit
from tests.solved import solved


def test_work_is_shared_if_unevenness_costs_more_than_the_way() -> None:
    # Two visits of two hours at one place, 10 minutes away. One route: 20 minutes + 4 hours = 13/3
    # hours, squared 18.8; two routes of 7/3 hours: twice 5.4. The second way costs 10.
    visits = [visit(1, visit_id=name, service_s=2 * HOUR) for name in ("a", "b")]
    problem = day(visits, [shift("ann"), shift("bo")])
    assert len(solved(problem).routes) == 1
    balanced = replace(problem, balance_price=2.0)  # saves 2 * (18.78 - 10.89) = 15.8
    solution = solved(balanced)
    assert len(solution.routes) == 2
    assert costs(balanced, solution.routes).balance == pytest.approx(2.0 * 2 * (7 / 3) ** 2)
    assert len(solved(replace(problem, balance_price=1.0)).routes) == 1  # saves 7.9


def test_a_visit_may_not_be_worth_a_longer_day() -> None:
    # One hour on site and 20 minutes of travel: 40, and 16/9 squared hours at 10.
    problem = replace(day([visit(1, service_s=HOUR, value=57.0)], [shift()]), balance_price=10.0)
    assert not planned(solved(problem))
    problem = replace(day([visit(1, service_s=HOUR, value=58.0)], [shift()]), balance_price=10.0)
    assert planned(solved(problem)) == {"ann": ("v1",)}
