"""The bounds of a chance are those of the Beta distribution."""

from __future__ import annotations

from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from router.value.beta import beta_cdf, beta_interval

COUNTS = st.floats(0.01, 2_000)  # less, and the bounds are less than the least float


def test_of_nothing_known_every_chance_is_as_likely() -> None:
    # Beta(1, 1) is uniform: 5 in 100 lie below 0.05.
    assert beta_interval(1, 1) == pytest.approx((0.05, 0.95), abs=1e-12)


def test_with_one_met_the_bounds_are_roots() -> None:
    # Beta(a, 1): P(X <= x) = x ** a.
    assert beta_interval(2, 1) == pytest.approx((sqrt(0.05), sqrt(0.95)), abs=1e-12)
    assert beta_interval(1, 2) == pytest.approx((1 - sqrt(0.95), 1 - sqrt(0.05)), abs=1e-12)
    assert beta_interval(1, 100)[1] == pytest.approx(1 - 0.05 ** (1 / 100), abs=1e-12)


def test_the_arcsine_distribution() -> None:
    # Beta(1/2, 1/2): P(X <= 1/2) = 1/2 and P(X <= 1/4) = 2/pi asin(1/2) = 1/3.
    assert beta_cdf(0.5, 0.5, 0.5) == pytest.approx(1 / 2, abs=1e-12)
    assert beta_cdf(0.25, 0.5, 0.5) == pytest.approx(1 / 3, abs=1e-12)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.001, 0.999))
def test_whole_counts_agree_with_throwing_coins(a: int, b: int, x: float) -> None:
    # P(Beta(a, b) <= x) is the chance of at least a heads among a + b - 1 coins of chance x.
    n = a + b - 1
    heads = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_cdf(x, a, b) == pytest.approx(heads, rel=1e-9, abs=1e-12)


@given(COUNTS, COUNTS, st.floats(0.5, 0.99))
def test_as_much_lies_below_the_bounds_as_above(a: float, b: float, level: float) -> None:
    low, high = beta_interval(a, b, level)
    assert 0 <= low <= high <= 1
    tail = (1 - level) / 2
    for bound, chance in ((low, tail), (high, 1 - tail)):
        if bound < 1 - 1e-9:  # nearer to 1 a float has too few digits left to be judged
            assert beta_cdf(bound, a, b) == pytest.approx(chance, abs=1e-6)


@given(st.floats(0.05, 0.95), st.floats(20, 200))
def test_who_knows_more_is_surer(mean: float, visits: float) -> None:
    low, high = beta_interval(mean * visits, (1 - mean) * visits)
    less_low, less_high = beta_interval(mean * visits * 4, (1 - mean) * visits * 4)
    assert less_high - less_low < high - low


def test_what_is_next_to_never_seen_is_next_to_impossible() -> None:
    assert max(beta_interval(1e-300, 10)) < 1e-12
    assert min(beta_interval(10, 1e-300)) > 1 - 1e-12


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 0), (-1, 2), (float("nan"), 1)])
def test_what_is_no_count_is_refused(a: float, b: float) -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        beta_interval(a, b)


@pytest.mark.parametrize("level", [0, 1, -0.1])
def test_what_is_no_level_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        beta_interval(1, 1, level)
