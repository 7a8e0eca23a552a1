"""Columns are recognised by their names, mapped by the user, refused by law, or reported."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from router.domain.places import PlaceType
from router.errors import InputError
from router.intake import TABLES, read_agents, read_cases
from router.intake.columns import column_key
from router.intake.forbidden import why_forbidden
from router.intake.specs import ColumnSpec
from tests.unit.intake.tables import READERS, told


def one(**cells: str) -> pd.DataFrame:
    return pd.DataFrame({name: [text] for name, text in cells.items()})


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_name_stands_for_two_columns_and_none_is_forbidden(
    table: tuple[ColumnSpec, ...],
) -> None:
    owner: dict[str, str] = {}
    for spec in table:
        for name in spec.names:
            assert owner.setdefault(column_key(name), spec.name) == spec.name
            assert not why_forbidden(column_key(name)), name


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_is_explained_in_both_languages(table: tuple[ColumnSpec, ...]) -> None:
    for spec in table:
        assert spec.meaning
        assert spec.meaning_zh
        assert spec.chinese
        assert bool(spec.default) == bool(spec.default_zh)


def test_the_examples_of_the_published_table_are_read_without_a_fault() -> None:
    instead = {"coordinates", "shift_start", "shift_end", "workdays"}  # of lat and lon, of shifts
    for name, specs in TABLES.items():
        row = one(**{s.name: s.example for s in specs if s.name not in instead})
        zone = {} if name == "agents" else {"zone": "Europe/Helsinki"}
        intake = READERS[name](row, **zone)
        assert (len(intake.rows), intake.faults) == (1, ()), name


@pytest.mark.parametrize(
    "title",
    [
        "客户姓名",
        "姓名",
        "Borrower Name",
        "BORROWER_NAME",
        "borrower-name",
        " ＢＯＲＲＯＷＥＲ　ｎａｍｅ ",
    ],
)
def test_case_spaces_and_width_of_a_column_name_do_not_matter(title: str) -> None:
    case = read_cases(one(case_id="1", address="A", **{title: "X"})).rows[0]
    assert case.name == "X"


def test_a_bracketed_unit_is_skipped_only_where_it_changes_nothing() -> None:
    plain = read_cases(one(case_id="1", address="A", **{"逾期金额(元)": "12"}))
    assert plain.rows[0].amount == 12
    tenfold = read_cases(one(case_id="1", address="A", **{"逾期金额(万元)": "12"}))
    assert tenfold.rows[0].amount is None
    assert "not known" in tenfold.faults[0].problem


def test_a_chinese_file_is_read_whole() -> None:
    cells = {
        "案件编号": "C1", "客户编号": "B1", "客户姓名": "王某", "家庭地址": "人民路1号",
        "单位地址": "中山路2号", "户籍地址": "解放路3号", "通讯地址": "建设路4号",
        "逾期天数": "95", "逾期金额": "1.2万", "纬度": "31.23", "经度": "121.47", "坐标系": "高德",
        "时间窗": "周六 上午", "预约时间": "2026-11-24 14:00", "停留时间": "20分钟",
        "备注": "门禁 1234", "优先级": "高", "技能": "双人", "催收阶段": "外访",
        "暂停原因": "承诺还款 至 2026-12-01",
    }  # fmt: skip
    intake = read_cases(one(**cells))
    assert intake.faults == ()
    (case,) = intake.rows
    assert [address.place_type for address in case.addresses] == [
        PlaceType.HOME,
        PlaceType.WORK,
        PlaceType.REGISTERED,
        PlaceType.MAILING,
    ]
    assert case.addresses[0].coordinate is not None
    assert (case.amount, case.priority, case.stage) == (Decimal(12000), 5, "visit")


def test_an_explicit_mapping_goes_before_any_recognition() -> None:
    table = one(Key="1", address="wrong", Where="right")
    intake = read_cases(table, columns={"case_id": "key", "address": "Where"})
    assert intake.rows[0].case_id == "1"
    assert intake.rows[0].addresses[0].text == "right"
    assert told(intake.faults) == [(1, "address", False)]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"adress": "address"}, "did you mean 'address'"),
        ({"name": "Nmae"}, "not there"),
        ({"notes": "Call log"}, "other people"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(columns: dict[str, str], words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_cases(one(case_id="1", address="A", **{"Call log": "x"}), columns=columns)
    assert words in str(caught.value.faults[0])


def test_of_two_columns_with_one_meaning_the_fault_says_which_won() -> None:
    table = one(case_id="1", 姓名="first", 客户姓名="second", address="A")
    intake = read_cases(table)
    assert intake.rows[0].name == "first"
    (fault,) = intake.faults
    assert (fault.column, fault.fatal) == ("客户姓名", False)
    assert "'姓名' is read" in fault.problem


def test_two_columns_that_limit_a_visit_must_not_contradict_each_other() -> None:
    table = pd.DataFrame(
        {
            "case_id": ["1", "2", "3"],
            "address": ["A", "B", "C"],
            "windows": ["9-12", "9-12", ""],
            "availability": ["", "9-12", "14-16"],
        }
    )
    intake = read_cases(table)
    assert [case.case_id for case in intake.rows] == ["1", "2"]
    assert told(intake.faults) == [(1, "availability", False), (4, "availability", True)]


def test_unknown_columns_are_reported_once_with_a_guess() -> None:
    intake = read_cases(one(case_id="1", address="A", prioritty="3", Batch="7"))
    (fault,) = intake.faults
    assert not fault.fatal
    assert "'prioritty' (did you mean 'priority'?)" in fault.problem
    assert "'Batch'" in fault.problem


def test_a_missing_column_names_what_was_found_and_how_to_map() -> None:
    with pytest.raises(InputError) as caught:
        read_cases(one(Reference="1", Straat="A"))
    first, second, *_ = caught.value.faults
    assert "'Reference', 'Straat'" in first.problem
    assert 'columns={"case_id"' in first.fix
    assert 'columns={"address"' in second.fix
    assert "Straat" not in str(caught.value)  # a file without a header shows data there


def test_an_agents_file_needs_an_id_and_a_start_only() -> None:
    with pytest.raises(InputError, match="start"):
        read_agents(one(agent_id="1"))
    assert len(read_agents(one(agent_id="1", start="A")).rows) == 1
