"""What is due when a visit is not made: why not today, and which channel instead."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.channels import Channel
from router.domain.plan import LaterVisit, ReasonCode
from router.domain.visits import Span
from router.domain.worth import VisitWorth
from router.value.parameters import ChannelOrder

__all__ = ["decided", "due_channel"]

_NOBODY_CAN = {
    ReasonCode.SKILL,
    ReasonCode.AGENT_NOT_ALLOWED,
    ReasonCode.UNREACHABLE,
    ReasonCode.CAPACITY,
}
_DUE = {
    Channel.VISIT: "a visit on another day",
    Channel.CALL: "a call",
    Channel.MESSAGE: "a message",
    Channel.LETTER: "a letter",
}


def due_channel(calls: int, messages: int, order: ChannelOrder) -> str:
    """Return the channel that is due when a visit is not.

    Parameters
    ----------
    calls, messages
        How often the borrower was called, and written to, before.
    order
        The table ``channel``.

    Returns
    -------
    str
        ``call`` and then ``message``, while they were not tried too often; else what comes last.
    """
    if calls < order.call_below:
        return Channel.CALL.value
    if messages < order.message_below:
        return Channel.MESSAGE.value
    return order.last


def decided(
    worth: VisitWorth,
    code: ReasonCode,
    detail: str = "",
    *,
    limit_days: int,
    later: LaterVisit | None = None,
    starts: Sequence[Span] = (),
) -> tuple[str, str]:
    """Decide what becomes of a visit that is not made today.

    Parameters
    ----------
    worth
        What it is worth, how long its oldest case waits, and the channel due beside visits.
    code, detail
        Why it is on no route; the detail is told where the code alone says too little.
    limit_days
        By then every case is visited or given back.
    later
        If it is proposed for a later day of the period.
    starts
        When its service may start while somebody works who may go, in seconds after the problem's
        origin; empty means any time.

    Returns
    -------
    tuple of str
        The channel that is due: ``visit`` (on another day), ``call``, ``message`` or ``letter``;
        and in words, why not today and what to do. No amounts, no days overdue.

    Notes
    -----
    A case that waits as long as the limit is given back at once, even if a visit on another day
    would pay or is proposed: a proposal may be postponed for ever. A confirmed time that cannot be
    kept comes before everything: the borrower is told.
    """
    instead = worth.channel
    if worth.appointment:
        return Channel.CALL.value, (
            "The confirmed time cannot be kept: tell the borrower, and agree on another one."
        )
    if worth.age_days is not None and worth.age_days >= limit_days:
        return instead, (
            f"Waits {worth.age_days} days for a decision, and {limit_days} are the limit: given"
            f" back without a visit. Due: {_DUE[Channel(instead)]}."
        )
    if later is not None:
        return Channel.VISIT.value, (
            f"Proposed for {later.start:%a %d %b at %H:%M}, by {later.agent_id}, where it fits"
            " better than today."
        )
    channel, why = _today(worth, code, detail, starts)
    return channel, f"{why} Due: {_DUE[Channel(channel)]}."


def _today(
    worth: VisitWorth, code: ReasonCode, detail: str, starts: Sequence[Span]
) -> tuple[str, str]:
    # Of hours in which it must not be made nobody asks; if there are none, the code says so.
    best, instead = worth.best_within(starts) or worth.best, worth.channel
    if best is None or best.value <= 0:
        return (
            instead,
            "At any hour the burden of a fruitless visit outweighs what one would bring.",
        )
    chance = f"{100 * worth.address * best.met:.0f} in 100"
    if code is ReasonCode.SAME_BORROWER:
        return Channel.VISIT.value, "Another visit to the same borrower is made today."
    if code is ReasonCode.NOT_WORTH_IT:
        return instead, (
            f"At the best hour the borrower is met with {chance}: today a visit costs more"
            " than that is worth."
        )
    if code in _NOBODY_CAN:
        return instead, _sentence("Nobody on duty can make the visit", detail)
    return Channel.VISIT.value, (
        f"A visit would pay (at the best hour the borrower is met with {chance}), but not on"
        f" today's routes{_because(code)}."
    )


def _because(code: ReasonCode) -> str:
    return {
        ReasonCode.NO_CAPACITY_LEFT: ", where other visits are worth more",
        ReasonCode.MAX_STOPS: ": every agent who might go has visits enough",
        ReasonCode.MAX_HOURS: ": the hours of work do not allow it",
        ReasonCode.MAX_DISTANCE: ": it is too far for one day",
        ReasonCode.TIME_WINDOW: ": nobody can be there when it may be made",
        ReasonCode.SHIFT_TIME: ": no shift is long enough",
        ReasonCode.SEARCH_LIMIT: ": the search ended before it was placed",
    }.get(code, "")


def _sentence(words: str, detail: str) -> str:
    return f"{words}: {detail.rstrip('.')}." if detail else f"{words}."
