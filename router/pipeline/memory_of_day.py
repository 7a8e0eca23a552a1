"""What is known of earlier days: the journal, and today's tables of outcomes and payments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.cases import Case, Hold
from router.domain.memory import Memory, Payment
from router.domain.outcomes import Outcome
from router.domain.plurals import plural
from router.domain.refused import RefusedRow
from router.domain.times import whole_minute
from router.errors import Fault, InputError
from router.intake import read_payments
from router.journal import Journal
from router.pipeline.past_visits import CLOCKS_DIFFER, PastVisits
from router.pipeline.progress import Say

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "TodaysPayments",
    "held_where_unread",
    "memory_of_day",
    "notified_then",
    "received_then",
    "require_zone",
    "todays_payments",
    "with_memory",
]

UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysPayments:
    """What came in lately, from today's table.

    Parameters
    ----------
    payments
        As read.
    faults, refused
        Of the table.
    """

    payments: tuple[Payment, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: tuple[RefusedRow, ...] = ()

    @property
    def fatal(self) -> tuple[Fault, ...]:
        """The faults for which a row was refused."""
        return tuple(fault for fault in self.faults if fault.fatal)


def todays_payments(
    source: str | Path | pd.DataFrame | None, zone: tzinfo, say: Say, *, day: date
) -> TodaysPayments:
    """Read a table of payments, if there is one.

    Parameters
    ----------
    source
        The table, or None.
    zone
        Of times without an offset.
    say
        Told about the progress.
    day
        That is planned: what is paid up to then may be known already.

    Returns
    -------
    TodaysPayments
        Empty without a table.

    Raises
    ------
    InputError
        If the table cannot be used.
    """
    if source is None:
        return TodaysPayments()
    latest = max(datetime.now(UTC), datetime.combine(day, time(), zone)) + CLOCKS_DIFFER
    table = read_payments(source, zone=zone, latest=latest)
    say("reading", 1.0, plural(len(table.rows), "payment"))
    return TodaysPayments(payments=table.rows, faults=table.faults, refused=table.refused)


def memory_of_day(
    journal: str | Path | Journal | None,
    outcomes: Sequence[Outcome],
    payments: Sequence[Payment],
    zone: tzinfo,
) -> Memory:
    """Put together what is known of earlier days.

    Parameters
    ----------
    journal
        The memory of this installation, or None. It is only read.
    outcomes, payments
        Of today's tables; what the journal knows too counts once.
    zone
        Of the doors.

    Returns
    -------
    Memory
        In order of time; a planned visit that has an outcome in the table is no longer open.

    Raises
    ------
    InputError
        If there is no such journal.
    JournalError
        If it is damaged.
    """
    if journal is None:
        known = Memory()
    else:
        opened = journal if isinstance(journal, Journal) else Journal(journal, create=False)
        known = opened.memory(zone=zone)
    made = {(one.case_id, one.when.astimezone(zone).date()) for one in outcomes}
    return replace(
        known,
        outcomes=_together(known.outcomes, outcomes),
        payments=_together_payments(known.payments, payments),
        planned=tuple(
            one
            for one in known.planned
            if (one.case_id, one.when.astimezone(zone).date()) not in made
        ),
    )


def with_memory(visits: PastVisits, memory: Memory) -> PastVisits:
    """Let the check-ins that the journal knows tell where doors are, too.

    Parameters
    ----------
    visits
        Of today's table.
    memory
        That includes them.

    Returns
    -------
    PastVisits
        With all outcomes.
    """
    return replace(visits, outcomes=memory.outcomes)


def require_zone(moment: datetime | None, name: str) -> None:
    """Refuse a moment that does not say in which zone it is meant.

    Parameters
    ----------
    moment
        Given by a program.
    name
        Of the argument.

    Raises
    ------
    InputError
        If it has no time zone.
    """
    if moment is not None and moment.utcoffset() is None:
        raise InputError(f"{name} has no time zone; write datetime(..., tzinfo=ZoneInfo(...))")


def received_then(cases: Iterable[Case], memory: Memory, day: date) -> tuple[Case, ...]:
    """Put down since when cases wait of which the table does not say it.

    Parameters
    ----------
    cases
        As read.
    memory
        Of earlier days.
    day
        That is planned.

    Returns
    -------
    tuple of Case
        A case waits at least since a plan first considered it.
    """
    seen = dict(memory.first_seen)
    return tuple(
        replace(case, received=first)
        if case.received is None and (first := seen.get(case.case_id)) is not None and first <= day
        else case
        for case in cases
    )


def notified_then(cases: Iterable[Case], told: datetime | None) -> tuple[Case, ...]:
    """Put down that the borrowers of a table were told of their visits.

    Parameters
    ----------
    cases
        As read.
    told
        When, as a named person declares; None if nobody does.

    Returns
    -------
    tuple of Case
        A time that a row states itself stays.
    """
    if told is None:
        return tuple(cases)
    return tuple(replace(case, notified=case.notified or told) for case in cases)


def held_where_unread(
    cases: Iterable[Case], refused: Sequence[RefusedRow], day: date
) -> tuple[Case, ...]:
    """Hold the cases of which something was told that could not be read.

    Parameters
    ----------
    cases
        As read.
    refused
        Rows of outcomes and payments: each may have been a complaint, or a payment.
    day
        That is planned; once the row is mended, the hold is gone.

    Returns
    -------
    tuple of Case
        In the same order.
    """
    told: dict[str, RefusedRow] = {row.row_id: row for row in refused if row.row_id}
    found = []
    for case in cases:
        row = told.get(case.case_id) or told.get(case.borrower_id)
        if row is not None:
            hold = Hold(
                reason=UNREAD, since=day, until=day, source=f"{row.table}, row {row.row}: {row.why}"
            )
            case = replace(case, holds=(*case.holds, hold))
        found.append(case)
    return tuple(found)


def _together(known: Sequence[Outcome], more: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Join two lists; what both tell counts once, a correction does not hide what it corrects."""
    found = {(one.case_id, whole_minute(one.when), one.code): one for one in (*known, *more)}
    return tuple(sorted(found.values(), key=lambda one: one.when.timestamp()))


def _together_payments(known: Sequence[Payment], more: Sequence[Payment]) -> tuple[Payment, ...]:
    """Join two lists; a payment that one list holds twice was made twice."""
    left = Counter(map(_told, known))
    new = []
    for one in more:
        if left[_told(one)] > 0:
            left[_told(one)] -= 1
        else:
            new.append(one)
    return tuple(sorted((*known, *new), key=lambda one: one.when.timestamp()))


def _told(payment: Payment) -> tuple[object, ...]:
    when = whole_minute(payment.when)
    return payment.case_id, payment.borrower_id, when, payment.amount, payment.settled
