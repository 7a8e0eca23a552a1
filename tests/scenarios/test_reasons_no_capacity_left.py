"""A visit that an empty route would take, but not this one: what the route lacks is measured."""

from __future__ import annotations

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit


def test_the_minutes_over_the_shift_are_said() -> None:
    # 20 + 30 + 20 + 30 + 20 = 120 minutes in a shift of 95: 25 over.
    first, case = visit("v1", 1, service=30), visit("v2", 2, service=30)
    problem = town((first, case), {}, shift(hours=(0, 95)))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert reason.detail == "Aino would be 25 min over the shift (its latest end at 09:35)."
    assert reason.remedy == "An agent more, or for Aino: 25 min of overtime more."


def test_the_overtime_that_is_said_is_enough() -> None:
    first, case = visit("v1", 1, service=30), visit("v2", 2, service=30)
    problem = town((first, case), {}, shift(hours=(0, 95), overtime=25))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert reason.code == "SEARCH_LIMIT"


def test_windows_on_the_route_may_be_in_the_way() -> None:
    # Both must start at 09:00 and lie 20 minutes apart: the later starts at 60 + 10 + 20 = 90.
    first, case = visit("v1", 1, windows=((60, 60),)), visit("v2", 2, windows=((60, 60),))
    (reason,) = explain(town((first, case), {}, shift()), [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert reason.detail == "Aino would be 30 min late for visit v1 or what follows it."


def test_one_building_needs_no_second_setup() -> None:
    # 20 + 5 + 10 + 10 + 20 = 65: in another building a second setup would make it 70.
    first = visit("v1", 1, setup=5, building="tower")
    case = visit("v2", 1, setup=5, building="tower")
    other = visit("v2", 1, setup=5, building="villa")
    tight = shift(hours=(0, 65))
    (fits,) = explain(town((first, case), {}, tight), [in_order("s1", first)])
    assert fits.code == "SEARCH_LIMIT"
    (full,) = explain(town((first, other), {}, tight), [in_order("s1", first)])
    assert full.code == "NO_CAPACITY_LEFT"
    assert "5 min over the shift" in full.detail


def test_a_route_that_does_not_work_takes_nothing_more() -> None:
    # v1 closes at 08:05, and nobody is there before 08:20.
    first, case = visit("v1", 1, windows=((0, 5),)), visit("v2", 2)
    (reason,) = explain(town((first, case), {}, shift()), [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert "already breaks its times" in reason.detail


def test_on_a_day_without_shifts_nobody_is_on_duty() -> None:
    (reason,) = explain(town((visit("v1", 1),), {}), [])
    assert (reason.code, reason.detail) == (
        "NO_CAPACITY_LEFT",
        "Nobody is on duty on this day.",
    )
    assert reason.refusals == ()


def test_overtime_for_a_break_after_the_return_counts() -> None:
    # Both take 80 minutes, the shift 85; lunch of 15 starts 80-90, so it is over at 95: 10 over.
    first, case = visit("v1", 1), visit("v2", 2)
    lunch = ((70, 90, 15),)
    problem = town((first, case), {}, shift(hours=(0, 85), breaks=lunch))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert reason.code == "NO_CAPACITY_LEFT"
    assert "10 min over the shift" in reason.detail
    enough = town((first, case), {}, shift(hours=(0, 85), overtime=10, breaks=lunch))
    (fits,) = explain(enough, [in_order("s1", first)])
    assert fits.code == "SEARCH_LIMIT"
