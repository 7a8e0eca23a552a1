"""Appointments: what may become of one, and what a confirmed one asks of a day.

::

    proposed ──▶ notified ──▶ confirmed
        │            │            │
        └────────────┴────────────┴──▶ declined, or moved ──▶ another one, proposed or confirmed
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from router.domain.cases import Case, Hold
from router.domain.memory import Appointment, AppointmentState, Memory
from router.domain.times import DailyWindow

__all__ = ["DECLINED", "TRANSITIONS", "advanced", "current_appointments", "with_appointments"]

_S = AppointmentState

TRANSITIONS = {
    _S.PROPOSED: frozenset({_S.NOTIFIED, _S.CONFIRMED, _S.DECLINED, _S.MOVED}),
    _S.NOTIFIED: frozenset({_S.CONFIRMED, _S.DECLINED, _S.MOVED}),
    _S.CONFIRMED: frozenset({_S.DECLINED, _S.MOVED}),
    _S.DECLINED: frozenset[AppointmentState](),
    _S.MOVED: frozenset[AppointmentState](),
}
"""What may follow on each state. What was declined or moved is over; a new one may be proposed."""

DECLINED = "declined"
"""Why a case is not visited on the day of an appointment that its borrower declined."""


def advanced(
    appointment: Appointment, state: AppointmentState, since: datetime, note: str = ""
) -> Appointment:
    """Let an appointment come to another state.

    Parameters
    ----------
    appointment
        As it stands.
    state
        Where it comes to.
    since
        When; zone-aware.
    note
        What the borrower said.

    Returns
    -------
    Appointment
        With that state.

    Raises
    ------
    ValueError
        If the state cannot follow on the present one, or would have come before it.
    """
    if state not in TRANSITIONS[appointment.state]:
        following = ", ".join(sorted(TRANSITIONS[appointment.state])) or "nothing"
        raise ValueError(
            f"case {appointment.case_id}: an appointment that is {appointment.state} cannot become "
            f"{state}; it may become: {following}"
        )
    if since.timestamp() < appointment.since.timestamp():
        raise ValueError(
            f"case {appointment.case_id}: it was {appointment.state} later than that, at "
            f"{appointment.since.isoformat()}"
        )
    return replace(appointment, state=state, since=since, note=note or appointment.note)


def current_appointments(appointments: Iterable[Appointment]) -> dict[str, Appointment]:
    """Return the appointment of each case that counts: the last.

    Parameters
    ----------
    appointments
        In order of time.

    Returns
    -------
    dict
        By case id.
    """
    return {one.case_id: one for one in appointments}


def with_appointments(
    cases: Sequence[Case], memory: Memory, day: date, zone: tzinfo
) -> tuple[Case, ...]:
    """Put what was agreed with borrowers into their cases.

    Parameters
    ----------
    cases
        As read.
    memory
        Of its appointments the last of each case counts.
    day
        The date that is planned.
    zone
        Of the doors.

    Returns
    -------
    tuple of Case
        In the same order. A confirmed appointment on this day or later becomes the case's own; one
        that is proposed or notified becomes its time window, as the borrower is told that time; of
        one that was declined the day is held. The table's appointment outranks them all.
    """
    current = current_appointments(memory.appointments)
    return tuple(
        _agreed(case, current[case.case_id], day, zone) if case.case_id in current else case
        for case in cases
    )


def _agreed(case: Case, one: Appointment, day: date, zone: tzinfo) -> Case:
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    if case.appointment is not None or start.date() < day:
        return case
    if one.state is _S.DECLINED:
        hold = Hold(
            reason=DECLINED, since=start.date(), until=start.date(), source="appointment declined"
        )
        return replace(case, holds=(*case.holds, hold))
    if one.state is _S.MOVED:
        return case
    window = DailyWindow(start=start.time(), end=end.time(), day=start.date(), instant=start == end)
    if one.state is _S.CONFIRMED:
        return replace(case, appointment=window)
    return replace(case, windows=(window,))
