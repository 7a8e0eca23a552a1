"""A table becomes approaches by other channels: calls, messages, letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.channels import Attempt, Channel
from router.intake.cells import CellError
from router.intake.happenings import NEEDS_ID, Happenings, check_owner
from router.intake.memory_columns import APPROACH_COLUMNS
from router.intake.moments import has_clock, moment_reader
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.results import Intake
from router.intake.rows import RowReader
from router.intake.rule_words import parse_yes_no
from router.intake.words import plain_word, word_table

if TYPE_CHECKING:
    import pandas

__all__ = ["read_approaches"]

_KIND = Kind(table="approaches", id_column="case_id", other_id="borrower_id", unique=False)
_NEEDS = (
    NEEDS_ID,
    Needs(any_of=(("when",),), words="when it was (when)"),
    Needs(any_of=(("channel",),), words="by which channel (channel)"),
)
_CHANNELS = word_table(
    {
        Channel.CALL: (
            "call calls phone phonecall telephone telephonecall tel voice robocall 电话 电催 电联 "
            "呼叫 外呼 语音 智能外呼 电话催收 致电"
        ),
        Channel.MESSAGE: (
            "message messages sms text textmessage email mail chat whatsapp wechat im push 短信 "
            "信息 消息 邮件 电子邮件 微信 短信催收 推送"
        ),
        Channel.LETTER: (
            "letter letters post postal registeredletter 信函 信件 函件 挂号信 律师函 邮寄"
        ),
        Channel.VISIT: "visit visits fieldvisit homevisit 外访 上门 家访",
    }
)
_REACHED = word_table(
    {
        "yes": (
            "answered connected spoke spoken talked contacted reached contact delivered read sent "
            "replied received success successful voicemail 接通 已接通 接听 本人接听 已接听 联系上 "
            "已联系 已联系上 送达 已送达 已发送 发送成功 已读 已回复 已签收 签收 成功 留言"
        ),
        "no": (
            "noanswer unanswered notanswered busy failed failure unreachable switchedoff off "
            "invalid invalidnumber wrongnumber undelivered notdelivered returned bounced missed "
            "nocontact notreached rejected 未接 未接听 未接通 无人接听 关机 停机 空号 占线 忙线 "
            "拒接 无法接通 失败 发送失败 退回 退信 未送达 未联系上 未联系 他人接听"
        ),
    }
)


def read_approaches(
    source: str | Path | pandas.DataFrame,
    *,
    zone: tzinfo | str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    latest: datetime | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[Attempt]:
    """Read a table of calls, messages and letters; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    zone
        Zone of times without an offset, such as ``Europe/Helsinki``; None refuses those times.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `APPROACH_COLUMNS` for the names.
    sheet
        Name of an Excel sheet; None means the first visible one.
    latest
        What was after this is refused. None refuses none.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of Attempt
        In the order of the table, without the refused rows, and all faults; one of ``case_id`` and
        ``borrower_id`` may be empty. Where the table does not say whether the borrower was reached,
        or in words that are not known, the approach counts as a contact: caps never count too few.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Notes
    -----
    Several approaches of a case on a date without a time of day lie a second apart, before
    midnight, so that each of them counts.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"客户编号": ["B7"], "联系时间": ["2026-11-02 18:30"], "联系方式": ["电话"],
    ...      "联系结果": ["无人接听"]}
    ... )
    >>> attempt = read_approaches(table, zone="Asia/Shanghai").rows[0]
    >>> attempt.channel.value, attempt.reached
    ('call', False)
    """
    build = _Builder(
        Happenings(moment_reader(zone, ends_day=True), latest=latest, what="approaches")
    )
    return read_table(
        source,
        specs=APPROACH_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=build,
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
        remarks=build.remarks,
    )


class _Builder:
    """Makes an attempt of a row."""

    def __init__(self, happenings: Happenings) -> None:
        self._when = happenings.when
        self.remarks = happenings.remarks
        self._same_day: Counter[tuple[str, str, Channel, datetime]] = Counter()

    def __call__(self, row: RowReader) -> Attempt | None:
        borrower_id = check_owner(row)
        when = self._when(row)
        channel = row.read("channel", _parse_channel, None)
        if channel is None and not row.text("channel"):
            row.fault("channel", "the channel is missing", "Write call, message or letter.")
        reached = row.read("reached", _parse_reached, True, harmless="it counts as a contact")
        agent_id = row.identity("agent_id")
        if row.refused or when is None or channel is None:
            return None
        if not has_clock(row.text("when")):
            when = self._apart(row.row_id, borrower_id, channel, when)
        return Attempt(
            borrower_id=borrower_id,
            when=when,
            channel=channel,
            case_id=row.row_id,
            reached=reached,
            agent_id=agent_id,
        )

    def _apart(self, case_id: str, borrower_id: str, channel: Channel, when: datetime) -> datetime:
        """Keep approaches of one day apart: what happened at one instant counts as one."""
        key = (case_id, borrower_id, channel, when)
        self._same_day[key] += 1
        return when - timedelta(seconds=self._same_day[key] - 1)


def _parse_channel(text: str) -> Channel:
    word = _CHANNELS.get(plain_word(text))
    if word is None:
        raise CellError("not a channel that is known", "Write call, message or letter.")
    channel = Channel(word)
    if channel is Channel.VISIT:
        raise CellError("a visit is no approach by another channel", "Read it with the outcomes.")
    return channel


def _parse_reached(text: str) -> bool:
    return parse_yes_no(_REACHED.get(plain_word(text), text))
