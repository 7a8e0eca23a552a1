"""Routes of different plans are combined into the best plan they allow."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from router.domain.problem import Problem
from router.solving.draft import Draft, Rater
from router.solving.polish import follow
from router.solving.prepared import Prepared
from router.solving.rating import Trip
from router.solving.recombine import recombine
from tests.property.mixing import mixed_problem
from tests.scenarios.streets import day, shift, visit


def rated(rater: Rater, sequences: dict[int, tuple[int, ...]]) -> list[Trip]:
    trips = [rater.trip(shift, sequence) for shift, sequence in sequences.items()]
    assert None not in trips
    return [trip for trip in trips if trip is not None]


def two_homes(**more: object) -> Problem:
    """Ann at home in place 0, Bo in place 5; visits at 1, 2, 4."""
    shifts = [shift("ann"), shift("bo", start_location=5, end_location=5)]
    return replace(day([visit(1), visit(2), visit(4)], shifts), **more)  # type: ignore[arg-type]


def test_the_better_halves_of_two_plans_become_one() -> None:
    rater = Rater(Prepared(two_homes()))
    draft = Draft(rater)
    follow(draft, {0: (0, 2), 1: (1,)})
    better = recombine(draft, rated(rater, {0: (0, 1)}) + rated(rater, {1: (2,)}))
    assert better is not None
    assert better.sequences == {0: (0, 1), 1: (2,)}


def test_nothing_comes_of_trips_that_overlap() -> None:
    rater = Rater(Prepared(two_homes()))
    draft = Draft(rater)
    follow(draft, {0: (0, 1), 1: (2,)})
    assert recombine(draft, rated(rater, {0: (0, 2)}) + rated(rater, {1: (1, 2)})) is None


def test_an_order_is_not_torn_apart() -> None:
    # v2 and v4 must be on one route; apart they would be cheaper.
    problem = two_homes(orders=(("v2", "v4"),))
    rater = Rater(Prepared(problem))
    draft = Draft(rater)
    follow(draft, {0: (0,), 1: (1, 2)})
    assert recombine(draft, rated(rater, {0: (0, 1)}) + rated(rater, {1: (2,)})) is None


def test_a_locked_beginning_is_kept_though_it_saves_nothing() -> None:
    problem = two_homes()
    locked = replace(
        problem,
        visits=(replace(problem.visits[0], value=0.0), *problem.visits[1:]),
        shifts=(replace(problem.shifts[0], locked_visits=("v1",)), problem.shifts[1]),
    )
    rater = Rater(Prepared(locked))
    draft = Draft(rater)
    follow(draft, {0: (0, 2), 1: (1,)})
    better = recombine(draft, rated(rater, {0: (0,)}) + rated(rater, {1: (2, 1)}))
    assert better is not None
    assert better.sequences[0][0] == 0


@pytest.mark.parametrize("seed", range(30))
def test_of_all_routes_the_best_plan_is_found(seed: int) -> None:
    problem = mixed_problem(seed, visits=4, shifts=2)
    prepared = Prepared(problem)
    rater = Rater(prepared)
    options = range(len(prepared.visit_of))
    every = [
        trip
        for number in range(2)
        for length in range(1, 4)
        for sequence in permutations(options, length)
        if (trip := rater.trip(number, sequence)) is not None
    ]
    draft = Draft(rater)
    found = recombine(draft, every) or draft
    best = draft.cost
    for one in (draft.first[0], *(trip for trip in every if trip.shift == 0)):
        for other in (draft.first[1], *(trip for trip in every if trip.shift == 1)):
            pair = Draft(rater)
            follow(pair, {0: one.sequence, 1: other.sequence})
            best = min(best, pair.cost)
    assert found.cost == pytest.approx(best)
