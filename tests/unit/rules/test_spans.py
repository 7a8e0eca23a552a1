"""Closed intervals in whole microseconds, the clock of a door, and daylight."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from router.domain.places import Coordinate
from router.domain.profiles import ClockSpan
from router.rules.clock import at_clock, local_days, midnight
from router.rules.daylight import daylight, main_city
from router.rules.spans import (
    SECOND,
    both,
    fitting,
    instant,
    joined,
    moment,
    surround,
    without,
)


def test_spans_that_touch_are_one() -> None:
    assert joined([(5, 7), (0, 5), (9, 9), (12, 11)]) == ((0, 7), (9, 9))


def test_shared_parts_keep_their_ends() -> None:
    assert both(((0, 5), (8, 9)), ((5, 8),)) == ((5, 5), (8, 8))


@pytest.mark.parametrize(
    ("barred", "left"),
    [
        ([], ((0, 10),)),
        ([(2, 4)], ((0, 2), (4, 10))),
        ([(2, 4), (4, 6)], ((0, 2), (4, 4), (6, 10))),
        ([(2, 5), (4, 6)], ((0, 2), (6, 10))),
        ([(-3, 0)], ((0, 10),)),
        ([(-3, 1)], ((1, 10),)),
        ([(-3, 11)], ()),
        ([(0, 10)], ((0, 0), (10, 10))),
        ([(10, 12)], ((0, 10),)),
        ([(5, 5)], ((0, 10),)),
    ],
)
def test_what_is_barred_is_open_at_its_ends(
    barred: list[tuple[int, int]], left: tuple[tuple[int, int], ...]
) -> None:
    assert without((0, 10), barred) == left


def test_a_visit_fits_where_it_starts_and_ends() -> None:
    assert fitting(((0, 5), (7, 8)), 3) == ((0, 2),)
    assert surround(((0, 5),), 2, 5)
    assert not surround(((0, 5), (5, 9)), 4, 6)


def test_an_instant_and_back() -> None:
    when = datetime(2026, 11, 24, 18, 30, 0, 1, tzinfo=UTC)
    assert moment(instant(when), UTC) == when


def hours_of(day: date, zone: str, start: int, end: int) -> list[float]:
    spans = at_clock(ClockSpan(time(start), time(end)), day, ZoneInfo(zone))
    return [(last - first) / SECOND / 3600 for first, last in spans]


def test_the_clock_on_days_on_which_it_changes() -> None:
    # Helsinki 2026: 03:00 becomes 04:00 on 29 March, 04:00 becomes 03:00 on 25 October.
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert hours_of(spring, "Europe/Helsinki", 0, 0) == [23]
    assert hours_of(autumn, "Europe/Helsinki", 0, 0) == [25]
    assert hours_of(spring, "Europe/Helsinki", 2, 5) == [2]
    assert hours_of(autumn, "Europe/Helsinki", 2, 5) == [4]
    # 03:00-03:30 is only the moment of the change in spring, and comes twice in autumn.
    half = ClockSpan(time(3), time(3, 30))
    zone = ZoneInfo("Europe/Helsinki")
    assert hours_of(spring, "Europe/Helsinki", 3, 4) == [0]
    first, second = at_clock(half, autumn, zone)
    assert (second[0] - first[1]) / SECOND / 60 == 30


def test_a_day_that_begins_at_one() -> None:
    # Santiago, 6 September 2026: the first instant of the day shows 01:00.
    zone = ZoneInfo("America/Santiago")
    first = moment(midnight(date(2026, 9, 6), zone), zone)
    assert f"{first:%H:%M}" == "01:00"


def test_a_visit_that_ends_at_midnight_is_of_one_day() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    evening = instant(datetime(2026, 11, 24, 23, tzinfo=zone))
    end = midnight(date(2026, 11, 25), zone)
    assert [day for day, _, _ in local_days((evening, end), zone)] == [date(2026, 11, 24)]
    assert len(list(local_days((evening, end + 1), zone))) == 2


def light(lat: float, lon: float, day: int, month: int) -> list[str]:
    noon = instant(datetime(2026, month, day, 12, tzinfo=UTC))
    spans = daylight(Coordinate(lat, lon), (noon - 1, noon + 1))
    return [f"{moment(start, UTC):%d %H:%M} {moment(end, UTC):%d %H:%M}" for start, end in spans]


def test_daylight_of_greenwich() -> None:
    # Almanac for London, 24 November 2026: sunrise 7:34, sunset 16:00.
    (span,) = light(51.5, 0.0, 24, 11)
    assert span.startswith("24 07:3")
    assert span[9:] in ("24 15:59", "24 16:00", "24 16:01")


def test_where_the_sun_does_not_set_or_rise() -> None:
    (span,) = light(78.2, 15.6, 21, 6)  # Longyearbyen
    assert span[:2] != span[9:11]  # the light goes on over midnight
    assert light(78.2, 15.6, 21, 12) == []


def test_a_sunset_after_midnight_ends_the_right_day() -> None:
    # Reykjavik in June: the sun sets at about 00:01 UTC and rises at about 02:57.
    (span,) = light(64.1, -21.9, 21, 6)
    assert span.startswith("21 02:5")
    assert span[9:].startswith("22 00:0")


def test_the_main_city_of_a_zone() -> None:
    city = main_city("Asia/Shanghai")
    assert city is not None
    assert round(city.lat, 1) == 31.2
    assert round(city.lon, 1) == 121.5
    assert main_city("Etc/UTC") is None
