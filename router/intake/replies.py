"""A table becomes the answers of borrowers who were told of a visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.replies import Answer, Reply
from router.domain.times import TimeWindow
from router.intake.cells import CellError
from router.intake.happenings import Happenings
from router.intake.memory_columns import REPLY_COLUMNS
from router.intake.moments import moment_reader
from router.intake.named_times import NamedTimes
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.results import Intake
from router.intake.rows import RowReader
from router.intake.words import plain_word, word_table

if TYPE_CHECKING:
    import pandas

__all__ = ["read_replies"]

_KIND = Kind(table="replies", id_column="case_id", unique=False)
_NEEDS = (
    Needs(any_of=(("case_id",),), words="the case about which it is (case_id)"),
    Needs(any_of=(("reply",),), words="what was answered (reply)"),
    Needs(any_of=(("when",),), words="when the answer came (when)"),
)
_NEVER = "never"
_ANSWERS = word_table(
    {
        Answer.CONFIRMED: (
            "confirmed confirm confirms yes y ok okay accepted accept agreed agree suits 确认 "
            "已确认 同意 已同意 可以 接受 是 好"
        ),
        Answer.DECLINED: (
            "declined decline declines no n notthen refused refuse rejected cancelled canceled "
            "cancel 拒绝 已拒绝 不同意 不行 取消 已取消 谢绝 否 不便"
        ),
        Answer.MOVED: (
            "moved move moves reschedule rescheduled postponed postpone changed othertime newtime "
            "改期 改约 另约 另约时间 改时间 延期 推迟 更改"
        ),
        _NEVER: (
            "never novisit novisits donotvisit dontvisit stop 不得上门 不要上门 拒绝上门 勿上门 "
            "不要再来 禁止上门 不得再访"
        ),
    }
)
_OFF = "the time that was named before no longer holds, and no other is agreed"


def read_replies(
    source: str | Path | pandas.DataFrame,
    *,
    zone: tzinfo | str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    latest: datetime | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[Reply]:
    """Read a table of borrowers' replies; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    zone
        Zone of times without an offset, such as ``Europe/Helsinki``; None refuses those times.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `REPLY_COLUMNS` for the names.
    sheet
        Name of an Excel sheet; None means the first visible one.
    latest
        What came after this is refused. None refuses none.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of Reply
        In the order of the table, without the refused rows, and all faults. A row is refused if its
        case, answer or time cannot be read, or if it confirms a time that cannot be read. A visit
        that was moved to a time that cannot be read counts as declined.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"案件编号": ["007"], "答复": ["改期"], "答复时间": ["2026-11-22 18:30"],
    ...      "新时间": ["2026-11-24 14:00-16:00"]}
    ... )
    >>> reply = read_replies(table, zone="Asia/Shanghai").rows[0]
    >>> reply.answer.value, reply.start.isoformat(), reply.end.isoformat()
    ('moved', '2026-11-24T14:00:00+08:00', '2026-11-24T16:00:00+08:00')
    """
    happenings = Happenings(moment_reader(zone, ends_day=True), latest=latest, what="replies")
    return read_table(
        source,
        specs=REPLY_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=partial(_reply, happenings=happenings, named=NamedTimes(zone)),
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
        remarks=happenings.remarks,
    )


def _reply(row: RowReader, *, happenings: Happenings, named: NamedTimes) -> Reply | None:
    when = happenings.when(row)
    word = row.read("reply", _parse_answer, None)
    if word is None and not row.text("reply"):
        row.fault("reply", "the reply is missing", "Write confirmed, declined or moved.")
    never = word == _NEVER
    answer = None if word is None else Answer.DECLINED if never else Answer(word)
    opens = answer is None or answer is Answer.CONFIRMED
    window = named(row, harmless="" if opens else _OFF)
    words = row.plain("note", harmless="the note is left out")
    if answer is Answer.MOVED:
        window = _still_to_come(row, window, when)
        answer = Answer.DECLINED if window is None else answer
    if row.refused or not row.row_id or when is None or answer is None:
        return None
    return Reply(
        case_id=row.row_id,
        answer=answer,
        when=when,
        start=None if window is None else window.start,
        end=None if window is None or window.end == window.start else window.end,
        never=never,
        words=words,
        row=row.row,
    )


def _still_to_come(
    row: RowReader, window: TimeWindow | None, when: datetime | None
) -> TimeWindow | None:
    """Return the new time of a visit that was moved; None if there is none that can be kept."""
    if window is None:
        if not row.text("start"):
            error = CellError("the new time is missing", "Write it, or write declined.")
            row.cell_fault("start", error, harmless=_OFF)
        return None
    if when is not None and window.end.timestamp() < when.timestamp():
        row.cell_fault("start", CellError("this time is over", "Correct it."), harmless=_OFF)
        return None
    return window


def _parse_answer(text: str) -> str:
    try:
        return _ANSWERS[plain_word(text)]
    except KeyError:
        raise CellError(
            "not a reply that is known", "Write confirmed, declined, moved or never."
        ) from None
