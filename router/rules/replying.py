"""Notices that were given and replies that came in move appointments on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from router.domain.memory import Appointment, AppointmentState, Memory, NoticeGiven
from router.domain.replies import Answer, Reply
from router.errors import Fault
from router.rules.appointments import TRANSITIONS, advanced, current_appointments

__all__ = ["apply_notices", "apply_replies", "asks_for_no_visits"]

_S = AppointmentState
_STATES = {Answer.CONFIRMED: _S.CONFIRMED, Answer.DECLINED: _S.DECLINED, Answer.MOVED: _S.MOVED}
_OVER = frozenset({_S.DECLINED, _S.MOVED})

_NEVER = (
    "do not visit", "don't visit", "never visit", "no visits", "no more visits", "stop visiting",
    "do not come again", "don't come again", "do not come back", "don't come back", "never come",
    "do not return",
    "不要上门", "别上门", "勿上门", "不许上门", "不得上门", "禁止上门", "拒绝上门", "不要再上门",
    "别再上门", "不要再来", "别再来", "不许再来", "不得再访", "不要来访",
)  # fmt: skip
"""Words of a declined visit that mean every visit. If in doubt nobody goes: a named person may
release the hold."""


def asks_for_no_visits(words: str) -> bool:
    """Tell whether somebody who declines a visit means all visits.

    Parameters
    ----------
    words
        As said or written.

    Returns
    -------
    bool
        True if they say so in English or Chinese.
    """
    plain = " ".join(words.replace("’", "'").casefold().split())
    return any(phrase in plain for phrase in _NEVER)


def apply_notices(memory: Memory, given: Iterable[NoticeGiven]) -> tuple[Appointment, ...]:
    """Say which appointments come of notices that name a time.

    Parameters
    ----------
    memory
        What is known so far; `apply_notices` may be asked again for the same notices.
    given
        What borrowers were told.

    Returns
    -------
    tuple of Appointment
        To be added to memory, in order of time. A proposed appointment at that time is notified; a
        notice of another time is a new appointment, and replaces one that nobody confirmed.
    """
    desk = _Desk(memory)
    for one in sorted(given, key=lambda one: one.notice.sent.timestamp()):
        desk.told(one)
    return tuple(desk.added)


def apply_replies(
    memory: Memory,
    replies: Iterable[Reply],
    now: datetime,
    *,
    why_not: Callable[[Appointment], str] | None = None,
    file: str = "replies",
) -> tuple[tuple[Appointment, ...], tuple[Fault, ...]]:
    """Say which appointments come of replies.

    Parameters
    ----------
    memory
        What is known so far. A reply that it knows already changes nothing.
    replies
        In any order.
    now
        The present moment; zone-aware. Times before it cannot be agreed any more.
    why_not
        Says in a sentence which rule forbids an appointment, empty if none does. None: that is
        left to planning, which never visits at an unlawful time.
    file
        Name for faults.

    Returns
    -------
    tuple of Appointment, and of Fault
        Appointments to be added to memory, in order of time: a confirmed or declined one; for
        another time the old one as moved, and the new one as confirmed, as its borrower named it.
        Faults of the replies that could not be used.

    Notes
    -----
    A reply is about the current appointment of its case; without one about the time that was last
    named to the borrower, else about the next visit that is planned, else about the time that the
    reply names. A declined visit means no visit on that day. All visits end only if the reply says
    so (see `asks_for_no_visits`).
    """
    desk = _Desk(memory)
    faults: list[Fault] = []
    for reply in sorted(replies, key=lambda one: one.when.timestamp()):
        problem = desk.answered(reply, now, why_not)
        if problem is not None:
            what, fix = problem
            faults.append(
                Fault(file=file, row=reply.row, column="case_id", value=reply.case_id,
                      problem=what, fix=fix)
            )  # fmt: skip
    return tuple(desk.added), tuple(faults)


class _Desk:
    """Where appointments are kept while what came in is worked through."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.current = current_appointments(memory.appointments)
        self.known = {(one.case_id, one.state, one.since) for one in memory.appointments}
        self.added: list[Appointment] = []

    def add(self, appointment: Appointment) -> None:
        self.added.append(appointment)
        self.current[appointment.case_id] = appointment

    def told(self, given: NoticeGiven) -> None:
        start = given.notice.start
        if start is None or (given.case_id, _S.NOTIFIED, given.notice.sent) in self.known:
            return
        old = self.current.get(given.case_id)
        if old is not None and old.since.timestamp() > given.notice.sent.timestamp():
            return
        if old is not None and old.state is _S.PROPOSED and _within(start, old):
            self.add(advanced(old, _S.NOTIFIED, given.notice.sent))
        elif old is None or old.state is not _S.CONFIRMED:
            if old is not None and old.state not in _OVER:
                self.add(advanced(old, _S.MOVED, given.notice.sent))
            self.add(
                Appointment(
                    case_id=given.case_id,
                    borrower_id=old.borrower_id if old else self.borrower(given.case_id),
                    start=start,
                    end=given.notice.end or start,
                    state=_S.NOTIFIED,
                    since=given.notice.sent,
                )
            )

    def answered(
        self, reply: Reply, now: datetime, why_not: Callable[[Appointment], str] | None
    ) -> tuple[str, str] | None:
        """Take a reply in; return what is wrong with it and how to mend that, if anything is."""
        state = _STATES[reply.answer]
        if (reply.case_id, state, reply.when) in self.known:
            return None
        if reply.when.timestamp() > now.timestamp():
            return "the reply came later than now", "Correct its time."
        never = reply.answer is Answer.DECLINED and (reply.never or asks_for_no_visits(reply.words))
        about = self.about(reply)
        if about is None and not never:
            return (
                f"nothing was proposed to case {reply.case_id}, and the reply names no time",
                "Say in the columns start and end which time it is about.",
            )
        new = None if reply.start is None else self.named(reply)
        if reply.answer is not Answer.DECLINED and new is not None:
            if new.end.timestamp() < now.timestamp():
                return "the time that it names has passed", "Agree another one."
            forbidden = why_not(new) if why_not is not None else ""
            if forbidden:
                return f"no visit is made at the time that it names: {forbidden}", "Agree another."
        if about is None:
            about = self.nothing(reply)
        try:
            self.settle(reply, state, about, new, never=never)
        except ValueError as error:
            return str(error), "Correct the reply, or propose another time."
        return None

    def settle(
        self,
        reply: Reply,
        state: AppointmentState,
        about: Appointment,
        new: Appointment | None,
        *,
        never: bool,
    ) -> None:
        if never and state not in TRANSITIONS[about.state]:
            about = self.nothing(reply)  # nothing is open any more; the wish counts all the same
        if new is None or state is _S.DECLINED:
            self.add(replace(advanced(about, state, reply.when, reply.words), never=never))
        elif state is _S.CONFIRMED and _same(new, about):
            self.add(advanced(about, state, reply.when, reply.words))
        else:  # another time, whatever the reply calls it
            if about.state not in _OVER and not _same(new, about):
                self.add(advanced(about, _S.MOVED, reply.when, reply.words))
            self.add(new)

    def about(self, reply: Reply) -> Appointment | None:
        current = self.current.get(reply.case_id)
        if current is not None and (current.state not in _OVER or reply.start is None):
            return current
        for one in reversed(self.memory.notices):
            if one.case_id == reply.case_id and one.notice.start is not None:
                return self.open(reply, one.notice.start, one.notice.end)
        for visit in self.memory.planned:
            if visit.case_id == reply.case_id and visit.when.timestamp() >= reply.when.timestamp():
                return self.open(reply, visit.when, None)
        return None if reply.start is None else self.open(reply, reply.start, reply.end)

    def open(self, reply: Reply, start: datetime, end: datetime | None) -> Appointment:
        return Appointment(
            case_id=reply.case_id, borrower_id=self.borrower(reply.case_id), start=start,
            end=end or start, state=_S.NOTIFIED, since=min(reply.when, start),
        )  # fmt: skip

    def nothing(self, reply: Reply) -> Appointment:
        """An open appointment at the time of the reply, so that it can be declined."""
        return self.open(reply, reply.when, None)

    def named(self, reply: Reply) -> Appointment:
        assert reply.start is not None
        return Appointment(
            case_id=reply.case_id, borrower_id=self.borrower(reply.case_id), start=reply.start,
            end=reply.end or reply.start, state=_S.CONFIRMED, since=reply.when, note=reply.words,
        )  # fmt: skip

    def borrower(self, case_id: str) -> str:
        """Whose case it is, as far as memory tells; empty if it does not."""
        known: Sequence[tuple[str, str]] = (
            *((one.case_id, one.borrower_id) for one in self.memory.appointments),
            *((one.case_id, one.borrower_id) for one in self.memory.planned),
            *((one.case_id, one.borrower_id) for one in self.memory.outcomes),
        )
        return next((owner for case, owner in known if case == case_id and owner), "")


def _within(moment: datetime, appointment: Appointment) -> bool:
    at = moment.timestamp()
    return appointment.start.timestamp() <= at <= appointment.end.timestamp()


def _same(one: Appointment, other: Appointment) -> bool:
    return one.start == other.start and one.end == other.end
