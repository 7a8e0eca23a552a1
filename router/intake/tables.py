"""Any source becomes one plain table: a header and rows of text, numbered as the user sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Never

from router.errors import Fault, InputError
from router.intake.limits import MAX_COLUMNS, MAX_ROWS

__all__ = ["COMMENT", "RawTable", "gather", "is_comment", "refusal", "refuse", "refuse_size"]

COMMENT = "#"

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A table as text.

    Parameters
    ----------
    file
        Its name, for messages.
    header
        Column names as written.
    header_row
        Row of the header as the user sees it; 0 if the source has none (JSON).
    rows
        Row number and cells; a row may be shorter or longer than the header.
    faults
        Rows that could not even be taken apart.
    """

    file: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[int, Sequence[str]], ...]
    faults: tuple[Fault, ...] = ()


def gather(file: str, records: Iterable[tuple[int, Sequence[str]]], known: Known) -> RawTable:
    """Find the header among numbered records and collect the rows that hold something.

    Parameters
    ----------
    file
        Name, for messages.
    records
        Row number as the user sees it, and the cells.
    known
        Tells whether a text is the name of a column.

    Returns
    -------
    RawTable
        Without empty rows, and without comment rows before the header.

    Raises
    ------
    InputError
        If there is no header, or a limit is exceeded.
    """
    header: tuple[str, ...] | None = None
    header_row = 0
    rows: list[tuple[int, Sequence[str]]] = []
    for number, cells in records:
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        if header is None:
            if not is_comment(cells, known):
                header, header_row = _trimmed(cells), number
                if len(header) > MAX_COLUMNS:
                    refuse_size(file, f"{len(header):,} columns; at most {MAX_COLUMNS} are read")
            continue
        if len(rows) >= MAX_ROWS:
            refuse_size(file, f"more than {MAX_ROWS:,} rows")
        rows.append((number, cells))
    if header is None:
        refuse(
            file,
            "the table is empty",
            "The first row must hold the column names; `router template` writes an example.",
        )
    return RawTable(file=file, header=header, header_row=header_row, rows=tuple(rows))


def is_comment(cells: Sequence[str], known: Known) -> bool:
    """Tell whether a row before the header is a comment.

    Parameters
    ----------
    cells
        The row.
    known
        Tells whether a text is the name of a column.

    Returns
    -------
    bool
        True if it starts with ``#``, unless most of its cells are names of columns.
    """
    others = [known(cell) for cell in cells[1:] if cell.strip()]
    is_header = sum(others) >= 2 and sum(others) * 2 >= len(others)
    return cells[0].lstrip().startswith(COMMENT) and not is_header


def refuse(file: str, problem: str, fix: str, *, row: int = 0) -> Never:
    """Refuse a whole file.

    Parameters
    ----------
    file
        Its name.
    problem, fix
        What is wrong and what to do; without personal data.
    row
        Where, if it can be said.

    Raises
    ------
    InputError
        Always.
    """
    raise refusal(file, problem, fix, row=row)


def refusal(file: str, problem: str, fix: str, *, row: int = 0) -> InputError:
    """Return the error that refuses a whole file.

    Parameters
    ----------
    file
        Its name.
    problem, fix
        What is wrong and what to do; without personal data.
    row
        Where, if it can be said.

    Returns
    -------
    InputError
        To be raised. The fault says what is wrong, and the message does not say it again; a
        traceback shows the fault as a note.
    """
    fault = Fault(file=file, row=row, problem=problem, fix=fix)
    error = InputError(f"{file} cannot be read.", [fault])
    error.add_note(str(fault))
    return error


def refuse_size(file: str, problem: str) -> Never:
    """Refuse a file that exceeds a published limit.

    Parameters
    ----------
    file
        Its name.
    problem
        Which limit.

    Raises
    ------
    InputError
        Always.
    """
    refuse(file, f"the table is too large: {problem}", "Keep only what is to be planned.")


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Drop empty columns at the right."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return tuple(cell.strip() for cell in cells[:width])
