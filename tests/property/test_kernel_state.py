"""After any number of steps the kernel knows about its plan what it would know of a new one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from router.checking import check_routes, costs
from router.domain.problem import Problem
from router.domain.route import Route
from router.solving.kernel.kernel import Kernel
from router.solving.kernel.settings import Settings
from router.solving.kernel.state import (
    ABSENT,
    ABSENT_AT,
    BEST,
    CURRENT,
    LENGTH,
    POSITION,
    ROUTE_OF,
    USED,
    VERSION,
)
from router.solving.kernel.tables import KEY
from router.solving.prepared import Prepared
from router.solving.timetable import route_of
from tests.property.kernel_days import rounding, separable_problem

DAYS = [(seed, 4 + seed % 20, 1 + seed % 4) for seed in range(24)]
same = np.testing.assert_array_equal


def assert_consistent(kernel: Kernel) -> None:
    """Fail unless lists, marks and sums say the same, and so does a kernel that begins anew."""
    state, tables = kernel.state, kernel.packed.tables
    lengths = state.route[:, LENGTH].tolist()
    served = {
        int(node): (shift, at + 1)
        for shift, length in enumerate(lengths)
        for at, node in enumerate(state.seq[shift, 1 : length + 1])
    }
    assert len(served) == sum(lengths)
    absent = state.absent[: state.counter[ABSENT]].tolist()
    assert sorted([*served, *absent]) == list(range(tables.options))
    assert state.counter[USED] == sum(length > 0 for length in lengths)
    for node, (shift, at) in served.items():
        assert state.place[node, ROUTE_OF] == shift
        assert state.place[node, POSITION] == at
        assert state.place[node, ABSENT_AT] == -1
    for at, node in enumerate(absent):
        assert state.place[node, ROUTE_OF] == -1
        assert state.place[node, ABSENT_AT] == at
    owners = {int(tables.node[node, KEY]): node for node in served}
    assert len(owners) == len(served)  # of those that exclude each other one is served
    assert [int(node) for node in state.owner[: tables.keys]] == [
        owners.get(key, -1) for key in range(tables.keys)
    ]
    anew = Kernel(kernel.day, 0)
    assert anew.load(kernel.current())
    assert anew.state.money[CURRENT] == state.money[CURRENT]
    same(anew.state.route[:, :VERSION], state.route[:, :VERSION])
    breaks = [len(rests) for rests in kernel.day.rests]
    half = state.label.shape[2] // 2
    for shift, length in enumerate(lengths):
        ahead, back = slice(breaks[shift] + 1), slice(half, half + breaks[shift] + 1)
        same(state.seq[shift, : length + 2], anew.state.seq[shift, : length + 2])
        same(state.label[shift, : length + 1, ahead], anew.state.label[shift, : length + 1, ahead])
        same(
            state.label[shift, 1 : length + 2, back], anew.state.label[shift, 1 : length + 2, back]
        )
        if length:
            same(state.leg[shift, : length + 1], anew.state.leg[shift, : length + 1])
            same(state.sieve[shift, : length + 1, 0], anew.state.sieve[shift, : length + 1, 0])
            same(state.sieve[shift, 1 : length + 2, 1], anew.state.sieve[shift, 1 : length + 2, 1])
            same(state.sieve[shift, : length + 1, 2], anew.state.sieve[shift, : length + 1, 2])


def assert_lawful(problem: Problem, kernel: Kernel) -> None:
    """Fail unless the checker passes the best plan, and finds that it costs what is said."""
    day = kernel.day
    plan = kernel.best()
    made: list[Route] = []
    for shift, options in plan.items():
        route = route_of(day, shift, options)
        assert route is not None
        made.append(route)
    report = check_routes(problem, tuple(made))
    assert report.ok, str(report)
    planned = {visit for route in made for visit in route.visit_ids}
    duties = sum(v.mandatory and v.visit_id not in planned for v in problem.visits)
    off = rounding(kernel) * (1 + len(problem.shifts)) * (1 + duties * day.dearest)
    assert kernel.best_cost - duties * day.dearest == pytest.approx(
        costs(problem, made).total, rel=1e-9, abs=off
    )


@pytest.mark.parametrize(("seed", "visits", "shifts"), DAYS)
def test_nothing_drifts_apart_over_thousands_of_steps(seed: int, visits: int, shifts: int) -> None:
    problem = separable_problem(seed, visits, shifts)
    kernel = Kernel(Prepared(problem), seed)
    assert_consistent(kernel)
    kernel.construct()
    assert_consistent(kernel)
    rng = random.Random(seed)
    lowest = kernel.state.money[BEST]
    for settings in (
        Settings(record_every=10),
        Settings(removed=3.0, longest=3.0, neighbours=2, absent=3, record_every=1),
        Settings(removed=20.0, longest=20.0, from_absent=1.0, record_every=7),
    ):
        for _ in range(6):
            kernel.anneal(rng.randrange(1, 300), 10.0 ** rng.uniform(-2, 3), 0.01, settings)
            assert_consistent(kernel)
            assert kernel.state.money[BEST] <= min(lowest, kernel.state.money[CURRENT])
            lowest = kernel.state.money[BEST]
    assert_lawful(problem, kernel)


@pytest.mark.parametrize(("seed", "visits", "shifts"), DAYS[1::4])
def test_remembered_routes_keep_every_rule(seed: int, visits: int, shifts: int) -> None:
    problem = separable_problem(seed, visits, shifts)
    kernel = Kernel(Prepared(problem), seed)
    kernel.construct()
    kernel.anneal(600, 100.0, 0.1, Settings(record_every=3))
    found = kernel.take_records()
    assert found or not kernel.best()
    for shift, options in found:
        assert Kernel(kernel.day, 0).load({shift: options})
    assert len({(shift, frozenset(options)) for shift, options in found}) == len(found)
    assert kernel.take_records() == []


@pytest.mark.parametrize("seed", [2, 9])
def test_the_same_seed_makes_the_same_steps(seed: int) -> None:
    problem = separable_problem(seed, visits=18, shifts=3)
    one, other = (Kernel(Prepared(problem), 5) for _ in range(2))
    for kernel in (one, other):
        kernel.construct()
        kernel.anneal(500, 30.0, 0.1, Settings(record_every=10))
    assert one.current() == other.current()
    assert one.best() == other.best()
    assert one.take_records() == other.take_records()


@pytest.mark.parametrize(("seed", "visits", "shifts"), DAYS[2::4])
def test_what_is_remembered_of_insertions_changes_nothing(
    seed: int, visits: int, shifts: int
) -> None:
    day = Prepared(separable_problem(seed, visits, shifts))
    one, other = (Kernel(day, seed) for _ in range(2))
    for kernel in (one, other):
        kernel.construct()
    for step in range(300):
        heat = 50.0 * 0.98**step
        one.anneal(1, heat, heat, Settings())
        other.state.memory.fill(-1)  # this one remembers nothing
        other.anneal(1, heat, heat, Settings())
        assert one.current() == other.current(), step
    same(one.state.random, other.state.random)
