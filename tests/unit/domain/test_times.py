"""Clock times become instants, also around midnight and changes of the clocks."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from router.domain.times import DailyWindow, TimeWindow, local_instant

HELSINKI = ZoneInfo("Europe/Helsinki")


def test_a_window_that_ends_before_it_starts_ends_on_the_next_day() -> None:
    night = DailyWindow(start=time(22), end=time(6)).on(date(2026, 11, 24), HELSINKI)
    assert (night.end - night.start).total_seconds() == 8 * 3600
    assert night.end.date() == date(2026, 11, 25)


def test_a_time_that_summer_time_skips_becomes_the_first_that_exists() -> None:
    # 29 March 2026: clocks go from 03:00 (UTC+2) to 04:00 (UTC+3).
    instant = local_instant(date(2026, 3, 29), time(3, 30), HELSINKI)
    assert instant.isoformat() == "2026-03-29T04:00:00+03:00"


def test_a_repeated_hour_counts_from_its_first_start_to_its_second_end() -> None:
    # 25 October 2026: 03:00-04:00 happens twice, so this window lasts two hours of real time.
    window = DailyWindow(start=time(3), end=time(3, 59)).on(date(2026, 10, 25), HELSINKI)
    assert (window.end.timestamp() - window.start.timestamp()) == 3600 + 59 * 60


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        TimeWindow(datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 10))  # noqa: DTZ001


def test_weekdays_and_dates_decide_on_which_day_a_window_holds() -> None:
    saturdays = DailyWindow(start=time(9), end=time(10), weekdays=frozenset({5}))
    once = DailyWindow(start=time(9), end=time(10), day=date(2026, 11, 24))
    assert saturdays.holds_on(date(2026, 11, 28))
    assert not saturdays.holds_on(date(2026, 11, 27))
    assert once.holds_on(date(2026, 11, 24))
    assert not once.holds_on(date(2026, 11, 25))
