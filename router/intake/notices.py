"""A table becomes what borrowers were told of visits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.memory import NoticeGiven
from router.domain.standing import Notice
from router.intake.cells import flat, parse_list
from router.intake.happenings import Happenings
from router.intake.memory_columns import NOTICE_COLUMNS
from router.intake.moments import moment_reader
from router.intake.named_times import NamedTimes
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.results import Intake
from router.intake.rows import RowReader
from router.intake.rule_words import parse_yes_no
from router.intake.words import plain_word, word_table

if TYPE_CHECKING:
    import pandas

__all__ = ["read_notices"]

_KIND = Kind(table="notices", id_column="case_id", unique=False)
_NEEDS = (
    Needs(any_of=(("case_id",),), words="the case about which it was (case_id)"),
    Needs(any_of=(("when",),), words="when the borrower was told (when)"),
)
_SAYS = word_table(
    {
        "purpose": "purpose reason why subject 事由 目的 来意 事项 原因 上门目的",
        "date_time": "datetime dateandtime date time when 时间 日期 日期时间 上门时间 日期和时间",
        "rights": "rights right 权利 权益 客户权利 投诉渠道",
        "agent": "agent who name visitor 外访员 人员 上门人员 外访员姓名 外访人员 身份",
    }
)
_FOR_THE_SENDER = ("by", "borrower_id", "name", "address", "language", "words")  # of notices.csv
_USUAL = frozenset({"purpose", "date_time"})


def read_notices(
    source: str | Path | pandas.DataFrame,
    *,
    zone: tzinfo | str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    latest: datetime | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[NoticeGiven]:
    """Read a table of notices that were given; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    zone
        Zone of times without an offset, such as ``Europe/Helsinki``; None refuses those times.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `NOTICE_COLUMNS` for the names.
    sheet
        Name of an Excel sheet; None means the first visible one.
    latest
        What was said after this is refused. None refuses none.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of NoticeGiven
        In the order of the table, without the refused rows, and all faults. A notice lets a visit
        be made, so that a row of which anything but ``confirmed`` is damaged is refused. A date
        without a time of day counts from its end.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"case_id": ["007"], "when": ["2026-11-22 10:00"], "start": ["2026-11-24 14:00"]}
    ... )
    >>> given = read_notices(table, zone="Asia/Shanghai").rows[0]
    >>> given.case_id, given.notice.start.isoformat()
    ('007', '2026-11-24T14:00:00+08:00')
    """
    happenings = Happenings(moment_reader(zone, ends_day=True), latest=latest, what="notices")
    return read_table(
        source,
        specs=NOTICE_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=partial(_notice, happenings=happenings, named=NamedTimes(zone)),
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
        remarks=happenings.remarks,
        unread=_FOR_THE_SENDER,
    )


def _notice(row: RowReader, *, happenings: Happenings, named: NamedTimes) -> NoticeGiven | None:
    sent = happenings.when(row)
    window = named(row)
    says = row.read("says", _parse_says, _USUAL)
    confirmed = row.read("confirmed", parse_yes_no, False, harmless="it counts as not confirmed")
    if confirmed and window is None and not row.refused:
        row.fault("confirmed", "it is not said which time was confirmed", "Write it in start.")
    if row.refused or not row.row_id or sent is None:
        return None
    notice = Notice(
        sent=sent,
        start=None if window is None else window.start,
        end=None if window is None or window.end == window.start else window.end,
        says=says,
        confirmed=confirmed,
    )
    return NoticeGiven(case_id=row.row_id, notice=notice)


def _parse_says(text: str) -> frozenset[str]:
    """Return what was stated; words of one's own are kept, and no rule asks for them."""
    return frozenset(_SAYS.get(plain_word(item), flat(item)) for item in parse_list(text))
