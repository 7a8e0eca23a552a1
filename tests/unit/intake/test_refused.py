"""Every row that is dropped is accounted for, once, with its reasons."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from router.domain.refused import RefusedRow
from router.intake import read_agents, read_cases
from tests.unit.intake.tables import csv_file


def test_every_dropped_case_is_named_once_in_the_order_of_the_table(tmp_path: Path) -> None:
    text = (
        "案件编号,地址,home_address,时间窗\n"
        "1,Street 1,,\n"
        "2,Street 2,,whenever\n"
        ",Street 3,,\n"
        "1,Street 4,,\n"
        "5,,,\n"
        "6,,Home 6,9-12; x\n"
    )
    intake = read_cases(csv_file(tmp_path, text))
    assert [case.case_id for case in intake.rows] == ["1"]
    assert [(r.table, r.row, r.row_id, r.address) for r in intake.refused] == [
        ("cases", 3, "2", "Street 2"),
        ("cases", 4, "", "Street 3"),
        ("cases", 5, "1", "Street 4"),
        ("cases", 6, "5", ""),
        ("cases", 7, "6", "Home 6"),
    ]
    assert intake.refused[2].why == (
        "案件编号: this id stands in row 2 already; only the first row is used"
    )
    assert intake.refused[3].why == ("地址: the address is empty, and there are no coordinates")


def test_the_reasons_name_their_columns_and_never_a_cell(tmp_path: Path) -> None:
    text = "case_id,address,windows,skills,notes\nsecret1,secret2,secret3,#REF!,#N/A,secret4\n"
    (refused,) = read_cases(csv_file(tmp_path, text)).refused
    row, windows, skills = refused.why.split("; ", 1)[0], "windows: ", "skills: "
    assert "more cells than the header" in row
    assert windows in refused.why
    assert skills in refused.why
    assert "notes" not in refused.why  # a damaged note is left out; it refuses nothing
    assert "secret" not in refused.why


def test_a_dropped_agent_has_no_address() -> None:
    table = pd.DataFrame({"agent_id": ["A1", "A2"], "start": ["Home 1", ""]})
    assert read_agents(table).refused == (
        RefusedRow(table="agents", row=3, row_id="A2", address="", why="start: the start is empty"),
    )


def test_a_record_that_cannot_be_taken_apart_is_dropped_in_its_place(tmp_path: Path) -> None:
    lines = ['{"case_id": "1", "address": ""}', "[1]", '{"case_id": "3", "address": "", "lat": 1}']
    intake = read_cases(csv_file(tmp_path, "\n".join(lines), name="a.jsonl"))
    assert [(r.row, r.row_id) for r in intake.refused] == [(1, "1"), (2, ""), (3, "3")]
    assert intake.refused[1].why == "this is not a JSON object"


def test_a_table_without_fatal_faults_drops_nothing() -> None:
    table = pd.DataFrame({"case_id": ["1"], "address": ["A"], "value": ["much"]})
    intake = read_cases(table)
    assert (len(intake.rows), len(intake.faults), intake.refused) == (1, 1, ())
