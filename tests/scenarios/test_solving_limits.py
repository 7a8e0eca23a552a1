"""Visits, hours, kilometres and load of a route stay within the shift's limits."""

from __future__ import annotations

from tests.scenarios.streets import MINUTE, day, shift, visit
from tests.solved import solved


def test_the_best_visits_fill_a_limited_number() -> None:
    visits = [visit(n, value=100.0 + n) for n in range(1, 5)]
    (route,) = solved(day(visits, [shift(max_visits=2)])).routes
    # v1 and v2: 203 of value for 40 minutes of travel. v3 and v4: 207, but 80 minutes, 20 dearer.
    assert set(route.visit_ids) == {"v1", "v2"}


def test_paid_time_stays_within_the_limit() -> None:
    # Place 3 and back with service takes 70 minutes.
    assert solved(day([visit(3)], [shift(max_duration_s=70 * MINUTE)])).routes
    assert not solved(day([visit(3)], [shift(max_duration_s=70 * MINUTE - 1)])).routes


def test_kilometres_stay_within_the_limit() -> None:
    # Place 3 and back is 30 km.
    assert solved(day([visit(3)], [shift(max_distance_m=30_000)])).routes
    assert not solved(day([visit(3)], [shift(max_distance_m=29_999)])).routes


def test_load_stays_within_the_capacity() -> None:
    visits = [visit(n, load=2) for n in range(1, 4)]
    (route,) = solved(day(visits, [shift(capacity=5)])).routes
    assert len(route.visit_ids) == 2


def test_a_shift_without_visits_allowed_stays_home() -> None:
    assert not solved(day([visit(1)], [shift(max_visits=0)])).routes
