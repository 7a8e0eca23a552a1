"""A table becomes payments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.memory import Payment
from router.intake.cells import flat
from router.intake.happenings import NEEDS_ID, Happenings, check_owner
from router.intake.memory_columns import PAYMENT_COLUMNS
from router.intake.moments import moment_reader
from router.intake.numbers import parse_money
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.results import Intake
from router.intake.rows import RowReader
from router.intake.rule_words import parse_yes_no
from router.intake.words import plain_word, word_table

if TYPE_CHECKING:
    import pandas

__all__ = ["read_payments"]

_KIND = Kind(table="payments", id_column="case_id", other_id="borrower_id", unique=False)
_NEEDS = (NEEDS_ID, Needs(any_of=(("when",),), words="when the money came in (when)"))
_SETTLED = word_table(
    {
        "yes": "settled paidinfull full cleared closed 结清 已结清 全额 全额还款 已还清",
        "no": "partial part partly open 部分 部分还款 未结清 未还清 未清",
    }
)


def read_payments(
    source: str | Path | pandas.DataFrame,
    *,
    zone: tzinfo | str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    latest: datetime | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[Payment]:
    """Read a table of payments; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    zone
        Zone of times without an offset, such as ``Europe/Helsinki``; None refuses those times.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `PAYMENT_COLUMNS` for the names.
    sheet
        Name of an Excel sheet; None means the first visible one.
    latest
        A payment after this is refused: money that is yet to come is a promise. None refuses none.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of Payment
        The payments in the order of the table, without the refused rows, and all faults. A row is
        refused if neither its case nor its borrower is named, if its time cannot be read, or if
        no money came in. Where it cannot be read whether that was all, the case counts as settled:
        nobody is visited who has just paid. The refused rows bear the ids
        as written, so that a caller can do the same for them.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"案件编号": ["007"], "还款时间": ["2026-11-24 08:05"], "还款金额": ["1.2万"]}
    ... )
    >>> payment = read_payments(table, zone="Asia/Shanghai").rows[0]
    >>> str(payment.amount), payment.settled
    ('12000', None)
    """
    happenings = Happenings(
        moment_reader(zone),
        latest=latest,
        what="payments",
        undated="they count from midnight",
    )
    return read_table(
        source,
        specs=PAYMENT_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=partial(_payment, happenings=happenings),
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
        remarks=happenings.remarks,
    )


def _payment(row: RowReader, *, happenings: Happenings) -> Payment | None:
    borrower_id = check_owner(row)
    when = happenings.when(row)
    settled = row.read("settled", _parse_settled, None, harmless="the case counts as settled")
    amount = None
    if flat(row.text("amount")).lstrip("¥￥€$£").startswith(("-", "(")):
        row.fault(
            "amount",
            "an amount that went back is no payment",
            "Leave the row out; what the payment that it takes back has ended is opened again with "
            "router journal release --hold paid (or cool-off).",
            value=row.text("amount"),
        )
    else:
        amount = row.read("amount", parse_money, None, harmless="it counts as not known")
    if amount is not None and not amount and not settled:
        row.fault("amount", "nothing was paid", "Leave the row out, or write how much came in.")
    if row.refused or when is None:
        return None
    return Payment(
        case_id=row.row_id,
        borrower_id=borrower_id,
        when=when,
        amount=amount,
        settled=settled,
        row=row.row,
    )


def _parse_settled(text: str) -> bool:
    word = _SETTLED.get(plain_word(text))
    return parse_yes_no(word or text)
