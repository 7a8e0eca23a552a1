"""What an outcome may say besides its case, time and code; nothing of it refuses the row.

An outcome closes doors: without it a borrower would be visited who asked us not to come. So a
detail that cannot be read is reported and left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from router.domain.places import PlaceType
from router.intake.cells import CellError
from router.intake.clock import parse_clock
from router.intake.dates import parse_date
from router.intake.moments import has_clock, moment_reader
from router.intake.numbers import parse_money
from router.intake.rows import RowReader
from router.intake.spans import span_reader
from router.intake.words import parse_place_type, plain_word, word_table

__all__ = ["Details", "OutcomeDetails"]

_UNSTATED = "it counts as not stated"
_LONGEST_VISIT = timedelta(hours=12)
_ARREARS = word_table(
    {
        "income": (
            "income lowincome incomeloss lossofincome unemployed unemployment jobloss laidoff "
            "收入 收入减少 收入下降 失业 待业 无收入 工资拖欠"
        ),
        "illness": "illness ill sick disease health accident 疾病 生病 患病 重病 医疗 健康",
        "forgot": "forgot forgotten oversight 遗忘 忘记 忘还 遗忘还款 忘记还款",
        "disputes": "disputes dispute disputed 争议 异议 有异议 对债务有异议 不认可",
        "over-indebted": (
            "overindebted overindebtedness debts toomuchdebt otherdebts 负债过多 多头借贷 多头负债 "
            "过度负债 债务过重"
        ),
        "family": "family divorce bereavement relatives 家庭 家庭变故 离婚 家庭原因 亲属去世",
        "business": "business businessfailure 经营 经营不善 生意 生意失败 经营困难 资金周转",
        "other": "other others unknown 其他 其它 未知",
    }
)
_ARREARS_FIX = "Write income, illness, forgot, disputes, over-indebted, family, business or other."


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The optional fields of an outcome, see `router.domain.outcomes.Outcome`."""

    until: date | None
    amount: Decimal | None
    arrears: str
    left: datetime | None
    place_type: PlaceType | None
    recording: str
    appointment: datetime | None


class OutcomeDetails:
    """Reads the details of a row.

    Parameters
    ----------
    zone
        Of times without an offset, or its name.
    """

    def __init__(self, zone: tzinfo | str | None) -> None:
        self._moment = moment_reader(zone)
        self._span = span_reader(zone)

    def __call__(self, row: RowReader, when: datetime | None) -> Details:
        """Read them.

        Parameters
        ----------
        row
            The row.
        when
            When the visit began; None if that could not be read.

        Returns
        -------
        Details
            Without what is damaged.
        """
        return Details(
            until=self._until(row, when),
            amount=row.read("amount", parse_money, None, harmless=_UNSTATED),
            arrears=row.read("arrears", _parse_arrears, "", harmless=_UNSTATED),
            left=self._left(row, when),
            place_type=row.read("place_type", parse_place_type, None, harmless=_UNSTATED),
            recording=row.plain("recording", harmless="it is left out"),
            appointment=self._appointment(row, when),
        )

    def _until(self, row: RowReader, when: datetime | None) -> date | None:
        until = row.read("until", parse_date, None, harmless=_UNSTATED)
        if until is None or when is None or until >= when.date():
            return until
        error = CellError("this date lies before the visit", "Correct it.")
        row.cell_fault("until", error, harmless=_UNSTATED)
        return None

    def _left(self, row: RowReader, when: datetime | None) -> datetime | None:
        end = row.read("left", self._end, None, harmless=_UNSTATED)
        if end is None or when is None:
            return None
        left = end if isinstance(end, datetime) else datetime.combine(when, end, when.tzinfo)
        spent = left.timestamp() - when.timestamp()
        if not has_clock(row.text("when")) or 0 <= spent <= _LONGEST_VISIT.total_seconds():
            return left
        error = CellError("the visit would end before it began, or last half a day", "Correct it.")
        row.cell_fault("left", error, harmless=_UNSTATED)
        return None

    def _end(self, text: str) -> datetime | time:
        try:
            return parse_clock(text)
        except CellError:
            return self._moment(text)

    def _appointment(self, row: RowReader, when: datetime | None) -> datetime | None:
        window = row.read("appointment", self._span, None, harmless=_UNSTATED)
        if window is None:
            return None
        if not has_clock(row.text("appointment")):
            error = CellError("an appointment without its time", "Write date and time.")
        elif when is not None and window.start.timestamp() < when.timestamp():
            error = CellError("this appointment lies before the visit", "Correct it.")
        else:
            return window.start
        row.cell_fault("appointment", error, harmless=_UNSTATED)
        return None


def _parse_arrears(text: str) -> str:
    try:
        return _ARREARS[plain_word(text)]
    except KeyError:
        raise CellError("not a reason for arrears that is known", _ARREARS_FIX) from None
