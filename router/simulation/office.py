"""What the office does by phone: calls, offers of times, and the appointments that stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from router.domain.cases import Case
from router.domain.channels import Attempt, Channel
from router.domain.memory import Payment
from router.domain.replies import Answer, Reply
from router.domain.times import days_later, local_instant
from router.simulation.dice import chance
from router.simulation.played import DayPlayed, Offer
from router.simulation.world import World

__all__ = ["AGREED_FOR", "confirmed_at", "make_calls", "make_offers"]

AGREED_FOR = timedelta(minutes=30)
"""How long after a time that was agreed at the door a visit still counts as the appointment."""

_CALLED = time(15)


def make_calls(
    world: World, case_ids: Sequence[str], day: date
) -> tuple[tuple[Attempt, ...], tuple[Payment, ...]]:
    """Call some borrowers.

    Parameters
    ----------
    world
        The city.
    case_ids
        About which cases.
    day
        The date.

    Returns
    -------
    tuple
        The calls, and what is paid because of them within a week.
    """
    options, seed = world.options, world.seed
    calls: list[Attempt] = []
    payments: list[Payment] = []
    for case_id in case_ids:
        case = world.debts[case_id].case
        reached = chance(seed, "reached", case.borrower_id, day) < options.reached_by_phone
        calls.append(
            Attempt(
                borrower_id=case.borrower_id,
                case_id=case_id,
                when=local_instant(day, _CALLED, world.zone),
                channel=Channel.CALL,
                reached=reached,
            )
        )
        if reached and chance(seed, "call pays", case_id, day) < options.pays_after_call:
            then = days_later(day, 1 + int(7 * chance(seed, "call pays when", case_id, day)))
            payments.append(
                Payment(
                    case_id=case_id,
                    borrower_id=case.borrower_id,
                    when=local_instant(then, time(12), world.zone),
                    amount=case.amount,
                    settled=True,
                )
            )
    return tuple(calls), tuple(payments)


def make_offers(world: World, offers: Sequence[Offer], day: date) -> tuple[Reply, ...]:
    """Offer times by phone.

    Parameters
    ----------
    world
        The city.
    offers
        To whom, and when.
    day
        The date.

    Returns
    -------
    tuple of Reply
        Of those who were reached; half of those who do not accept are not. A wrong address comes
        out on the phone: such a borrower declines.
    """
    replies: list[Reply] = []
    for offer in offers:
        case = world.debts[offer.case_id].case
        household = world.households[case.borrower_id]
        said = chance(world.seed, "accepts", case.borrower_id, day)
        if said > (1 + world.options.accepts) / 2:
            continue
        accepted = said < world.options.accepts and household.doors[0].right
        replies.append(
            Reply(
                case_id=offer.case_id,
                answer=Answer.CONFIRMED if accepted else Answer.DECLINED,
                when=local_instant(day, _CALLED, world.zone),
                start=offer.start,
                end=offer.end,
            )
        )
    return tuple(replies)


def confirmed_at(
    world: World, earlier: Sequence[DayPlayed], cases: Sequence[Case], when: datetime
) -> bool:
    """Tell whether a borrower agreed to a visit at a time.

    Parameters
    ----------
    world
        The city.
    earlier
        The days that were played before.
    cases
        Of the visit, as the table shows them that day.
    when
        When the service starts; zone-aware.

    Returns
    -------
    bool
        True if the table, the last visit with an agreed time, or a reply says so.
    """
    ids = {case.case_id for case in cases}
    for case in cases:
        if case.appointment is not None and case.appointment.holds_on(when.date()):
            window = case.appointment.on(when.date(), world.zone)
            if window.start <= when <= window.end:
                return True
    for day in earlier:
        for outcome in day.outcomes:
            agreed = outcome.appointment
            if outcome.case_id in ids and agreed and agreed <= when <= agreed + AGREED_FOR:
                return True
        for reply in day.replies:
            if reply.case_id not in ids or reply.answer is not Answer.CONFIRMED or not reply.start:
                continue
            if reply.start <= when <= (reply.end or reply.start):
                return True
    return False
