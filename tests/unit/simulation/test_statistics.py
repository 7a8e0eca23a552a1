"""Means over seeds and their intervals, against hand-made ones."""

from __future__ import annotations

import pytest

from router.simulation.statistics import difference, estimate, gain


def test_the_interval_of_two_values_is_that_of_student_with_one_degree() -> None:
    found = estimate([1.0, 3.0])
    # Mean 2, deviation sqrt(2), its error sqrt(2 / 2) = 1, times 12.7062.
    assert found.mean == 2
    assert found.low == pytest.approx(2 - 12.7062)
    assert found.high == pytest.approx(2 + 12.7062)


def test_one_value_has_no_interval() -> None:
    found = estimate([4.0])
    assert (found.mean, found.low, found.high, found.seeds) == (4.0, None, None, 1)


def test_beyond_the_table_the_quantile_is_that_of_student_to_three_places() -> None:
    # 41 values -20 .. 20: variance 41 * 42 / 12 = 143.5, error sqrt(143.5 / 41); t(40) = 2.0211.
    found = estimate([float(value) for value in range(-20, 21)])
    assert found.high == pytest.approx(2.0211 * (143.5 / 41) ** 0.5, rel=1e-3)


def test_differences_are_of_pairs_with_the_same_seed() -> None:
    # Seeds differ by 100, policies by 2: pairs see the 2, and no scatter.
    found = difference({1: 102.0, 2: 202.0, 3: 5.0}, {1: 100.0, 2: 200.0})
    assert found is not None
    assert (found.mean, found.low, found.high, found.seeds) == (2.0, 2.0, 2.0, 2)


def test_a_gain_is_a_share_of_what_the_other_has() -> None:
    found = gain({1: 1.5, 2: 2.5}, {1: 1.0, 2: 2.0})
    assert found is not None
    assert found.mean == pytest.approx((0.5 + 0.25) / 2)


def test_no_gain_is_told_over_nothing() -> None:
    assert gain({1: 1.0}, {1: 0.0}) is None
    assert difference({1: 1.0}, {2: 1.0}) is None
