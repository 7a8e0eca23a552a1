"""A visit with several windows is made inside one of them."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, MINUTE, day, planned, shift, times, visit
from tests.solved import solved


def test_the_second_window_is_used_when_the_first_cannot_be_reached() -> None:
    # 08:00 + 10 minutes of travel is after 08:05; the next window opens at 13:00.
    windows = ((8 * HOUR, 8 * HOUR + 5 * MINUTE), (13 * HOUR, 14 * HOUR))
    solution = solved(day([visit(1, windows=windows)], [shift()]))
    assert times(solution)["v1"] == (13 * HOUR, 13 * HOUR + 10 * MINUTE)


def test_a_start_at_the_last_second_of_a_window_counts() -> None:
    at = 8 * HOUR + 10 * MINUTE
    solution = solved(day([visit(1, windows=((8 * HOUR, at),))], [shift()]))
    assert times(solution)["v1"][0] == at


def test_a_later_departure_is_chosen_over_a_paid_wait() -> None:
    solution = solved(day([visit(1, windows=((12 * HOUR, 13 * HOUR),))], [shift()]))
    assert solution.routes[0].start_s == 12 * HOUR - 10 * MINUTE
    assert solution.routes[0].wait_s == 0


def test_windows_decide_the_order() -> None:
    late, early = ((14 * HOUR, 15 * HOUR),), ((9 * HOUR, 10 * HOUR),)
    # The four hours between them cost 120: worth it for 500 each.
    visits = [visit(1, windows=late, value=500.0), visit(2, windows=early, value=500.0)]
    solution = solved(day(visits, [shift()]))
    assert planned(solution) == {"ann": ("v2", "v1")}
