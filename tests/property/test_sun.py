"""The checker's own sun stands where the almanac of the rules says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from astral import Observer
from astral.sun import sun
from hypothesis import assume, given
from hypothesis import strategies as st

from router.checking.law_sun import TOLERANCE, is_up_during
from router.domain.places import Coordinate


@given(
    lat=st.integers(-60, 60),
    lon=st.integers(-179, 180),
    days=st.integers(0, 800),
)
def test_the_sun_rises_and_sets_when_the_almanac_says(lat: int, lon: int, days: int) -> None:
    day = date(2026, 1, 1) + timedelta(days=days)
    try:
        almanac = sun(Observer(lat, lon), date=day)
    except ValueError:
        assume(False)
    here, slack = Coordinate(lat, lon), TOLERANCE + timedelta(minutes=2)
    rise, set_ = almanac["sunrise"], almanac["sunset"]
    for moment, before, after in ((rise, False, True), (set_, True, False)):
        assert is_up_during(moment - slack, moment - slack, here) is before
        assert is_up_during(moment + slack, moment + slack, here) is after


@pytest.mark.parametrize(("day", "up"), [(date(2026, 6, 21), True), (date(2026, 12, 21), False)])
def test_beyond_the_polar_circle_it_is_day_or_night_all_day(day: date, up: bool) -> None:
    tromso = Coordinate(69.65, 18.96)
    hours = [datetime(day.year, day.month, day.day, hour, tzinfo=UTC) for hour in range(24)]
    assert {is_up_during(hour, hour, tromso) for hour in hours} == {up}
