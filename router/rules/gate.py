"""Which cases may be visited on a day at all; the others are held, each with what holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from router.domain.cases import VISIT_STAGE, Case
from router.domain.plan import HeldCase
from router.domain.standing import Standing
from router.rules.standing_due import why_held

__all__ = ["Gate", "gate"]


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
    The order is: holds, stage, fruitless visits, appointment, windows; the first that applies is
    named. A hold outranks a confirmed appointment.
    """
    free: list[Case] = []
    held: list[HeldCase] = []
    for case in cases:
        reason = why_held(standings[case.case_id], day) or _why_not_that_day(case, day)
        if reason is None:
            free.append(case)
        else:
            held.append(reason)
    return Gate(open=tuple(free), held=tuple(held))


def _why_not_that_day(case: Case, day: date) -> HeldCase | None:
    if case.appointment is not None:
        assert case.appointment.day is not None
        if case.appointment.day == day:
            return None
        return HeldCase(
            case_id=case.case_id,
            rule="APPOINTMENT:other-day",
            detail=f"Its appointment is on {case.appointment.day.isoformat()}.",
            until=case.appointment.day if case.appointment.day > day else None,
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
