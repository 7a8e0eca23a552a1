"""Small tables for the tests of intake."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from router.errors import Fault
from router.intake import (
    Intake,
    read_agents,
    read_approaches,
    read_cases,
    read_notices,
    read_outcomes,
    read_payments,
    read_replies,
)

READERS: Mapping[str, Callable[..., Intake[Any]]] = {
    "cases": read_cases,
    "agents": read_agents,
    "outcomes": read_outcomes,
    "payments": read_payments,
    "approaches": read_approaches,
    "notices": read_notices,
    "replies": read_replies,
}
"""Name of every table to its reader."""


def csv_file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "cases.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def excel_file(
    folder: Path,
    rows: Sequence[Sequence[object]],
    *,
    formats: Mapping[str, str] | None = None,
    name: str = "cases.xlsx",
) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    path = folder / name
    book.save(path)
    return path


def with_sheet_xml(path: Path, sheet_data: str) -> Path:
    """Replace the cells of a workbook's first sheet by hand-written XML."""
    stream = io.BytesIO()
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info.filename)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = (
                    f'<worksheet xmlns="{namespace}"><sheetData>{sheet_data}</sheetData>'
                    "</worksheet>"
                ).encode()
            new.writestr(info.filename, data)
    path.write_bytes(stream.getvalue())
    return path


def told(faults: Sequence[Fault]) -> list[tuple[int, str, bool]]:
    """Return row, column and gravity of every fault."""
    return [(fault.row, fault.column, fault.fatal) for fault in faults]
