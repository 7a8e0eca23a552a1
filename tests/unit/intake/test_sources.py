"""Files of every kind become the same text: encodings, delimiters, Excel, JSON, data frames."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from router.errors import InputError
from router.intake import read_agents, read_cases
from tests.unit.intake.tables import csv_file, excel_file, told, with_sheet_xml

HEADER = "案件编号,地址\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_the_published_list_is_read(tmp_path: Path, encoding: str) -> None:
    path = csv_file(tmp_path, HEADER + "1,人民路1号\n", encoding=encoding)
    assert read_cases(path).rows[0].addresses[0].text == "人民路1号"


def test_utf16_is_read_with_either_byte_order(tmp_path: Path) -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        path = tmp_path / "cases.csv"
        path.write_bytes(mark + (HEADER + "1,人民路1号\n").encode(encoding))
        assert read_cases(path).rows[0].addresses[0].text == "人民路1号"


@pytest.mark.parametrize(
    "data",
    [
        "case_id,address\n1,Mäkelänkatu 5\n".encode("cp1252"),  # as GB18030: M鋕el鋘katu
        "case_id,address\n1,Strandvägen\n".encode("cp1252"),
        b"case_id,address\n1,\x80\x81\xff\xff\n",
        b"\xff\xfea",  # half a character of UTF-16
        b"case_id\0,address\n1,a\n",
        b"case_id,address\n1,a\n" + bytes(4096),  # as a crash leaves it
        "case_id,address\n1,a\n".encode("utf-16-le"),  # without its mark
        "case_id,address\n1,a\n".encode("utf-16-be"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ],
)
def test_an_unknown_encoding_names_the_file_and_is_never_garbled(
    tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"cases\.csv") as caught:
        read_cases(path)
    assert str(caught.value) == "cases.csv cannot be read."
    (fault,) = caught.value.faults
    assert fault.file == "cases.csv"
    assert "UTF-8" in str(fault)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_one_nul_byte_refuses_its_row_alone(tmp_path: Path, line_end: str) -> None:
    text = "case_id,address,x\n1,Street 1,\n2,Str\0eet,\n3,Street 3,\0\n4,Street 4,\n"
    intake = read_cases(csv_file(tmp_path, text.replace("\n", line_end)))
    assert [case.case_id for case in intake.rows] == ["1", "4"]
    # A byte that no table holds puts the whole row in doubt, also in a column that is not read.
    assert told(intake.fatal) == [(3, "address", True), (4, "x", True)]
    assert [(refused.row, refused.row_id) for refused in intake.refused] == [(3, "2"), (4, "3")]


def test_a_nul_byte_beyond_the_header_blames_the_row(tmp_path: Path) -> None:
    intake = read_cases(csv_file(tmp_path, "case_id,address\n1,Street 1\n2,Street 2,\0\n"))
    assert [case.case_id for case in intake.rows] == ["1"]
    assert {(fault.row, fault.column) for fault in intake.fatal} == {(3, "")}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_from_the_header(tmp_path: Path, delimiter: str) -> None:
    # Windows with semicolons must not be taken for columns.
    cells = ["1", "Street 1, Town; back door", "09:00-12:00; 14:00-16:00"]
    lines = [["case_id", "address", "windows"], [f'"{cell}"' for cell in cells]]
    path = csv_file(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    (case,) = read_cases(path).rows
    assert case.addresses[0].text == "Street 1, Town; back door"
    assert len(case.windows) == 2


def test_excels_own_hint_of_the_delimiter_is_taken(tmp_path: Path) -> None:
    intake = read_cases(csv_file(tmp_path, "sep=;\r\ncase_id;address\r\n;Street\r\n"))
    assert told(intake.faults) == [(3, "case_id", True)]  # the hint is row 1 for Excel


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_and_rows_are_numbered_as_excel_does(
    tmp_path: Path, line_end: str
) -> None:
    lines = ["case_id,address", '1,"a', 'b"', "", "2,", "3,c"]
    intake = read_cases(csv_file(tmp_path, line_end.join(lines)))
    # Row 2 has two lines, row 3 is blank, row 4 lacks its address.
    assert [case.row for case in intake.rows] == [2, 5]
    assert told(intake.faults) == [(4, "address", True)]


def test_comments_are_skipped_before_the_header_only(tmp_path: Path) -> None:
    text = '# a "quote, that opens nothing\n\n#more\ncase_id,address\n#1,Street 1\n'
    (case,) = read_cases(csv_file(tmp_path, text)).rows
    assert (case.case_id, case.row) == ("#1", 5)


def test_a_header_may_start_with_a_number_sign(tmp_path: Path) -> None:
    (case,) = read_cases(csv_file(tmp_path, "#,case_id,address\n1,A,Street 1\n")).rows
    assert case.case_id == "A"


def test_text_is_never_taken_for_a_number_or_a_missing_value(tmp_path: Path) -> None:
    text = "case_id,address,name\n007,1,NA\nNA,None,nan\n1e5,0012,null\n"
    cases = read_cases(csv_file(tmp_path, text)).rows
    assert [case.case_id for case in cases] == ["007", "NA", "1e5"]
    assert [case.addresses[0].text for case in cases] == ["1", "None", "0012"]
    assert [case.name for case in cases] == ["NA", "nan", "null"]


def test_the_guard_of_our_csv_exports_is_taken_off(tmp_path: Path) -> None:
    text = "case_id,address,notes\n'=1,'+Street,'@home\n'007,'s-Gravenhage 1,'-\n"
    first, second = read_cases(csv_file(tmp_path, text)).rows
    assert (first.case_id, first.addresses[0].text, first.notes) == ("=1", "+Street", "@home")
    assert (second.case_id, second.addresses[0].text) == ("007", "'s-Gravenhage 1")
    assert second.notes == "-"


@pytest.mark.parametrize(
    "text",
    [
        'case_id,address,notes\n1,Street,"never closed\n2,Street,x\n3,Street,y\n',
        'case_id,address,notes\n1,Street,"closed too late\n2,Street,x\n3,Street,y"\n4,Street,z\n',
    ],
)
def test_a_quote_that_swallows_rows_refuses_the_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="quotation mark") as caught:
        read_cases(csv_file(tmp_path, text))
    assert caught.value.faults[0].row == 2


def test_a_row_wider_than_the_header_is_refused_alone(tmp_path: Path) -> None:
    intake = read_cases(csv_file(tmp_path, "case_id,address\n1,Street 1, Town\n2,Street 2\n3\n"))
    assert [case.case_id for case in intake.rows] == ["2"]
    assert told(intake.faults) == [(2, "", True), (4, "address", True)]


# ---- Excel ---------------------------------------------------------------------------------------


def test_excel_cells_become_what_the_sheet_shows(tmp_path: Path) -> None:
    two, midnight = map(datetime.fromisoformat, ("2026-11-24 14:00", "2026-11-24"))
    path = excel_file(
        tmp_path,
        [
            ["case_id", "address", "appointment", "service", "amount", "holds", "name"],
            [1001.0, "A", two, time(0, 20), 1234.5, None, True],
            ["0012", "B", two.date(), timedelta(minutes=90), 12, "dispute", 3.25],
            [7, 12, midnight, 15, None, None, "x"],
        ],
        formats={"A4": "000", "C4": "yyyy-mm-dd hh:mm"},
    )
    intake = read_cases(path)
    assert intake.faults == ()
    first, second, third = intake.rows
    assert (first.case_id, first.name) == ("1001", "TRUE")
    assert first.appointment is not None
    assert (first.appointment.start, first.appointment.instant) == (time(14), True)
    assert (first.service, first.amount) == (timedelta(minutes=20), Decimal("1234.5"))
    assert second.appointment is not None
    assert not second.appointment.instant  # a date cell: any time that day
    assert second.service == timedelta(minutes=90)
    assert (second.case_id, second.name) == ("0012", "3.25")
    assert (third.case_id, third.addresses[0].text) == ("007", "12")
    assert third.appointment is not None
    assert (third.appointment.start, third.appointment.instant) == (time(0), True)


def test_a_cell_with_a_spreadsheet_error_is_never_text(tmp_path: Path) -> None:
    rows = [
        ["case_id", "address", "skills", "notes"],
        ["1", "#N/A", "", ""],
        ["2", "Street", "#REF!", ""],
        ["3", "Street", "", "#VALUE!"],
        ["#NAME?", "Street", "", ""],
    ]
    intake = read_cases(excel_file(tmp_path, rows))
    assert [(case.case_id, case.notes) for case in intake.rows] == [("3", "")]
    assert told(intake.faults) == [
        (2, "address", True),
        (3, "skills", True),
        (4, "notes", False),
        (5, "case_id", True),
    ]


def test_formulas_give_their_saved_results_and_lacking_ones_are_seen(tmp_path: Path) -> None:
    path = excel_file(tmp_path, [["x"]])
    cell = '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>'.format
    with_sheet_xml(
        path,
        f'<row r="1">{cell("A1", "case_id")}{cell("B1", "address")}{cell("C1", "windows")}</row>'
        f'<row r="2">{cell("A2", "a")}{cell("B2", "Street")}'
        '<c r="C2" t="str"><f>B9</f><v>9-12</v></c></row>'
        f'<row r="3">{cell("A3", "b")}{cell("B3", "Street")}<c r="C3"><f>B9</f><v></v></c></row>'
        f'<row r="4">{cell("A4", "c")}{cell("B4", "Street")}<c r="C4"><f>B9</f></c></row>',
    )
    intake = read_cases(path)
    assert [(case.case_id, len(case.windows)) for case in intake.rows] == [("a", 1)]
    assert told(intake.faults) == [(3, "windows", True), (4, "windows", True)]
    assert "formula" in intake.faults[0].problem


def test_an_id_that_excel_has_rounded_is_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["case_id", "address"],
        [123456789012345678, "A"],
        [12345678901, "B"],
    ]
    intake = read_cases(excel_file(tmp_path, rows))
    assert [case.case_id for case in intake.rows] == ["12345678901"]
    assert "last digits" in intake.fatal[0].problem


def test_rows_keep_their_numbers_across_gaps(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [None],
        ["# comment"],
        ["case_id", "address"],
        [None],
        ["1", None],
        ["2", "B"],
    ]
    intake = read_cases(excel_file(tmp_path, rows))
    assert [case.row for case in intake.rows] == [6]
    assert told(intake.faults) == [(5, "address", True)]


def test_a_sheet_is_chosen_by_name_and_a_wrong_name_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        pd.DataFrame({"x": [1]}).to_excel(writer, sheet_name="Read me", index=False)
        frame = pd.DataFrame({"case_id": ["1"], "address": ["A"]})
        frame.to_excel(writer, sheet_name="November", index=False)
    assert len(read_cases(path, sheet="november ").rows) == 1
    with pytest.raises(InputError, match="'Read me', 'November'"):
        read_cases(path, sheet="December")
    with pytest.raises(InputError, match="column is missing"):
        read_cases(path)
    with pytest.raises(InputError, match="sheet"):
        read_cases(csv_file(tmp_path, HEADER), sheet="x")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old .xls"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "password"),
        ("a.xls", b"<html><table></table></html>", "old Excel format"),
        ("a.csv", b"<html><table></table></html>", "web page"),
        ("a.xlsx", b"case_id,address\n", "not an Excel workbook"),
        ("a.xlsx", b"PK\x03\x04nonsense", "damaged"),
        ("a.ods", b"PK\x03\x04nonsense", "OpenDocument"),
        ("a.csv", b"", "empty"),
        ("a.csv", b" \n\n , ,\n", "empty"),
        ("a.csv", b"# only\n# comments\n", "empty"),
    ],
)
def test_what_is_no_table_is_refused_with_a_remedy(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as caught:
        read_cases(path)
    assert caught.value.faults[0].file == name
    assert caught.value.faults[0].fix


def test_a_missing_file_a_folder_and_another_object_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_cases(tmp_path / "nothing.csv")
    with pytest.raises(InputError, match="not a dict"):
        read_cases({"case_id": ["1"]})  # type: ignore[arg-type]
    with pytest.raises(InputError):
        read_cases("a\0b")


def test_a_folder_is_called_one_and_a_file_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "november.csv"
    folder.mkdir()
    with pytest.raises(InputError) as caught:
        read_cases(str(folder))
    (fault,) = caught.value.faults
    assert fault.problem == "this is a folder, not a file"
    assert "Name the CSV, Excel or JSON file" in fault.fix


@pytest.mark.parametrize("name", ["nothing.csv", "empty.csv", "book.xlsx", "old.xls", "bad.json"])
def test_the_message_and_its_one_fault_never_say_the_same(tmp_path: Path, name: str) -> None:
    contents = {"empty.csv": b"", "book.xlsx": b"PK\x03\x04", "old.xls": b"x", "bad.json": b"[{"}
    if name in contents:
        (tmp_path / name).write_bytes(contents[name])
    with pytest.raises(InputError) as caught:
        read_cases(tmp_path / name)
    assert str(caught.value) == f"{name} cannot be read."
    (fault,) = caught.value.faults
    assert caught.value.__notes__ == [str(fault)]  # a traceback shows it too


# ---- JSON ----------------------------------------------------------------------------------------


def test_json_lines_and_arrays_give_the_same(tmp_path: Path) -> None:
    records = [
        {"case_id": "007", "address": "A", "amount": 1234.50, "skills": ["x", "y"]},
        {"case_id": 8, "coordinates": {"lat": 60.1699, "lon": 24.9384}, "address": None},
    ]
    lines = csv_file(tmp_path, "\n".join(map(json.dumps, records)), name="a.jsonl")
    array = csv_file(tmp_path, json.dumps(records, indent=1), name="a.json")
    wrapped = csv_file(tmp_path, json.dumps({"cases": records}), name="b.json")
    for path in (lines, array, wrapped):
        first, second = read_cases(path).rows
        assert (first.case_id, first.amount) == ("007", Decimal("1234.5"))
        assert first.skills == {"x", "y"}
        assert second.case_id == "8"
        point = second.addresses[0].coordinate
        assert point is not None
        assert (point.lat, point.lon) == (60.1699, 24.9384)


def test_a_broken_json_line_is_refused_alone(tmp_path: Path) -> None:
    lines = [
        '{"case_id": "1", "address": "A"}',
        '{"case_id": "2", "address": ',
        "[1]",
        '{"case_id": "4", "address": {"street": "A"}}',
        '{"case_id": "5", "case_id": "6", "address": "A"}',
        '{"case_id": "7", "address": "A"}',
    ]
    intake = read_cases(csv_file(tmp_path, "\n".join(lines), name="a.jsonl"))
    assert [case.case_id for case in intake.rows] == ["1", "7"]
    assert [fault.row for fault in intake.fatal] == [2, 3, 4, 5]


@pytest.mark.parametrize("text", ["[{]", "[" * 100_000, "[1, 2", "{\n1}"])
def test_json_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_cases(csv_file(tmp_path, text, name="a.json"))


def test_numbers_in_json_keep_their_digits(tmp_path: Path) -> None:
    text = '{"case_id": 123456789012345678901, "address": "A", "amount": 0.10}'
    (case,) = read_cases(csv_file(tmp_path, text, name="a.json")).rows
    assert case.case_id == "123456789012345678901"
    assert str(case.amount) == "0.10"


# ---- data frames ---------------------------------------------------------------------------------


def test_a_frame_of_mixed_types_is_read_as_it_would_print() -> None:
    frame = pd.DataFrame(
        {
            "case_id": ["007", 8, 9.0],
            "address": ["A", "B", "C"],
            "days_overdue": [95, np.nan, 3],  # floats, because of the missing one
            "appointment": [pd.Timestamp("2026-11-24 14:00"), None, pd.Timestamp("2026-11-24")],
            "skills": [["x", "y"], None, ("z",)],
            "amount": [Decimal("1.10"), np.float64(2.5), pd.NA],
            "service": [timedelta(minutes=20), pd.NaT, 10],
            "name": ["nan", None, "=x"],
        }
    )
    intake = read_cases(frame)
    assert intake.faults == ()
    assert intake.source == "<DataFrame>"
    first, second, third = intake.rows
    assert [case.case_id for case in intake.rows] == ["007", "8", "9"]
    assert [case.days_overdue for case in intake.rows] == [95, None, 3]
    assert first.appointment is not None
    assert first.appointment.start == time(14)
    assert second.appointment is None
    assert first.skills == {"x", "y"}
    assert [case.amount for case in intake.rows] == [Decimal("1.10"), Decimal("2.5"), None]
    assert first.service == timedelta(minutes=20)
    assert (first.name, second.name, third.name) == ("nan", "", "=x")
    assert [case.row for case in intake.rows] == [2, 3, 4]


def test_a_frame_read_from_csv_with_category_and_arrow_types_is_read() -> None:
    frame = pd.DataFrame({"agent_id": ["1", "2"], "start": ["A", "A"]}).astype("category")
    assert [agent.agent_id for agent in read_agents(frame).rows] == ["1", "2"]


def test_repeated_and_odd_column_names_of_a_frame_do_no_harm() -> None:
    frame = pd.DataFrame([["1", "A", "B", 5]], columns=["case_id", "address", "address", 7])
    intake = read_cases(frame)
    assert intake.rows[0].addresses[0].text == "A"
    assert len(intake.faults) == 2  # the second address; the unknown column "7"


def test_an_empty_frame_is_refused_and_one_without_rows_is_not() -> None:
    with pytest.raises(InputError):
        read_cases(pd.DataFrame())
    assert read_cases(pd.DataFrame({"case_id": [], "address": []})).rows == ()
