"""A row becomes an outcome, or a fault for every reason why it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from router.domain.datums import from_wgs84
from router.domain.outcomes import ARREARS, Outcome, outcome_codes
from router.domain.places import Coordinate, Datum, PlaceType, great_circle_m
from router.errors import Fault, InputError
from router.intake import read_outcomes
from tests.unit.intake.tables import csv_file, told

ZONE = "Europe/Helsinki"


def read_one(**cells: str) -> tuple[Outcome | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "when": "2026-11-02 18:30", "code": "NAH"} | cells
    table = pd.DataFrame({name: [text] for name, text in full.items()})
    intake = read_outcomes(table, zone=ZONE)
    return (intake.rows[0] if intake.rows else None), intake.faults


def test_case_time_and_code_suffice() -> None:
    outcome, faults = read_one()
    assert faults == ()
    # Helsinki is two hours ahead in November
    when = datetime(2026, 11, 2, 16, 30, tzinfo=UTC)
    assert outcome == Outcome(case_id="1", when=when, code="NAH", row=2)


@pytest.mark.parametrize("code", outcome_codes())
def test_a_code_may_be_written_in_english_and_in_chinese(code: str) -> None:
    row = outcome_codes()[code]
    for word in (code, code.lower(), row.english.upper(), row.chinese, *row.aliases):
        outcome, faults = read_one(code=word)
        assert faults == ()
        assert outcome is not None
        assert outcome.code == code


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-02 18:30", 16.5),
        ("2026-11-02T18:30:00+02:00", 16.5),
        ("2026-11-02T18:30:00Z", 18.5),
        ("2026-11-02 18:30 +0800", 10.5),
        ("2026/11/2 18:30", 16.5),
        ("2026年11月2日 18:30", 16.5),
        ("2026年11月2日18点30分", 16.5),
        ("2.11.2026 18:30", 16.5),
        ("46328.770833333", 16.5),  # 46350 is 24 November, so 46328 the 2nd; 0.7708 is 18:30
    ],
)
def test_a_time_is_read_as_people_and_spreadsheets_write_it(text: str, hour: float) -> None:
    outcome, faults = read_one(when=text)
    assert faults == ()
    assert outcome is not None
    assert outcome.when == datetime(2026, 11, 2, tzinfo=UTC) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"code": "gone"}, "code"),
        ({"code": ""}, "code"),
        ({"when": ""}, "when"),
        ({"when": "last week"}, "when"),
        ({"when": "2026-11-02 25:00"}, "when"),
        ({"when": "2026-03-29 03:30"}, "when"),  # the clock jumps from 3 to 4
        ({"when": "2026-10-25 03:30"}, "when"),  # the clock shows it twice
        ({"case_id": ""}, "case_id"),
    ],
)
def test_a_row_without_case_time_or_code_is_refused(cells: dict[str, str], column: str) -> None:
    outcome, faults = read_one(**cells)
    assert outcome is None
    assert told(faults) == [(2, column, True)]


@pytest.mark.parametrize("when", ["0001-01-01 00:30", "9999-12-31 23:30"])
def test_a_year_that_no_other_zone_can_tell_is_refused(when: str) -> None:
    outcome, faults = read_one(when=when)
    assert outcome is None
    assert told(faults) == [(2, "when", True)]


def test_a_time_without_its_zone_is_refused_where_no_zone_is_given() -> None:
    table = pd.DataFrame({"case_id": ["1"], "when": ["2026-11-02 18:30"], "code": ["NAH"]})
    intake = read_outcomes(table)
    assert (intake.rows, told(intake.faults)) == ((), [(2, "when", True)])


def test_a_visit_in_the_future_is_refused_for_it_would_have_the_last_word_for_ever() -> None:
    table = pd.DataFrame(
        {
            "case_id": ["1", "2"],
            "when": ["2026-11-02 18:30", "2027-11-02 18:30"],
            "code": ["PTP"] * 2,
        }
    )
    latest = datetime(2026, 11, 3, tzinfo=UTC)
    intake = read_outcomes(table, zone=ZONE, latest=latest)
    assert [row.case_id for row in intake.rows] == ["1"]
    assert told(intake.faults) == [(3, "when", True)]
    assert "lies in the future" in intake.faults[0].problem


def test_a_date_alone_counts_from_the_end_of_its_day_and_is_said_once() -> None:
    table = pd.DataFrame(
        {"case_id": ["1", "2"], "when": ["2026-11-02", "2026-11-03"], "code": ["NAH", "NAH"]}
    )
    intake = read_outcomes(table, zone=ZONE)
    assert [row.when.isoformat() for row in intake.rows] == [
        "2026-11-02T23:59:59+02:00",  # no cap ends sooner than it may
        "2026-11-03T23:59:59+02:00",
    ]
    [fault] = intake.faults
    assert (fault.row, fault.fatal) == (0, False)
    assert "without a time of day: 2" in fault.problem


def test_one_case_has_many_outcomes() -> None:
    table = pd.DataFrame(
        {"case_id": ["1", "1"], "when": ["2026-11-02 18:30"] * 2, "code": ["NAH", "PTP"]}
    )
    intake = read_outcomes(table, zone=ZONE)
    assert [row.code for row in intake.rows] == ["NAH", "PTP"]
    assert intake.faults == ()


def test_a_check_in_is_brought_to_wgs84() -> None:
    door = Coordinate(30.27, 120.15)
    written = from_wgs84(door, Datum.GCJ02)
    outcome, faults = read_one(
        code="PTP", lat=str(written.lat), lon=str(written.lon), datum="高德", accuracy="12 m"
    )
    assert faults == ()
    assert outcome is not None
    assert outcome.coordinate is not None
    assert great_circle_m(outcome.coordinate, door) < 0.01
    assert (outcome.datum, outcome.accuracy_m) == (Datum.GCJ02, 12)


@pytest.mark.parametrize(
    "cells",
    [
        {"lat": "0", "lon": "0"},
        {"lat": "60.1"},
        {"lat": "60.1", "lon": "24.9", "datum": "mars datum"},
        {"lat": "60.1", "lon": "24.9", "accuracy": "good"},
        {"lat": "60.1", "lon": "24.9", "coordinates": "60.1,24.9"},
    ],
)
def test_a_damaged_check_in_leaves_the_outcome(cells: dict[str, str]) -> None:
    outcome, faults = read_one(code="MOVED", **cells)
    assert outcome is not None
    assert (outcome.code, outcome.coordinate) == ("MOVED", None)
    assert [fault.fatal for fault in faults] == [False]


def test_own_words_are_mapped() -> None:
    table = pd.DataFrame({"case_id": ["1"], "when": ["2026-11-02 18:30"], "code": ["met at gate"]})
    assert read_outcomes(table, zone=ZONE).rows == ()
    [outcome] = read_outcomes(table, zone=ZONE, codes={"met at gate": "THIRD"}).rows
    assert outcome.code == "THIRD"


def test_a_chinese_file_in_gb18030_is_read_with_all_its_faults_at_once(tmp_path: Path) -> None:
    text = (
        "案件编号,客户编号,地址,上门时间,外访员编号,外访结果,纬度,经度,定位精度,备注\n"
        "Z1,K1,文一路12号,2026-11-02 18:30,W1,承诺还款,30.27,120.15,8,\n"
        "Z2,K2,文二路3号,2026-11-02 19:00,W1,不知道,,,,\n"
        "Z3,K3,文三路5号,昨天,W1,已搬离,,,,\n"
    )
    intake = read_outcomes(csv_file(tmp_path, text, encoding="gb18030"), zone="Asia/Shanghai")
    [first] = intake.rows
    assert (first.case_id, first.code, first.address) == ("Z1", "PTP", "文一路12号")
    assert told(intake.faults) == [(3, "外访结果", True), (4, "上门时间", True)]
    assert [(row.table, row.row, row.row_id) for row in intake.refused] == [
        ("outcomes", 3, "Z2"),
        ("outcomes", 4, "Z3"),
    ]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_outcomes(pd.DataFrame({"case_id": ["1"]}), zone=ZONE)
    assert len(caught.value.faults) == 2


# ---- details -------------------------------------------------------------------------------------


def test_an_outcome_says_what_was_promised_and_agreed() -> None:
    outcome, faults = read_one(
        code="PTP",
        until="2026-11-20",
        amount="1.2万",
        arrears="失业",
        left="18:50",
        place_type="单位",
        recording="REC-1",
        appointment="2026-11-24 14:00-16:00",
    )
    assert faults == ()
    assert outcome is not None
    assert (outcome.until, outcome.amount) == (date(2026, 11, 20), Decimal(12000))
    assert (outcome.arrears, outcome.recording) == ("income", "REC-1")
    assert outcome.left == datetime(2026, 11, 2, 16, 50, tzinfo=UTC)
    assert outcome.place_type is PlaceType.WORK
    assert outcome.appointment == datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("reason", ARREARS)
def test_every_reason_for_arrears_is_read_by_its_name(reason: str) -> None:
    outcome, faults = read_one(arrears=reason.upper())
    assert faults == ()
    assert outcome is not None
    assert outcome.arrears == reason


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("收入减少", "income"), ("生病", "illness"), ("忘记还款", "forgot"),
        ("有异议", "disputes"), ("多头借贷", "over-indebted"), ("离婚", "family"),
        ("经营不善", "business"), ("其他", "other"), ("job loss", "income"),
    ],
)  # fmt: skip
def test_reasons_for_arrears_have_words(word: str, reason: str) -> None:
    outcome, _ = read_one(逾期原因=word)
    assert outcome is not None
    assert outcome.arrears == reason


@pytest.mark.parametrize("left", ["18:50", "2026-11-02 18:50", "2026-11-02T16:50:00Z"])
def test_the_end_of_a_visit_is_a_clock_or_an_instant(left: str) -> None:
    outcome, faults = read_one(离开时间=left)
    assert faults == ()
    assert outcome is not None
    assert outcome.left == datetime(2026, 11, 2, 16, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"until": "next week"}, "until"),
        ({"until": "2026-11-01"}, "until"),  # before the visit
        ({"amount": "-5"}, "amount"),
        ({"amount": "a lot"}, "amount"),
        ({"arrears": "bad luck"}, "arrears"),
        ({"left": "later"}, "left"),
        ({"left": "18:29"}, "left"),  # before the visit began
        ({"left": "2026-11-03 18:30"}, "left"),  # a day later
        ({"place_type": "moon"}, "place_type"),
        ({"appointment": "2026-11-24"}, "appointment"),  # at what time?
        ({"appointment": "2026-11-01 10:00"}, "appointment"),  # before the visit
        ({"appointment": "soon"}, "appointment"),
        ({"recording": "#REF!"}, "recording"),
    ],
)
def test_a_damaged_detail_leaves_the_outcome_which_may_close_a_door(
    cells: dict[str, str], field: str
) -> None:
    outcome, faults = read_one(code="LEAVE", **cells)
    assert outcome is not None
    assert outcome.code == "LEAVE"
    assert not getattr(outcome, field)
    assert told(faults) == [(2, field, False)]


def test_all_details_may_be_damaged_at_once_and_all_are_reported() -> None:
    cells = {
        "until": "x", "amount": "x", "arrears": "x", "left": "x", "place_type": "x",
        "appointment": "x", "recording": "#N/A", "note": "#N/A", "accuracy": "x", "datum": "x",
    }  # fmt: skip
    outcome, faults = read_one(**cells)
    assert outcome is not None
    assert sorted(fault.column for fault in faults) == sorted(cells)
    assert not any(fault.fatal for fault in faults)
