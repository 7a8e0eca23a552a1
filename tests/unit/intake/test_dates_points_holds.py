"""Dates, coordinates and holds of single cells."""

from __future__ import annotations

from datetime import date

import pytest

from router.domain.cases import Hold
from router.domain.places import Coordinate, Datum, great_circle_m
from router.intake.cells import CellError
from router.intake.dates import parse_date, parse_dates
from router.intake.holds import parse_holds
from router.intake.points import is_point, parse_point, point_of


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "2026年11月24日",
        "2026 年 11 月 24 号",
        "20261124",
        "24/11/2026",  # 24 cannot be a month
        "11/24/2026",
        "24.11.2026",
        "46350",  # Excel's serial number
        "2026-11-24 00:00:00",
        "２０２６－１１－２４",
    ],
)
def test_a_date_is_read(text: str) -> None:
    assert parse_date(text) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "text", ["03/04/2026", "03-04-2026", "24/11/26", "11-24", "2026-13-01", "2026-02-30", "soon"]
)
def test_a_date_that_can_be_read_in_two_ways_or_not_at_all_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_date(text)


def test_dots_put_the_day_first_and_equal_numbers_need_no_order() -> None:
    assert parse_date("03.04.2026") == date(2026, 4, 3)
    assert parse_date("03/03/2026") == date(2026, 3, 3)


def test_dates_and_spans_of_dates_are_read() -> None:
    assert parse_dates("2026-12-24; 2026-12-30..2027-01-01") == {
        date(2026, 12, 24),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
    }
    with pytest.raises(CellError):
        parse_dates("2026-12-31..2026-12-30")


@pytest.mark.parametrize(
    "text", ["60.1699,24.9384", "60.1699; 24.9384", "(60.1699, 24.9384)", "60.1699 24.9384",
             "６０．１６９９，２４．９３８４"]
)  # fmt: skip
def test_a_point_is_read(text: str) -> None:
    assert is_point(text)
    assert parse_point(text, Datum.WGS84) == Coordinate(60.1699, 24.9384)


@pytest.mark.parametrize("text", ["Liisankatu 5, Helsinki", "人民路 1 号", "12 34B", "5"])
def test_an_address_is_not_taken_for_a_point(text: str) -> None:
    assert not is_point(text)


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("0", "0", "0,0"),
        ("0.000", "0.0", "0,0"),
        ("116.397", "39.908", "swapped"),
        ("121.47", "31.23", "swapped"),
        ("87.6", "43.8", "swapped"),  # Urumqi; nobody lives at 87.6 N
        ("95", "120", "latitude is out of range"),
        ("60", "200", "longitude is out of range"),
        ("60.1", "", "longitude is missing"),
        ("", "24.9", "latitude is missing"),
        ("60,1699", "24,9384", "decimal comma"),
        ("abc", "24.9", "not a number"),
        ("nan", "nan", "not a number"),
        ("inf", "1", "not a number"),
        ("1e400", "1", "not a number"),
    ],
)
def test_coordinates_that_cannot_be_a_place_say_why(lat: str, lon: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        point_of(lat, lon, Datum.WGS84)


@pytest.mark.parametrize("text", ["60,1699,24,9384", "60,1699;24,9384", "60.1", "a,b"])
def test_a_pair_that_would_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_point(text, Datum.WGS84)


def test_a_point_in_another_datum_is_converted() -> None:
    written = "39.908734,116.397324"  # Tiananmen as AMap gives it
    point = parse_point(written, Datum.GCJ02)
    assert great_circle_m(point, Coordinate(39.907333, 116.391083)) < 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dispute", [Hold("dispute")]),
        ("争议", [Hold("dispute")]),
        ("promise until 2026-12-01", [Hold("promise", date(2026, 12, 1))]),
        (
            "dispute; promise until 2026-12-01",
            [Hold("dispute"), Hold("promise", date(2026, 12, 1))],
        ),
        ("承诺还款 至 2026-12-01", [Hold("promise", date(2026, 12, 1))]),
        ("承诺还款至2026年12月1日", [Hold("promise", date(2026, 12, 1))]),
        ("承诺还款(2026-12-01)", [Hold("promise", date(2026, 12, 1))]),
        ("promise: 2026-12-01", [Hold("promise", date(2026, 12, 1))]),
        ("promise 2026-12-01", [Hold("promise", date(2026, 12, 1))]),
        ("投诉、住院", [Hold("complaint"), Hold("hospital")]),
        ("the dog bites", [Hold("the dog bites")]),  # any reason holds
        ("none", []),
        ("无", []),
    ],
)
def test_holds_are_read(text: str, expected: list[Hold]) -> None:
    assert list(parse_holds(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["promise until", "promise until 01/12/2026", "promise until 12.26", "until 2026-12-01",
     "2026-12-01", "promise until 2026-02-30", "promise until Friday 5"],
)  # fmt: skip
def test_a_hold_that_is_read_in_part_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_holds(text)
