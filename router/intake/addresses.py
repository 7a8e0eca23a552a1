"""A table of addresses, to be read part by part: every row is kept, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.address_parts import WrittenAddress
from router.intake.case_columns import CASE_COLUMNS
from router.intake.columns import column_key, known_names, resolve
from router.intake.reading import Needs, check_needs
from router.intake.results import Intake
from router.intake.rows import RowReader
from router.intake.sources import read_source

if TYPE_CHECKING:
    import pandas

__all__ = ["read_addresses"]

_COLUMNS = tuple(spec for spec in CASE_COLUMNS if spec.name in ("case_id", "address"))
_NEEDS = (
    Needs(any_of=(("case_id",),), words="an id (case_id)"),
    Needs(any_of=(("address",),), words="an address (address)"),
)
_PROGRESS_ROWS = 500


def read_addresses(
    source: str | Path | pandas.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[WrittenAddress]:
    """Read the ids and addresses of a table.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel, JSON or JSON lines file, or a DataFrame.
    columns
        ``case_id`` and ``address`` to their names in the file, where they are not recognised.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of WrittenAddress
        All rows that could be taken apart, in order: those with a missing or repeated id and those
        without an address are reported, and kept. Other columns are passed over; those that must
        not be read are named.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks one of the columns.
    """
    names = known_names(_COLUMNS, columns or {})
    table = read_source(source, lambda name: column_key(name) in names, sheet=None)
    found = resolve(table, _COLUMNS, columns or {})
    check_needs(table, found, _NEEDS)
    reader = RowReader(table, found)
    rows: list[WrittenAddress] = []
    first_rows: dict[str, int] = {}
    total = len(table.rows)
    for done, (number, cells) in enumerate(table.rows, start=1):
        reader.start(number, cells)
        case_id, text = reader.text("case_id"), reader.text("address")
        if not case_id:
            _remark(reader, "case_id", "the id is missing", "Give every row an id of its own.")
        elif first_rows.setdefault(case_id, number) != number:
            problem = f"this id stands in row {first_rows[case_id]} already; both rows are kept"
            _remark(reader, "case_id", problem, "Give every row an id of its own.")
        if not text:
            _remark(reader, "address", "there is no address", "Enter one, or delete the row.")
        rows.append(WrittenAddress(row=number, case_id=case_id, text=text))
        if on_progress is not None and (done % _PROGRESS_ROWS == 0 or done == total):
            on_progress(done, total)
    faults = (*found.forbidden, *table.faults, *reader.faults)
    return Intake(rows=tuple(rows), faults=faults, source=table.file)


def _remark(reader: RowReader, column: str, problem: str, fix: str) -> None:
    reader.fault(column, problem, fix, fatal=False)
