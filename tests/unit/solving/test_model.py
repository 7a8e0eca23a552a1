"""The OR-Tools model states the same problem as the exact schedule: same rules, same money."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from ortools.constraint_solver import pywrapcp

from router.domain.problem import Problem, Span
from router.solving import engine
from router.solving.draft import Draft, Rater
from router.solving.engine import search_model
from router.solving.layout import timeline
from router.solving.model import Model
from router.solving.near import Neighbourhood
from router.solving.polish import complete, follow
from router.solving.prepared import Prepared
from router.solving.schedule import choose
from tests.property.mixing import mixed_problem
from tests.property.strategies import problems
from tests.scenarios.streets import day, shift, visit

Plans = list[dict[int, list[int]]]


def assert_rules_are_kept(prepared: Prepared, plans: Plans) -> None:
    """Every sequence of every plan can be put on one draft as it is."""
    for plan in plans:
        draft = Draft(Rater(prepared))
        follow(draft, plan)
        assert draft.sequences == {number: tuple(options) for number, options in plan.items()}


def cost_within(
    prepared: Prepared, number: int, options: list[int], window: dict[int, Span]
) -> float:
    """The least money of a sequence whose services start in given windows."""
    line = timeline(prepared, number, options)
    assert line is not None
    times = choose(
        prepared,
        number,
        replace(
            line,
            windows=[(window[option],) for option in options],
            mirrored_windows=[
                ((-window[option][1] - service, -window[option][0] - service),)
                for option, service in zip(options, line.services, strict=True)
            ],
        ),
    )
    assert times is not None
    return times.cost


def assert_the_objective_is_the_money(prepared: Prepared) -> None:
    model = Model(prepared, seed=1)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.solution_limit = 20
    solution = model.routing.SolveWithParameters(parameters)
    assert solution is not None
    plan = model.sequences(lambda i: solution.Value(model.routing.NextVar(i)))
    # The model may have chosen a window that is not the best: rated is what it chose.
    used = {
        node
        for node in range(len(model.node_option))
        if (index := model.manager.NodeToIndex(node))
        != solution.Value(model.routing.NextVar(index))
    }
    window = {model.node_option[node]: model.node_window[node] for node in used}
    money = sum(cost_within(prepared, number, options, window) for number, options in plan.items())
    planned = {option for options in plan.values() for option in options}
    by_key: dict[object, list[int]] = {}
    for option, possible in enumerate(prepared.plannable):
        if possible:
            key = prepared.exclusive[option]
            by_key.setdefault(("alone", option) if key < 0 else key, []).append(option)
    for members in by_key.values():
        # The model leaves out what is lost in any case: all but the best of those that exclude
        # each other.
        money += max(0.0, *(prepared.gain[option] for option in members))
        money -= sum(prepared.gain[option] for option in members if option in planned)
    # Every second, metre and value is rounded to a millionth; a route has up to 1e5 seconds.
    assert solution.ObjectiveValue() / model.scale == pytest.approx(money, abs=0.3)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(max_visits=6, max_shifts=2))
def test_every_solution_of_the_model_keeps_every_rule(problem: Problem) -> None:
    prepared = Prepared(problem)
    assume(any(prepared.plannable))
    plans: Plans = []
    search_model(prepared, seed=1, seconds=None, solutions=20, found=plans.append)
    assert_rules_are_kept(prepared, plans)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(max_visits=6, max_shifts=2))
def test_the_objective_of_the_model_is_the_money_of_the_plan(problem: Problem) -> None:
    prepared = Prepared(problem)
    assume(any(prepared.plannable))
    assert_the_objective_is_the_money(prepared)


@pytest.mark.parametrize("seed", range(60))
def test_every_constraint_there_is_is_in_the_model(seed: int) -> None:
    prepared = Prepared(mixed_problem(seed, visits=6, shifts=2))
    if not any(prepared.plannable):
        return
    plans: Plans = []
    search_model(prepared, seed=1, seconds=None, solutions=20, found=plans.append)
    assert plans
    assert_rules_are_kept(prepared, plans)
    assert_the_objective_is_the_money(prepared)


def test_a_shift_that_is_not_used_breaks_no_limit() -> None:
    # From Ann's home to where she has to end are 110 minutes and 55 km; she may drive 10.
    ann = shift("ann", end_location=11, max_distance_m=10_000)
    prepared = Prepared(day([visit(1)], [ann, shift("bo")]))
    plans: Plans = []
    search_model(prepared, seed=1, seconds=None, solutions=5, found=plans.append)
    assert plans[-1] == {1: [0]}


@pytest.mark.parametrize("large", [False, True])
def test_a_search_begins_from_the_given_routes(
    large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both set-ups on one small day; whatever follows, the first solution is the given one.
    monkeypatch.setattr(engine, "LARGE", 0 if large else 1000)
    problem = replace(mixed_problem(5, visits=8, shifts=2), spacings=(), meetings=())
    prepared = Prepared(problem)
    draft = Draft(Rater(prepared))
    complete(draft, lambda: False, near=Neighbourhood(prepared))
    assert draft.planned
    plans: Plans = []
    search_model(
        prepared, seed=1, seconds=1.0, solutions=1, found=plans.append, start=draft.sequences
    )
    assert plans[0] == {number: list(options) for number, options in draft.sequences.items()}
