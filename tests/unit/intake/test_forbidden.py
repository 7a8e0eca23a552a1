"""What must not be used never enters, by whatever table, format or name it comes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from router.errors import InputError
from router.intake import FORBIDDEN_FIELDS, TABLES, Intake, read_addresses, read_cases
from router.intake.columns import column_key
from router.intake.forbidden import why_forbidden
from tests.unit.intake.tables import READERS, csv_file, excel_file

OTHERS, BUYS, BEEN, USES, IDENTITY = FORBIDDEN_FIELDS.values()
CANARY = "canary-Zx77"

REFUSED = {
    OTHERS: (
        "通讯录, 通话记录, 联系人, 联系人电话, 联系人1, 联系人地址, 联系人关系, 紧急联系人,"
        "亲友电话, 家属电话, 配偶姓名, 微信好友, 社交账号, 短信记录, contact,"
        "contacts, contact_list, contact_person, contact_person_address, contact_1_phone,"
        "Emergency Contact, relatives,"
        "relative_phone, friends, friend_list, spouse phone, next of kin, Call Log, phone_book,"
        "social graph, Social-Network, facebook_id, chat history"
    ),
    BUYS: (
        "消费记录, 消费水平, 交易流水, 银行流水, 信用卡账单, 购物, consumption, consumption_score,"
        "spending, purchase_history, Transaction history, transactions, bank statement, shopping"
    ),
    BEEN: (
        "手机定位, 定位, 实时位置, 最后位置, GPS 轨迹, 行踪, 基站, 足迹, location trace,"
        "location_history, last_location, last known location, last seen, gps_log, phone location,"
        "device_location, cell tower, whereabouts, ip address, IMEI"
    ),
    USES: "水电费, 用电量, electricity, utility bills",
    IDENTITY: "身份证号, ID number, SSN, passport no, national id",
}
NEAR_MISSES = (
    "location, visit location, last_visit, last_visit_date, last_visit_location, last_contact,"
    "last contact date, contact_date, contact type, contact_address, contacted,"
    "prior contacts count, reference no, family name, friendly name, case id number,"
    "transaction id, transaction amount, job position, gps accuracy, movement date,"
    "neighbourhood, relative risk,"
    "联系方式, 联系时间, 最后联系时间, 联系地址, 通话次数, 位置, 交易流水号, 消费贷, 定位精度,"
    "工作单位"
)


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def sample(table: str) -> dict[str, str]:
    """Return a row that is good in every respect."""
    instead = {"coordinates", "shift_start", "shift_end", "workdays"}
    return {spec.name: spec.example for spec in TABLES[table] if spec.name not in instead}


def read(table: str, source: Any) -> Intake[Any]:
    return READERS[table](source, **({} if table == "agents" else {"zone": "Europe/Helsinki"}))


@pytest.mark.parametrize(
    ("reason", "title"), [(reason, title) for reason in REFUSED for title in words(REFUSED[reason])]
)
def test_a_forbidden_column_is_named_with_its_reason(reason: str, title: str) -> None:
    intake = read_cases(pd.DataFrame({"case_id": ["1"], "address": ["A"], title: [CANARY]}))
    (fault,) = intake.faults
    assert (fault.row, fault.column, fault.value, fault.fatal) == (1, title, "", False)
    assert fault.problem == f"column {title!r} is not read: {reason}"
    assert CANARY not in repr(intake)


@pytest.mark.parametrize("title", words(NEAR_MISSES))
def test_a_name_that_only_sounds_like_it_is_not_accused(title: str) -> None:
    assert why_forbidden(column_key(title)) == ""


@pytest.mark.parametrize("table", TABLES)
def test_every_table_refuses_them_by_name_and_reads_its_rows(table: str) -> None:
    frame = pd.DataFrame({name: [text] for name, text in sample(table).items()})
    frame["联系人电话"] = frame["consumption"] = frame["last location"] = CANARY
    intake = read(table, frame)
    assert len(intake.rows) == 1
    assert [fault.column for fault in intake.faults] == [
        "联系人电话",
        "consumption",
        "last location",
    ]
    assert CANARY not in repr(intake)


@pytest.mark.parametrize("table", TABLES)
def test_no_format_of_file_lets_them_in(table: str, tmp_path: Path) -> None:
    row = sample(table) | {"通话记录": CANARY, "friends": CANARY}
    header, cells = list(row), list(row.values())
    quoted = ",".join(f'"{cell}"' for cell in cells)
    sources = (
        csv_file(tmp_path, f"{','.join(header)}\n{quoted}\n", encoding="gb18030"),
        excel_file(tmp_path, [header, cells]),
        csv_file(tmp_path, json.dumps(row, ensure_ascii=False), name="rows.jsonl"),
    )
    for source in sources:
        intake = read(table, source)
        assert len(intake.rows) == 1, source.name
        assert [fault.column for fault in intake.faults] == ["通话记录", "friends"], source.name
        assert CANARY not in repr(intake), source.name


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_refused_does_not_tell_them_either(table: str) -> None:
    row = dict.fromkeys(sample(table), "#REF!") | {"GPS轨迹": CANARY}
    intake = read(table, pd.DataFrame({name: [text] for name, text in row.items()}))
    assert intake.rows == ()
    assert intake.fatal
    assert CANARY not in repr(intake)


def test_what_lies_inside_a_forbidden_json_value_does_not_refuse_the_row(tmp_path: Path) -> None:
    row = {
        "case_id": "1",
        "address": "A",
        "contacts": [{"name": CANARY, "phone": "1"}],
        "location_history": {"2026-11-01": {"lat": 1, "lon": CANARY}},
    }
    path = csv_file(tmp_path, json.dumps(row), name="cases.jsonl")
    intake = read_cases(path)
    assert [case.case_id for case in intake.rows] == ["1"]
    assert [(fault.column, fault.fatal) for fault in intake.faults] == [
        ("contacts", False),
        ("location_history", False),
    ]
    assert CANARY not in repr(intake)


@pytest.mark.parametrize("name", ["notes", "address", "flags"])
def test_no_mapping_brings_them_in(name: str) -> None:
    table = pd.DataFrame({"case_id": ["1"], "address": ["A"], "联系人地址": [CANARY]})
    with pytest.raises(InputError) as caught:
        read_cases(table, columns={name: "联系人地址"})
    (fault,) = caught.value.faults
    assert OTHERS in fault.problem
    assert CANARY not in repr(caught.value.faults)


def test_a_table_of_addresses_names_them_too() -> None:
    table = pd.DataFrame({"case_id": ["1"], "address": ["A"], "Batch": ["7"], "轨迹": [CANARY]})
    intake = read_addresses(table)
    assert [fault.column for fault in intake.faults] == ["轨迹"]
    assert CANARY not in repr(intake)


def test_a_contacts_address_under_a_plain_name_is_kept_as_one_that_is_not_visited() -> None:
    table = pd.DataFrame(
        {"case_id": ["1"], "address": ["A"], "address_2": ["B"], "address_2_type": ["联系人"]}
    )
    (case,) = read_cases(table).rows
    assert [address.place_type.value for address in case.addresses] == ["home", "relative"]
