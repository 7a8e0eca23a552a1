"""What is remembered about borrowers from day to day, as the journal gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from router.domain.channels import Attempt
from router.domain.outcomes import Outcome
from router.domain.standing import Notice

__all__ = [
    "Appointment",
    "AppointmentState",
    "Declaration",
    "Memory",
    "NoticeGiven",
    "Payment",
    "Release",
]


class AppointmentState(StrEnum):
    """How far an appointment has come."""

    PROPOSED = "proposed"
    NOTIFIED = "notified"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    MOVED = "moved"
    """Replaced by another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A visit that is being agreed with a borrower.

    Parameters
    ----------
    case_id, borrower_id
        For which.
    start, end
        Bounds of the start of service, both included; equal for an exact time. Zone-aware.
    state
        How far it has come.
    since
        When it came to that state; zone-aware.
    note
        What the borrower said.
    never
        True if the borrower then asked not to be visited at all.
    """

    case_id: str
    borrower_id: str
    start: datetime
    end: datetime
    state: AppointmentState
    since: datetime
    note: str = ""
    never: bool = False

    def __post_init__(self) -> None:
        if any(moment.utcoffset() is None for moment in (self.start, self.end, self.since)):
            raise ValueError(f"case {self.case_id}: the times of an appointment need their zone")
        if self.end.timestamp() < self.start.timestamp():
            raise ValueError(f"case {self.case_id}: an appointment ends before it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that came in for a case.

    Parameters
    ----------
    case_id
        For which; empty if only the borrower is known: it then counts for all of his cases.
    borrower_id
        Whose; empty if the table does not say.
    when
        When it came in; zone-aware.
    amount
        How much; None if the table does not say.
    settled
        True if nothing is owed any more; None if the table does not say: the case counts as
        settled, as nobody is visited who has just paid.
    row
        Row in the table, for messages.
    """

    case_id: str
    borrower_id: str = ""
    when: datetime
    amount: Decimal | None = None
    settled: bool | None = None
    row: int = 0

    def __post_init__(self) -> None:
        if not (self.case_id or self.borrower_id):
            raise ValueError("a payment needs the id of its case or of its borrower")
        if self.when.utcoffset() is None:
            raise ValueError("the time of a payment needs its zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The end of a hold, decided by a named person.

    Parameters
    ----------
    case_id
        Which case; empty for all of the borrower.
    borrower_id
        Whose.
    reason
        Of the hold that ends, such as ``dispute``; holds that began later are not touched.
    by, why
        Who decided, and why.
    when
        When; zone-aware.
    """

    case_id: str = ""
    borrower_id: str = ""
    reason: str
    by: str
    why: str
    when: datetime

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.why.strip():
            raise ValueError("a release names who decided it, and why")
        if not (self.case_id or self.borrower_id):
            raise ValueError("a release names a case or a borrower")
        if self.when.utcoffset() is None:
            raise ValueError("the time of a release needs its zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven:
    """That a borrower was told of a visit.

    Parameters
    ----------
    case_id
        About which case.
    notice
        When, and what was said.
    """

    case_id: str
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """That every borrower of a table was told of the visit, as a named person says.

    Parameters
    ----------
    when
        When they were told; zone-aware.
    by
        Who says so.
    """

    when: datetime
    by: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("a declaration names who makes it")
        if self.when.utcoffset() is None:
            raise ValueError("the time of a notice needs its zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of earlier days.

    Parameters
    ----------
    outcomes
        Of visits, in order of time.
    approaches
        By other channels.
    scheduled
        Every visit of the plans in force, with or without outcome: when it was to start, and by
        whom. A later plan of the same day replaces the visits of the cases that it considers.
    planned
        Those of them that have no outcome yet; ``Attempt.planned`` is true for each.
    payments, releases, notices, appointments
        In order of time; of a case's appointments the last counts.
    first_seen
        Case id and the first day for which a plan considered the case, by id.
    """

    outcomes: tuple[Outcome, ...] = ()
    approaches: tuple[Attempt, ...] = ()
    scheduled: tuple[Attempt, ...] = ()
    planned: tuple[Attempt, ...] = ()
    payments: tuple[Payment, ...] = ()
    releases: tuple[Release, ...] = ()
    notices: tuple[NoticeGiven, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    first_seen: tuple[tuple[str, date], ...] = ()
