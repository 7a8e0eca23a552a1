"""A visit that takes longer than the shift, the way included, is refused for the shift."""

from __future__ import annotations

from router.checking import explain
from tests.unit.checking.world import shift, town, visit


def test_the_way_is_longer_than_the_shift() -> None:
    # 20 + 10 + 20 = 50 minutes in a shift of 45.
    (reason,) = explain(town((visit("v1", 1),), {}, shift(hours=(0, 45))), [])
    assert reason.code == "SHIFT_TIME"
    assert reason.detail == (
        "Aino would need 50 min for the way there, the visit and the way back, "
        "the shift has 45 min."
    )


def test_overtime_belongs_to_the_shift() -> None:
    (reason,) = explain(town((visit("v1", 1),), {}, shift(hours=(0, 45), overtime=5)), [])
    assert reason.code == "SEARCH_LIMIT"


def test_an_open_end_saves_the_way_back() -> None:
    (reason,) = explain(town((visit("v1", 1),), {}, shift(hours=(0, 45), end=None)), [])
    assert reason.code == "SEARCH_LIMIT"


def test_of_two_shifts_the_one_that_lacks_less_is_nearest() -> None:
    problem = town((visit("v1", 1),), {}, shift(hours=(0, 30)), shift("s2", hours=(0, 45)))
    (reason,) = explain(problem, [])
    assert reason.code == "SHIFT_TIME"
    assert reason.detail.startswith("Nearest of 2 agents on duty: Eero would need 50 min")
