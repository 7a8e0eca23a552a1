"""plan.xlsx: real times, texts that stay texts, equal bytes for equal plans."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from router.domain.plan import CaseCard, PlanData
from router.exports import workbook_bytes
from tests.unit.exports.example import example_plan

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "http://evil.example",
    "#N/A",
    "+1",
    "@x",
    "0012",
    "a\x00b\x0bc",
    "x" * 40_000,
    "\ud800",
)


def opened(plan: PlanData) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(plan)))


def cells(plan: PlanData, title: str) -> dict[str, list[object]]:
    columns = opened(plan)[title].iter_cols(values_only=True)
    return {str(column[0]): list(column[1:]) for column in columns}


def test_the_sheets_are_there_in_order() -> None:
    titles = ["Summary", "Routes", "Unassigned", "Held", "Review", "Refused", "Costs"]
    assert opened(example_plan()).sheetnames == titles


def test_times_are_real_local_times_and_figures_are_numbers() -> None:
    routes = cells(example_plan(), "Routes")
    assert routes["start"][1] == datetime.fromisoformat("2026-11-23T09:00")
    assert routes["date"][1] == datetime.fromisoformat("2026-11-23")
    assert routes["travel_s"][1] == 600
    assert cells(example_plan(), "Held")["until"] == [datetime.fromisoformat("2026-12-01")]


def test_the_summary_and_the_costs_show_the_figures_of_the_day() -> None:
    summary = cells(example_plan(), "Summary")
    figures = dict(zip(summary["figure"], summary["value"], strict=True))
    assert figures["visits planned"] == 3
    assert figures["kilometres"] == 19.3
    assert figures["paid hours"] == 3.62  # 13,020 s
    costs = cells(example_plan(), "Costs")["cost"]
    assert costs[-1] == pytest.approx(178.15)


def test_headers_stay_in_sight_and_the_routes_can_be_filtered() -> None:
    sheet = opened(example_plan())["Routes"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_never_a_formula_or_a_link(text: str) -> None:
    card = CaseCard(case_id="c4", borrower_id="b", name=text, notes=text)
    content = workbook_bytes(replace(example_plan(), cards=(card,), warnings=(text,)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = b"".join(
            archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets")
        )
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Routes"]
    column = next(cell.column for cell in sheet[1] if cell.value == "name")
    cell = sheet.cell(row=6, column=column)
    assert isinstance(cell.value, str)
    assert cell.data_type == "s"
    if text.isprintable() and len(text) < 100:
        assert cell.value == text
    assert cell.quotePrefix == text.startswith(("=", "+", "@"))


def test_the_same_plan_gives_the_same_bytes_at_another_time() -> None:
    first = workbook_bytes(example_plan())
    time.sleep(2.1)  # zip times have a resolution of two seconds
    assert workbook_bytes(example_plan()) == first


def test_an_empty_plan_still_opens() -> None:
    plan = replace(
        example_plan(), routes=(), unassigned=(), held=(), review=(), cards=(), day=date(1850, 1, 1)
    )
    assert cells(plan, "Routes")["visit_id"] == []
    assert "1850-01-01" in cells(plan, "Summary")["value"]
