"""Who meets in the kernel's plan meets in one second, with whom he may, or does not go."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from router.checking import check_routes, costs
from router.domain.problem import Meeting, Problem
from router.solving.agreeing import written
from router.solving.kernel.kernel import Kernel
from router.solving.kernel.settings import Settings
from router.solving.kernel.state import CURRENT, VERSION
from router.solving.prepared import Prepared
from tests.property.kernel_days import rounding
from tests.property.mixing import mixed_problem

DAYS = [(seed, 6 + seed % 18, 2 + seed % 4) for seed in range(24)]


def met_problem(seed: int, visits: int, shifts: int) -> Problem:
    """A small day with all constraints mixed; every third visit is made by two who meet."""
    problem = mixed_problem(seed, visits, shifts)
    begun = {v for shift in problem.shifts for v in shift.locked_visits}
    agents = sorted({shift.agent_id for shift in problem.shifts})
    rng = random.Random(seed)
    more, meetings = [], []
    for visit in problem.visits[::3]:
        if visit.visit_id in begun or visit.locked_shift:
            continue
        second = replace(visit, visit_id=f"{visit.visit_id}+2", group="", value=0.0, load=0)
        pairs = [frozenset(pair) for pair in combinations(agents, 2) if rng.random() < 0.7]
        more.append(replace(second, value_bands=(), skills=frozenset()))
        meetings.append(
            Meeting(first=visit.visit_id, second=second.visit_id, pairs=frozenset(pairs))
        )
    return replace(
        problem,
        visits=(*problem.visits, *more),
        spacings=(),
        meetings=tuple(meetings),
        orders=problem.orders[:1],
    )


def assert_agreed(problem: Problem, kernel: Kernel) -> None:
    """Fail unless both or neither are made, and a kernel that begins anew finds the same plan."""
    day, times = kernel.day, kernel.times()
    made = {
        problem.visits[day.visit_of[option]].visit_id
        for options in kernel.current().values()
        for option in options
    }
    for number, meeting in enumerate(problem.meetings):
        both = {meeting.first, meeting.second}
        assert both <= made if number in times else both.isdisjoint(made)
    anew = Kernel(day, 0)
    assert anew.load(kernel.current(), times)
    assert anew.times() == times
    assert anew.state.money[CURRENT] == kernel.state.money[CURRENT]
    np.testing.assert_array_equal(anew.state.route[:, :VERSION], kernel.state.route[:, :VERSION])


def assert_lawful(problem: Problem, kernel: Kernel) -> None:
    """Fail unless the checker passes the best plan, and finds that it costs what is said."""
    day = kernel.day
    routes = written(day, kernel.best(), kernel.best_times())
    report = check_routes(problem, routes)
    assert report.ok, str(report)
    planned = {visit for route in routes for visit in route.visit_ids}
    assert len(planned) == sum(len(options) for options in kernel.best().values())
    duties = sum(v.mandatory and v.visit_id not in planned for v in problem.visits)
    off = rounding(kernel) * (1 + len(problem.shifts)) * (1 + duties * day.dearest)
    assert kernel.best_cost - duties * day.dearest == pytest.approx(
        costs(problem, routes).total, rel=1e-9, abs=off
    )


@pytest.mark.parametrize(("seed", "visits", "shifts"), DAYS)
def test_nobody_waits_alone_after_any_number_of_steps(seed: int, visits: int, shifts: int) -> None:
    problem = met_problem(seed, visits, shifts)
    kernel = Kernel(Prepared(problem), seed)
    kernel.construct()
    assert_agreed(problem, kernel)
    rng = random.Random(seed)
    for settings in (
        Settings(),
        Settings(removed=3.0, longest=3.0, neighbours=2, absent=3, shifted=0.8),
        Settings(removed=20.0, longest=20.0, from_absent=1.0, shifted=0.0),
    ):
        for _ in range(4):
            kernel.anneal(rng.randrange(1, 300), 10.0 ** rng.uniform(-2, 3), 0.01, settings)
            assert_agreed(problem, kernel)
    assert_lawful(problem, kernel)


@pytest.mark.parametrize("seed", [3, 8])
def test_the_same_seed_makes_the_same_meetings(seed: int) -> None:
    problem = met_problem(seed, visits=18, shifts=4)
    one, other = (Kernel(Prepared(problem), 5) for _ in range(2))
    for kernel in (one, other):
        kernel.construct()
        kernel.anneal(500, 30.0, 0.1, Settings())
    assert one.current() == other.current()
    assert one.best_times() == other.best_times()


def test_of_a_plan_that_is_loaded_whoever_has_nobody_to_meet_is_taken_off() -> None:
    problem = next(p for seed in range(50) if (p := met_problem(seed, 18, 4)).meetings)
    kernel = Kernel(Prepared(problem), 1)
    kernel.construct()
    times = kernel.times()
    assert times
    assert not kernel.load(kernel.current(), {})  # no meeting has a time
    assert_agreed(problem, kernel)
    assert not kernel.times()
