"""A plan becomes one Excel workbook: real times and numbers, and texts that stay texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from router.domain.plan import PlanData
from router.exports.frames import (
    costs_frame,
    held_frame,
    refused_frame,
    routes_frame,
    unassigned_frame,
)
from router.exports.review_rows import plan_review, review_frame
from router.exports.tables import guarded

__all__ = ["workbook_bytes"]

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (the format knows no zones)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")
_LONGEST_TEXT = 32_767  # characters in a cell of Excel
_FIRST_YEAR = 1900  # of Excel's calendar
_WIDEST = 60
_HEADER = PatternFill("solid", start_color="DDE6F0")


def workbook_bytes(plan: PlanData) -> bytes:
    """Return ``plan.xlsx``.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    bytes
        Sheets Summary, Routes (with a filter for the agent), Unassigned, Held, Review, Costs.
        Times are local; texts never become formulas or links. The same bytes for the same plan.
    """
    book = Workbook()
    book.properties.creator = "router"
    book.properties.created = _EPOCH
    summary = book.active
    assert isinstance(summary, Worksheet)
    summary.title = "Summary"
    _fill(summary, _summary_frame(plan))
    for title, frame in (
        ("Routes", routes_frame(plan)),
        ("Unassigned", unassigned_frame(plan)),
        ("Held", held_frame(plan)),
        ("Review", review_frame(plan_review(plan))),
        ("Refused", refused_frame(plan)),
        ("Costs", costs_frame(plan)),
    ):
        sheet = book.create_sheet(title)
        _fill(sheet, frame)
        sheet.freeze_panes = "A2"
        _fit_to_page_width(sheet)
        if len(frame):
            sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    book.close()
    return _without_clock(stream.getvalue())


def _summary_frame(plan: PlanData) -> pd.DataFrame:
    rows: list[tuple[str, object]] = [
        ("date", plan.day),
        ("agents with a route", len(plan.routes)),
        ("visits planned", len(plan.visited)),
        ("stops", sum(len(route.stops) for route in plan.routes)),
        ("visits unassigned", len(plan.left_out)),
        ("cases held", len(plan.held)),
        ("cases in review", len(plan.review)),
        ("cases in all", len(plan.cards)),
        ("rows refused", len(plan.refused)),
        ("kilometres", round(sum(route.distance_m for route in plan.routes) / 1000, 1)),
        ("paid hours", round(sum(r.end_s - r.start_s for r in plan.routes) / 3600, 2)),
        ("cost", round(plan.costs.total, 2)),
        *(("warning", warning) for warning in plan.warnings),
        ("visiting rules", plan.visiting_rules),
        ("map data", plan.attribution),
    ]
    return pd.DataFrame(
        {
            "figure": pd.Series([name for name, _ in rows], dtype=object),
            "value": pd.Series([value for _, value in rows], dtype=object),
        }
    )


def _fill(sheet: Worksheet, frame: pd.DataFrame) -> None:
    names = [str(name) for name in frame.columns]
    widths = [len(name) for name in names]
    for column, name in enumerate(names, start=1):
        cell = sheet.cell(row=1, column=column)
        cell.value, cell.data_type = name, "s"
        cell.font, cell.fill = Font(bold=True), _HEADER
    for number, values in enumerate(frame.itertuples(index=False, name=None), start=2):
        for column, value in enumerate(values, start=1):
            length = _put(sheet, number, column, value)
            widths[column - 1] = max(widths[column - 1], length)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST) + 2


def _fit_to_page_width(sheet: Worksheet) -> None:
    """Print landscape, all columns on one page, the header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _put(sheet: Worksheet, row: int, column: int, value: object) -> int:
    """Write one cell and return the length of what it shows."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return 0
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, datetime) and value.year >= _FIRST_YEAR:
        plain = value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
        cell.value = plain.replace(tzinfo=None)
        cell.number_format = "yyyy-mm-dd hh:mm:ss" if plain.second else "yyyy-mm-dd hh:mm"
        return len(cell.number_format)
    if isinstance(value, date) and not isinstance(value, datetime) and value.year >= _FIRST_YEAR:
        cell.value, cell.number_format = value, "yyyy-mm-dd"
        return len(cell.number_format)
    if isinstance(value, (int, float, np.integer)):
        cell.value = value if isinstance(value, float) else int(value)
        return len(str(value))
    return _put_text(sheet, row, column, str(value))


def _put_text(sheet: Worksheet, row: int, column: int, value: str) -> int:
    cell = sheet.cell(row=row, column=column)
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:_LONGEST_TEXT]
    cell.value = text.encode("utf-8", "replace").decode("utf-8")
    cell.data_type = "s"  # openpyxl would make a formula of "=…" and an error of "#N/A"
    if guarded(text) != text:
        cell.quotePrefix = True  # stays a text when somebody edits the cell
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    # Chinese letters are twice as wide as Latin ones.
    lines: Sequence[str] = text.splitlines() or [""]
    return max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) for line in lines)


def _without_clock(content: bytes) -> bytes:
    """Write the zip again without the time of writing, so that equal plans give equal bytes."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(
                    rb"\g<1>" + f"{_EPOCH:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\3", data
                )
            fresh = zipfile.ZipInfo(entry.filename, _ZIP_EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, data)
    return stream.getvalue()
