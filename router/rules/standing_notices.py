"""What a borrower was told of the visit of a day, and whether it still counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, tzinfo

from router.domain.cases import Case
from router.domain.channels import Attempt, Channel
from router.domain.memory import Appointment, AppointmentState, Memory
from router.domain.standing import Notice

__all__ = ["Notices", "notice_of", "notices_of"]

Notices = Mapping[str, tuple[Notice, ...]]
"""Case id to notices of memory that still stand."""

_TOLD = frozenset({AppointmentState.NOTIFIED, AppointmentState.CONFIRMED})
_OFF = frozenset({AppointmentState.DECLINED, AppointmentState.MOVED})


def notices_of(memory: Memory) -> Notices:
    """Collect what borrowers were told, case by case.

    Parameters
    ----------
    memory
        What is known of earlier days; of a case's appointments the last counts.

    Returns
    -------
    Mapping
        Case id to its notices. An appointment that was declined or moved takes the notices of its
        time with it.
    """
    last = _last_appointments(memory.appointments)
    found: dict[str, list[Notice]] = {}
    for given in memory.notices:
        if not _is_off(given.notice, last.get(given.case_id)):
            found.setdefault(given.case_id, []).append(given.notice)
    for case_id, appointment in last.items():
        if appointment.state in _TOLD:
            notice = Notice(
                sent=appointment.since,
                start=appointment.start,
                end=appointment.end,
                confirmed=appointment.state is AppointmentState.CONFIRMED,
            )
            found.setdefault(case_id, []).append(notice)
    return {case_id: tuple(notices) for case_id, notices in found.items()}


def notice_of(
    case: Case,
    siblings: Sequence[Case],
    notices: Notices,
    history: Sequence[Attempt],
    *,
    day: date,
    zone: tzinfo,
) -> Notice | None:
    """Return what the borrower was told of the visit of a day.

    Parameters
    ----------
    case
        Which.
    siblings
        The other cases of the same borrower: one notice is enough for all.
    notices
        See `notices_of`.
    history
        Of the borrower. What was told before the last visit was about that one.
    day
        The day that is planned. A notice that names another day is none for this one.
    zone
        Of the door.

    Returns
    -------
    Notice or None
        A confirmed time first, then the last that was told, in the words of the first that told the
        same time; what was told about the case itself before what was told about its siblings.
    """
    visits = [
        one.when.timestamp()
        for one in history
        if one.channel is Channel.VISIT
        and one.code
        and one.counts_attempt
        and one.when.astimezone(zone).date() <= day
    ]
    after = max(visits, default=float("-inf"))
    for concerned in ((case,), siblings):
        told = [
            notice
            for one in concerned
            for notice in (*_of_table(one, day, zone), *notices.get(one.case_id, ()))
            if notice.start is None or notice.start.astimezone(zone).date() == day
        ]
        told = [notice for notice in told if notice.sent.timestamp() > after]
        if told:
            return _first_of_last(told)
    return None


def _of_table(case: Case, day: date, zone: tzinfo) -> Iterator[Notice]:
    if case.appointment is not None and case.appointment.day == day:
        agreed = case.appointment.on(day, zone)
        sent = case.notified or agreed.start
        yield Notice(sent=sent, start=agreed.start, end=agreed.end, confirmed=True)
    if case.notified is not None:
        yield Notice(sent=case.notified)


def _first_of_last(told: Sequence[Notice]) -> Notice:
    last = max(told, key=lambda notice: (notice.confirmed, notice.sent.timestamp()))
    same = [
        notice
        for notice in told
        if notice.start == last.start and notice.confirmed == last.confirmed
    ]
    return min(same, key=lambda notice: notice.sent.timestamp())


def _last_appointments(appointments: Sequence[Appointment]) -> dict[str, Appointment]:
    ordered = sorted(appointments, key=lambda one: one.since.timestamp())
    return {one.case_id: one for one in ordered}


def _is_off(notice: Notice, last: Appointment | None) -> bool:
    return (
        last is not None
        and last.state in _OFF
        and notice.start is not None
        and notice.sent.timestamp() <= last.since.timestamp()
        and last.start.timestamp() <= notice.start.timestamp() <= last.end.timestamp()
    )
