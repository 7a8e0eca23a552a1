"""A visit starts in one part of one kind of day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from router.domain.bands import BANDS, Band, DayGroup, DayPart, band_of


@pytest.mark.parametrize(
    ("local", "part"),
    [
        ("2026-11-24T00:00", DayPart.MORNING),
        ("2026-11-24T11:59:59", DayPart.MORNING),
        ("2026-11-24T12:00", DayPart.AFTERNOON),
        ("2026-11-24T16:59:59", DayPart.AFTERNOON),
        ("2026-11-24T17:00", DayPart.EVENING),
        ("2026-11-24T23:59", DayPart.EVENING),
    ],
)
def test_a_part_of_the_day_begins_with_its_first_instant(local: str, part: DayPart) -> None:
    assert band_of(datetime.fromisoformat(local)) == Band(DayGroup.WEEKDAY, part)


def test_a_holiday_is_a_sunday_whatever_the_weekday() -> None:
    friday, saturday, sunday = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (27, 28, 29))
    assert band_of(friday).group is DayGroup.WEEKDAY
    assert band_of(saturday).group is DayGroup.SATURDAY
    assert band_of(sunday).group is DayGroup.SUNDAY
    assert band_of(friday, holiday=True) == band_of(saturday, holiday=True) == band_of(sunday)


def test_there_are_nine_bands_and_each_says_itself() -> None:
    assert len(set(BANDS)) == 9
    assert str(BANDS[0]) == "weekday morning"
