"""Whether what was agreed at a door was paid in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from decimal import Decimal

from router.domain.hold_reasons import Kept
from router.domain.memory import Payment
from router.domain.outcomes import Outcome

__all__ = [
    "KEPT_PERCENT",
    "Payments",
    "end_of_agreement",
    "kept_on",
    "payments_by_payer",
    "payments_towards",
]

Payments = Mapping[tuple[str, str], Sequence[Payment]]
"""Case, or borrower where no case is named, to payments; see `payments_by_payer`."""

KEPT_PERCENT = 95
"""A promise is kept if at least so much of the promised sum was paid in time."""


def payments_by_payer(payments: Iterable[Payment]) -> Payments:
    """Sort payments by whom they count for.

    Parameters
    ----------
    payments
        Of everybody.

    Returns
    -------
    Mapping
        Case and borrower to payments: the one of what names a case, the other of what does not.
    """
    found: dict[tuple[str, str], list[Payment]] = {}
    for payment in payments:
        payer = (payment.case_id, "" if payment.case_id else payment.borrower_id)
        found.setdefault(payer, []).append(payment)
    return found


def payments_towards(
    outcome: Outcome, owners: Iterable[str], payments: Payments
) -> tuple[Payment, ...]:
    """Return the payments that count for a promise.

    Parameters
    ----------
    outcome
        At which it was made.
    owners
        The borrowers for whom it counts; see `People.owners`.
    payments
        Of everybody; see `payments_by_payer`.

    Returns
    -------
    tuple of Payment
        Those since the promise, for its case or for a borrower without naming a case, in order of
        time.
    """
    since = outcome.when.timestamp()
    payers = [(outcome.case_id, ""), *(("", owner) for owner in sorted(owners))]
    mine = (
        payment
        for payer in payers
        for payment in payments.get(payer, ())
        if payment.when.timestamp() >= since
    )
    return tuple(sorted(mine, key=lambda payment: payment.when.timestamp()))


def kept_on(
    outcome: Outcome, last: date | None, towards: Sequence[Payment], zone: tzinfo
) -> date | None:
    """Return the date on which a promise was kept.

    Parameters
    ----------
    outcome
        At which it was made; its amount is what was promised.
    last
        The last day on which a payment is in time; None if there is none.
    towards
        The payments that count, in order of time.
    zone
        Of the door.

    Returns
    -------
    date or None
        When `KEPT_PERCENT` of the sum had been paid; None if that was not so up to the last day,
        or if no sum was stated.
    """
    if not outcome.amount:
        return None
    paid = Decimal(0)
    for payment in towards:
        on = payment.when.astimezone(zone).date()
        if last is not None and on > last:
            break
        paid += payment.amount or Decimal(0)
        if paid * 100 >= outcome.amount * KEPT_PERCENT:
            return on
    return None


def end_of_agreement(
    outcome: Outcome, kept: Kept, until: date | None, towards: Sequence[Payment], zone: tzinfo
) -> date | None:
    """Return the last day of a hold that waits for money.

    Parameters
    ----------
    outcome
        At which something was agreed.
    kept
        What becomes of the hold when the money comes.
    until
        Its last day if the money does not come: the agreed date and its grace.
    towards
        The payments that count, in order of time.
    zone
        Of the door.

    Returns
    -------
    date or None
        For a promise that was kept the day on which it was; for a plan whose instalment was paid
        none, as it is kept and goes on until it is agreed anew or released; else ``until``. Where a
        plan states no sum, any payment in time is the instalment.
    """
    on = kept_on(outcome, until, towards, zone)
    if kept is Kept.ENDS:
        return until if on is None else on
    if on is None and not outcome.amount and towards and until is not None:
        first = towards[0].when.astimezone(zone).date()
        on = first if first <= until else None
    return until if on is None else None
