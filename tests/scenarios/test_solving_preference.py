"""An agent who is not preferred goes only if that is cheaper than the price of it."""

from __future__ import annotations

from router.checking import costs
from tests.scenarios.streets import day, planned, shift, visit
from tests.solved import solved


def test_the_preferred_agent_goes_if_the_detour_costs_less_than_the_price() -> None:
    # Bo lives at the door, Ann 20 minutes away: 40 minutes there and back cost 20.
    liked = visit(2, preferred_agents=frozenset({"ann"}), other_agent_price=21.0)
    shifts = [shift("ann"), shift("bo", start_location=2, end_location=2)]
    assert planned(solved(day([liked], shifts))) == {"ann": ("v2",)}


def test_another_agent_goes_if_that_is_cheaper() -> None:
    liked = visit(2, preferred_agents=frozenset({"ann"}), other_agent_price=19.0)
    problem = day([liked], [shift("ann"), shift("bo", start_location=2, end_location=2)])
    solution = solved(problem)
    assert planned(solution) == {"bo": ("v2",)}
    assert costs(problem, solution.routes).preference == 19.0


def test_a_visit_that_costs_too_much_with_who_is_there_is_left_out() -> None:
    # Ten minutes of service and 20 of travel cost 15; with the price of Bo more than it is worth.
    liked = visit(1, preferred_agents=frozenset({"ann"}), other_agent_price=86.0)
    assert not solved(day([liked], [shift("bo")])).routes
