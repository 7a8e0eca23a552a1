"""The templates explain themselves, read back as empty, and overwrite nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from router.domain.outcomes import outcome_codes
from router.errors import InputError
from router.intake import TABLES, read_cases, write_templates
from tests.unit.intake.tables import READERS


@pytest.mark.parametrize("language", ["en", "zh"])
def test_templates_read_back_as_tables_without_rows_and_faults(
    tmp_path: Path, language: str
) -> None:
    written = write_templates(tmp_path / "new" / "folder", language=language)
    names = ("cases", "agents", "outcomes", "payments", "approaches", "notices", "replies")
    assert [path.name for path in written] == [
        *(f"{name}.csv" for name in names),
        *(f"{name}.xlsx" for name in names),
    ]
    assert set(READERS) == set(TABLES) == set(names)
    for path in written:
        intake = READERS[path.stem](path)
        assert (intake.rows, intake.faults) == ((), ())


def test_a_filled_chinese_template_is_read(tmp_path: Path) -> None:
    path = write_templates(tmp_path, language="zh")[0]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel takes it for UTF-8
    with path.open("a", encoding="utf-8") as stream:
        stream.write("007,,王某,人民路1号\r\n")
    (case,) = read_cases(path).rows
    assert (case.case_id, case.name, case.addresses[0].text) == ("007", "王某", "人民路1号")


def test_excel_templates_explain_every_column_beside_the_empty_table(tmp_path: Path) -> None:
    books = [path for path in write_templates(tmp_path) if path.suffix == ".xlsx"]
    assert len(books) == len(TABLES)
    for path in books:
        table = TABLES[path.stem]
        book = load_workbook(path)
        page, explained, *codes = book.worksheets
        assert len(codes) == (path.stem == "outcomes")
        assert [cell.value for cell in page[1]] == [spec.name for spec in table]
        assert all(cell.comment is not None for cell in page[1])
        assert page.column_dimensions["A"].number_format == "@"
        assert explained.max_row == len(table) + 1


@pytest.mark.parametrize("name", ["cases.csv", "agents.xlsx"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(InputError, match=name):
        write_templates(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_language_or_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="en, zh"):
        write_templates(tmp_path, language="xx")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="another folder"):
        write_templates(tmp_path / "file")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_templates_of_outcomes_list_every_code_and_its_words(
    tmp_path: Path, language: str
) -> None:
    write_templates(tmp_path, language=language)
    text = (tmp_path / "outcomes.csv").read_text(encoding="utf-8-sig")
    rows = {row[0]: row for row in load_workbook(tmp_path / "outcomes.xlsx").worksheets[2].values}
    for code in outcome_codes().values():
        own = code.chinese if language == "zh" else code.english
        assert f"#   {code.code}: {own}" in text
        assert rows[code.code][1] == own
