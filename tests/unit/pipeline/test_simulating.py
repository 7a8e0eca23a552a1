"""Weeks of an invented portfolio, policy by policy."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace

import pytest

from router.domain.simulated import DayCount, Policy, Run, Switch
from router.errors import DegradedWarning, InputError
from router.pipeline.simulated_run import PlayOptions, play_run, working_days
from router.pipeline.simulating import SimulationOptions, comparable, simulate
from router.simulation import PortfolioOptions, generate

SMALL = PlayOptions(
    portfolio=PortfolioOptions(stock=24, arrivals=2, agents=2, days=8),
    days=2,
    days_ahead=2,
    iterations=40,
    usual_solutions=5,
)


@pytest.fixture(autouse=True)
def _straight_lines() -> Iterator[None]:
    """Ways in an invented city are straight lines; every matrix says so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegradedWarning)
        yield


@pytest.mark.parametrize(
    "policy", [Policy.OURS, Policy.LONGEST_OVERDUE, Policy.CLUSTERS, Policy.ORTOOLS]
)
def test_every_policy_keeps_every_rule_and_its_counts_add_up(policy: Policy) -> None:
    run = play_run(SMALL, policy, seed=1)
    assert len(run.days) == 2
    assert not run.findings
    for day in run.days:
        assert day.broken == 0
        assert day.contacts + day.fruitless == day.made <= day.planned
        assert day.kept <= day.promises <= day.contacts
    made = sum(day.made for day in run.days)
    assert made == sum(agent.visits for agent in run.agents) > 0
    assert sum(day.paid_s for day in run.days) == sum(agent.paid_s for agent in run.agents)


def test_the_same_seed_gives_the_same_run() -> None:
    assert play_run(SMALL, Policy.OURS, seed=2) == play_run(SMALL, Policy.OURS, seed=2)


@pytest.mark.parametrize("switch", list(Switch))
def test_each_part_can_be_switched_off_and_rules_are_kept_without_it(switch: Switch) -> None:
    run = play_run(SMALL, Policy.OURS, seed=1, off=switch)
    assert run.off is switch
    assert not run.findings


def test_a_run_that_is_stopped_tells_the_days_that_were_played() -> None:
    asked = iter((False, True))
    run = play_run(SMALL, Policy.CLUSTERS, seed=1, stopped=lambda: next(asked))
    assert len(run.days) == 1


def test_processes_give_the_figures_of_one_run_after_the_other() -> None:
    options = SimulationOptions(
        play=replace(SMALL, days=1),
        policies=(Policy.LONGEST_OVERDUE, Policy.CLUSTERS),
        seeds=(1, 2),
        workers=2,
    )
    result = simulate(options)
    assert result.complete
    assert result.seeds == (1, 2)
    assert [(run.policy, run.seed) for run in result.runs] == [
        (Policy.LONGEST_OVERDUE, 1),
        (Policy.LONGEST_OVERDUE, 2),
        (Policy.CLUSTERS, 1),
        (Policy.CLUSTERS, 2),
    ]
    assert result.runs[3] == play_run(options.play, Policy.CLUSTERS, 2)


def test_only_the_parts_that_are_named_are_switched_off_beside_ours() -> None:
    options = SimulationOptions(
        play=replace(SMALL, days=1), policies=(), seeds=(1,), ablation=(Switch.LEARNING,), workers=1
    )
    result = simulate(options)
    assert [(run.policy, run.off) for run in result.runs] == [
        (Policy.OURS, None),
        (Policy.OURS, Switch.LEARNING),
    ]
    assert [part.switch for part in result.ablation] == [Switch.LEARNING]


def test_after_an_interrupt_only_seeds_of_every_policy_are_compared() -> None:
    day = DayCount(day=PortfolioOptions().first_day)
    ours = [Run(policy=Policy.OURS, seed=seed, days=(day, day)) for seed in (1, 2)]
    theirs = [
        Run(policy=Policy.CLUSTERS, seed=1, days=(day, day)),
        Run(policy=Policy.CLUSTERS, seed=2, days=(day,)),
    ]
    assert comparable([*ours, *theirs], 2, 2) == (ours[0], theirs[0])
    assert comparable([ours[0], theirs[1]], 2, 2) == (ours[0], theirs[1])


def test_days_on_which_nobody_works_are_passed_over() -> None:
    options = PortfolioOptions(agents=1, saturday=False)
    days = working_days(generate(1, options).agents, options, 6)
    # Monday to Friday, and the Monday after.
    assert [day.weekday() for day in days] == [0, 1, 2, 3, 4, 0]


def test_a_manual_policy_without_its_file_is_refused() -> None:
    with pytest.raises(InputError, match="file of its order"):
        SimulationOptions(play=SMALL, policies=(Policy.MANUAL,))
