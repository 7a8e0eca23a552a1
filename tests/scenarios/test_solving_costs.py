"""The plan that costs least is chosen: agents, fixed costs, kilometres."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, day, planned, shift, visit
from tests.solved import solved


def test_a_fixed_cost_keeps_the_second_agent_at_home() -> None:
    visits = [visit(n) for n in (1, 2, 3)]
    agents = [shift(name, fixed_cost=50.0) for name in ("ann", "bo")]
    assert len(solved(day(visits, agents)).routes) == 1


def test_a_fixed_cost_dearer_than_all_values_keeps_everybody_at_home() -> None:
    assert not solved(day([visit(1), visit(2)], [shift(fixed_cost=1000.0)])).routes


def test_the_cheaper_agent_goes() -> None:
    agents = [shift("ann", cost_per_hour=40.0), shift("bo", cost_per_hour=20.0)]
    assert planned(solved(day([visit(1)], agents))) == {"bo": ("v1",)}


def test_kilometres_choose_between_agents() -> None:
    agents = [shift("ann", cost_per_km=1.0), shift("bo", cost_per_km=0.1)]
    assert planned(solved(day([visit(1)], agents))) == {"bo": ("v1",)}


def test_routes_come_in_the_order_of_the_shifts() -> None:
    visits = [visit(n, windows=((9 * HOUR, 9 * HOUR),)) for n in (1, 2, 3)]
    solution = solved(day(visits, [shift(name) for name in ("zoe", "ann", "max")]))
    assert list(planned(solution)) == ["zoe", "ann", "max"]
