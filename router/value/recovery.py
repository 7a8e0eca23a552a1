"""What meeting a borrower is worth beyond a call: the user's own score, else the debt, dampened."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

from router.domain.cases import Case
from router.domain.channels import Attempt, Channel
from router.value.parameters import Recovery

__all__ = ["dampened", "marginal_share", "median_amount", "recovery_of", "unreached_in"]


def recovery_of(
    case: Case, reference: float, parameters: Recovery, *, unreached: int = 0
) -> tuple[float, str]:
    """Return what meeting the borrower about one case is worth.

    Parameters
    ----------
    case
        Its ``value`` wins, then its ``priority``, then its ``amount``, then the default.
    reference
        The amount that is not dampened, see `dampened`.
    parameters
        The table ``recovery``.
    unreached
        Calls and messages that reached nobody, see `unreached_in`.

    Returns
    -------
    tuple
        Money, not negative, and where it comes from: ``value``, ``priority``, ``amount`` or
        ``default``. Of an amount it is the dampened amount, times `marginal_share`; what a meeting
        is worth beside money (``recovery.meeting``) is not in it, as it is worth that once,
        however many cases it is about.
    """
    if case.value is not None:
        return case.value, "value"
    if case.priority is not None:
        return parameters.priority[case.priority - 1], "priority"
    if case.amount is not None:
        amount = dampened(float(case.amount), reference, parameters.dampening)
        return amount * marginal_share(parameters, unreached), "amount"
    return parameters.default, "default"


def marginal_share(parameters: Recovery, unreached: int = 0) -> float:
    """Return the share of a debt that meeting the borrower earns beyond a call or a message.

    Parameters
    ----------
    parameters
        The table ``recovery``.
    unreached
        Calls and messages that reached nobody.

    Returns
    -------
    float
        ``likely_share x (agreement x kept - without) x commission``, at least 0: the sum that an
        agreement is about comes in after a meeting with the chance of an agreement that is kept,
        and would have come in without one with the chance ``without``; of what comes in, so much is
        earned. Who pays anyway needs no visit; whom calls do not reach, does: the odds of
        ``without`` fall by ``unreached_odds`` with each of them.
    """
    odds = parameters.without * parameters.unreached_odds**unreached
    without = odds / (odds + 1 - parameters.without)
    gained = parameters.agreement * parameters.kept - without
    return parameters.likely_share * max(0.0, gained) * parameters.commission


def unreached_in(history: Iterable[Attempt]) -> int:
    """Count the calls and messages that reached nobody since one did.

    Parameters
    ----------
    history
        All approaches to a borrower, oldest first.

    Returns
    -------
    int
        Their number; letters, and attempts that a table only counts, tell nothing.
    """
    row = 0
    for one in history:
        if one.channel in (Channel.CALL, Channel.MESSAGE):
            row = 0 if one.met else row + 1
    return row


def dampened(amount: float, reference: float, how: str) -> float:
    """Return an amount whose influence is bounded, lest the same big debts are always visited.

    Parameters
    ----------
    amount
        Money that is owed.
    reference
        The amount that stays as it is; smaller ones are raised, larger ones lowered. 0 or less:
        every amount stays as it is.
    how
        ``sqrt``: 100 times the amount counts 10 times; ``log``: every doubling of a large amount
        adds about the reference; ``none``.

    Returns
    -------
    float
        Money, not negative; more for more.
    """
    amount = max(0.0, amount)
    if how == "none" or reference <= 0:
        return amount
    if how == "log":
        return reference * math.log2(1 + amount / reference)
    return math.sqrt(amount) * math.sqrt(reference)


def median_amount(cases: Iterable[Case]) -> float:
    """Return the median of what is owed.

    Parameters
    ----------
    cases
        Of the table.

    Returns
    -------
    float
        Money; 0 if no case states an amount.
    """
    amounts = [float(case.amount) for case in cases if case.amount is not None and case.amount > 0]
    return median(amounts) if amounts else 0.0
