from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from router.domain.times import TimeWindow
from router.errors import InputError
from router.travel import RushBand, RushHours, read_rush_hours

HELSINKI = ZoneInfo("Europe/Helsinki")
WORKDAYS = frozenset(range(5))


def shift(start: str, end: str) -> TimeWindow:
    first, last = (datetime.fromisoformat(text).replace(tzinfo=HELSINKI) for text in (start, end))
    return TimeWindow(first, last)


def band(start: int, end: int, factor: float, weekdays: frozenset[int] = WORKDAYS) -> RushBand:
    return RushBand(weekdays=weekdays, start=time(start), end=time(end), factor=factor)


def test_without_bands_nothing_changes() -> None:
    assert RushHours().factor(shift("2026-11-23T08:00", "2026-11-23T17:00")) == 1.0


def test_the_factor_is_the_mean_over_the_shift() -> None:
    rush = RushHours((band(7, 9, 1.5), band(16, 18, 1.3)))
    # Monday 8 to 18: 1 h at 1.5, 7 h at 1, 2 h at 1.3: (1.5 + 7 + 2.6) / 10.
    assert rush.factor(shift("2026-11-23T08:00", "2026-11-23T18:00")) == pytest.approx(1.11)


def test_weekdays_count() -> None:
    rush = RushHours((band(7, 9, 1.5),))
    assert rush.factor(shift("2026-11-28T07:00", "2026-11-28T09:00")) == 1.0  # a Saturday


def test_a_band_over_midnight_belongs_to_the_day_it_starts_on() -> None:
    friday_night = RushHours((band(22, 6, 1.2, frozenset({4})),))
    # Friday 20:00 to Saturday 04:00: 6 of 8 h at 1.2.
    assert friday_night.factor(shift("2026-11-27T20:00", "2026-11-28T04:00")) == pytest.approx(1.15)
    assert friday_night.factor(shift("2026-11-28T22:00", "2026-11-29T04:00")) == 1.0
    assert friday_night.factor(shift("2026-11-28T00:00", "2026-11-28T06:00")) == pytest.approx(1.2)


def test_the_clock_is_the_shifts_own() -> None:
    morning = RushHours((band(8, 9, 2.0),))
    london = TimeWindow(
        datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/London")),
    )
    assert morning.factor(london) == pytest.approx(2.0)


def test_an_hour_that_the_clocks_skip_has_no_length() -> None:
    # 29 March 2026, Helsinki: 03:00 becomes 04:00. From 02:00 to 06:00 are 3 h, one of them rush.
    night = RushHours((band(4, 5, 1.6, frozenset({6})),))
    assert night.factor(shift("2026-03-29T02:00", "2026-03-29T06:00")) == pytest.approx(1.2)


def test_a_shift_without_length_has_the_factor_of_its_instant() -> None:
    rush = RushHours((band(7, 9, 1.5),))
    assert rush.factor(shift("2026-11-23T08:00", "2026-11-23T08:00")) == 1.5
    assert rush.factor(shift("2026-11-23T09:00", "2026-11-23T09:00")) == 1.0


def test_bands_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        RushHours((band(7, 9, 1.5), band(8, 10, 1.2)))
    with pytest.raises(ValueError, match="overlap"):  # Sunday night runs into Monday morning
        RushHours((band(23, 2, 1.5, frozenset({6})), band(1, 3, 1.2, frozenset({0}))))
    RushHours((band(7, 9, 1.5), band(9, 10, 1.2)))  # they may touch


@pytest.mark.parametrize("factor", [0.0, -1.0, 11.0, float("nan")])
def test_a_factor_out_of_range_is_refused(factor: float) -> None:
    with pytest.raises(ValueError, match="factor"):
        band(7, 9, factor)


def test_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rush.csv"
    path.write_text(
        "\ufeffdays,start,end,factor\n"
        "Mon-Fri,07:00,09:00,1.4\n"
        "Sat Sun,11:00,15:00,1.1\n"
        "周一-周三,16:30,18:00,1.3\n"
        "Friday-Monday,20:00,21:00,0.9\n"
        "daily,23:00,23:30,1\n",
        "utf-8",
    )
    bands = read_rush_hours(path).bands
    assert [sorted(band.weekdays) for band in bands] == [
        [0, 1, 2, 3, 4], [5, 6], [0, 1, 2], [0, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6],
    ]  # fmt: skip
    assert [band.factor for band in bands] == [1.4, 1.1, 1.3, 0.9, 1.0]
    assert bands[2].start == time(16, 30)


def test_a_band_may_last_until_midnight(tmp_path: Path) -> None:
    path = tmp_path / "rush.csv"
    path.write_text("days,start,end,factor\nMon,18:00,24:00,1.2\n", "utf-8")
    rush = read_rush_hours(path)
    assert rush.factor(shift("2026-11-23T12:00", "2026-11-24T00:00")) == pytest.approx(1.1)


def test_every_fault_of_a_table_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "rush.csv"
    path.write_text(
        "days,start,end,factor\n"
        "Mon-Fri,07:00,09:00,1.4\n"
        "Someday,07:00,09:00,1.4\n"
        "Sat,7 o'clock,09:00,1.4\n"
        "Sat,07:00,25:00,1.4\n"
        "Sat,07:00,09:00,140\n"
        "Mon,08:00,10:00,1.2\n"
        "Sun,07:00+02:00,10:00,1.2\n",
        "utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_rush_hours(path)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (3, "days"), (4, "start"), (5, "end"), (6, "factor"), (7, ""), (8, "start"),
    ]  # fmt: skip
    assert all(fault.fix for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "lacks the column"),
        (b"days,start\nMon,07:00\n", "end, factor"),
        (b"\xff\xfe\x00d", "UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "rush.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_rush_hours(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_rush_hours(tmp_path / "none.csv")
