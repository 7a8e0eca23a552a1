"""Instances are the published ones, and the plain day is the one whose figures are known."""

from __future__ import annotations

import importlib.util
import re
from typing import Any

import numpy as np
import pytest
from generated import plain_day
from instances import available, best_known, load, problem_of
from judging import judge

from router.checking import check_routes
from tests.solved import solved
from tests.unit.benchmarks.shared_data import SHARED, needs


@pytest.mark.shared
@needs("prototype/realistic_day.py")
@pytest.mark.parametrize(("agents", "seed", "lunch"), [(4, 42, False), (10, 7, True)])
def test_the_plain_day_is_the_one_of_the_prototype(agents: int, seed: int, lunch: bool) -> None:
    path = SHARED / "prototype" / "realistic_day.py"
    spec = importlib.util.spec_from_file_location("realistic_day", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    theirs: dict[str, Any] = module.gen(120, agents, seed, lunch)
    ours = plain_day(120, agents, seed=seed, lunch=lunch)
    assert np.array_equal(theirs["T"], ours.travel)
    assert [(v["tw"], v["service"], v["skill"], v["penalty"]) for v in theirs["visits"]] == [
        (list(v.windows), v.service, v.skill, v.price) for v in ours.visits
    ]
    assert [(a["start"], a["end"], a["skills"], a["lunch"]) for a in theirs["agents"]] == [
        (a.start, a.end, list(a.skills), a.lunch is not None) for a in ours.vehicles
    ]


@pytest.mark.shared
@needs("data/prize")
@pytest.mark.parametrize("name", available("prize")[:2])
def test_the_published_solution_of_a_prize_instance_costs_what_is_published(name: str) -> None:
    instance = load(name)
    path = SHARED / "data" / "prize" / f"{name.removeprefix('prize/')}.sol"
    routes = [
        [int(number) - 1 for number in line.split()]
        for line in re.findall(r"Route #\d+:(.*)", path.read_text(encoding="utf-8"))
    ]
    routes += [[]] * (len(instance.vehicles) - len(routes))
    assert judge(instance, routes).cost == best_known(name)


@pytest.mark.shared
@needs("data/mtw")
def test_customers_of_every_file_with_several_windows_have_windows_in_order_and_apart() -> None:
    names = available("mtw")
    assert names
    for name in names:
        instance = load(name)
        assert len(instance.visits) == 100
        for visit in instance.visits:
            ends = [end for window in visit.windows for end in window]
            assert ends == sorted(ends)


@pytest.mark.parametrize("name", ["like/R1-30-1", "like/C2-30-1", "like/RC1-30-2"])
def test_each_made_up_customer_can_be_served_alone(name: str) -> None:
    instance = load(name)
    assert load(name).visits == instance.visits  # the same every time
    for number in range(len(instance.visits)):
        routes = [[number]] + [[]] * (len(instance.vehicles) - 1)
        assert judge(instance, routes).missing == len(instance.visits) - 1


def test_the_judge_and_the_checker_agree_on_the_cost_of_a_plan() -> None:
    instance = load("day/30x2L-1")
    problem = problem_of(instance)
    solution = solved(problem, iterations=20)
    routes = {route.shift_id: [int(v[1:]) for v in route.visit_ids] for route in solution.routes}
    verdict = judge(instance, [routes.get(shift.shift_id, []) for shift in problem.shifts])
    assert verdict.feasible, verdict.why
    assert verdict.cost == pytest.approx(check_routes(problem, solution.routes).costs.total)
