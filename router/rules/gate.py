"""Which cases may be visited on a day at all; the others are held, each with what holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from router.domain.cases import VISIT_STAGE, Case
from router.domain.plan import HeldCase
from router.domain.stages import CLOSED_STAGE
from router.domain.standing import Standing
from router.rules.product import DATES
from router.rules.standing_due import why_held

__all__ = ["Gate", "gate", "open_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What holds, stages and agreements say about the cases of a day.

    Parameters
    ----------
    open
        Cases that the visiting rules are asked about, in input order.
    held
        The others, in input order.
    """

    open: tuple[Case, ...]
    held: tuple[HeldCase, ...]


def gate(cases: Sequence[Case], standings: Mapping[str, Standing], day: date) -> Gate:
    """Split the cases into those that may be visited on a day and those that must not.

    Parameters
    ----------
    cases
        As read, with their appointments.
    standings
        Case id to where it stands.
    day
        The date of the plan.

    Returns
    -------
    Gate
        Every case is in exactly one of its two parts.

    Notes
    -----
    The order is: holds, stage, fruitless visits, the first and last day of the case, appointment,
    windows; the first that applies is named. A hold outranks a confirmed appointment. A borrower
    with whom a later day is agreed for one case waits for that day with all cases.
    """
    agreed = _agreed_days(cases)
    free: list[Case] = []
    held: list[HeldCase] = []
    for case in cases:
        reason = (
            why_held(standings[case.case_id], day)
            or open_on(case, day)
            or _why_not_that_day(case, day, agreed.get(case.borrower_id, {}))
        )
        if reason is None:
            free.append(case)
        else:
            held.append(reason)
    return Gate(open=tuple(free), held=tuple(held))


def open_on(case: Case, day: date) -> HeldCase | None:
    """Say whether a day lies outside the dates between which a case may be visited.

    Parameters
    ----------
    case
        With its first and last day, if it has them.
    day
        The day.

    Returns
    -------
    HeldCase or None
        None if the dates leave the day open. Before the first day a visit is due later; after the
        last one the case goes back to whom it came from.
    """
    if case.not_before is not None and day < case.not_before:
        return HeldCase(
            case_id=case.case_id,
            rule=f"{DATES.upper()}:not-before",
            detail=f"It may be visited from {case.not_before.isoformat()} on.",
            until=case.not_before - timedelta(days=1),
            source="table",
            channel=VISIT_STAGE,
        )
    if case.return_by is not None and day > case.return_by:
        return HeldCase(
            case_id=case.case_id,
            rule=f"{DATES.upper()}:returned",
            detail=f"Its last day was {case.return_by.isoformat()}; it is given back.",
            source="table",
            channel=CLOSED_STAGE,
        )
    return None


def _agreed_days(cases: Sequence[Case]) -> dict[str, dict[date, str]]:
    """Collect by borrower on which days there are appointments, and for which case."""
    agreed: dict[str, dict[date, str]] = {}
    for case in cases:
        if case.appointment is not None and case.appointment.day is not None:
            days = agreed.setdefault(case.borrower_id, {})
            days.setdefault(case.appointment.day, case.case_id)
    return agreed


def _why_not_that_day(case: Case, day: date, agreed: Mapping[date, str]) -> HeldCase | None:
    if case.appointment is not None:
        assert case.appointment.day is not None
        if case.appointment.day == day:
            return None
        later = case.appointment.day > day
        past = "" if later else " Agree on another, or take it out of the table."
        return HeldCase(
            case_id=case.case_id,
            rule="APPOINTMENT:other-day",
            detail=f"Its appointment is on {case.appointment.day.isoformat()}.{past}",
            until=case.appointment.day if later else None,
            source="appointment",
            channel=VISIT_STAGE,
        )
    later_days = [other for other in agreed if other > day]
    if later_days and day not in agreed:
        first = min(later_days)
        return HeldCase(
            case_id=case.case_id,
            rule="APPOINTMENT:other-day",
            detail=f"Its borrower has an appointment on {first.isoformat()} ({agreed[first]}).",
            until=first,
            source="appointment",
            channel=VISIT_STAGE,
        )
    if case.windows and not any(window.holds_on(day) for window in case.windows):
        return HeldCase(
            case_id=case.case_id,
            rule="WINDOW:other-day",
            detail=f"None of its time windows is on {day.isoformat()}.",
            source="table",
            channel=VISIT_STAGE,
        )
    return None
