"""What earlier days leave behind: holds, stages and flags born of outcomes, payments, replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from router.domain.cases import VISIT_STAGE, Hold
from router.domain.hold_reasons import HoldReason, hold_reason
from router.domain.memory import Appointment, Memory, Payment, Release
from router.domain.outcomes import Outcome, OutcomeCode, outcome_codes
from router.domain.stages import stage_named, stages
from router.domain.times import days_later
from router.rules.standing_people import People
from router.rules.standing_promises import (
    Payments,
    end_of_agreement,
    payments_by_payer,
    payments_towards,
)

__all__ = ["Trace", "names_of", "released", "traces"]

PART_PAYMENT, FULL_PAYMENT = "PART", "PAID"
"""What an agent would have noted of such a payment: it leaves behind what that outcome leaves."""

NO_VISITS = "do-not-visit"
"""Why a borrower is held who answered a notice by asking not to be visited at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one outcome, payment or reply leaves behind.

    Parameters
    ----------
    case_id
        Of which case; empty for all cases of the borrower.
    borrowers
        Whose; see `People.owners`.
    when
        When it happened.
    hold
        The hold; None if there is none.
    stage
        Where the case goes; empty if it stays.
    flag
        What the borrower is flagged with; empty for nothing.
    source
        What it was, such as ``outcome DISP of 2026-11-03``.
    since
        From which day on it counts; None for payments: they count as soon as they are known,
        whatever date a bank gives them.
    """

    case_id: str
    borrowers: frozenset[str]
    when: datetime
    hold: Hold | None = None
    stage: str = ""
    flag: str = ""
    source: str
    since: date | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names under which it is released."""
        held = self.hold.reason if self.hold else ""
        return frozenset({held, self.stage, self.flag} - {""})

    def source_for(self, case_id: str) -> str:
        """Return where this comes from, as a case's papers say it.

        Parameters
        ----------
        case_id
            The case that is held.

        Returns
        -------
        str
            With the case of which it was born, if that is another one.
        """
        elsewhere = self.case_id not in {"", case_id}
        return f"{self.source} (case {self.case_id})" if elsewhere else self.source

    def concerns(self, case_id: str, *, person: bool) -> bool:
        """Tell whether it counts for a case of one of its borrowers.

        Parameters
        ----------
        case_id
            The case.
        person
            Whether what is asked for holds for the whole borrower.

        Returns
        -------
        bool
            True for the case itself, and for the others if it is the person's.
        """
        return person or self.case_id in {"", case_id}


def traces(memory: Memory, people: People, zone: tzinfo) -> Iterator[Trace]:
    """Yield what the outcomes and payments of earlier days, and replies, leave behind.

    Parameters
    ----------
    memory
        What is known of earlier days.
    people
        The borrowers of today's cases.
    zone
        Of the doors: it decides on which date something was.

    Yields
    ------
    Trace
        Only of what leaves something; releases are not applied yet.
    """
    paid = payments_by_payer(memory.payments)
    for outcome in memory.outcomes:
        owners = people.owners(outcome.case_id, outcome.borrower_id)
        trace = _of_outcome(outcome, owners, paid, zone)
        if trace.names:
            yield trace
    for payment in memory.payments:
        owners = people.owners(payment.case_id, payment.borrower_id)
        yield _of_payment(payment, owners, zone)
    for appointment in memory.appointments:
        if appointment.never:
            owners = people.owners(appointment.case_id, appointment.borrower_id)
            yield _of_refusal(appointment, owners, zone)


def _of_outcome(outcome: Outcome, owners: frozenset[str], paid: Payments, zone: tzinfo) -> Trace:
    kind = outcome.kind
    day = outcome.when.astimezone(zone).date()
    source = f"outcome {kind.code} of {day}"
    born = _trace(kind, outcome.case_id, owners, outcome.when, day, source)
    trace = replace(born, since=day)
    if trace.hold is None:
        return trace
    reason = hold_reason(trace.hold.reason)
    until = _stated_end(outcome, reason, trace.hold.until)
    if reason.kept is not None:
        towards = payments_towards(outcome, owners, paid)
        until = end_of_agreement(outcome, reason.kept, until, towards, zone)
    return replace(trace, hold=replace(trace.hold, since=day, until=until))


def _stated_end(outcome: Outcome, reason: HoldReason, usual: date | None) -> date | None:
    if outcome.until is None or reason.grace_days is None:
        return usual
    return days_later(outcome.until, reason.grace_days)


def _of_payment(payment: Payment, owners: frozenset[str], zone: tzinfo) -> Trace:
    kind = outcome_codes()[PART_PAYMENT if payment.settled is False else FULL_PAYMENT]
    day = payment.when.astimezone(zone).date()
    return _trace(kind, payment.case_id, owners, payment.when, day, f"payment of {day}")


def _of_refusal(appointment: Appointment, owners: frozenset[str], zone: tzinfo) -> Trace:
    day = appointment.since.astimezone(zone).date()
    source = f"reply of {day}"
    never = hold_reason(NO_VISITS)
    return Trace(
        case_id=appointment.case_id,
        borrowers=owners,
        when=appointment.since,
        hold=Hold(never.reason, source=source, since=day, whole_borrower=never.whole_borrower),
        source=source,
        since=day,
    )


def _trace(
    kind: OutcomeCode,
    case_id: str,
    owners: frozenset[str],
    when: datetime,
    day: date,
    source: str,
) -> Trace:
    hold = None
    if kind.hold:
        reason = hold_reason(kind.hold)
        hold = Hold(
            reason.reason,
            until=None if kind.hold_days is None else days_later(day, kind.hold_days),
            source=source,
            whole_borrower=reason.whole_borrower,
        )
    moves = kind.next_stage in stages() and kind.next_stage != VISIT_STAGE
    return Trace(
        case_id=case_id,
        borrowers=owners,
        when=when,
        hold=hold,
        stage=kind.next_stage if moves else "",
        flag=kind.flag,
        source=source,
    )


def released(trace: Trace, case_id: str, releases: Sequence[Release]) -> bool:
    """Tell whether a named person ended what a trace means for a case.

    Parameters
    ----------
    trace
        What an earlier day left behind.
    case_id
        The case of one of its borrowers.
    releases
        Those that name the case, the borrower, or the case of the trace.

    Returns
    -------
    bool
        True if one of them names its hold, stage or flag, was made at its time or later, and is for
        the borrower, for the case, or for the case of which the trace was born: then it ends for
        all of them.
    """
    return any(
        release.when.timestamp() >= trace.when.timestamp()
        and (not release.case_id or release.case_id in {case_id, trace.case_id})
        and names_of(release) & trace.names
        for release in releases
    )


def names_of(release: Release) -> frozenset[str]:
    """Return our words for what a release ends.

    Parameters
    ----------
    release
        A release, whose reason may be written in other words.

    Returns
    -------
    frozenset of str
        The reason of a hold, and the stage that the word means.
    """
    stage = stage_named(release.reason)
    return frozenset({hold_reason(release.reason).reason} | ({stage.stage} if stage else set()))
