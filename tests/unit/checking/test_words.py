"""Clock times, spans and lengths as a dispatcher reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from router.checking import words
from tests.unit.checking.world import day


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "08:00"),
        (3 * 3600 + 5 * 60 + 30, "11:05:30"),
        (16 * 3600 + 20 * 60, "00:20 (+1 day)"),
        (-9 * 3600, "23:00 (-1 day)"),
        (10**15, f"{10**15} s"),
    ],
)
def test_a_clock_time_says_the_day_if_it_is_another(seconds: int, shown: str) -> None:
    assert words.clock(day(), seconds) == shown


def test_a_clock_time_is_right_across_a_change_of_the_clocks() -> None:
    # In Helsinki clocks go from 04:00 back to 03:00 on 25 October 2026: five hours after midnight
    # it is 04:00.
    midnight = datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert words.clock(replace(day(), origin=midnight), 5 * 3600) == "04:00"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(1, "1 min"), (60, "1 min"), (61, "2 min"), (3900, "1 h 05 min")]
)
def test_minutes_are_rounded_up_so_that_they_suffice(seconds: int, shown: str) -> None:
    assert words.minutes(seconds) == shown


def test_many_spans_are_shortened() -> None:
    hours = [(n * 7200, n * 7200 + 3600) for n in range(5)]
    assert words.spans(day(), hours[:2]) == "08:00-09:00 and 10:00-11:00"
    assert words.spans(day(), hours) == "08:00-09:00, 10:00-11:00, 12:00-13:00 and 2 more"
