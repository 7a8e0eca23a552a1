"""A table becomes the outcomes of earlier visits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from router.domain.outcomes import Outcome, outcome_codes
from router.domain.places import Datum
from router.errors import Fault
from router.intake.cells import CellError, flat
from router.intake.columns import column_key
from router.intake.moments import has_clock, parse_moment
from router.intake.numbers import parse_money
from router.intake.outcome_columns import OUTCOME_COLUMNS
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
        refused if its case, time or code cannot be read; of a damaged check-in the outcome is used
        and the point is not.

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
    timeless = _Timeless()
    build = _Builder(
        moment=partial(parse_moment, zone=ZoneInfo(zone) if isinstance(zone, str) else zone),
        code=partial(_parse_code, words=_words(codes or {})),
        datum=datum,
        timeless=timeless,
        latest=latest,
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
        remarks=timeless.remarks,
    )


class _Timeless:
    """Counts the outcomes that say a date and no time of day."""

    def __init__(self) -> None:
        self.count = 0

    def remarks(self, file: str) -> tuple[Fault, ...]:
        """Return one fault for all of them."""
        if not self.count:
            return ()
        return (
            Fault(
                file=file,
                problem=f"outcomes without a time of day: {self.count}; they count from midnight",
                fix="Write date and time, such as 2026-11-02 18:30.",
                fatal=False,
            ),
        )


class _Builder:
    """Makes an outcome of a row."""

    def __init__(
        self,
        moment: Callable[[str], datetime],
        code: Callable[[str], str],
        datum: Datum,
        timeless: _Timeless,
        latest: datetime | None,
    ) -> None:
        self._moment = moment
        self._code = code
        self._datum = datum
        self._timeless = timeless
        self._latest = latest

    def __call__(self, row: RowReader) -> Outcome | None:
        when = row.read("when", self._moment, None)
        code = row.read("code", self._code, None)
        for name, value in (("when", when), ("code", code)):
            if value is None and not row.text(name):
                row.fault(name, f"the {name} is missing", "Write it; an outcome needs it.")
        if when is not None and self._latest is not None and when > self._latest:
            row.fault("when", "the visit lies in the future", "Write when it was made.")
        borrower_id, agent_id = row.identity("borrower_id"), row.identity("agent_id")
        address = row.plain("address")
        note = row.plain("note", harmless="the note is left out")
        datum = row.read("datum", parse_datum, None, harmless=_UNUSED)
        accuracy = row.read("accuracy", _parse_metres, None, harmless=_UNUSED)
        damaged = any(
            value is None and row.text(name)
            for name, value in (("datum", datum), ("accuracy", accuracy))
        )
        point = None if damaged else row_point(row, datum or self._datum, harmless=_UNUSED)
        if row.refused or not row.row_id or when is None or code is None:
            return None
        if not has_clock(row.text("when")):
            self._timeless.count += 1
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
            f"Write one of {', '.join(outcome_codes())}, or its words; map your own codes.",
        )
    return code


def _parse_metres(text: str) -> float:
    return float(parse_money(flat(text).lower().removesuffix("m").removesuffix("米").strip()))
