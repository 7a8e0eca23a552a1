"""A window that nobody can meet, even with nothing else to do, is the reason."""

from __future__ import annotations

from router.checking import explain
from tests.unit.checking.world import shift, town, visit


def test_a_window_that_closes_too_early_says_by_how_much() -> None:
    # Aino is there at 08:20 at the earliest, 15 minutes after the window.
    (reason,) = explain(town((visit("v1", 1, windows=((0, 5),)),), {}, shift()), [])
    assert reason.code == "TIME_WINDOW"
    assert reason.detail == (
        "Aino could start service between 08:20 and 15:30, it may start in 08:00-08:05."
    )
    assert "(by 15 min)" in reason.remedy


def test_a_window_that_opens_too_late_says_by_how_much() -> None:
    # To be home at 16:00 she starts at 15:30; the window opens at 16:00.
    (reason,) = explain(town((visit("v1", 1, windows=((480, 540),)),), {}, shift()), [])
    assert reason.code == "TIME_WINDOW"
    assert "(by 30 min)" in reason.remedy


def test_windows_outside_the_legal_hours_leave_no_time() -> None:
    case = visit("v1", 1, windows=((60, 120),), legal=((115, 124), (200, 300)))
    (reason,) = explain(town((case,), {}, shift()), [])
    assert reason.code == "TIME_WINDOW"
    assert "no lawful time" in reason.detail


def test_legal_hours_bound_the_end_of_service() -> None:
    # Legal until 08:30: service 08:20-08:30 just fits; a minute less does not.
    (fits,) = explain(town((visit("v1", 1, legal=((0, 30),)),), {}, shift()), [])
    assert fits.code == "SEARCH_LIMIT"
    (late,) = explain(town((visit("v1", 1, legal=((0, 29),)),), {}, shift()), [])
    assert late.code == "TIME_WINDOW"


def test_the_second_of_several_windows_is_enough() -> None:
    (reason,) = explain(town((visit("v1", 1, windows=((0, 5), (300, 310))),), {}, shift()), [])
    assert reason.code == "SEARCH_LIMIT"
