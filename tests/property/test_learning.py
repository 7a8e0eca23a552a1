"""After twenty days of two hundred visits the learned chances are near the truth.

Chance itself moves a share of 300 visits by 2.9 points (one standard deviation at 1/2), one of 100
by 5; bands of 300 visits and more are held to 7.5, all of 100 and more to 3.5 on the mean.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from router.value import learned_presence, load_parameters

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from visited_doors import TOWNS, Town, truth_of, visits_of

SEEDS = (1, 2, 3)


@lru_cache
def errors(town: Town, seed: int, at_least: int = 100) -> tuple[list[float], list[float]]:
    """Points by which assumed and learned chances miss the truth, band by band."""
    trials = visits_of(town, seed)
    presence = learned_presence(trials, load_parameters())
    tried = Counter(
        (one.place_type, one.group, presence.hours_of(one.clock)) for one in trials if not one.wrong
    )
    known = [
        (presence.rate(*cell), chance)
        for cell, chance in truth_of(town, seed).items()
        if tried[cell] >= at_least
    ]
    assumed = [100 * abs(rate.prior - chance) for rate, chance in known]
    return assumed, [100 * abs(rate.mean - chance) for rate, chance in known]


@pytest.mark.parametrize("name", TOWNS)
def test_learned_chances_are_near_the_truth_and_nearer_than_the_assumed_ones(name: str) -> None:
    pairs = [errors(TOWNS[name], seed) for seed in SEEDS]
    assumed = statistics.fmean(one for before, _ in pairs for one in before)
    learned = statistics.fmean(one for _, after in pairs for one in after)
    assert learned < 3.5
    assert learned < assumed / 2


def test_nine_of_ten_bands_of_a_hundred_visits_are_within_five_points() -> None:
    """Chance alone brings 94 in 100 there; no town of doors visited once, where part is assumed."""
    found = [
        error
        for name, town in TOWNS.items()
        if "one visit" not in name
        for error in errors(town, seed=1)[1]
    ]
    assert len(found) > 50
    assert sum(error <= 5 for error in found) >= 0.9 * len(found)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "name",
    ["all addresses right", "a quarter wrong, half of visits there find out", "households differ"],
)
def test_bands_of_many_visits_are_near_one_by_one(name: str, seed: int) -> None:
    _, learned = errors(TOWNS[name], seed, at_least=300)
    assert learned
    assert max(learned) < 7.5


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_addresses_that_nobody_finds_out_do_not_make_everybody_seem_absent(
    seed: int,
) -> None:
    """Counted as if every door were right, chances come out by a fifth of a hundred too low."""
    town = TOWNS["a quarter wrong, nobody ever finds out"]
    trials = visits_of(town, seed)
    presence, truth = learned_presence(trials, load_parameters()), truth_of(town, seed)
    low, counted_low = [], []
    for cell, chance in truth.items():
        rate = presence.rate(*cell)
        if rate.tried >= 100:
            low.append(100 * (chance - rate.mean))
            counted_low.append(100 * (chance - rate.met / rate.tried))
    assert statistics.fmean(counted_low) > 10
    assert abs(statistics.fmean(low)) < 5


@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_the_number_of_visits_that_counts_and_not_when_most_are_made(seed: int) -> None:
    even = Town(doors=6_000)
    late = replace(even, evening_share=0.8)
    for town in (even, late):
        assert statistics.fmean(errors(town, seed)[1]) < 4
