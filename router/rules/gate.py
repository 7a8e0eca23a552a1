"""Which cases may be visited on a day; the others are held, each with the rule that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from router.domain.cases import VISIT_STAGE, Case
from router.domain.plan import HeldCase
from router.domain.times import TimeWindow
from router.rules.hours import VisitingHours

__all__ = ["Gate", "gate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What the rules say about the cases of a day.

    Parameters
    ----------
    open
        Cases that may be visited, in input order.
    held
        The others, in input order.
    """

    open: tuple[Case, ...]
    held: tuple[HeldCase, ...]


def gate(cases: Sequence[Case], day: date, zone: tzinfo, hours: VisitingHours) -> Gate:
    """Split the cases into those that may be visited on a day and those that must not.

    Parameters
    ----------
    cases
        As read.
    day
        The date of the plan.
    zone
        The zone of the doors.
    hours
        When visits are allowed at all.

    Returns
    -------
    Gate
        Every case is in exactly one of its two parts.

    Notes
    -----
    The order is: holds, stage, visiting hours, appointment, windows; the first that applies is
    named. A hold outranks a confirmed appointment.
    """
    spans = hours.on(day, zone)
    free: list[Case] = []
    held: list[HeldCase] = []
    for case in cases:
        reason = _why_held(case, day, zone, hours, spans)
        if reason is None:
            free.append(case)
        else:
            held.append(reason)
    return Gate(open=tuple(free), held=tuple(held))


def _why_held(
    case: Case, day: date, zone: tzinfo, hours: VisitingHours, spans: tuple[TimeWindow, ...]
) -> HeldCase | None:
    def held(rule: str, detail: str, until: date | None = None) -> HeldCase:
        return HeldCase(case_id=case.case_id, rule=rule, detail=detail, until=until)

    for hold in case.holds:
        if hold.holds_on(day):
            span = f"until {hold.until.isoformat()}" if hold.until else "until somebody releases it"
            return held(f"HOLD:{hold.reason}", f"On hold ({hold.reason}) {span}.", hold.until)
    if case.stage != VISIT_STAGE:
        return held(
            f"STAGE:{case.stage}",
            f"At stage {case.stage!r}; only stage {VISIT_STAGE!r} is visited.",
        )
    if not spans:
        return held(
            "HOURS:closed", f"No visits on {day:%A}s under the visiting hours {hours.describe()}."
        )
    if case.appointment is not None:
        return _why_appointment_held(case, day, zone, hours, spans)
    if case.windows:
        today = [window.on(day, zone) for window in case.windows if window.holds_on(day)]
        if not today:
            return held("WINDOW:other-day", f"None of its time windows is on {day.isoformat()}.")
        if not any(window.overlaps(span) for window in today for span in spans):
            return held(
                "HOURS:window",
                f"Its time windows lie outside the visiting hours {hours.describe()}.",
            )
    return None


def _why_appointment_held(
    case: Case, day: date, zone: tzinfo, hours: VisitingHours, spans: tuple[TimeWindow, ...]
) -> HeldCase | None:
    assert case.appointment is not None
    assert case.appointment.day is not None
    if case.appointment.day != day:
        return HeldCase(
            case_id=case.case_id,
            rule="APPOINTMENT:other-day",
            detail=f"Its appointment is on {case.appointment.day.isoformat()}.",
            until=case.appointment.day if case.appointment.day > day else None,
        )
    window = case.appointment.on(day, zone)
    if not any(window.overlaps(span) for span in spans):
        return HeldCase(
            case_id=case.case_id,
            rule="HOURS:appointment",
            detail=(
                f"Its appointment at {window.start:%H:%M} lies outside the visiting hours "
                f"{hours.describe()}; agree another time."
            ),
        )
    return None
