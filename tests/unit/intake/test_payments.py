"""A row becomes a payment; where it is damaged, nobody is visited who may have paid."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from router.domain.memory import Payment
from router.errors import Fault, InputError
from router.intake import read_payments
from tests.unit.intake.tables import csv_file, excel_file, told

ZONE = "Asia/Shanghai"
PAID_AT = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)  # 08:05 in Shanghai


def read_one(**cells: str) -> tuple[Payment | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "when": "2026-11-24 08:05"} | cells
    intake = read_payments(pd.DataFrame({k: [v] for k, v in full.items()}), zone=ZONE)
    return (intake.rows[0] if intake.rows else None), intake.faults


def test_a_case_and_a_time_suffice() -> None:
    payment, faults = read_one()
    assert faults == ()
    assert payment == Payment(case_id="1", when=PAID_AT, row=2)


def test_a_borrower_stands_for_all_of_his_cases() -> None:
    table = pd.DataFrame({"客户编号": ["B7"], "还款时间": ["2026-11-24 08:05"]})
    (payment,) = read_payments(table, zone=ZONE).rows
    assert (payment.case_id, payment.borrower_id) == ("", "B7")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1,234.50", "1234.50"), ("1.2万", "12000"), ("￥500元", "500"), ("1 234.5 EUR", "1234.5")],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str) -> None:
    payment, faults = read_one(还款金额=text)
    assert faults == ()
    assert payment is not None
    assert payment.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("yes", True), ("TRUE", True), ("1", True), ("是", True), ("已结清", True), ("全额", True),
        ("no", False), ("0", False), ("否", False), ("部分还款", False), ("partial", False),
        ("", None),
    ],
)  # fmt: skip
def test_whether_that_was_all_is_said_in_words(text: str, settled: bool | None) -> None:
    payment, faults = read_one(是否结清=text)
    assert faults == ()
    assert payment is not None
    assert payment.settled is settled


def test_a_date_alone_counts_from_its_midnight_so_that_it_counts_at_once() -> None:
    payment, faults = read_one(when="2026-11-24")
    assert payment is not None
    assert payment.when == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert "payments without a time of day: 1" in faults[0].problem


def test_what_is_not_known_of_a_payment_leaves_it_a_payment() -> None:
    payment, faults = read_one(amount="some", settled="perhaps")
    assert payment is not None
    assert (payment.amount, payment.settled) == (None, None)  # then it counts as settled
    assert told(faults) == [(2, "settled", False), (2, "amount", False)]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"amount": "-5"}, "amount"),
        ({"amount": "￥-5"}, "amount"),
        ({"amount": "-1,234.50"}, "amount"),
        ({"amount": "(500)"}, "amount"),  # as accountants write it
        ({"amount": "0"}, "amount"),
        ({"amount": "0", "settled": "no"}, "amount"),
        ({"when": ""}, "when"),
        ({"when": "yesterday"}, "when"),
        ({"when": "2026-11-24 25:00"}, "when"),
        ({"case_id": ""}, "case_id"),
    ],
)
def test_what_is_no_payment_is_refused(cells: dict[str, str], column: str) -> None:
    payment, faults = read_one(**cells)
    assert payment is None
    assert told(faults) == [(2, column, True)]


def test_a_debt_may_be_settled_without_money() -> None:
    payment, faults = read_one(amount="0", settled="yes")
    assert faults == ()
    assert payment is not None
    assert (payment.amount, payment.settled) == (Decimal(0), True)


def test_a_payment_of_the_future_is_refused_and_one_of_today_is_not() -> None:
    table = pd.DataFrame(
        {"case_id": list("123"), "when": ["2026-11-24", "2026-11-24 20:01", "2027-11-24"]}
    )
    latest = datetime(2026, 11, 24, 12, tzinfo=UTC)  # 20:00 in Shanghai
    intake = read_payments(table, zone=ZONE, latest=latest)
    assert [payment.case_id for payment in intake.rows] == ["1"]
    assert [fault.row for fault in intake.fatal] == [3, 4]


def test_an_id_of_the_payment_is_not_taken_for_one_of_the_case() -> None:
    table = pd.DataFrame({"id": ["P1"], "borrower_id": ["B7"], "when": ["2026-11-24 08:05"]})
    (payment,) = read_payments(table, zone=ZONE).rows
    assert (payment.case_id, payment.borrower_id) == ("", "B7")


@pytest.mark.parametrize("lacking", ["case_id", "when"])
def test_a_missing_column_is_named(lacking: str) -> None:
    table = pd.DataFrame({"case_id": ["1"], "when": ["2026-11-24"]}).drop(columns=lacking)
    with pytest.raises(InputError) as caught:
        read_payments(table, zone=ZONE)
    (fault,) = caught.value.faults
    assert lacking in fault.problem


def test_bad_cells_of_a_real_file_are_reported_all_at_once_and_name_whom_they_concern(
    tmp_path: Path,
) -> None:
    rows = [
        ["案件编号", "客户编号", "到账时间", "到账金额", "是否结清"],
        ["Z1", "", "2026-11-24 08:05", "1.2万", "是"],
        ["", "K2", "2026-11-24 08:06", "500", "否"],
        ["Z3", "", "昨天", "abc", "也许"],
        ["", "", "2026-11-24 08:07", "1", "是"],
        ["Z5", "K5", "2026-11-24 08:08", "-1", "是"],
        ["", "K6", "#REF!", "1", "是"],
    ]
    lines = "\n".join(",".join(row) for row in rows)
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    lined = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    sources = (
        csv_file(tmp_path, lines, encoding="gb18030"),
        excel_file(tmp_path, rows),
        csv_file(tmp_path, lined, name="rows.jsonl"),
        pd.DataFrame(rows[1:], columns=rows[0]),
    )
    for source in sources:
        intake = read_payments(source, zone=ZONE)
        assert [(p.case_id, p.borrower_id) for p in intake.rows] == [("Z1", ""), ("", "K2")]
        assert [(fault.column, fault.fatal) for fault in intake.faults] == [
            ("到账时间", True),
            ("是否结清", False),
            ("到账金额", False),
            ("案件编号", True),
            ("到账金额", True),
            ("到账时间", True),
        ]
        # a caller can hold these: somebody paid, though it cannot be read when
        assert [row.row_id for row in intake.refused] == ["Z3", "", "Z5", "K6"]
