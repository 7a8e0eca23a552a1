"""Times, dates and numbers as people read them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift
from router.drawing.words import (
    Clock,
    date_in,
    kilometres,
    money,
    percent,
    span,
    written_date,
)

HELSINKI = ZoneInfo("Europe/Helsinki")


def clock(day: date, last_s: int = 86400, lang: str = "en") -> Clock:
    shift = Shift(
        shift_id="s", agent_id="a", start_location=None, end_location=None, earliest_s=0,
        latest_s=last_s, matrix="m",
    )  # fmt: skip
    origin = datetime(day.year, day.month, day.day, tzinfo=HELSINKI)
    matrix = TravelMatrix(duration_s=[[0]], distance_m=[[0]])  # type: ignore[arg-type]  # as lists
    problem = Problem(origin=origin, visits=(), shifts=(shift,), matrices={"m": matrix})
    return Clock(problem, day, lang)


def test_a_time_is_the_local_clock() -> None:
    assert clock(date(2026, 11, 24)).time(9 * 3600 + 300) == "09:05"


def test_a_time_on_the_next_day_says_its_weekday() -> None:
    assert clock(date(2026, 11, 24)).time(24 * 3600 + 35 * 60) == "Wed 00:35"


def test_when_clocks_go_back_the_two_half_past_three_are_told_apart() -> None:
    # Sun 25 Oct 2026, 04:00 EEST becomes 03:00 EET: 3.5 h and 4.5 h after midnight read 03:30.
    night = clock(date(2026, 10, 25))
    assert night.time(int(3.5 * 3600)) == "03:30 EEST"
    assert night.time(int(4.5 * 3600)) == "03:30 EET"


def test_dates_are_english_whatever_the_locale() -> None:
    assert written_date(date(2026, 11, 24)) == "Tue 24 Nov 2026"
    assert written_date(date(2027, 3, 1)) == "Mon 1 Mar 2027"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 min"), (1, "< 1 min"), (59, "< 1 min"), (60, "1 min"), (89, "1 min"), (90, "2 min"),
     (3569, "59 min"), (3570, "1 h 00"), (3600, "1 h 00"), (25500, "7 h 05")],
)  # fmt: skip
def test_a_span_is_rounded_to_minutes(seconds: int, text: str) -> None:
    assert span(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(1, "< 1 分钟"), (60, "1 分钟"), (3569, "59 分钟"), (3570, "1 小时"), (25500, "7 小时 5 分")],
)
def test_a_span_in_chinese(seconds: int, text: str) -> None:
    assert span(seconds, "zh") == text


def test_distances_chances_and_days_in_chinese() -> None:
    assert (kilometres(999, "zh"), kilometres(12_340, "zh")) == ("999 米", "12.3 公里")
    assert (percent(0.364, "zh"), percent(0.364)) == ("36%", "36 %")
    assert date_in("zh", date(2026, 11, 24)) == "2026年11月24日 周二"
    assert clock(date(2026, 11, 24), lang="zh").time(24 * 3600 + 35 * 60) == "周三 00:35"


def test_distances_and_money() -> None:
    assert (kilometres(999), kilometres(1000), kilometres(12_340)) == ("999 m", "1.0 km", "12.3 km")
    assert money(1234.5) == "1,234.50"
