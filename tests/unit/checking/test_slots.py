"""The cheapest times for a visit are those that trying every place and every hour finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from router.checking import costs, slots
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.domain.route import Route
from router.errors import SearchError
from router.solving import solve
from tests.solved import solved
from tests.unit.checking.world import MINUTE, ORIGIN, visit

HOUR = 60 * MINUTE
BANDS = [(hour * HOUR, (hour + 1) * HOUR) for hour in range(8)]


def day(seed: int) -> Problem:
    """Two agents, six doors on a plane, windows for some; v5 is asked for."""
    rng = random.Random(seed)
    points = [(rng.uniform(0, 40), rng.uniform(0, 40)) for _ in range(7)]
    table = np.array(
        [[round(60 * (abs(a - c) + abs(b - d)) / 2) for c, d in points] for a, b in points],
        dtype=np.int32,
    )
    windows = [((60, 180),), (), ((200, 330),), (), ((240, 420),), ()]
    visits = tuple(
        visit(f"v{n}", n + 1, service=20, setup=3, windows=windows[n], legal=((30, 450),))
        for n in range(6)
    )
    rest = ShiftBreak(earliest_s=120 * MINUTE, latest_s=240 * MINUTE, duration_s=30 * MINUTE)
    shifts = tuple(
        Shift(
            shift_id=name, agent_id=name, start_location=0, end_location=0, earliest_s=0,
            latest_s=480 * MINUTE, matrix="car", cost_per_hour=30.0, cost_per_km=0.3,
            fixed_cost=20.0, breaks=breaks,
        )
        for name, breaks in (("a", (rest,)), ("b", ()))
    )  # fmt: skip
    return Problem(
        origin=ORIGIN, visits=visits, shifts=shifts,
        matrices={"car": TravelMatrix(table, table * 10)},
    )  # fmt: skip


def cost_of(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> float | None:
    """What a shift costs with visits in a given order; None if that cannot be."""
    if not visits:
        return 0.0
    alone = replace(
        problem,
        visits=tuple(replace(v, mandatory=True, locked_shift=shift.shift_id) for v in visits),
        shifts=(replace(shift, locked_visits=tuple(v.visit_id for v in visits)),),
    )
    try:
        routes = solve(alone, seconds=None, iterations=1, workers=1).routes
    except SearchError:
        return None
    if sum(len(route.visit_ids) for route in routes) < len(visits):
        return None
    return costs(alone, routes).total


@pytest.mark.parametrize("seed", range(4))
def test_no_place_on_any_route_is_cheaper_in_any_hour(seed: int) -> None:
    problem = day(seed)
    wanted = problem.visits[5]
    without = replace(problem, visits=problem.visits[:5])
    routes: tuple[Route, ...] = solved(without, iterations=300).routes
    found = slots(problem, routes, wanted, BANDS)
    known = {one.visit_id: one for one in problem.visits}
    made = {route.shift_id: [known[v] for v in route.visit_ids] for route in routes}
    for band in BANDS:
        inside = replace(wanted, windows=(band,))
        tried: list[float] = []
        for shift in problem.shifts:
            others = made.get(shift.shift_id, [])
            base = cost_of(problem, shift, others)
            assert base is not None
            for place in range(len(others) + 1):
                cost = cost_of(problem, shift, [*others[:place], inside, *others[place:]])
                tried += [] if cost is None else [cost - base]
        best = min((slot.extra_cost for slot in found if slot.band == band), default=None)
        assert best == pytest.approx(min(tried, default=None)), band


def test_every_window_is_in_whole_minutes_inside_its_band_and_can_be_met_at_both_ends() -> None:
    problem = day(1)
    wanted = problem.visits[5]
    routes = solved(replace(problem, visits=problem.visits[:5]), iterations=300).routes
    known = {one.visit_id: one for one in problem.visits}
    found = slots(problem, routes, wanted, BANDS, every_agent=True)
    assert {slot.shift_id for slot in found} == {"a", "b"}
    for slot in found:
        first, last = slot.window
        assert slot.band[0] <= first <= last <= slot.band[1]
        assert first % MINUTE == last % MINUTE == 0
        shift = next(one for one in problem.shifts if one.shift_id == slot.shift_id)
        for moment in slot.window:
            at = replace(wanted, windows=((moment, moment),))
            order = [at if name == "v5" else known[name] for name in slot.order]
            assert cost_of(problem, shift, order) is not None


def test_an_agent_who_may_not_go_is_not_offered() -> None:
    problem = day(2)
    routes = solved(replace(problem, visits=problem.visits[:5]), iterations=300).routes
    wanted = replace(problem.visits[5], excluded_agents=frozenset({"a"}))
    problem = replace(problem, visits=(*problem.visits[:5], wanted))
    assert {slot.shift_id for slot in slots(problem, routes, wanted, BANDS)} == {"b"}
