"""A table becomes cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.cases import VISIT_STAGE, Case
from router.domain.places import Address, Coordinate, Datum, PlaceType
from router.errors import Fault
from router.intake.case_columns import CASE_COLUMNS
from router.intake.case_dates import read_case_dates
from router.intake.cells import flat, parse_ids, parse_skills
from router.intake.clock import parse_appointment, parse_bad_times, parse_windows
from router.intake.holds import parse_holds
from router.intake.languages import parse_languages
from router.intake.moments import moment_reader
from router.intake.numbers import parse_count, parse_minutes, parse_money, parse_whole
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.results import Intake
from router.intake.row_points import row_point
from router.intake.rows import RowReader
from router.intake.rule_words import parse_consents, parse_flags
from router.intake.words import parse_datum, parse_place_type, parse_priority, parse_stage

if TYPE_CHECKING:
    import pandas

__all__ = ["read_cases"]

_ADDRESS_COLUMNS = {
    "home_address": PlaceType.HOME,
    "work_address": PlaceType.WORK,
    "registered_address": PlaceType.REGISTERED,
    "mailing_address": PlaceType.MAILING,
    "other_address": PlaceType.OTHER,
}
_FURTHER = ("address_2", "address_3")
_NO_ATTEMPTS = "no attempts count"
_KIND = Kind(
    table="cases",
    id_column="case_id",
    address_columns=("address", *_ADDRESS_COLUMNS, *_FURTHER),
)
_NEEDS = (
    Needs(any_of=(("case_id",),), words="an id (case_id)"),
    Needs(
        any_of=(
            ("address",),
            *((name,) for name in (*_ADDRESS_COLUMNS, *_FURTHER)),
            ("coordinates",),
            ("lat", "lon"),
        ),
        words="an address (address) or coordinates (lat and lon)",
    ),
)


def read_cases(
    source: str | Path | pandas.DataFrame,
    *,
    zone: tzinfo | str | None = None,
    columns: Mapping[str, str] | None = None,
    datum: Datum = Datum.WGS84,
    sheet: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[Case]:
    """Read a table of cases; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    zone
        Zone of times without an offset in the column ``notified``, such as ``Europe/Helsinki``;
        None does not read those times: their borrowers count as not told.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `CASE_COLUMNS` for the names.
    datum
        Of the coordinates of rows that do not say.
    sheet
        Name of an Excel sheet; None means the first visible one.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of Case
        The cases in the order of the table, without the refused rows, and all faults. A row is
        refused if anything that restricts the visit cannot be read; a damaged note or amount is
        only reported.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Notes
    -----
    Of several addresses the preferred is the first: ``address``, then ``home_address``,
    ``work_address``, ``registered_address``, ``mailing_address``, ``other_address``, ``address_2``,
    ``address_3``. Coordinates, ``district`` and ``postcode`` describe the first one, ``city`` all
    of them. A further address whose type the table does not say counts as ``other``.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame({"案件编号": ["007"], "地址": ["人民路 1 号"], "逾期天数": ["95"]})
    >>> case = read_cases(table).rows[0]
    >>> case.case_id, case.days_overdue
    ('007', 95)
    """
    undeclared = _UndeclaredDatum(datum)
    return read_table(
        source,
        specs=CASE_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=partial(_case, undeclared=undeclared, moment=moment_reader(zone, ends_day=True)),
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
        remarks=undeclared.remarks,
    )


class _UndeclaredDatum:
    """Counts the points in China, by the table's own words, whose datum is not stated."""

    def __init__(self, datum: Datum) -> None:
        self.datum = datum
        self.count = 0

    def see(self, point: Coordinate, row: RowReader, text: str) -> None:
        in_china = 18 < point.lat < 54 and 73 < point.lon < 136
        if self.datum is not Datum.WGS84:
            return  # the user said it for the whole file
        if in_china and not row.text("datum") and (row.has_chinese_header or _is_chinese(text)):
            self.count += 1

    def remarks(self, file: str) -> tuple[Fault, ...]:
        if not self.count:
            return ()
        return (
            Fault(
                file=file,
                problem=(
                    f"points in China without a datum: {self.count}; they are taken as "
                    "WGS-84; those of AMap, Tencent or Baidu are up to 1.5 km off"
                ),
                fix="Add a column datum (坐标系): wgs84, gcj02 or bd09.",
                fatal=False,
            ),
        )


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _case(
    row: RowReader, *, undeclared: _UndeclaredDatum, moment: Callable[[str], datetime]
) -> Case | None:
    addresses = _addresses(row, undeclared)
    days_overdue = row.read("days_overdue", parse_whole, None, harmless="it counts as not known")
    if days_overdue is not None and days_overdue < 0:
        row.fault(
            "days_overdue",
            "the debt is not due yet",
            "Nobody is visited before that; correct the number or leave the case out.",
            value=row.text("days_overdue"),
        )
    borrower_id, building = row.identity("borrower_id"), row.plain("building")
    name = row.plain("name", harmless="the name is left out")
    notes = row.plain("notes", harmless="the notes are left out")
    windows = row.read("windows", parse_windows, ())
    appointment = row.read("appointment", parse_appointment, None)
    service = row.read("service", parse_minutes, None)
    setup = row.read("setup", parse_minutes, None)
    skills = row.read("skills", parse_skills, frozenset())
    required = row.read("required_agents", parse_ids, frozenset())
    excluded = row.read("excluded_agents", parse_ids, frozenset())
    value = row.read("value", parse_money, None, harmless="the default value is used")
    priority = row.read("priority", parse_priority, None, harmless="it counts as not given")
    amount = row.read("amount", parse_money, None, harmless="it counts as not known")
    stage = row.read("stage", parse_stage, VISIT_STAGE)
    holds = row.read("holds", parse_holds, ())
    load = row.read("load", parse_count, 0)
    # What opens a door is left out if it cannot be read; what closes one refuses the row.
    consents = row.read("consents", parse_consents, frozenset(), harmless="it counts as no consent")
    notified = row.read("notified", moment, None, harmless="the borrower counts as not told")
    phone = row.read("phone_attempts", parse_count, None, harmless=_NO_ATTEMPTS)
    messages = row.read("message_attempts", parse_count, None, harmless=_NO_ATTEMPTS)
    flags = row.read("flags", parse_flags, frozenset())
    languages = row.read("languages", parse_languages, frozenset())
    area = flat(row.plain("area"))
    working_hours = row.read("working_hours", parse_windows, ())
    not_at = row.read("not_at", parse_bad_times, ())
    dates = read_case_dates(row)
    if row.refused or not row.row_id or not addresses:
        return None
    return Case(
        case_id=row.row_id,
        addresses=addresses,
        windows=windows,
        appointment=appointment,
        service=service,
        setup=setup,
        skills=skills,
        required_agents=required,
        excluded_agents=excluded,
        value=None if value is None else float(value),
        priority=priority,
        days_overdue=days_overdue,
        amount=amount,
        stage=stage,
        holds=holds,
        load=load,
        consents=consents,
        flags=flags,
        notified=notified,
        languages=languages,
        area=area,
        working_hours=working_hours,
        not_at=not_at,
        phone_attempts=phone,
        message_attempts=messages,
        received=dates.received,
        not_before=dates.not_before,
        return_by=dates.return_by,
        preferred_days=dates.preferred_days,
        borrower_id=borrower_id,
        name=name,
        notes=notes,
        building=building,
        row=row.row,
    )


def _written(row: RowReader) -> list[tuple[str, PlaceType]]:
    """Return the texts of the row, the preferred first, each once and with its type.

    Without any text that is one empty text, which a point may stand for.
    """
    stated = row.read("address_type", parse_place_type, None)
    typed = [(row.plain(name), kind) for name, kind in _ADDRESS_COLUMNS.items()]
    main = row.plain("address")
    if stated is None:  # a column that says what the same text is, is believed
        stated = next((kind for text, kind in typed if text and text == main), PlaceType.HOME)
    further = [(row.plain(name), _type_of(row, name)) for name in _FURTHER]
    kinds: dict[str, PlaceType] = {}
    for text, kind in ((main, stated), *typed, *further):
        if text:
            kinds.setdefault(text, kind)
    return list(kinds.items()) or [("", stated)]


def _type_of(row: RowReader, name: str) -> PlaceType:
    kept = "the address is kept and not visited"
    return row.read(f"{name}_type", parse_place_type, PlaceType.OTHER, harmless=kept)


def _addresses(row: RowReader, undeclared: _UndeclaredDatum) -> tuple[Address, ...]:
    written = _written(row)
    city, district, postcode = (row.plain(name) for name in ("city", "district", "postcode"))
    datum = row.read("datum", parse_datum, undeclared.datum)
    point = row_point(row, datum)
    if point is not None:
        undeclared.see(point, row, written[0][0])
    elif not written[0][0]:
        if not row.refused:
            row.fault(
                "address",
                "the address is empty, and there are no coordinates",
                "Write the address, or lat and lon.",
            )
        return ()
    first_text, first_kind = written[0]
    first = Address(
        text=first_text,
        place_type=first_kind,
        city=city,
        district=district,
        postcode=postcode,
        coordinate=point,
        datum=datum,
    )
    others = (Address(text=text, place_type=kind, city=city) for text, kind in written[1:])
    return (first, *others)
