"""What `router show` says of a visit's worth, of what is due instead, and of later days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from router.domain.plan import LaterVisit, PlanData, UnassignedVisit
    from router.domain.route import Route
    from router.domain.why import Why

__all__ = ["back_line", "instead_line", "instead_words", "later_line", "why_lines"]


def why_lines(data: PlanData, why: Why | None) -> Iterator[str]:
    """Yield why a visit is made when it is.

    Parameters
    ----------
    data
        The plan.
    why
        What speaks for it; None if nothing is known.

    Yields
    ------
    str
        A line each.
    """
    if why is None:
        return
    if why.chance is not None and why.value is not None:
        line = f"  chance to meet {why.chance:.0%} at that time, worth {why.value:,.2f}"
        if why.added is not None:
            line += f"; it adds {why.added.cost:,.2f} to the route"
        yield line
    if why.best is not None and why.best_chance is not None and not why.at_best:
        first, last = data.problem.instant(why.best.start_s), data.problem.instant(why.best.end_s)
        day = "" if first.date() == data.day else f"{first:%a %d %b} "
        yield (
            f"  best hours {day}{first:%H:%M}-{last:%H:%M}: chance {why.best_chance:.0%}, "
            f"worth {why.best.value:,.2f}"
        )


def instead_words(data: PlanData, left: UnassignedVisit) -> str:
    """Return what is due instead of a visit, in short.

    Parameters
    ----------
    data
        The plan.
    left
        The visit that is not made.

    Returns
    -------
    str
        Such as ``call``, or ``later: Wed 25 Nov 17:30, A2``; empty if nobody said.
    """
    later = next((one for one in data.later if one.visit_id == left.visit_id), None)
    return left.channel if later is None else f"later: {_when(data, later)}, {later.agent_id}"


def instead_line(data: PlanData, left: UnassignedVisit) -> Iterator[str]:
    """Yield what is due instead of a visit, and why.

    Parameters
    ----------
    data
        The plan.
    left
        The visit that is not made.

    Yields
    ------
    str
        One line, or none if nobody said.
    """
    short = instead_words(data, left)
    if left.channel == "visit" and short != left.channel:
        yield f"Instead {short}."
    elif short or left.decision:
        yield "Instead: " + ". ".join(filter(None, (short, left.decision)))


def later_line(data: PlanData, case_id: str) -> Iterator[str]:
    """Yield when and by whom a case that is held is proposed for a later day.

    Parameters
    ----------
    data
        The plan.
    case_id
        The case.

    Yields
    ------
    str
        One line, or none.
    """
    own = [one for one in data.later if case_id in one.case_ids]
    for later in own[:1]:  # of two who meet, both go at the same time
        yield f"Proposed for {_when(data, later)}, with {' and '.join(o.agent_id for o in own)}."


def _when(data: PlanData, later: LaterVisit) -> str:
    return f"{later.start.astimezone(data.problem.origin.tzinfo):%a %d %b %H:%M}"


def back_line(data: PlanData, route: Route) -> str:
    """Return by when an agent is back on four of five days.

    Parameters
    ----------
    data
        The plan.
    route
        The agent's.

    Returns
    -------
    str
        Such as ``, by 17:05 in 4 of 5 days``; empty if nobody knows.
    """
    from router.domain.finish import finish_quantile

    if not data.worths:
        return ""
    by_s = -(-finish_quantile(data.problem, route, data.worths) // 60) * 60
    return f", by {data.problem.instant(max(by_s, route.end_s)):%H:%M} in 4 of 5 days"
