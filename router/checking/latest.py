"""How late things may be along an itinerary, per number of breaks taken; mirrors `earliest`."""

from __future__ import annotations

from collections.abc import Sequence

from router.checking.itinerary import Itinerary, Task
from router.domain.problem import Shift, ShiftBreak

__all__ = ["Latest", "latest_departure", "latest_returns", "latest_starts"]

Latest = list[int | None]
"""The latest moment for every number of breaks taken; None if there is none."""


def latest_returns(shift: Shift) -> Latest:
    """Find out how late a route may be over, so that the breaks still due follow inside the shift.

    Parameters
    ----------
    shift
        The shift.

    Returns
    -------
    list of int or None
        Per number of breaks taken before the return.
    """
    limit = shift.latest_s + shift.overtime_max_s
    counts = range(len(shift.breaks) + 1)
    return [_last_before(limit, 0, shift.breaks[taken:]) for taken in counts]


def latest_starts(shift: Shift, itinerary: Itinerary) -> list[Latest]:
    """Find out how late each service may start.

    Parameters
    ----------
    shift, itinerary
        What is walked, backwards.

    Returns
    -------
    list of list
        One row per visit, then one for the return; per number of breaks taken before it.
    """
    counts = range(len(shift.breaks) + 1)
    row = latest_returns(shift)
    rows = [row]
    work_s = itinerary.return_s
    for task in reversed(itinerary.tasks):
        row = [
            _latest_start(task, latest_departure(row, taken, work_s, shift.breaks))
            for taken in counts
        ]
        rows.append(row)
        work_s = task.work_s
    return rows[::-1]


def latest_departure(
    following: Latest, taken: int, work_s: int, breaks: Sequence[ShiftBreak]
) -> int | None:
    """Find the latest departure from which work and breaks are done before what follows.

    Parameters
    ----------
    following
        How late what follows may begin, per number of breaks taken.
    taken
        Breaks taken at departure.
    work_s
        Travel and setup on the way.
    breaks
        Of the shift.

    Returns
    -------
    int or None
        Seconds after the problem's origin.
    """
    best: int | None = None
    for then in range(taken, len(following)):
        last = following[then]
        option = None if last is None else _last_before(last, work_s, breaks[taken:then])
        if option is not None and (best is None or option > best):
            best = option
    return best


def _last_before(last: int, work_s: int, rests: Sequence[ShiftBreak]) -> int | None:
    """Latest moment from which work and breaks, as late as allowed, are done by ``last``."""
    by_work = last - work_s - sum(rest.duration_s for rest in rests)
    for rest in reversed(rests):
        last = min(last - rest.duration_s, rest.latest_s)
        if last < rest.earliest_s:
            return None
    return min(by_work, last)


def _latest_start(task: Task, leave_by: int | None) -> int | None:
    if leave_by is None:
        return None
    last = leave_by - task.service_s
    for opens, closes in reversed(task.starts):
        if opens <= last:
            return min(closes, last)
    return None
