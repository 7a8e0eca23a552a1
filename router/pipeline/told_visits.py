"""Visits that borrowers were told of: whoever takes one back has to tell them so, which costs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from router.domain.problem import Reference, Visit
from router.domain.standing import Notice
from router.pipeline.known import DayPart

__all__ = ["told_price", "with_told"]


def with_told(
    visits: Sequence[Visit], parts: Sequence[DayPart], *, price: float, but: Collection[str]
) -> tuple[Visit, ...]:
    """State of each visit what its borrower was told, and what another plan costs.

    Parameters
    ----------
    visits
        Of a period.
    parts
        Its days, with what was told of each.
    price
        Money, if a visit is left out or made when it was not announced; it moves no rule and no
        hold, which have closed what must not be before anything is priced.
    but
        Ids of visits that stand for no notice of their own: those of second agents.

    Returns
    -------
    tuple of Visit
        In order. Of several days that a borrower was told of, the first counts.
    """
    if not price:
        return tuple(visits)
    first = parts[0].day.origin.timestamp()
    found = []
    for visit in visits:
        notice = None if visit.visit_id in but else _notice(visit, parts)
        if notice is None or notice.start is None:
            found.append(visit)
            continue
        opens = round(notice.start.timestamp() - first)
        closes = round((notice.end or notice.start).timestamp() - first)
        half = (closes - opens + 1) // 2
        told = Reference(
            agent_id="", start_s=opens + half, tolerance_s=half, time_price=price, drop_price=price
        )
        found.append(replace(visit, reference=told))
    return tuple(found)


def told_price(visit: Visit) -> float:
    """Return what it costs to leave out a visit that its borrower was told of.

    Parameters
    ----------
    visit
        Of a period.

    Returns
    -------
    float
        Money; 0 if nobody was told.
    """
    return 0.0 if visit.reference is None else visit.reference.drop_price


def _notice(visit: Visit, parts: Sequence[DayPart]) -> Notice | None:
    """Return what was told of a visit on one of the days; None if nothing was."""
    for part in parts:
        for case_id in visit.case_ids:
            notice = part.standings[case_id].notice
            if notice is not None and notice.start is not None:
                zone = part.day.zone
                if notice.start.astimezone(zone).date() == part.day.date:
                    return notice
    return None
