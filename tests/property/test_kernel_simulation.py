"""What the kernel says about a route is what the rules say, whatever the route.

``ROUTER_KERNEL_ROUTES`` asks for more routes than the suite tries, such as 100000.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

from router.domain.problem import Problem
from router.solving.kernel.kernel import Kernel
from router.solving.kernel.loading import insert_all
from router.solving.kernel.state import ABSENT, CURRENT
from router.solving.prepared import Prepared
from router.solving.rating import Rater
from tests.property.kernel_days import kernel_cost, random_route, rounding, separable_problem
from tests.property.rating import rate_route

ROUTES = int(os.environ.get("ROUTER_KERNEL_ROUTES", "3000"))
PER_DAY = 50


def without_locks(problem: Problem) -> bool:
    return not any(shift.locked_visits for shift in problem.shifts)


def test_a_route_costs_and_may_be_what_the_rules_say() -> None:
    rng = random.Random(1)
    seen: Counter[bool] = Counter()
    for seed in range(-(-ROUTES // PER_DAY)):
        problem = separable_problem(seed, visits=3 + seed % 8, shifts=1 + seed % 3)
        kernel = Kernel(Prepared(problem), seed)
        off = rounding(kernel)
        for _ in range(PER_DAY):
            shift, visits = random_route(rng, kernel.day)
            if not visits:
                continue
            ids = [problem.visits[visit].visit_id for visit in visits]
            due = rate_route(problem, shift, ids)
            said = kernel_cost(kernel, shift, visits)
            where = f"day {seed}, shift {shift}, {ids}"
            assert (said is None) == (due is None), f"{where}: {said} instead of {due}"
            if said is not None:
                assert said == pytest.approx(due, rel=1e-9, abs=off), where
            seen[said is not None] += 1
    # Both kinds are common enough for the comparison to mean something.
    assert min(seen[True], seen[False]) > 0.15 * ROUTES, seen
    print(f"{seen[True]} routes hold, {seen[False]} break a rule")  # noqa: T201


@pytest.mark.parametrize("block", range(4))
def test_a_visit_is_inserted_where_full_ratings_say_that_it_is_cheapest(block: int) -> None:
    tried = inserted = 0
    for seed in range(block * 15, block * 15 + 15):
        problem = separable_problem(seed, visits=9, shifts=3)
        day = Prepared(problem)
        kernel = Kernel(day, seed)
        if not without_locks(problem) or not kernel.packed.option_of:
            continue
        rater, rng, off = Rater(day), random.Random(seed), rounding(kernel)
        tables, state, scale = kernel.packed.tables, kernel.state, kernel.packed.scale
        kernel.load({})
        for _ in range(12):
            absent = state.absent[: state.counter[ABSENT]].tolist()
            key_of = tables.node[:, 6]
            owned = {int(key) for key, owner in enumerate(state.owner) if owner >= 0}
            free = [node for node in absent if int(key_of[node]) not in owned]
            if not free:
                break
            node = rng.choice(free)
            rivals = [n for n in free if key_of[n] == key_of[node]]
            plan = {shift: tuple(options) for shift, options in kernel.current().items()}
            best = 0.0
            for option in (kernel.packed.option_of[rival] for rival in rivals):
                for shift in range(len(problem.shifts)):
                    before = plan.get(shift, ())
                    old = rater.trip(shift, before)
                    assert old is not None
                    mates = {
                        visit
                        for order, _ in day.ranks[day.visit_of[option]]
                        for visit in day.orders[order]
                    }
                    if any(
                        day.visit_of[other] in mates
                        for number, options in plan.items()
                        if number != shift
                        for other in options
                    ):
                        continue
                    for at in range(len(before) + 1):
                        new = rater.trip(shift, (*before[:at], option, *before[at:]))
                        if new is not None:
                            best = min(best, new.net - old.net)
            money = int(state.money[CURRENT])
            state.todo[0] = node
            insert_all(tables, state, 1, tables.keys, 1)
            change = (int(state.money[CURRENT]) - money) / scale
            assert change == pytest.approx(best, rel=1e-9, abs=2 * off), f"day {seed}"
            tried += 1
            inserted += change < 0
    assert inserted > tried / 4
