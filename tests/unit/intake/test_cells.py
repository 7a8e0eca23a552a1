"""Ids, numbers, durations, lists and words of single cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from router.domain.agents import TravelMode
from router.domain.places import Datum, PlaceType
from router.intake.cells import CellError, check_id, parse_list, parse_skills, unguard
from router.intake.numbers import parse_count, parse_hours, parse_minutes, parse_money, parse_whole
from router.intake.words import (
    parse_datum,
    parse_mode,
    parse_place_type,
    parse_priority,
    parse_stage,
)


@pytest.mark.parametrize("text", ["007", "NA", "None", "nan", "1e5", "A-1/2", "案件1", "0"])
def test_an_id_stays_as_written(text: str) -> None:
    assert check_id(text) == text


def test_the_apostrophe_that_marks_text_is_not_part_of_an_id() -> None:
    assert check_id("'007") == "007"


@pytest.mark.parametrize("text", ["1.23457E+15", "1,23E+10", "a\nb", "a\x00b", "\ufffd1", "'"])
def test_a_damaged_id_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        check_id(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("'+358", "+358"),
        ("'-", "-"),
        ("'@a", "@a"),
        ("'\tx", "\tx"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'", "'"),
    ],
)
def test_the_guard_of_csv_exports_is_taken_off_and_nothing_else(written: str, meant: str) -> None:
    assert unguard(written) == meant


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("12,345,678", "12345678"),
        ("￥1,234.50", "1234.50"),
        ("¥ 99", "99"),
        ("1.2万", "12000"),
        ("1.2万元", "12000"),
        ("0.5亿", "50000000"),
        ("500元", "500"),
        ("€ 12.50", "12.50"),
        ("12.50 EUR", "12.50"),
        ("1 234.50", "1234.50"),
        ("１２．５", "12.5"),
        ("1E3", "1000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_exactly(text: str, amount: str) -> None:
    assert parse_money(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["12,5", "1.234,50", "1,23,4", "-5", "(5)", "nan", "inf", "abc", "", "1e99", "5%", "--1", "."],
)
def test_an_amount_that_would_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_money(text)


@pytest.mark.parametrize(("text", "number"), [("95", 95), ("95天", 95), ("12.0", 12), ("-3", -3)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert parse_whole(text) == number


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20", 20),
        ("20.5", 20.5),
        ("20 min", 20),
        ("20分钟", 20),
        ("1h30", 90),
        ("1h30m", 90),
        ("1.5h", 90),
        ("1小时30分", 90),
        ("1小时", 60),
        ("半小时", 30),
        ("00:20", 20),
        ("1:30", 90),
        ("00:20:00", 20),
        ("PT20M", 20),
        ("90 s", 1.5),
        ("0", 0),
    ],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: float) -> None:
    assert parse_minutes(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "0.0139",  # twenty minutes as a spreadsheet stores them
        "soon",
        "1:75",
        "25h",
        "1500",
        "20 apples",
        "",
        "m",
        "9" * 5000,
    ],
)
def test_a_duration_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_minutes(text)


def test_bare_hours_are_hours() -> None:
    assert parse_hours("7.5") == timedelta(hours=7, minutes=30)
    assert parse_hours("07:30") == timedelta(hours=7, minutes=30)
    assert parse_hours("8小时") == timedelta(hours=8)
    assert parse_hours("0.5") == timedelta(minutes=30)


@pytest.mark.parametrize("text", ["a;b,c", "a、b|c", "a；b，c", "a\nb\nc", " a ; b;;c;a "])
def test_a_list_is_separated_by_any_usual_sign(text: str) -> None:
    assert parse_list(text) == ("a", "b", "c")


def test_skills_do_not_depend_on_case_or_width() -> None:
    assert parse_skills("Swedish; ＶＩＰ") == {"swedish", "vip"}


@pytest.mark.parametrize(
    ("parse", "text", "meant"),
    [
        (parse_datum, "WGS-84", Datum.WGS84),
        (parse_datum, "GCJ02", Datum.GCJ02),
        (parse_datum, "gcj-02", Datum.GCJ02),
        (parse_datum, "高德", Datum.GCJ02),
        (parse_datum, "腾讯", Datum.GCJ02),
        (parse_datum, "火星坐标", Datum.GCJ02),
        (parse_datum, "百度", Datum.BD09),
        (parse_datum, "bd_09", Datum.BD09),
        (parse_place_type, "Work", PlaceType.WORK),
        (parse_place_type, "户籍", PlaceType.REGISTERED),
        (parse_mode, "电动车", TravelMode.EBIKE),
        (parse_mode, "步行", TravelMode.FOOT),
        (parse_mode, "E-Bike", TravelMode.EBIKE),
        (parse_stage, "外访", "visit"),
        (parse_stage, "上门", "visit"),
        (parse_stage, "Visit", "visit"),
        (parse_stage, "电催", "call"),
        (parse_stage, "冷静期", "冷静期"),
        (parse_stage, "Legal", "legal"),
        (parse_priority, "高", 5),
        (parse_priority, "2", 2),
        (parse_count, "3", 3),
    ],
)
def test_a_word_is_understood(parse: Callable[[str], object], text: str, meant: object) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_datum, "nad27"),
        (parse_place_type, "neighbour"),
        (parse_mode, "horse"),
        (parse_priority, "6"),
        (parse_priority, "0"),
        (parse_priority, "P1"),
        (parse_count, "-1"),
        (parse_count, "1.5"),
    ],
)
def test_a_word_that_is_not_known_is_refused(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(CellError):
        parse(text)
