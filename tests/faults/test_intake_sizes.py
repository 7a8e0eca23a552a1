"""Absurd tables are refused before the work starts, whatever they claim about themselves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from router.errors import InputError
from router.intake import (
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    read_cases,
)
from tests.unit.intake.tables import csv_file, excel_file, told, with_sheet_xml

HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>case_id</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>address</t></is></c></row>'
)


def cell(place: str) -> str:
    return f'<c r="{place}"><v>1</v></c>'


def test_a_far_cell_is_refused(tmp_path: Path) -> None:
    far = f'<row r="200000">{cell("ZZ200000")}</row>'
    path = with_sheet_xml(excel_file(tmp_path, [["x"]]), HEADER + far)
    with pytest.raises(InputError, match="702 columns"):  # ZZ is 26 * 26 + 26
        read_cases(path)


def test_a_cell_below_the_last_row_of_excel_is_refused(tmp_path: Path) -> None:
    far = f'<row r="999999999">{cell("A999999999")}</row>'
    path = with_sheet_xml(excel_file(tmp_path, [["x"]]), HEADER + far)
    with pytest.raises(InputError):
        read_cases(path)


def test_a_far_row_that_excel_can_have_is_read_with_its_number(tmp_path: Path) -> None:
    far = f'<row r="900000">{cell("A900000")}{cell("B900000")}</row>'
    path = with_sheet_xml(excel_file(tmp_path, [["x"]]), HEADER + far)
    assert [case.row for case in read_cases(path).rows] == [900_000]


def test_formatted_but_empty_far_cells_do_no_harm(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}">{cell(f"A{r}")}{cell(f"B{r}")}<c r="XFD{r}"/></row>' for r in (2, 3)
    )
    path = with_sheet_xml(excel_file(tmp_path, [["x"]]), HEADER + rows)
    assert [case.row for case in read_cases(path).rows] == [2]  # both ids are 1


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    path = excel_file(tmp_path, [["case_id", "address"], ["1", "A"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"\0" * 300_000_000)
    assert path.stat().st_size < 400_000
    with pytest.raises(InputError, match="unpacks"):
        read_cases(path)


def test_a_zip_that_declares_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = excel_file(tmp_path, [["case_id", "address"]])
    data = bytearray(path.read_bytes())
    # The uncompressed size stands 24 bytes into each entry of the central directory.
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (MAX_UNPACKED_BYTES + 1).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="unpacks"):
        read_cases(path)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    sheet = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><worksheet>&j;</worksheet>'
    path = excel_file(tmp_path, [["case_id", "address"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            is_sheet = info.filename == "xl/worksheets/sheet1.xml"
            new.writestr(info.filename, sheet if is_sheet else old.read(info.filename))
    path.write_bytes(stream.getvalue())
    with pytest.raises(InputError):
        read_cases(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_is_refused_without_its_contents(tmp_path: Path, part: str) -> None:
    path = excel_file(tmp_path, [["case_id", "address"], ["1", "SECRET-77"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            data = old.read(info.filename)
            new.writestr(info.filename, data[:40] if info.filename == part else data)
    path.write_bytes(stream.getvalue())
    with pytest.raises(InputError, match="damaged") as caught:
        read_cases(path)
    assert "SECRET-77" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_too_many_rows_columns_and_bytes_are_refused(tmp_path: Path) -> None:
    rows = "case_id,address\n" + "1,A\n" * (MAX_ROWS + 1)
    with pytest.raises(InputError, match="200,000 rows"):
        read_cases(csv_file(tmp_path, rows))
    columns = ",".join(f"c{i}" for i in range(MAX_COLUMNS + 1))
    with pytest.raises(InputError, match="201 columns"):
        read_cases(csv_file(tmp_path, columns + "\n"))
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)  # a sparse file
    with pytest.raises(InputError, match="200 MB"):
        read_cases(path)


def test_frames_and_json_have_the_same_limits(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rows"):
        read_cases(pd.DataFrame({"case_id": range(MAX_ROWS + 1), "address": "A"}))
    with pytest.raises(InputError, match="columns"):
        read_cases(pd.DataFrame([range(MAX_COLUMNS + 1)]))
    lines = '{"case_id": "1", "address": "A"}\n' * (MAX_ROWS + 1)
    with pytest.raises(InputError, match="rows"):
        read_cases(csv_file(tmp_path, lines, name="a.jsonl"))
    keys = ",".join(f'"{i}": 1' for i in range(MAX_COLUMNS + 1))
    with pytest.raises(InputError, match="columns"):
        read_cases(csv_file(tmp_path, f"{{{keys}}}", name="b.jsonl"))


def test_a_cell_that_no_sheet_could_hold_refuses_its_row(tmp_path: Path) -> None:
    text = f"case_id,address,notes\n1,A,{'x' * (MAX_CELL_CHARS + 1)}\n2,{'y' * 40_000},\n3,C,\n"
    intake = read_cases(csv_file(tmp_path, text))
    assert [case.case_id for case in intake.rows] == ["1", "3"]
    assert told(intake.faults) == [(2, "notes", False), (3, "address", True)]


def test_a_csv_cell_beyond_reason_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_cases(csv_file(tmp_path, f"case_id,address\n1,{'x' * 200_000}\n"))
