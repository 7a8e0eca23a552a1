"""Means, ratios and goals, by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest
from figures import by_instance, mean, paired, ratio
from goals import Goal, kept


def record(who: str, instance: str, cost: float, *, seed: int = 1, **more: Any) -> dict[str, Any]:
    own: dict[str, Any] = {
        "case": "c",
        "who": who,
        "instance": instance,
        "seconds": 10.0,
        "seed": seed,
        "cost": cost,
        "why": "",
    }
    return own | more


def test_the_interval_of_a_mean_is_students() -> None:
    # 1, 2, 3: deviation 1, standard error 1 / sqrt(3), t(2) = 4.303.
    figure = mean([1.0, 2.0, 3.0])
    assert figure.value == 2.0
    assert figure.half == pytest.approx(4.303 / math.sqrt(3), rel=1e-3)


def test_a_ratio_of_means_weighs_instances_by_their_cost_and_is_exact_if_all_ratios_agree() -> None:
    figure = ratio([(50.0, 100.0), (5.0, 10.0)])
    assert figure.value == 0.5
    assert figure.half == pytest.approx(0.0)
    assert ratio([(30.0, 10.0), (10.0, 30.0)]).value == 1.0


def test_instances_are_the_samples_and_seeds_only_if_there_is_one_instance() -> None:
    two = [record("a", "x", 1.0), record("a", "x", 3.0, seed=2), record("a", "y", 7.0)]
    assert by_instance(two) == {"x": 2.0, "y": 7.0}
    assert len(by_instance(two[:2])) == 2


def test_an_instance_with_an_answer_that_does_not_count_is_not_compared() -> None:
    ours = by_instance([record("a", "x", 1.0), record("a", "y", 1.0, why="late")])
    theirs = by_instance([record("b", "x", 2.0), record("b", "y", 2.0)])
    assert paired(ours, theirs) == [(1.0, 2.0)]


def test_better_on_every_one_counts_missing_visits_before_cost() -> None:
    goal = Goal(case="c", who="a", peer="b", most=1.0, every=True)
    found = kept(
        goal,
        [
            record("a", "x", 9.0),
            record("b", "x", 1.0, why="1 missing", missing=1),
            record("a", "y", 5.0),
            record("b", "y", 4.0),
        ],
    )
    assert found == ("better on 1, equal on 0 of 2", "missed")


def test_a_goal_against_who_did_not_run_is_not_measured() -> None:
    assert kept(Goal(case="c", who="a", peer="b", most=1.0), [record("a", "x", 1.0)]) is None
