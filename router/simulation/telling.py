"""What has come in by a moment: all that a planner may know of the days that were played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from router.domain.memory import Appointment, AppointmentState, Memory, Payment
from router.domain.replies import Answer
from router.simulation.office import AGREED_FOR
from router.simulation.played import DayPlayed
from router.simulation.world import World

__all__ = ["paid_by", "told"]

_STATES = {
    Answer.CONFIRMED: AppointmentState.CONFIRMED,
    Answer.DECLINED: AppointmentState.DECLINED,
    Answer.MOVED: AppointmentState.MOVED,
}


def told(world: World, played: Sequence[DayPlayed], moment: datetime) -> Memory:
    """Return what the planner may know at a moment.

    Parameters
    ----------
    world
        The city.
    played
        The days so far, under one policy.
    moment
        Zone-aware, such as six in the morning of the day that is planned.

    Returns
    -------
    Memory
        Outcomes, payments, calls and appointments until then, in order of time.
    """
    until = moment.timestamp()
    outcomes = [one for day in played for one in day.outcomes if one.when.timestamp() <= until]
    approaches = [one for day in played for one in day.approaches if one.when.timestamp() <= until]
    return Memory(
        outcomes=tuple(sorted(outcomes, key=lambda one: one.when.timestamp())),
        approaches=tuple(sorted(approaches, key=lambda one: one.when.timestamp())),
        payments=paid_by(world, played, moment),
        appointments=tuple(
            sorted(_appointments(world, played, until), key=lambda one: one.since.timestamp())
        ),
    )


def paid_by(world: World, played: Sequence[DayPlayed], moment: datetime) -> tuple[Payment, ...]:
    """Return all money that has come in by a moment.

    Parameters
    ----------
    world
        The city.
    played
        The days so far, under one policy; none for what is paid without any visit.
    moment
        Zone-aware.

    Returns
    -------
    tuple of Payment
        In order of time: promises kept, what calls bring, and what is paid without either. Nobody
        pays more than is owed; a debt is settled when at most a twentieth of it is left.
    """
    until = moment.timestamp()
    due = [one for day in played for one in day.payments if one.when.timestamp() <= until]
    due += [
        Payment(
            case_id=case_id,
            borrower_id=debt.case.borrower_id,
            when=debt.pays,
            amount=debt.case.amount,
            settled=True,
        )
        for case_id, debt in world.debts.items()
        if debt.pays is not None and debt.pays.timestamp() <= until
    ]
    paid: dict[str, Decimal] = {}
    known: list[Payment] = []
    for one in sorted(due, key=lambda one: (one.when.timestamp(), one.case_id)):
        owed = world.debts[one.case_id].case.amount or Decimal(0)
        before = paid.get(one.case_id, Decimal(0))
        amount = min(one.amount or Decimal(0), owed - before)
        if amount <= 0 or before >= owed * Decimal("0.95"):
            continue
        paid[one.case_id] = before + amount
        settled = before + amount >= owed * Decimal("0.95")
        known.append(replace(one, amount=amount, settled=settled))
    return tuple(known)


def _appointments(world: World, played: Sequence[DayPlayed], until: float) -> Iterator[Appointment]:
    """What was agreed at doors and on the phone."""
    for day in played:
        for outcome in day.outcomes:
            if outcome.appointment is not None and outcome.when.timestamp() <= until:
                yield Appointment(
                    case_id=outcome.case_id,
                    borrower_id=outcome.borrower_id,
                    start=outcome.appointment,
                    end=outcome.appointment + AGREED_FOR,
                    state=AppointmentState.CONFIRMED,
                    since=outcome.when,
                )
        for reply in day.replies:
            if reply.start is not None and reply.when.timestamp() <= until:
                yield Appointment(
                    case_id=reply.case_id,
                    borrower_id=world.debts[reply.case_id].case.borrower_id,
                    start=reply.start,
                    end=reply.end or reply.start,
                    state=_STATES[reply.answer],
                    since=reply.when,
                )
