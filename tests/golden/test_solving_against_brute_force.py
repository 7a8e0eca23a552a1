"""On small days with everything mixed, the plan costs what the best of all plans costs."""

from __future__ import annotations

import random
from itertools import permutations

import numpy as np
import pytest

from router.checking import costs
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from tests.property.plain import cheapest_route
from tests.property.strategies import ORIGIN
from tests.solved import solved

STEP = 300  # every time below is a multiple of five minutes, so trying those finds the best
HOUR = 3600


def made_up(seed: int, visits: int) -> Problem:
    """A day of four hours in which about every rule matters."""
    rng = random.Random(seed)

    def span(shortest: int, longest: int) -> tuple[int, int]:
        begin = 8 * HOUR + rng.randrange(0, 40) * STEP
        return begin, begin + rng.randrange(shortest, longest) * STEP

    size = 5
    table = np.array([[rng.randrange(1, 8) * STEP for _ in range(size)] for _ in range(size)])
    table[rng.randrange(size), rng.randrange(size)] = -1
    np.fill_diagonal(table, 0)
    metres = np.where(table < 0, -1, table * 8)
    return Problem(
        origin=ORIGIN,
        visits=tuple(
            Visit(
                visit_id=f"v{number}",
                case_ids=(f"c{number}",),
                location=(location := rng.randrange(1, size)),
                building=rng.choice([f"b{location}", "tower"]),
                service_s=rng.randrange(1, 5) * STEP,
                setup_s=rng.choice([0, STEP, 2 * STEP]),
                windows=tuple(sorted(span(4, 16) for _ in range(rng.choice([0, 1, 2])))),
                legal=rng.choice([(), ((8 * HOUR, 11 * HOUR),)]),
                skills=frozenset(rng.choice([[], [], ["key"]])),
                excluded_agents=frozenset(rng.choice([[], [], ["bo"]])),
                value=float(rng.randrange(5, 40)),
                mandatory=rng.random() < 0.2,
                load=rng.randrange(0, 3),
                group=rng.choice(["", "", "g"]),
            )
            for number in range(visits)
        ),
        shifts=tuple(
            Shift(
                shift_id=agent,
                agent_id=agent,
                start_location=rng.choice([0, None]),
                end_location=rng.choice([0, None]),
                earliest_s=8 * HOUR,
                latest_s=11 * HOUR,
                overtime_max_s=rng.choice([0, HOUR // 2]),
                breaks=rng.choice(
                    [
                        (),
                        (ShiftBreak(earliest_s=9 * HOUR, latest_s=10 * HOUR, duration_s=2 * STEP),),
                    ]
                ),
                skills=frozenset(rng.choice([[], ["key"]])),
                matrix="car",
                max_visits=rng.choice([None, 3]),
                max_duration_s=rng.choice([None, 2 * HOUR]),
                max_distance_m=rng.choice([None, 40_000]),
                capacity=rng.choice([None, 4]),
                cost_per_hour=rng.choice([0.0, 12.0, 30.0]),
                cost_per_km=rng.choice([0.0, 0.3]),
                fixed_cost=rng.choice([0.0, 6.0]),
                overtime_cost_per_hour=rng.choice([0.0, 45.0]),
            )
            for agent in ("ann", "bo")
        ),
        matrices={"car": TravelMatrix(table, metres)},
    )


def best_of_all(problem: Problem) -> tuple[int, float]:
    """Mandatory visits left out, then money, of the best of all plans."""
    numbers = range(len(problem.visits))
    plans: dict[frozenset[int], float] = {frozenset(): 0.0}
    for shift in problem.shifts:
        routes: dict[frozenset[int], float] = {frozenset(): 0.0}
        for length in range(1, len(problem.visits) + 1):
            for order in permutations(numbers, length):
                visits = [problem.visits[number] for number in order]
                cost = cheapest_route(problem, shift, visits, step=STEP)
                if cost is not None:
                    key = frozenset(order)
                    routes[key] = min(cost, routes.get(key, cost))
        together: dict[frozenset[int], float] = {}
        for one, cost in plans.items():
            for other, more in routes.items():
                if not one & other:
                    key = one | other
                    together[key] = min(cost + more, together.get(key, cost + more))
        plans = together
    found = []
    for planned, cost in plans.items():
        groups = [problem.visits[n].group for n in planned if problem.visits[n].group]
        if len(groups) == len(set(groups)):
            out = [problem.visits[n] for n in numbers if n not in planned]
            found.append((sum(v.mandatory for v in out), cost + sum(v.value for v in out)))
    return min(found)


@pytest.mark.parametrize("seed", range(10))
def test_no_plan_is_cheaper(seed: int) -> None:
    problem = made_up(seed, visits=5)
    solution = solved(problem, iterations=150)
    planned = {visit for route in solution.routes for visit in route.visit_ids}
    left_out = sum(v.mandatory for v in problem.visits if v.visit_id not in planned)
    musts, money = best_of_all(problem)
    assert left_out == musts
    assert costs(problem, solution.routes).total == pytest.approx(money)
