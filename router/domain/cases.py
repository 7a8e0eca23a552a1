"""Cases: debts to be visited about, as they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from router.domain.places import Address
from router.domain.times import DailyWindow

__all__ = ["VISIT_STAGE", "Case", "Hold"]

VISIT_STAGE = "visit"  # only cases at this stage are routed


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason not to visit, until a date or until released.

    Parameters
    ----------
    reason
        Such as ``dispute``, ``vulnerable``, ``promise``.
    until
        Last day of the hold; None means until somebody releases it.
    source
        Where it comes from: ``table``, ``outcome DISP``, ``payment`` …
    since
        First day of the hold; None if that is not known: it is then in force.
    whole_borrower
        True if it holds for every case of the borrower, not only for the one it was written at.
    """

    reason: str
    until: date | None = None
    source: str = "table"
    since: date | None = None
    whole_borrower: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the hold is in force on a date.

        Parameters
        ----------
        day
            The date.

        Returns
        -------
        bool
            True if the case must not be visited that day for this reason.
        """
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One debt to be visited about.

    Parameters
    ----------
    case_id
        Unique in the table.
    borrower_id
        Who owes; several cases may share it. Defaults to the case id.
    addresses
        At least one, the preferred first.
    name
        The borrower's name, for the agent's sheet only.
    windows
        When service may start; empty means any time in the visiting hours.
    appointment
        A confirmed time: on that day it is the only window, and must be kept.
    service, setup
        At the door; once per building. None means the plan's default.
    skills
        What the agent must have.
    required_agents, excluded_agents
        Agent ids; no required agent means any.
    value
        Money that meeting the borrower is worth. None: derived from ``priority``, else from the
        amount, else the default.
    priority
        1 (low) to 5 (high).
    days_overdue, amount
        As in the table.
    stage
        Only ``visit`` is routed.
    holds
        Reasons not to visit.
    notes
        For the agent, such as the gate code.
    building
        Overrides the building key that geocoding finds.
    load
        Units of the agent's capacity that the visit takes.
    consents
        What the borrower agreed to, see `router.domain.standing.CONSENTS`: types of place, to be
        visited at all, at other hours, more often.
    flags
        Of the borrower, such as ``risk`` or ``minor``, see `router.domain.standing.FLAGS`.
    notified
        When the borrower was told of the visit; zone-aware, None if not.
    languages
        Of which the borrower speaks at least one; empty if that is not known.
    area
        Of the door, as the table calls it.
    working_hours
        When the borrower is known to be at work.
    not_at
        Times that the borrower named as bad.
    phone_attempts, message_attempts
        How often the borrower was called and written to before; None if the table does not say.
    received
        When the case came in; it waits for a decision since then.
    return_by
        Last day on which it may be visited, such as that on which it goes back to the lender.
    not_before
        First day on which it may be visited.
    preferred_days
        Weekdays, 0 (Monday) to 6, on which a visit suits best; empty means all alike.
    row
        Row in the table, for messages; 0 if it came from elsewhere.
    """

    case_id: str
    addresses: tuple[Address, ...]
    borrower_id: str = ""
    name: str = ""
    windows: tuple[DailyWindow, ...] = ()
    appointment: DailyWindow | None = None
    service: timedelta | None = None
    setup: timedelta | None = None
    skills: frozenset[str] = frozenset()
    required_agents: frozenset[str] = frozenset()
    excluded_agents: frozenset[str] = frozenset()
    value: float | None = None
    priority: int | None = None
    days_overdue: int | None = None
    amount: Decimal | None = None
    stage: str = VISIT_STAGE
    holds: tuple[Hold, ...] = ()
    notes: str = ""
    building: str = ""
    load: int = 0
    consents: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    notified: datetime | None = None
    languages: frozenset[str] = frozenset()
    area: str = ""
    working_hours: tuple[DailyWindow, ...] = ()
    not_at: tuple[DailyWindow, ...] = ()
    phone_attempts: int | None = None
    message_attempts: int | None = None
    received: date | None = None
    return_by: date | None = None
    not_before: date | None = None
    preferred_days: frozenset[int] = frozenset()
    row: int = 0

    def __post_init__(self) -> None:
        if not self.case_id:
            raise ValueError("a case needs an id")
        if not self.addresses:
            raise ValueError(f"case {self.case_id}: an address or a coordinate is needed")
        if self.appointment is not None and self.appointment.day is None:
            raise ValueError(f"case {self.case_id}: an appointment needs a date")
        if self.priority is not None and not 1 <= self.priority <= 5:
            raise ValueError(f"case {self.case_id}: priority runs from 1 to 5")
        if self.value is not None and self.value < 0:
            raise ValueError(f"case {self.case_id}: a value is not negative")
        if not self.borrower_id:
            object.__setattr__(self, "borrower_id", self.case_id)
