"""Service begins and ends within the legal hours."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, MINUTE, day, shift, times, visit
from tests.solved import solved


def test_service_that_would_end_after_the_legal_hours_is_not_begun() -> None:
    # The window opens at 11:55; ten minutes of service would end at 12:05, after the law's noon.
    window, noon = ((11 * HOUR + 55 * MINUTE, 13 * HOUR),), ((8 * HOUR, 12 * HOUR),)
    assert not solved(day([visit(1, windows=window, legal=noon)], [shift()])).routes


def test_service_may_end_with_the_legal_hours() -> None:
    window, noon = ((11 * HOUR + 50 * MINUTE, 13 * HOUR),), ((8 * HOUR, 12 * HOUR),)
    solution = solved(day([visit(1, windows=window, legal=noon)], [shift()]))
    assert times(solution)["v1"][1] == 12 * HOUR


def test_two_legal_spans_leave_their_gap_alone() -> None:
    spans = ((8 * HOUR, 9 * HOUR), (15 * HOUR, 16 * HOUR))
    window = ((8 * HOUR + 55 * MINUTE, 15 * HOUR + 30 * MINUTE),)
    solution = solved(day([visit(1, windows=window, legal=spans)], [shift()]))
    assert times(solution)["v1"][0] == 15 * HOUR
