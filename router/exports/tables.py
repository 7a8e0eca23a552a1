"""Data frames become CSV that Excel opens safely, and geocoding.csv that scripts read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from router.domain.places import LocatedAddress, LocationStatus
from router.domain.plan import PlanData
from router.domain.refused import RefusedRow
from router.domain.review import ReviewItem
from router.exports.atomic import write_file
from router.exports.frames import (
    held_frame,
    overrides_frame,
    refused_frame,
    routes_frame,
    unassigned_frame,
)
from router.exports.notice_rows import notices_frame
from router.exports.problem_write import any_rfc3339
from router.exports.review_rows import plan_review, review_frame

__all__ = [
    "GEOCODING_COLUMNS",
    "frame_to_csv",
    "geocoding_csv",
    "guarded",
    "review_csv",
    "rows_csv",
    "table_files",
    "write_corrections",
    "write_geocoding",
]

GEOCODING_COLUMNS = (
    "case_id",
    "address",
    "lat",
    "lon",
    "grade",
    "score",
    "error_m",
    "status",
    "matched",
    "source",
)
LOCATED_COLUMNS = (
    *("case_id", "address", "place_type", "offered", "status", "rule", "why"),
    *("lat", "lon", "grade", "score", "error_m", "matched", "source", "by", "when"),
)
# The full-width signs start a formula in East Asian settings of Excel.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        With an apostrophe in front if it starts like a formula. Taking one apostrophe off again
        gives the text back, also where the text itself began with apostrophes.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def frame_to_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV for people: RFC 4180, UTF-8 with a byte order mark.

    Parameters
    ----------
    frame
        The table. Times are written with their offset, missing values as empty fields, texts
        behind a guard against formulas.

    Returns
    -------
    bytes
        The same for the same table.
    """
    rows = frame.itertuples(index=False, name=None)
    return _csv([str(name) for name in frame.columns], rows, mark=True)


def rows_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV for people, as `frame_to_csv` writes them.

    Parameters
    ----------
    columns
        In order.
    rows
        Their cells.

    Returns
    -------
    bytes
        Behind a guard against formulas; our intake reads the texts back as they were.
    """
    return _csv(columns, rows, mark=True)


def table_files(plan: PlanData, review: Sequence[ReviewItem] | None = None) -> dict[str, bytes]:
    """Return the CSV files of a plan.

    Parameters
    ----------
    plan
        The plan.
    review
        Its addresses in review with all that is known of them; None takes them from the plan.

    Returns
    -------
    dict of str to bytes
        ``routes.csv``, ``unassigned.csv``, ``review.csv``, ``held.csv``, ``refused.csv``,
        ``overrides.csv`` and ``notices.csv``. All of them always, so that none is left from an
        earlier plan.
    """
    return {
        "routes.csv": frame_to_csv(routes_frame(plan)),
        "unassigned.csv": frame_to_csv(unassigned_frame(plan)),
        "review.csv": review_csv(plan_review(plan) if review is None else review),
        "held.csv": frame_to_csv(held_frame(plan)),
        "refused.csv": frame_to_csv(refused_frame(plan)),
        "overrides.csv": frame_to_csv(overrides_frame(plan)),
        "notices.csv": frame_to_csv(notices_frame(plan)),
    }


def review_csv(items: Sequence[ReviewItem]) -> bytes:
    """Return the addresses in review as CSV for people; see `review_frame` for the columns.

    Parameters
    ----------
    items
        The addresses.

    Returns
    -------
    bytes
        As `frame_to_csv` writes it: Excel opens it by a double click.
    """
    return frame_to_csv(review_frame(items))


def geocoding_csv(rows: Sequence[LocatedAddress | RefusedRow]) -> bytes:
    """Return what geocoding found, as CSV for scripts.

    Parameters
    ----------
    rows
        One per row of the table, in input order; a row that could not be read is in review.

    Returns
    -------
    bytes
        UTF-8 without a byte order mark. Columns ``case_id, address, lat, lon, grade, score,
        error_m, status, matched, source``; ``status`` is ``accepted`` or ``review``. A case in
        review shows its best candidate, or empty fields if there is none.
    """
    return _csv(GEOCODING_COLUMNS, map(_geocoding_row, rows), mark=False)


def write_located_addresses(rows: Sequence[LocatedAddress | RefusedRow], path: Path) -> None:
    """Write every address of every case: the one that is offered, and the others.

    Parameters
    ----------
    rows
        One per row of the table, in input order.
    path
        The CSV; it is replaced as a whole. Columns ``case_id, address, place_type``, ``offered``
        (``yes`` for the one that would be visited), ``status``, the ``rule`` that forbids to go
        there if one does, ``why`` it is not accepted, its place as `geocoding_csv` has it, and
        ``by`` whom and ``when`` it was corrected, as written.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    cells = [
        _address_row(one, offered=one is row)
        for row in rows
        for one in ((row,) if isinstance(row, RefusedRow) else (row, *row.others))
    ]
    write_file(path, _csv(LOCATED_COLUMNS, cells, mark=True))


def write_corrections(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], path: Path
) -> None:
    """Write corrections so that Excel opens them and ``--corrections`` reads them.

    Parameters
    ----------
    columns
        In order.
    rows
        Values by column.
    path
        The file; it is replaced as a whole.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    cells = [[row.get(name) for name in columns] for row in rows]
    write_file(path, _csv(columns, cells, mark=True))


def write_geocoding(rows: Sequence[LocatedAddress | RefusedRow], path: Path) -> None:
    """Write what geocoding found; see `geocoding_csv`.

    Parameters
    ----------
    rows
        One per row of the table, in input order.
    path
        The file; it is replaced as a whole.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    write_file(path, geocoding_csv(rows))


def _geocoding_row(row: LocatedAddress | RefusedRow) -> tuple[object, ...]:
    if isinstance(row, RefusedRow):
        nothing = (None, None, None, None, None)
        return (row.row_id, row.address, *nothing, LocationStatus.REVIEW.value, "", "")
    place = row.place or (row.candidates[0] if row.candidates else None)
    start = (row.owner_id, row.address.text)
    if place is None:
        return (*start, None, None, None, None, None, row.status.value, "", "")
    point = place.coordinate
    measured = (point.lat, point.lon, place.grade.value, place.score, place.error_m)
    return (*start, *measured, row.status.value, place.matched, place.source)


def _address_row(row: LocatedAddress | RefusedRow, *, offered: bool) -> tuple[object, ...]:
    case_id, address, *point, status, matched, source = _geocoding_row(row)
    if isinstance(row, RefusedRow):
        head = (case_id, address, "", False, status, "", row.why)
        return (*head, *point, matched, source, "", "")
    usable = offered and not row.rule and row.status is LocationStatus.ACCEPTED
    head = (case_id, address, row.address.place_type.value, usable, status, row.rule, row.why)
    said = (row.place.by, row.place.when) if row.place is not None else ("", "")
    return (*head, *point, matched, source, *said)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_field(value) for value in row])
    return ((_BOM if mark else "") + stream.getvalue()).encode("utf-8", "replace")


def _field(value: object) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return any_rfc3339(value.to_pydatetime())
    if isinstance(value, datetime):
        return any_rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(float(value))
    return str(value)
