"""Excel sheets become a plain table: saved values, sizes checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol, cast

from openpyxl import load_workbook

from router.errors import InputError
from router.intake.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
)
from router.intake.tables import RawTable, gather, refusal, refuse, refuse_size
from router.intake.texts import UNCOMPUTED, date_text, duration_text, number_text, time_text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["read_sheet"]

_EXCEL_ROWS = 1_048_576
_FREE_UNPACKED_BYTES = 20_000_000
_WIDE_ROWS = 1_000  # rows that are merely formatted beyond the limit of columns
_FORMULA_WITHOUT_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_LEADING_ZEROS = re.compile(r"0{2,}")


class _Cell(Protocol):
    """What is read of a cell of openpyxl; an empty one has neither row nor column."""

    row: int
    column: int
    data_type: str
    value: object
    number_format: str | None


class _Page(Protocol):
    """What is used of a read-only sheet of openpyxl."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(
        self, *, max_row: int | None = None, max_col: int | None = None
    ) -> Iterator[tuple[_Cell, ...]]: ...


def read_sheet(
    data: bytes, file: str, known: Callable[[str], bool], *, sheet: str | None
) -> RawTable:
    """Read one sheet of an .xlsx or .xlsm file.

    Parameters
    ----------
    data
        The whole file.
    file
        Its name, for messages.
    known
        Tells whether a text is the name of a column.
    sheet
        Its name; None means the first visible one.

    Returns
    -------
    RawTable
        Numbers as Excel shows them in a plain cell, dates as ``2026-11-24`` and
        ``2026-11-24 14:00``, formulas as their saved results.

    Raises
    ------
    InputError
        If the file is not a workbook, lacks the sheet, or exceeds a limit.
    """
    parts = _checked_parts(data, file)
    if any(_lacks_results(data, part) for part in parts):
        formulas = _formula_cells(data, file, sheet)
    else:
        formulas = frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read anyway
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                records = _records(_choose(book, file, sheet), file, formulas)
                return gather(file, records, known)
            finally:
                book.close()
    except InputError:
        raise
    except Exception as error:
        # Whatever openpyxl meets in a damaged file; its text may hold cells: not passed on.
        problem = f"the workbook is damaged ({type(error).__name__})"
        raise refusal(file, problem, "Open it in Excel and save it as .xlsx.") from None


def _checked_parts(data: bytes, file: str) -> tuple[str, ...]:
    """Check the declared sizes and that this is a workbook; return its sheets' parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        refuse(file, "the workbook is damaged or cut off", "Save it again as .xlsx.")
    names = {info.filename for info in infos}
    if "[Content_Types].xml" not in names or not any(
        name.startswith("xl/") and name.endswith(".xml") for name in names
    ):
        refuse(file, "this archive is not an Excel workbook", "Save the table as .xlsx or CSV.")
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if unpacked > MAX_UNPACKED_BYTES:
        refuse_size(file, f"it unpacks to {unpacked / 1e6:,.0f} MB")
    if unpacked > _FREE_UNPACKED_BYTES and unpacked / packed > MAX_UNPACKED_RATIO:
        sizes = f"{packed / 1e6:,.1f} to {unpacked / 1e6:,.0f} MB"
        refuse_size(file, f"it unpacks from {sizes}, as no sheet does")
    return tuple(sorted(name for name in names if name.startswith("xl/worksheets/sheet")))


def _lacks_results(data: bytes, part: str) -> bool:
    """Tell whether a sheet has formulas without a saved result; their cells look empty."""
    before = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
            while chunk := stream.read(1 << 20):
                if _FORMULA_WITHOUT_VALUE.search(before + chunk):
                    return True
                before = chunk[-200:]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError):
        return False  # the proper reader will say what is wrong
    except Exception:
        return False
    return False


def _formula_cells(data: bytes, file: str, sheet: str | None) -> frozenset[tuple[int, int]]:
    """Return row and column of every cell that holds a formula."""
    found = set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            try:
                page = _choose(book, file, sheet)
                for row in page.iter_rows(max_row=MAX_ROWS + 1000, max_col=MAX_COLUMNS):
                    found |= {(c.row, c.column) for c in row if c.data_type == "f"}
            finally:
                book.close()
    except InputError:
        raise
    except Exception:
        return frozenset()  # read_sheet meets the same damage and reports it
    return frozenset(found)


def _choose(book: Workbook, file: str, sheet: str | None) -> _Page:
    pages = cast(list[_Page], book.worksheets)  # the stubs do not know read-only ones
    if sheet is not None:
        wanted = sheet.strip().casefold()
        for page in pages:
            if page.title.strip().casefold() == wanted:
                return _unsized(page)
        names = ", ".join(repr(page.title) for page in pages)
        refuse(file, f"there is no sheet {sheet!r}", f"It has: {names}.")
    for page in pages:
        if page.sheet_state == "visible":
            return _unsized(page)
    raise refusal(file, "the workbook has no visible sheet", "Unhide the sheet, or name it.")


def _unsized(page: _Page) -> _Page:
    """Forget the declared size: what counts is where the cells are."""
    page.reset_dimensions()
    return page


def _records(
    page: _Page, file: str, formulas: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, Sequence[str]]]:
    wide = 0
    for number, row in enumerate(page.iter_rows(), start=1):
        if number > _EXCEL_ROWS:
            refuse_size(file, f"it has cells below row {_EXCEL_ROWS:,}")
        if len(row) > MAX_COLUMNS:
            wide += 1
            if wide > _WIDE_ROWS or any(cell.value is not None for cell in row[MAX_COLUMNS:]):
                refuse_size(
                    file, f"row {number} has {len(row):,} columns; at most {MAX_COLUMNS} are read"
                )
            row = row[:MAX_COLUMNS]
        cells = [_cell(cell) for cell in row]
        if formulas:
            for column, cell in enumerate(row, start=1):
                if cell.value is None and (number, column) in formulas:
                    cells[column - 1] = UNCOMPUTED
        yield number, cells


def _cell(cell: _Cell) -> str:
    """Return the text of a cell."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        text = number_text(value)
        zeros = _LEADING_ZEROS.fullmatch(cell.number_format or "")
        return text.zfill(len(zeros[0])) if zeros and text.isdigit() else text
    if isinstance(value, datetime):
        return date_text(value, with_time="h" in (cell.number_format or "").lower())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return time_text(value)
    if isinstance(value, timedelta):
        return duration_text(value)
    return str(value)
