"""What was planned before is changed only if that saves more than the price of the change."""

from __future__ import annotations

from typing import Any

from router.checking import costs
from router.domain.problem import Reference, Visit
from tests.scenarios.streets import HOUR, MINUTE, day, planned, shift, times, visit
from tests.solved import solved


def promised(number: int, at_s: int, **prices: Any) -> Visit:
    return visit(number, reference=Reference(agent_id="ann", start_s=at_s, **prices))


def test_the_planned_agent_goes_if_that_costs_less_than_the_change() -> None:
    # Bo lives at the door, Ann 20 minutes away: 40 minutes there and back cost 20.
    shifts = [shift("ann"), shift("bo", start_location=2, end_location=2)]
    for price, agent in ((21.0, "ann"), (19.0, "bo")):
        problem = day([promised(2, 9 * HOUR, agent_price=price)], shifts)
        solution = solved(problem)
        assert planned(solution) == {agent: ("v2",)}
        assert costs(problem, solution.routes).change == (price if agent == "bo" else 0.0)


def test_the_planned_time_is_kept_within_its_tolerance() -> None:
    promise = promised(1, 13 * HOUR, tolerance_s=15 * MINUTE, time_price=1.0)
    solution = solved(day([promise], [shift()]))
    assert abs(times(solution)["v1"][0] - 13 * HOUR) <= 15 * MINUTE


def test_the_planned_time_is_given_up_if_waiting_for_it_costs_more() -> None:
    # v2 only at 08:20; then four hours until 13:00 would cost more than 5.
    early = visit(2, windows=((8 * HOUR + 20 * MINUTE, 8 * HOUR + 20 * MINUTE),))
    problem = day([early, promised(1, 13 * HOUR, time_price=5.0)], [shift()])
    solution = solved(problem)
    # v2 08:20-08:30, ten minutes on the way home to v1.
    assert times(solution)["v1"][0] == 8 * HOUR + 40 * MINUTE
    assert costs(problem, solution.routes).change == 5.0


def test_a_planned_visit_is_not_dropped_for_less_than_that_costs() -> None:
    # Alone it costs 20 + 10 minutes = 15, and is worth 10.
    cheap = Reference(agent_id="ann", start_s=0, drop_price=4.0)
    dear = Reference(agent_id="ann", start_s=0, drop_price=6.0)
    assert not solved(day([visit(1, value=10.0, reference=cheap)], [shift()])).routes
    assert solved(day([visit(1, value=10.0, reference=dear)], [shift()])).routes
