"""Why a case is not visited on a day, and what is due instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from router.domain.cases import VISIT_STAGE, Hold
from router.domain.channels import Attempt, Channel
from router.domain.hold_reasons import hold_reason
from router.domain.plan import HeldCase
from router.domain.stages import REVIEW_STAGE, stage_named
from router.domain.standing import Standing

__all__ = ["MOST_FRUITLESS", "channel_due", "fruitless_in_a_row", "why_held"]

MOST_FRUITLESS = 3
"""So many fruitless visits in a row end the visit stage."""

_AFTER_FRUITLESS = "call"


def why_held(standing: Standing, day: date) -> HeldCase | None:
    """Say why a case must not be visited on a day, whatever the hour, by its holds and stage.

    Parameters
    ----------
    standing
        Where the case stands.
    day
        The day that is planned.

    Returns
    -------
    HeldCase or None
        None if it may be visited as far as holds, stage and fruitless visits go. Of several holds
        the one that lasts longest is named, of these one that a person must look at; the others
        are in the detail. Holds are named before the stage.

    Notes
    -----
    The channel that is due is that of the hold; where that is a visit on another day, the stage's
    if it is no visit, or ``review`` if the hold has no last day.
    """
    holds = sorted((hold for hold in standing.holds if hold.holds_on(day)), key=_longest_first)
    if holds:
        return _by_hold(standing, holds)
    if standing.stage != VISIT_STAGE:
        return HeldCase(
            case_id=standing.case_id,
            rule=f"STAGE:{standing.stage}",
            detail=f"At stage {standing.stage!r}; only stage {VISIT_STAGE!r} is visited.",
            source=standing.stage_source,
            channel=_of_stage(standing),
        )
    row = fruitless_in_a_row(standing, day)
    if row >= MOST_FRUITLESS:
        return HeldCase(
            case_id=standing.case_id,
            rule="FRUITLESS:three-in-a-row",
            detail=(
                f"{row} fruitless visits in a row; another channel is due, until somebody opens "
                "visits again."
            ),
            source="outcomes",
            channel=_AFTER_FRUITLESS,
        )
    return None


def channel_due(standing: Standing, day: date) -> str:
    """Return what is due for a case on a day.

    Parameters
    ----------
    standing
        Where the case stands.
    day
        The day.

    Returns
    -------
    str
        ``visit`` if neither hold nor stage stands against it, else ``message``, ``call``,
        ``legal``, ``restructuring``, ``closed``, ``review``, or ``visit`` on another day.
    """
    held = why_held(standing, day)
    return VISIT_STAGE if held is None else held.channel


def fruitless_in_a_row(standing: Standing, day: date) -> int:
    """Count the fruitless visits since the borrower was last met at a door.

    Parameters
    ----------
    standing
        Where the case stands; visits before `Standing.reopened` do not count.
    day
        Approaches up to this date count.

    Returns
    -------
    int
        The number. Visits that are neither fruitless nor a meeting, such as one to a wrong address,
        neither count nor end the row.
    """
    row = 0
    for attempt in _up_to(standing.history, day):
        if attempt.channel is Channel.VISIT and attempt.met:
            row = 0
        elif attempt.fruitless and (
            standing.reopened is None or attempt.when.timestamp() > standing.reopened.timestamp()
        ):
            row += 1
    return row


def _up_to(history: Sequence[Attempt], day: date) -> Sequence[Attempt]:
    return [attempt for attempt in history if attempt.when.date() <= day]


def _by_hold(standing: Standing, holds: Sequence[Hold]) -> HeldCase:
    first, *rest = holds
    detail = f"On hold ({first.reason}) {_span(first)}."
    if rest:
        detail += f" Also: {'; '.join(f'{hold.reason} {_span(hold)}' for hold in rest)}."
    return HeldCase(
        case_id=standing.case_id,
        rule=f"HOLD:{first.reason}",
        detail=detail,
        until=first.until,
        source=first.source,
        channel=_of_hold(standing, first),
    )


def _span(hold: Hold) -> str:
    return f"until {hold.until.isoformat()}" if hold.until else "until somebody releases it"


def _longest_first(hold: Hold) -> tuple[bool, int, bool]:
    looked_at = hold_reason(hold.reason).channel == REVIEW_STAGE
    return hold.until is not None, -hold.until.toordinal() if hold.until else 0, not looked_at


def _of_hold(standing: Standing, hold: Hold) -> str:
    channel = hold_reason(hold.reason).channel
    if channel != VISIT_STAGE:
        return channel
    if standing.stage != VISIT_STAGE:
        return _of_stage(standing)
    return VISIT_STAGE if hold.until is not None else REVIEW_STAGE


def _of_stage(standing: Standing) -> str:
    known = stage_named(standing.stage)
    return known.stage if known else REVIEW_STAGE
