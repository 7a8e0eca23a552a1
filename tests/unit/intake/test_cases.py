"""A row becomes a case, or a fault for every reason why it does not."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pandas as pd
import pytest

from router.domain.cases import VISIT_STAGE, Case
from router.domain.places import Address, Coordinate, Datum, PlaceType
from router.errors import Fault
from router.intake import read_cases
from tests.unit.intake.tables import told


def read_one(**cells: str) -> tuple[Case | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "address": "Street 1"} | cells
    intake = read_cases(pd.DataFrame({name: [text] for name, text in full.items()}))
    return (intake.rows[0] if intake.rows else None), intake.faults


def test_an_id_and_an_address_suffice_and_everything_else_has_its_default() -> None:
    case, faults = read_one()
    assert faults == ()
    assert case == Case(
        case_id="1",
        borrower_id="1",
        addresses=(Address(text="Street 1"),),
        stage=VISIT_STAGE,
        row=2,
    )


def test_an_id_and_coordinates_suffice() -> None:
    case, faults = read_one(address="", lat="60.1699", lon="24.9384")
    assert faults == ()
    assert case is not None
    assert case.addresses == (Address(coordinate=Coordinate(60.1699, 24.9384)),)


def test_addresses_come_in_the_published_order_and_the_first_gets_the_point() -> None:
    case, _ = read_one(
        mailing_address="M", work_address="W", address="A", address_type="other",
        city="C", district="D", postcode="P", lat="60.1", lon="24.9",
    )  # fmt: skip
    assert case is not None
    first, work, mailing = case.addresses
    assert (first.text, first.place_type) == ("A", PlaceType.OTHER)
    assert (first.city, first.district, first.postcode) == ("C", "D", "P")
    assert first.coordinate == Coordinate(60.1, 24.9)
    assert (work.text, work.place_type, work.city, work.district) == ("W", PlaceType.WORK, "C", "")
    assert (mailing.place_type, mailing.coordinate) == (PlaceType.MAILING, None)


def test_one_address_in_two_columns_is_one_address() -> None:
    case, _ = read_one(address="A", home_address="A")
    assert case is not None
    assert len(case.addresses) == 1


def test_the_datum_is_stored_and_the_point_is_wgs84() -> None:
    case, _ = read_one(coordinates="39.908734,116.397324", datum="高德")
    assert case is not None
    address = case.addresses[0]
    assert address.datum is Datum.GCJ02
    assert address.coordinate is not None
    assert address.coordinate.lat == pytest.approx(39.907333, abs=1e-5)


def test_everything_a_row_may_say_is_kept() -> None:
    case, faults = read_one(
        borrower_id="B", name="N", windows="Mon 9-12", service="25", setup="4", skills="x;y",
        required_agents="A1;A2", excluded_agents="A3", value="120", priority="4",
        days_overdue="95", amount="1,234.50", holds="dispute", notes="gate 12", building="H1",
        load="2", stage="legal",
    )  # fmt: skip
    assert faults == ()
    assert case is not None
    assert (case.borrower_id, case.name, case.building, case.notes) == ("B", "N", "H1", "gate 12")
    assert (case.service, case.setup) == (timedelta(minutes=25), timedelta(minutes=4))
    assert case.skills == {"x", "y"}
    assert case.required_agents == {"A1", "A2"}
    assert case.excluded_agents == {"A3"}
    assert (case.value, case.priority, case.days_overdue) == (120.0, 4, 95)
    assert (case.amount, case.load, case.stage) == (Decimal("1234.50"), 2, "legal")


@pytest.mark.parametrize(
    "cells",
    [
        {"case_id": ""},
        {"address": ""},
        {"address": "#N/A"},
        {"windows": "after six"},
        {"appointment": "tomorrow"},
        {"service": "long"},
        {"skills": "#REF!"},
        {"required_agents": "#N/A"},
        {"excluded_agents": "#N/A"},
        {"holds": "promise until 01/12/2026"},
        {"address_type": "neighbour"},
        {"datum": "nad27"},
        {"coordinates": "0,0"},
        {"lat": "24.9", "lon": ""},
        {"lat": "60.1", "lon": "24.9", "coordinates": "60.1,24.9"},
        {"load": "-1"},
        {"days_overdue": "-3"},  # not due yet
        {"building": "x" * 40_000},
    ],
)
def test_a_rule_that_cannot_be_read_refuses_the_row(cells: dict[str, str]) -> None:
    case, faults = read_one(**cells)
    assert case is None
    assert [fault.fatal for fault in faults] == [True]
    assert faults[0].row == 2
    assert faults[0].fix


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "#N/A"},
        {"notes": "#N/A"},
        {"value": "a lot"},
        {"priority": "9"},
        {"amount": "12,5"},
        {"days_overdue": "many"},
    ],
)
def test_a_cell_that_limits_nothing_is_reported_and_the_row_goes_on(cells: dict[str, str]) -> None:
    case, faults = read_one(**cells)
    assert case is not None
    assert [fault.fatal for fault in faults] == [False]
    assert "Until then" in faults[0].fix


def test_all_faults_come_at_once_with_their_place_and_value() -> None:
    table = pd.DataFrame(
        {
            "案件编号": ["1", "2", "1", "", "5"],
            "地址": ["A", "", "C", "D", "E" * 70],
            "时间窗": ["25:00-26:00", "9-12", "", "soon", ""],
            "逾期金额": ["x", "1", "1", "1", "1"],
            "预约时间": ["", "", "", "", "3/4/2026 14:00"],
        }
    )
    intake = read_cases(table)
    assert intake.rows == ()
    assert told(intake.faults) == [
        (2, "时间窗", True),
        (2, "逾期金额", False),
        (3, "地址", True),
        (4, "案件编号", True),
        (5, "案件编号", True),
        (5, "时间窗", True),
        (6, "预约时间", True),
    ]
    assert intake.faults[0].value == "25:00-26:00"
    assert "row 2" in intake.faults[3].problem
    assert intake.fatal == tuple(fault for fault in intake.faults if fault.fatal)


def test_a_long_value_is_shortened() -> None:
    _, faults = read_one(windows="x" * 500)
    assert len(faults[0].value) == 60


def test_of_repeated_ids_the_first_row_is_used_even_if_written_otherwise() -> None:
    table = pd.DataFrame({"case_id": ["7", " 7 ", "'7", "07"], "address": list("ABCD")})
    intake = read_cases(table)
    assert [case.addresses[0].text for case in intake.rows] == ["A", "D"]
    assert [fault.row for fault in intake.fatal] == [3, 4]


def test_chinese_points_without_a_datum_are_remarked_once() -> None:
    table = pd.DataFrame(
        {
            "案件编号": ["1", "2", "3"],
            "纬度": ["31.2", "31.3", "60.1"],
            "经度": ["121.4", "121.5", "24"],
        }
    )
    intake = read_cases(table)
    assert len(intake.rows) == 3
    (fault,) = intake.faults
    assert (fault.row, fault.fatal) == (0, False)
    assert fault.problem.startswith("points in China without a datum: 2;")


def test_progress_ends_with_all_rows() -> None:
    seen: list[tuple[int, int]] = []
    table = pd.DataFrame({"case_id": [str(i) for i in range(1200)], "address": ["A"] * 1200})
    read_cases(table, on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(500, 1200), (1000, 1200), (1200, 1200)]


def test_further_addresses_come_last_and_are_of_no_kind_unless_the_table_says() -> None:
    case, faults = read_one(
        address="A", address_2="B", address_2_type="户籍", address_3="C", work_address="W"
    )
    assert faults == ()
    assert case is not None
    assert [(address.text, address.place_type) for address in case.addresses] == [
        ("A", PlaceType.HOME),
        ("W", PlaceType.WORK),
        ("B", PlaceType.REGISTERED),
        ("C", PlaceType.OTHER),
    ]


def test_a_further_address_of_a_contact_is_kept_as_a_place_that_is_not_visited() -> None:
    case, faults = read_one(address="A", address_2="B", address_2_type="联系人")
    assert case is not None
    assert case.addresses[1].place_type is PlaceType.RELATIVE
    assert faults == ()


def test_a_further_address_may_stand_alone() -> None:
    case, _ = read_one(address="", address_2="B", address_2_type="home")
    assert case is not None
    assert case.addresses == (Address(text="B"),)


def test_a_column_that_says_what_the_same_text_is_is_believed() -> None:
    case, _ = read_one(address="A", work_address="A")
    assert case is not None
    assert [address.place_type for address in case.addresses] == [PlaceType.WORK]
    case, _ = read_one(address="A", address_type="home", work_address="A")
    assert case is not None
    assert [address.place_type for address in case.addresses] == [PlaceType.HOME]


@pytest.mark.parametrize(
    ("text", "types", "faulty"),
    [
        ("work", {PlaceType.WORK}, False),
        ("单位; 户籍", {PlaceType.WORK, PlaceType.REGISTERED}, False),
        ("none", set(), False),
        ("yes", set(), True),  # to what?
    ],
)
def test_a_consent_names_the_type_of_place(text: str, types: set[PlaceType], faulty: bool) -> None:
    case, faults = read_one(consents=text)
    assert case is not None
    assert case.consents == types
    assert told(faults) == ([(2, "consents", False)] if faulty else [])


def test_a_datum_for_the_whole_file_holds_where_the_row_says_none() -> None:
    table = pd.DataFrame(
        {
            "case_id": ["1", "2"],
            "地址": ["文一路1号", "文一路2号"],
            "lat": ["30.27", "30.27"],
            "lon": ["120.15", "120.15"],
            "datum": ["", "wgs84"],
        }
    )
    intake = read_cases(table, datum=Datum.GCJ02)
    assert intake.faults == ()
    first, second = (case.addresses[0] for case in intake.rows)
    assert (first.datum, second.datum) == (Datum.GCJ02, Datum.WGS84)
    assert first.coordinate != second.coordinate == Coordinate(30.27, 120.15)
