"""A way that is longer than an agent may drive is refused for the distance."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit


def test_there_and_back_is_too_far() -> None:
    # 20 minutes are 20 km: 40 km there and back.
    problem = town((visit("v1", 1),), {}, replace(shift(), max_distance_m=35_000))
    (reason,) = explain(problem, [])
    assert reason.code == "MAX_DISTANCE"
    assert reason.detail == "Aino would drive 40.0 km there and back, 35.0 km are allowed."
    assert reason.remedy.startswith("Allow Aino 5.0 km more")


def test_too_far_only_with_the_other_visits_is_a_full_route() -> None:
    # 20 + 20 + 20 = 60 km with both.
    first, case = visit("v1", 1), visit("v2", 2)
    problem = town((first, case), {}, replace(shift(), max_distance_m=50_000))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert reason.detail == "Aino would drive 10.0 km more than the 50.0 km allowed."
