"""The joint model: meetings and spacings decided with everything else, to the optimum."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.domain.problem import Meeting, Problem, Spacing, Visit
from router.domain.route import Route
from router.solving.jointly import solve_jointly
from tests.property.mixing import mixed_problem
from tests.property.optimum import best_plan
from tests.unit.solving.coupled_world import HOUR, MINUTE, cost_of, shift, starts, town, visit

MEETING = (Meeting(first="one", second="other"),)


def best(problem: Problem) -> tuple[Route, ...]:
    found = solve_jointly(problem, seconds=20)
    assert found.routes is not None
    assert found.proven
    assert found.bound == pytest.approx(cost_of(problem, found.routes), abs=1e-3)
    return found.routes


def pair(value: float) -> list[Visit]:
    return [visit("one", 1, value), visit("other", 1, value)]


def test_two_agents_are_at_the_door_at_the_same_second() -> None:
    problem = town(pair(100), [shift("ann"), shift("bo", begins=9)], meetings=MEETING)
    routes = best(problem)
    at = starts(routes)
    assert at["one"] == at["other"] >= 9 * HOUR + 10 * MINUTE
    # Each is paid for 10 + 30 + 10 minutes: 3000 seconds at a cent, twice.
    assert cost_of(problem, routes) == pytest.approx(60)


def test_a_meeting_that_does_not_pay_is_left_out_whole() -> None:
    # 60 for going, 40 for not going; either visit alone would pay: 30 for going, 20 for the other.
    problem = town(pair(20), [shift("ann"), shift("bo")], meetings=MEETING)
    assert best(problem) == ()


def test_nobody_meets_himself() -> None:
    shifts = [shift("early", agent="ann"), shift("late", agent="ann")]
    assert best(town(pair(100), shifts, meetings=MEETING)) == ()


def test_visits_that_must_be_apart_go_to_two_agents_where_waiting_is_dear() -> None:
    visits = [visit("one", 0), visit("other", 0)]
    spacings = (Spacing(visit_ids=("one", "other"), gap_s=2 * HOUR),)
    # Alone, Ann waits: 2:30 h are paid, 90; that is less than 18 and a visit left out, 118.
    alone = town(visits, [shift("ann")], spacings=spacings)
    assert cost_of(alone, best(alone)) == pytest.approx(90)
    # With Bo, half an hour is paid to each.
    both = town(visits, [shift("ann"), shift("bo")], spacings=spacings)
    routes = best(both)
    assert cost_of(both, routes) == pytest.approx(36)
    at = starts(routes)
    assert abs(at["one"] - at["other"]) >= 2 * HOUR


def test_routes_that_are_fixed_set_the_time_for_the_others() -> None:
    problem = town(pair(100), [shift("ann"), shift("bo")], meetings=MEETING)
    alone = replace(
        problem,
        meetings=(),
        visits=(replace(problem.visits[0], locked_start_s=11 * HOUR + 7),),
        shifts=problem.shifts[:1],
    )
    fixed = best(alone)
    found = solve_jointly(problem, seconds=10, fixed=fixed)
    assert found.routes is not None
    assert found.routes[0] == fixed[0]
    assert starts(found.routes)["other"] == 11 * HOUR + 7
    assert found.bound == pytest.approx(60)


def test_a_kept_order_is_kept_and_a_visit_between_is_left_out_if_it_must_be() -> None:
    # One, two, three in this order; two is only open before one can be over.
    visits = [
        visit("one", 1, windows=((9 * HOUR, 9 * HOUR),)),
        visit("two", 2, windows=((8 * HOUR, 9 * HOUR),)),
        visit("three", 3),
    ]
    problem = town(visits, [shift("ann")])
    found = solve_jointly(problem, seconds=10, kept={"ann": ["one", "two", "three"]})
    assert found.routes is not None
    assert found.routes[0].visit_ids == ("one", "three")


def test_locked_visits_that_cannot_both_be_in_time_are_proven_impossible() -> None:
    visits = [visit("one", 1), visit("other", 2)]
    shifts = [
        shift("ann", ends=10, locked_visits=("one",)),
        shift("bo", ends=10, locked_visits=("other",)),
    ]
    spacings = (Spacing(visit_ids=("one", "other"), gap_s=2 * HOUR),)
    found = solve_jointly(town(visits, shifts, spacings=spacings), seconds=10)
    assert found.routes is None
    assert found.proven


def test_a_given_plan_is_where_the_search_begins() -> None:
    problem = town(pair(100), [shift("ann"), shift("bo")], meetings=MEETING)
    seen: list[tuple[Route, ...]] = []
    given = best(problem)
    solve_jointly(problem, seconds=10, start=given, on_solution=seen.append)
    assert starts(seen[0]) == starts(given)


def test_the_same_seed_gives_the_same_routes() -> None:
    problem = mixed_problem(11, 7, 3)
    one, other = (solve_jointly(problem, seconds=0.2, seed=3, deterministic=True) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("seed", range(30))
def test_the_optimum_of_a_problem_with_everything_in_it_is_found_and_proven(seed: int) -> None:
    problem = mixed_problem(seed, 5, 3)
    optimum = best_plan(problem)
    found = solve_jointly(problem, seconds=30)
    assert found.proven
    assert (found.routes is None) == (optimum is None)
    if found.routes is not None and optimum is not None:
        assert cost_of(problem, found.routes) == pytest.approx(optimum.cost, abs=1e-3)
        assert found.bound == pytest.approx(optimum.cost, abs=1e-3)
