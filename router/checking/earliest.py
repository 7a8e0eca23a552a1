"""How early things can be along an itinerary, per number of breaks taken.

Breaks come in order, so their number says which were taken. For each number only the earliest
moment matters: being earlier is never worse, because waiting at the next door is always allowed,
and a break can be taken while waiting. What a start costs is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from router.checking.itinerary import Itinerary, Task
from router.domain.problem import Shift, ShiftBreak

__all__ = [
    "Moments",
    "departures",
    "earliest_departures",
    "earliest_release",
    "pass_leg",
    "serve",
]

Moments = list[int | None]
"""The earliest moment for every number of breaks taken; None if there is none."""


def departures(shift: Shift) -> Iterator[tuple[int, int]]:
    """Yield how many breaks may lie before departure, and the earliest departure after them.

    Parameters
    ----------
    shift
        The shift.

    Yields
    ------
    tuple of int and int
        The number of breaks, from 0, and seconds after the problem's origin.
    """
    free = shift.earliest_s
    yield 0, free
    for taken, rest in enumerate(shift.breaks, start=1):
        begin = max(free, rest.earliest_s)
        if begin > rest.latest_s:
            return
        free = begin + rest.duration_s
        yield taken, free


def earliest_departures(shift: Shift, itinerary: Itinerary) -> list[Moments]:
    """Find out how early each visit can be left.

    Parameters
    ----------
    shift, itinerary
        What is walked.

    Returns
    -------
    list of list
        Row 0 for the start of the route, then one row per visit; per number of breaks taken.
    """
    moments: Moments = [None] * (len(shift.breaks) + 1)
    for taken, free in departures(shift):
        moments[taken] = free
    rows = [moments]
    for task in itinerary.tasks:
        rows.append(serve(pass_leg(rows[-1], task.work_s, shift.breaks), task))
    return rows


def earliest_release(
    shift: Shift, moments: Moments, tasks: Sequence[Task], return_s: int
) -> int | None:
    """Find out how long a shift would have to last for the rest of an itinerary.

    Parameters
    ----------
    shift
        Its breaks count; its end and its limit on paid time do not.
    moments
        Earliest departures, per number of breaks taken.
    tasks, return_s
        What follows.

    Returns
    -------
    int or None
        When the return and every break are over at the earliest; None if windows or breaks do not
        allow the rest at all.
    """
    for task in tasks:
        moments = serve(pass_leg(moments, task.work_s, shift.breaks), task)
    best: int | None = None
    for taken, moment in enumerate(pass_leg(moments, return_s, shift.breaks)):
        if moment is None:
            continue
        free = moment
        for rest in shift.breaks[taken:]:
            free = max(free, rest.earliest_s)
            if free > rest.latest_s:
                break
            free += rest.duration_s
        else:
            best = free if best is None else min(best, free)
    return best


def pass_leg(moments: Moments, work_s: int, breaks: Sequence[ShiftBreak]) -> Moments:
    """Do some work, pausing it for any number of the breaks that are still due.

    Parameters
    ----------
    moments
        Earliest departure per number of breaks taken.
    work_s
        Travel and setup.
    breaks
        Of the shift.

    Returns
    -------
    list
        When the work is done and no break runs, per number of breaks taken.
    """
    ready: Moments = [None] * len(moments)
    for taken, moment in enumerate(moments):
        if moment is None:
            continue
        free, done = moment, moment + work_s
        ready[taken] = _earlier(ready[taken], done)
        for index in range(taken, len(breaks)):
            rest = breaks[index]
            if free > rest.latest_s:
                break
            free = max(free, rest.earliest_s) + rest.duration_s
            done += rest.duration_s
            ready[index + 1] = _earlier(ready[index + 1], max(done, free))
    return ready


def serve(ready: Moments, task: Task) -> Moments:
    """Start service as soon as it is allowed, and end it.

    Parameters
    ----------
    ready
        Earliest readiness per number of breaks taken.
    task
        The visit.

    Returns
    -------
    list
        The ends of service, None where no start is left.
    """
    served: Moments = [None] * len(ready)
    for taken, moment in enumerate(ready):
        if moment is None:
            continue
        for opens, closes in task.starts:
            if moment <= closes:
                served[taken] = max(moment, opens) + task.service_s
                break
    return served


def _earlier(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)
