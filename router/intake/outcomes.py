"""A table becomes the outcomes of earlier visits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.outcomes import Outcome, outcome_codes
from router.domain.places import Datum
from router.intake.cells import CellError, flat
from router.intake.columns import column_key
from router.intake.happenings import Happenings
from router.intake.moments import moment_reader
from router.intake.numbers import parse_money
from router.intake.outcome_columns import OUTCOME_COLUMNS
from router.intake.outcome_details import OutcomeDetails
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.results import Intake
from router.intake.row_points import row_point
from router.intake.rows import RowReader
from router.intake.words import parse_datum

if TYPE_CHECKING:
    import pandas

__all__ = ["read_outcomes"]

_KIND = Kind(table="outcomes", id_column="case_id", address_columns=("address",), unique=False)
_NEEDS = tuple(
    Needs(any_of=((name,),), words=words)
    for name, words in (
        ("case_id", "the case that was visited (case_id)"),
        ("when", "when the visit began (when)"),
        ("code", "what came of it (code)"),
    )
)
_UNUSED = "the check-in point is not used"


def read_outcomes(
    source: str | Path | pandas.DataFrame,
    *,
    zone: tzinfo | str | None = None,
    columns: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    datum: Datum = Datum.WGS84,
    sheet: str | None = None,
    latest: datetime | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[Outcome]:
    """Read a table of outcomes; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    zone
        Zone of times without an offset, such as ``Europe/Helsinki``; None refuses those times.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `OUTCOME_COLUMNS` for the names.
    codes
        Words of your own for an outcome, to our code: ``{"met at gate": "THIRD"}``.
    datum
        Of the check-in points of rows that do not say.
    sheet
        Name of an Excel sheet; None means the first visible one.
    latest
        A visit that began after this is refused: a mistyped year would outrank all that is true.
        None refuses none.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of Outcome
        The outcomes in the order of the table, without the refused rows, and all faults. A row is
        refused if its case, time or code cannot be read; what is damaged besides is left out,
        as the outcome itself may close a door.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"案件编号": ["007"], "上门时间": ["2026-11-02 18:30"], "外访结果": ["无人在家"]}
    ... )
    >>> outcome = read_outcomes(table, zone="Asia/Shanghai").rows[0]
    >>> outcome.code, outcome.when.isoformat()
    ('NAH', '2026-11-02T18:30:00+08:00')
    """
    happenings = Happenings(moment_reader(zone, ends_day=True), latest=latest, what="outcomes")
    build = _Builder(
        happenings,
        code=partial(_parse_code, words=_words(codes or {})),
        details=OutcomeDetails(zone),
        datum=datum,
    )
    return read_table(
        source,
        specs=OUTCOME_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=build,
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
        remarks=happenings.remarks,
    )


class _Builder:
    """Makes an outcome of a row."""

    def __init__(
        self,
        happenings: Happenings,
        *,
        code: Callable[[str], str],
        details: OutcomeDetails,
        datum: Datum,
    ) -> None:
        self._happenings = happenings
        self._code = code
        self._details = details
        self._datum = datum

    def __call__(self, row: RowReader) -> Outcome | None:
        when = self._happenings.when(row)
        code = row.read("code", self._code, None)
        if code is None and not row.text("code"):
            row.fault("code", "the code is missing", "Write it; an outcome needs it.")
        borrower_id, agent_id = row.identity("borrower_id"), row.identity("agent_id")
        address = row.plain("address")
        datum = row.read("datum", parse_datum, None, harmless=_UNUSED)
        accuracy = row.read("accuracy", _parse_metres, None, harmless=_UNUSED)
        damaged = any(
            value is None and row.text(name)
            for name, value in (("datum", datum), ("accuracy", accuracy))
        )
        point = None if damaged else row_point(row, datum or self._datum, harmless=_UNUSED)
        note = row.plain("note", harmless="the note is left out")
        details = self._details(row, when)
        if row.refused or not row.row_id or when is None or code is None:
            return None
        return Outcome(
            case_id=row.row_id,
            when=when,
            code=code,
            coordinate=point,
            accuracy_m=accuracy,
            datum=datum or self._datum,
            borrower_id=borrower_id,
            agent_id=agent_id,
            address=address,
            note=note,
            until=details.until,
            amount=details.amount,
            arrears=details.arrears,
            left=details.left,
            place_type=details.place_type,
            recording=details.recording,
            appointment=details.appointment,
            row=row.row,
        )


def _words(own: Mapping[str, str]) -> dict[str, str]:
    """Return every word for an outcome, in comparable form, to its code."""
    known: dict[str, str] = {}
    for code in outcome_codes().values():
        for word in (code.code, code.english, code.chinese, *code.aliases):
            known[column_key(word)] = code.code
    return known | {column_key(word): known.get(column_key(code), "") for word, code in own.items()}


def _parse_code(text: str, *, words: Mapping[str, str]) -> str:
    code = words.get(column_key(flat(text)), "")
    if not code:
        raise CellError(
            "not an outcome code that is known",
            f"Write one of {', '.join(outcome_codes())}, or its words (router template --columns "
            "lists them); give a word of your own its code with --code WORD=CODE.",
        )
    return code


def _parse_metres(text: str) -> float:
    return float(parse_money(flat(text).lower().removesuffix("m").removesuffix("米").strip()))
