"""A visit that a lock keeps off a route is told so, and which lock."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from router.domain.problem import Problem
from tests.unit.checking.world import in_order, shift, town, visit


def locked_to_a_short_shift() -> Problem:
    # 20 minutes there, 10 at the door, 20 back: 50 minutes. The second shift lasts 30.
    case = replace(visit("v1", 1), locked_shift="s2")
    return town((case,), {}, shift("s1"), shift("s2", hours=(0, 30)))


def test_the_lock_is_the_reason_if_another_shift_had_room() -> None:
    (reason,) = explain(locked_to_a_short_shift(), [])
    assert reason.code == "LOCKED"
    assert reason.detail == (
        "Nearest of 2 agents on duty: Aino has room for it on an empty route, "
        "but it is locked to shift s2."
    )
    assert reason.remedy == "Lift the lock, or make room on shift s2."
    assert [refusal.code for refusal in reason.refusals] == ["LOCKED", "SHIFT_TIME"]


def test_the_own_shift_is_the_reason_if_no_other_had_room_either() -> None:
    problem = locked_to_a_short_shift()
    short = tuple(replace(one, latest_s=30 * 60) for one in problem.shifts)
    (reason,) = explain(replace(problem, shifts=short), [])
    assert reason.code == "SHIFT_TIME"


def test_a_time_that_is_locked_is_a_window() -> None:
    # Aino is there from 08:20 on; locked to 08:10.
    case = replace(visit("v1", 1), locked_start_s=10 * 60)
    (reason,) = explain(town((case,), {}, shift()), [])
    assert reason.code == "TIME_WINDOW"
    assert reason.detail.endswith("it may start in 08:10-08:10.")


def test_nothing_is_put_before_a_locked_beginning() -> None:
    # Open until 08:20, when Aino can be there if it is the first; v2 is locked to be that.
    cases = visit("v1", 1, windows=((0, 20),)), visit("v2", 1)
    problem = town(cases, {}, shift())
    begins = replace(problem.shifts[0], locked_visits=("v2",))
    (reason,) = explain(replace(problem, shifts=(begins,)), [in_order("s1", cases[1])])
    assert reason.code == "LOCKED"
    assert reason.detail == (
        "Aino has room for it before visit v2, but the route is locked to begin with v2."
    )
