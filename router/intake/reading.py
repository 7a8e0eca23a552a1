"""From a source to an intake: the one walk that cases and agents share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from router.errors import Fault, InputError
from router.intake.columns import Columns, column_key, known_names, resolve
from router.intake.refusals import Kind, refused_row
from router.intake.results import Intake, shown
from router.intake.rows import RowReader, read_rows
from router.intake.sources import read_source
from router.intake.specs import ColumnSpec
from router.intake.tables import RawTable

if TYPE_CHECKING:
    import pandas

__all__ = ["Needs", "check_needs", "read_table"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a table must have.

    Parameters
    ----------
    any_of
        Groups of columns, of which one must be there completely; the first is what we suggest.
    words
        The same in words.
    """

    any_of: tuple[tuple[str, ...], ...]
    words: str


def read_table(
    source: str | Path | pandas.DataFrame,
    *,
    specs: Sequence[ColumnSpec],
    explicit: Mapping[str, str],
    needs: Sequence[Needs],
    build: Callable[[RowReader], T | None],
    kind: Kind,
    sheet: str | None,
    on_progress: Callable[[int, int], None] | None,
    remarks: Callable[[str], Sequence[Fault]] = lambda _file: (),
    unread: Collection[str] = (),
) -> Intake[T]:
    """Read a source, find its columns, build a value from every good row.

    Parameters
    ----------
    source
        A path or a DataFrame.
    specs
        The columns that may be there.
    explicit
        Our name of a column to its name in the file.
    needs
        The columns that must be there.
    build
        Makes the value of a row; None if it is refused.
    kind
        What the rows stand for.
    sheet
        Name of an Excel sheet; None means the first visible one.
    on_progress
        Called with the rows done and their number.
    remarks
        Called at the end with the file's name; gives faults of the file as a whole.
    unread
        Further columns that we write ourselves; nothing is said of them.

    Returns
    -------
    Intake of T
        Values, faults, and the rows that were dropped.

    Raises
    ------
    InputError
        If the source cannot be used at all.
    """
    names = known_names(specs, explicit)
    table = read_source(source, lambda name: column_key(name) in names, sheet=sheet)
    columns = resolve(table, specs, explicit, unread)
    check_needs(table, columns, needs)
    reader = RowReader(table, columns)
    rows, refused = read_rows(table, reader, build, kind, on_progress)
    # Rows that could not even be taken apart have neither an id nor an address.
    broken = [refused_row(kind, fault.row, lambda _: "", [fault]) for fault in table.faults]
    by_row = sorted([*table.faults, *reader.faults], key=lambda fault: fault.row)
    return Intake(
        rows=rows,
        faults=(*columns.faults, *remarks(table.file), *by_row),
        source=table.file,
        refused=tuple(sorted([*refused, *broken], key=lambda dropped: dropped.row)),
    )


def check_needs(table: RawTable, columns: Columns, needs: Sequence[Needs]) -> None:
    """Refuse a table that lacks a required column.

    Parameters
    ----------
    table
        The table.
    columns
        Where its columns are.
    needs
        The columns that must be there.

    Raises
    ------
    InputError
        It says which columns the table has.
    """
    missing = [
        need
        for need in needs
        if not any(all(name in columns.places for name in group) for group in need.any_of)
    ]
    if not missing:
        return
    found = ", ".join(repr(shown(title)) for title in table.header) or "none"
    faults = [
        Fault(
            file=table.file,
            row=table.header_row,
            problem=f"a column is missing: {need.words}; the file has {found}",
            fix=(
                f'Rename a column, or say which it is: columns={{"{need.any_of[0][0]}": "…"}}. '
                "The first row that is not a comment must hold the column names."
            ),
        )
        for need in missing
    ]
    error = InputError(
        f"{table.file} cannot be read: a required column is missing.", [*faults, *columns.faults]
    )
    # For a traceback; without the file's names, which are data if it has no header.
    error.add_note(f"It needs {' and '.join(need.words for need in missing)}.")
    raise error
