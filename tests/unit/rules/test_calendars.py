"""Holidays with substitutes and bridge days, adjusted workdays, and a user's own days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from router.errors import InputError
from router.rules.calendars import calendar_warnings, load_calendar
from router.rules.holiday_files import read_holiday_file, with_own_days


def days(text: str, year: int = 2026) -> set[date]:
    """Read ``02-15..02-23 05-01``."""
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        start = date.fromisoformat(f"{year}-{first}")
        end = date.fromisoformat(f"{year}-{last or first}")
        found |= {start + timedelta(days=n) for n in range((end - start).days + 1)}
    return found


def test_china_2026_is_what_the_state_council_announced() -> None:
    # 国办发明电 of November 2025: New Year 1-3 January, worked on Sunday the 4th; Spring Festival
    # 15-23 February, worked on Saturdays 14 and 28; Qingming 4-6 April; Labour Day 1-5 May, worked
    # on Saturday the 9th; Dragon Boat 19-21 June; Mid-Autumn 25-27 September; National Day
    # 1-7 October, worked on Sunday 20 September and Saturday 10 October.
    calendar = load_calendar("CN", years=[2026])
    assert set(calendar.holidays) == days(
        "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07"
    )
    assert calendar.workdays == days("01-04 02-14 02-28 05-09 09-20 10-10")
    assert not calendar_warnings(calendar)


@pytest.mark.parametrize("worked", ["2026-02-14", "2026-02-28"])
def test_a_saturday_worked_for_the_spring_festival_is_a_monday_to_those_who_count_it(
    worked: str,
) -> None:
    calendar = load_calendar("CN", years=[2026])
    day = date.fromisoformat(worked)
    assert calendar.day_kind(day, adjusted_workdays=True) == "mon"
    assert calendar.day_kind(day) == "sat"


def test_a_saturday_inside_the_spring_festival_is_a_holiday() -> None:
    assert load_calendar("CN", years=[2026]).day_kind(date(2026, 2, 21)) == "holiday"


def test_only_the_years_that_were_asked_for_are_loaded() -> None:
    # The package knows workdays of other years too, and would hand them out with these.
    calendar = load_calendar("CN", years=[2025])
    assert {day.year for day in calendar.workdays | set(calendar.holidays)} == {2025}
    assert calendar.years == {2025}
    both = load_calendar("CN", years=[2025, 2026])
    assert {day.year for day in both.workdays} == {2025, 2026}


def test_a_year_whose_adjustments_are_not_announced_is_warned_of() -> None:
    calendar = load_calendar("CN", years=[2026, 2035])
    assert calendar.unadjusted == {2035}
    (warning,) = calendar_warnings(calendar)
    assert "2035" in warning
    assert "2026" not in warning


@pytest.mark.parametrize(
    ("country", "part", "holiday", "open_days"),
    [
        # Substitutes, bridge days and citizens' holidays.
        ("JP", "", "05-06 09-22", "09-24"),  # 5-3 is a Sunday; 9-22 lies between two holidays
        ("KR", "", "03-02 05-25 08-17 10-05", "03-03"),
        ("TH", "", "01-02 06-01 12-07", "01-05"),
        ("TW", "", "02-20 04-03 04-06 10-09", "02-23"),
        ("CO", "", "01-12 06-08", "01-06"),  # moved to Monday by law
        ("RU", "", "01-01..01-09 03-09 12-31", "01-12"),
        ("ZA", "", "08-10", "08-11"),
        # Joint leave before and after Eid (cuti bersama).
        ("ID", "", "03-20..03-24", "03-17"),
        ("VN", "", "02-16..02-20 08-31..09-02", "09-03"),
        # National days only, and a state's where it is named.
        ("AU", "", "01-26 04-25 12-25 12-26 12-28", "03-09"),  # Labour Day of Victoria
        ("AU", "VIC", "01-26 03-09 12-28", "10-05"),
        ("US", "", "07-03 07-04 06-19 11-26", "04-20"),
        ("US", "MA", "04-20 07-03 07-04 11-26", "04-21"),  # Patriots' Day; the federal 3 July stays
        ("BR", "", "09-07 11-20", "07-09"),
        ("BR", "SP", "07-09 09-07 11-20", "07-10"),
        # England's bank holidays where no part is named.
        ("GB", "", "04-03 04-06 05-04 08-31 12-28", "01-02"),
        ("GB", "SCT", "01-02 04-03 11-30", "04-06"),
        ("CL", "", "04-03 04-04 09-18 09-19", "09-21"),
        ("PE", "", "07-28 07-29", "07-30"),
        ("GR", "", "02-23 04-10 04-13 06-01", "04-06"),  # Orthodox Easter
        ("RO", "", "01-02 04-10 04-13 06-01 12-01", "04-06"),
        ("MX", "", "02-02 03-16 11-16", "02-05"),
        ("IN", "", "01-26 10-02", "01-27"),
        ("PH", "", "04-02..04-04 11-30", "04-06"),
    ],
)
def test_the_holidays_of_a_country_in_2026(
    country: str, part: str, holiday: str, open_days: str
) -> None:
    calendar = load_calendar(country, part, years=[2026])
    assert days(holiday) <= set(calendar.holidays)
    assert not days(open_days) & set(calendar.holidays)
    assert calendar.name == (f"{country}-{part}" if part else country)


def test_holidays_that_depend_on_the_moon_are_said_to_be_estimates() -> None:
    (warning,) = calendar_warnings(load_calendar("ID", years=[2027]))
    assert "estimates" in warning


def test_without_a_country_nothing_is_known_of_holidays_and_that_is_said() -> None:
    calendar = load_calendar("", years=[2026])
    assert not calendar.holidays
    assert "no country" in calendar_warnings(calendar)[0]


@pytest.mark.parametrize(
    ("country", "part", "years", "word"),
    [
        ("XX", "", [2026], "XX"),
        ("CHL", "", [2026], "CHL"),
        ("US", "ZZ", [2026], "ZZ"),
        ("CL", "", [1492], "1492"),
        ("CL", "", [2101], "2101"),
    ],
)
def test_a_place_or_a_year_without_holidays_is_refused(
    country: str, part: str, years: list[int], word: str
) -> None:
    with pytest.raises(InputError, match=word):
        load_calendar(country, part, years=years)


def own_file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "own.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_own_days_add_override_and_announce_a_year(tmp_path: Path) -> None:
    # 2035-02-08 is the first day of the Spring Festival; 2035-02-03 is a Saturday.
    text = (
        "date,name,kind\n2035-02-03,调休,workday\n2035-02-08,worked this once,workday\n"
        "2035-06-01,founders' day,holiday\n2034-01-01,another year,holiday\n"
    )
    before = load_calendar("CN", years=[2035])
    own = read_holiday_file(own_file(tmp_path, text))
    calendar, notes = with_own_days(before, own, "own.csv")
    assert date(2035, 2, 3) in calendar.workdays
    assert date(2035, 2, 8) in before.holidays
    assert date(2035, 2, 8) not in calendar.holidays
    assert calendar.holidays[date(2035, 6, 1)] == "founders' day"
    assert date(2034, 1, 1) not in calendar.holidays
    assert not calendar.unadjusted
    # Turning a holiday into a workday opens hours: it is said in every output.
    assert [note.startswith("own.csv: 2035-02-08 is worked") for note in notes] == [True]


def test_an_own_holiday_on_a_worked_saturday_closes_it(tmp_path: Path) -> None:
    own = read_holiday_file(own_file(tmp_path, "date,name\n2026-02-14,closed here\n"))
    calendar, _ = with_own_days(load_calendar("CN", years=[2026]), own, "own.csv")
    assert calendar.day_kind(date(2026, 2, 14), adjusted_workdays=True) == "holiday"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_own_files_from_chinese_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    path = own_file(tmp_path, "date,name,kind\r\n2027-02-05,春节,holiday\r\n", encoding)
    assert read_holiday_file(path) == ((date(2027, 2, 5), "春节", "holiday"),)


def test_every_fault_of_an_own_file_is_named_at_once(tmp_path: Path) -> None:
    text = (
        "date,name,kind\n2026-02-30,x,holiday\n05/02/2026,x,holiday\n2026-02-05,x,closed\n"
        "2026-02-06,x,holiday\n2026-02-06,x,workday\n2026-02-07,a,holiday,b\n"
    )
    with pytest.raises(InputError) as caught:
        read_holiday_file(own_file(tmp_path, text))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (2, "date"),
        (3, "date"),
        (4, "kind"),
        (6, "kind"),
        (7, ""),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"day,name\n2026-01-01,x\n", "'date' is missing"),
        (b"date,date\n2026-01-01,x\n", "stands twice"),
        (b"date,name,colour\n2026-01-01,x,red\n", "not known"),
        (b"", "'date' is missing"),
        (b"date\n\x00\x00", "no text"),
        (b"date\n" + b"2026-01-01\n" * 200_000, "too large"),
        (b"date\n" + b"2026-01-01\n" * 20_000, "too many rows"),
    ],
)
def test_a_file_that_is_no_list_of_days_is_refused(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_holiday_file(path)
    assert any(problem in fault.problem for fault in caught.value.faults)


def test_a_missing_file_of_holidays_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_holiday_file(tmp_path / "none.csv")
    assert caught.value.faults[0].file == "none.csv"
