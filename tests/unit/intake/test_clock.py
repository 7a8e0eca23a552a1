"""Windows, appointments, shifts and breaks: what is read, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from router.domain.agents import Break
from router.domain.times import DailyWindow
from router.intake.cells import CellError
from router.intake.clock import (
    parse_appointment,
    parse_breaks,
    parse_clock,
    parse_shifts,
    parse_weekdays,
    parse_windows,
)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WORKDAYS = frozenset({MON, TUE, WED, THU, FRI})
TUESDAY = date(2026, 11, 24)


def window(start: str, end: str, *days: int, day: date | None = None) -> DailyWindow:
    return DailyWindow(
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        weekdays=frozenset(days),
        day=day,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00-12:00", [window("09:00", "12:00")]),
        ("Mon-Fri 18:00-20:00", [window("18:00", "20:00", *WORKDAYS)]),
        ("Mon,Wed 9-12", [window("09:00", "12:00", MON, WED)]),
        ("2026-11-24 14:00-16:00", [window("14:00", "16:00", day=TUESDAY)]),
        ("周一至周五 18:00-20:00", [window("18:00", "20:00", *WORKDAYS)]),
        ("周六 10:00-12:00", [window("10:00", "12:00", SAT)]),
        ("周六10:00-12:00", [window("10:00", "12:00", SAT)]),
        ("周一三五 9-12", [window("09:00", "12:00", MON, WED, FRI)]),
        ("工作日", [window("00:00", "00:00", *WORKDAYS)]),
        ("Sat", [window("00:00", "00:00", SAT)]),
        ("2026年11月24日", [window("00:00", "00:00", day=TUESDAY)]),
        # The published meanings: 9-12, 14-18, 18-20.
        ("上午", [window("09:00", "12:00")]),
        ("下午", [window("14:00", "18:00")]),
        ("晚上", [window("18:00", "20:00")]),
        ("evening", [window("18:00", "20:00")]),
        # Full-width signs, every dash, Chinese "to".
        ("０９：００～１２：００", [window("09:00", "12:00")]),
        ("09:00–12:00", [window("09:00", "12:00")]),
        ("09:00—12:00", [window("09:00", "12:00")]),
        ("09:00——12:00", [window("09:00", "12:00")]),
        ("9点到12点半", [window("09:00", "12:30")]),
        ("9am-5pm", [window("09:00", "17:00")]),
        ("Mon to Fri 9:00 to 17:00", [window("09:00", "17:00", *WORKDAYS)]),
        # Separators between windows.
        ("09:00-12:00;14:00-16:00", [window("09:00", "12:00"), window("14:00", "16:00")]),
        ("09:00-12:00\n14:00-16:00", [window("09:00", "12:00"), window("14:00", "16:00")]),
        ("09:00-12:00、14:00-16:00", [window("09:00", "12:00"), window("14:00", "16:00")]),
        # Days hold for all the times that follow them in one item, but not behind a semicolon.
        ("周六 上午、晚上", [window("09:00", "12:00", SAT), window("18:00", "20:00", SAT)]),
        ("Sat 9-12; 14-16", [window("09:00", "12:00", SAT), window("14:00", "16:00")]),
        ("周一、周三 18:00-20:00", [window("18:00", "20:00", MON, WED)]),
        (
            "Mon-Fri 9-12, Sat 14-16",
            [window("09:00", "12:00", *WORKDAYS), window("14:00", "16:00", SAT)],
        ),
        # Days behind their times mean those days, not "every day, and all of Monday to Friday".
        ("18:00-20:00 Mon-Fri", [window("18:00", "20:00", *WORKDAYS)]),
        # Around midnight, and around the week.
        ("22:00-06:00", [window("22:00", "06:00")]),
        ("18:00-24:00", [window("18:00", "00:00")]),
        ("Fri-Mon 9-12", [window("09:00", "12:00", FRI, SAT, SUN, MON)]),
        ("2026-11-24 22:00 - 2026-11-25 02:00", [window("22:00", "02:00", day=TUESDAY)]),
        (
            "2026-11-24 至 2026-11-25 9-12",
            [
                window("09:00", "12:00", day=TUESDAY),
                window("09:00", "12:00", day=date(2026, 11, 25)),
            ],
        ),
        ("2026-11-24 (Tue) 9-12", [window("09:00", "12:00", day=TUESDAY)]),
        ("none", []),
        ("无", []),
    ],
)
def test_a_window_is_read(text: str, expected: list[DailyWindow]) -> None:
    assert list(parse_windows(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "25:00-26:00",
        "09:60-12:00",
        "24:30-25:00",
        "after 18:00",
        "except Mon 9-12",
        "not Mon",
        "9-12?",
        "14:00",  # a window needs its end
        "9",
        "9-5",  # a clock of 12 hours
        "9:00-5:00",  # the same: nobody is at home for 20 hours through the night
        "6-8pm",  # 6 am or 6 pm?
        "13pm-14pm",
        "下午2点-4点",
        "12:00-12:00",
        "03/04/2026 9-12",
        "2026-02-30 9-12",
        "11月24日 9-12",  # which year?
        "2026-11-24 Mon 9-12",  # a Tuesday
        "Mon 9-12 Tue",
        "9-12, Sat",
        "Mon 9-12, 14-18 Sat",
        "2026-11-25 .. 2026-11-24 9-12",
        "2026-11-24 22:00 - 2026-11-26 02:00",
        "Mon-",
        "-12:00",
        ",",
        "nan",
        "#N/A",
        "09:00-12:00+08:00",
    ],
)
def test_a_window_that_would_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_windows(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "instant"),
    [
        ("2026-11-24 14:00-14:30", "14:00", "14:30", False),
        ("2026-11-24 14:00", "14:00", "14:00", True),
        ("2026-11-24T14:00", "14:00", "14:00", True),
        ("2026-11-24T14:00:00", "14:00", "14:00", True),
        ("2026/11/24 14:00", "14:00", "14:00", True),
        ("2026年11月24日 14点30分", "14:30", "14:30", True),
        ("2026-11-24 下午", "14:00", "18:00", False),
        ("2026/11/24", "00:00", "00:00", False),  # any time that day
        ("2026-11-24 00:00", "00:00", "00:00", True),  # midnight, as a time
        # Excel: 46350 days after 1899-12-30 is 2026-11-24; 14 / 24 = 0.58333.
        ("46350.583333", "14:00", "14:00", True),
    ],
)
def test_an_appointment_is_read(text: str, start: str, end: str, instant: bool) -> None:
    assert parse_appointment(text) == DailyWindow(
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        day=TUESDAY,
        instant=instant,
    )


@pytest.mark.parametrize(
    "text",
    [
        "14:00",
        "Tue 14:00",
        "2026-11-24 14:00; 2026-11-25 14:00",
        "2026-11-24 14:00, 15:00",
        "2026-11-24T14:00Z",
        "2026-11-24T14:00+08:00",
        "tomorrow 14:00",
        "none",
    ],
)
def test_an_appointment_that_is_not_one_local_time_on_one_date_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_appointment(text)


def test_shifts_are_read_by_weekday_and_by_date() -> None:
    assert parse_shifts("Mon-Fri 09:00-18:00; Sat 10:00-16:00; 2026-11-24 08:00-12:00") == (
        window("09:00", "18:00", *WORKDAYS),
        window("10:00", "16:00", SAT),
        window("08:00", "12:00", day=TUESDAY),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri",  # no times
        "Mon 9:00",
        "none",
        "Mon-Fri 09:00-18:00; Fri 17:00-20:00",  # Friday 17 to 18 twice
        "Mon 22:00-06:00; Tue 05:00-12:00",  # Tuesday 5 to 6 twice
        "Sun 22:00-06:00; Mon 05:00-12:00",  # the same across the end of the week
        "2026-11-24 22:00-06:00; 2026-11-25 05:00-12:00",
    ],
)
def test_shifts_without_times_or_twice_at_once_are_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_shifts(text)


def test_shifts_may_touch_and_a_dated_one_may_replace_another() -> None:
    assert len(parse_shifts("Mon 9:00-12:00; Mon 12:00-15:00; 2026-11-23 10:00-14:00")) == 3
    assert len(parse_shifts("daily 22:00-06:00")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12:00-12:45", [("12:00", "12:00", 45)]),
        ("12:00-13:30/45min", [("12:00", "13:30", 45)]),
        ("12:00-13:30 / 45分钟", [("12:00", "13:30", 45)]),
        ("12:00/30", [("12:00", "12:00", 30)]),
        ("15:00-15:15; 12:00-12:30", [("12:00", "12:00", 30), ("15:00", "15:00", 15)]),
        ("23:30-00:15", [("23:30", "23:30", 45)]),
    ],
)
def test_breaks_are_read(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert parse_breaks(text) == tuple(
        Break(time.fromisoformat(first), time.fromisoformat(last), timedelta(minutes=minutes))
        for first, last, minutes in expected
    )


@pytest.mark.parametrize(
    "text",
    [
        "12:00",
        "午休",
        "12:00-13:00/0",
        "13:30-12:00/45",
        "23:00-24:00/30",
        "12:00-1:00",
        "Mon 12:00-12:30",
    ],
)
def test_a_break_that_is_no_break_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_breaks(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("09:00", "09:00"), ("9", "09:00"), ("9 pm", "21:00"), ("0.375", "09:00"), ("24:00", "00:00")],
)
def test_a_clock_time_is_read(text: str, expected: str) -> None:
    assert parse_clock(text) == time.fromisoformat(expected)


def test_weekdays_are_read() -> None:
    assert parse_weekdays("Mon-Wed, Sat") == {MON, TUE, WED, SAT}
    assert parse_weekdays("每天") == set(range(7))


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_clock, "09:00-10:00"),
        (parse_clock, "nine"),
        (parse_weekdays, "Mon 9-12"),
        (parse_weekdays, "2026-11-24"),
        (parse_weekdays, "none"),
    ],
)
def test_what_is_neither_a_time_nor_weekdays_is_refused(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(CellError):
        parse(text)


def test_an_exact_appointment_is_one_instant_of_its_day() -> None:
    zone = ZoneInfo("Europe/Helsinki")
    instants = parse_appointment("2026-11-24 14:00").on(TUESDAY, zone)
    assert instants.start == instants.end == datetime(2026, 11, 24, 14, tzinfo=zone)
