"""A visit that only the agent's break keeps out is refused for the break."""

from __future__ import annotations

from router.checking import explain
from tests.unit.checking.world import shift, town, visit

LUNCH = ((230, 250, 60),)  # starts 11:50-12:10, one hour


def test_a_window_inside_the_break_is_the_reason() -> None:
    # Open 12:10-12:40. Lunch covers 12:10-12:50 whenever it starts, and the visit would have to be
    # over at 12:10 for the latest lunch.
    case = visit("v1", 1, windows=((250, 280),))
    (reason,) = explain(town((case,), {}, shift(breaks=LUNCH)), [])
    assert reason.code == "BREAK"
    assert reason.detail == "Aino could do it but for the break, which starts in 11:50-12:10."


def test_a_break_that_can_wait_for_the_visit_is_no_reason() -> None:
    # Served at 12:00 sharp, the break follows at 12:10.
    case = visit("v1", 1, windows=((240, 240),))
    (reason,) = explain(town((case,), {}, shift(breaks=LUNCH)), [])
    assert reason.code == "SEARCH_LIMIT"


def test_a_break_may_be_over_before_the_departure() -> None:
    # Lunch 11:50-12:50 at home, then 20 minutes: 13:10.
    case = visit("v1", 1, windows=((310, 310),))
    (reason,) = explain(town((case,), {}, shift(breaks=LUNCH)), [])
    assert reason.code == "SEARCH_LIMIT"
    assert "12:50-13:40" in reason.detail
