"""The OR-Tools model states the same problem as the exact schedule: same rules, same money."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from ortools.constraint_solver import pywrapcp

from router.domain.problem import Problem
from router.solving.engine import search_model
from router.solving.model import Model
from router.solving.prepared import Prepared
from router.solving.schedule import best_times
from tests.property.strategies import problems


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Give Ctrl-C back to Python: OR-Tools leaves the process without its handler."""
    handler = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, handler)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(max_visits=6, max_shifts=2))
def test_every_solution_of_the_model_keeps_every_rule(problem: Problem) -> None:
    day = Prepared(problem)
    assume(any(day.plannable))
    plans: list[dict[int, list[int]]] = []
    search_model(day, seed=1, seconds=None, solutions=20, found=plans.append)
    for plan in plans:
        groups = []
        for shift, sequence in plan.items():
            assert best_times(day, shift, sequence) is not None
            groups += [problem.visits[v].group for v in sequence if problem.visits[v].group]
        planned = [visit for sequence in plan.values() for visit in sequence]
        assert len(planned) == len(set(planned))
        assert len(groups) == len(set(groups))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(max_visits=6, max_shifts=2))
def test_the_objective_of_the_model_is_the_money_of_the_plan(problem: Problem) -> None:
    day = Prepared(problem)
    assume(any(day.plannable))
    model = Model(day, seed=1)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.solution_limit = 20
    solution = model.routing.SolveWithParameters(parameters)
    assume(solution is not None)
    plan = model.sequences(lambda i: solution.Value(model.routing.NextVar(i)))
    chosen = [best_times(day, shift, sequence) for shift, sequence in plan.items()]
    money = sum(times.cost for times in chosen if times is not None)
    planned = {visit for sequence in plan.values() for visit in sequence}
    groups: dict[object, list[int]] = {}
    for visit, possible in enumerate(day.plannable):
        if possible:
            groups.setdefault(
                (day.exclusive[visit], visit if day.exclusive[visit] < 0 else -1), []
            ).append(visit)
    for members in groups.values():
        # The model leaves out what a group loses in any case: all but its dearest.
        dearest = max(day.gain[visit] for visit in members)
        money += dearest - sum(day.gain[visit] for visit in members if visit in planned)
    # Every second, metre and value is rounded to a millionth; a route has up to 1e5 seconds.
    assert solution.ObjectiveValue() / model.scale == pytest.approx(money, abs=0.3)
