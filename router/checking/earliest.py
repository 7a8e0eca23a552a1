"""How early things can be along an itinerary, per number of breaks taken.

Breaks come in order, so their number says which were taken. For each number only the earliest
moment matters: being earlier is never worse, because waiting at the next door is always allowed,
and a break can be taken while waiting.

Moments also know whether they *move* with the route's departure or *stay* because a wait or a break
swallows the change. ``steady`` is for how many seconds of a later departure every comparison made
so far comes out as it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from router.checking.itinerary import FOREVER, Itinerary, Task
from router.domain.problem import Shift, ShiftBreak

__all__ = [
    "Moment",
    "Moments",
    "departures",
    "earliest_departures",
    "earliest_finish",
    "earliest_release",
    "pass_leg",
    "serve",
]

Moment = tuple[int, int]
"""A time, and 1 if it moves with the route's departure, 0 if it stays."""

Moments = list[Moment | None]
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
    breaks = shift.breaks
    moments: Moments = [None] * (len(breaks) + 1)
    for taken, free in departures(shift):
        moments[taken] = (free, 0)
    rows = [moments]
    for task in itinerary.tasks:
        ready, _ = pass_leg(rows[-1], task.work_s, breaks, 0)
        served, _ = serve(ready, task, 0)
        rows.append(served)
    return rows


def earliest_finish(
    shift: Shift, itinerary: Itinerary, start: int, taken: int
) -> tuple[Moment, int] | None:
    """Walk along an itinerary from one departure.

    Parameters
    ----------
    shift, itinerary
        What is walked.
    start
        The departure.
    taken
        How many breaks lie before it.

    Returns
    -------
    tuple of Moment and int, or None
        The earliest return, and the steady time: while the departure is up to that much later, the
        return moves with it or stays, as its moment says. None if the itinerary does not work.
    """
    breaks = shift.breaks
    moments: Moments = [None] * (len(breaks) + 1)
    moments[taken] = (start, 1)
    steady = FOREVER
    for task in itinerary.tasks:
        ready, steady = pass_leg(moments, task.work_s, breaks, steady)
        moments, steady = serve(ready, task, steady)
    ready, steady = pass_leg(moments, itinerary.return_s, breaks, steady)
    finish: Moment | None = None
    limit = shift.latest_s + shift.overtime_max_s
    for taken_now, moment in enumerate(ready):
        if moment is None:
            continue
        fits, steady = _rests_fit_after(moment, breaks[taken_now:], limit, steady)
        if fits:
            finish, steady = _earlier(finish, moment, steady)
    return None if finish is None else (finish, steady)


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
        ready, _ = pass_leg(moments, task.work_s, shift.breaks, 0)
        moments, _ = serve(ready, task, 0)
    ready, _ = pass_leg(moments, return_s, shift.breaks, 0)
    best: int | None = None
    for taken, moment in enumerate(ready):
        if moment is None:
            continue
        free = moment[0]
        for rest in shift.breaks[taken:]:
            free = max(free, rest.earliest_s)
            if free > rest.latest_s:
                break
            free += rest.duration_s
        else:
            best = free if best is None else min(best, free)
    return best


def pass_leg(
    moments: Moments, work_s: int, breaks: Sequence[ShiftBreak], steady: int
) -> tuple[Moments, int]:
    """Do some work, pausing it for any number of the breaks that are still due.

    Parameters
    ----------
    moments
        Earliest departure per number of breaks taken.
    work_s
        Travel and setup.
    breaks
        Of the shift.
    steady
        For how long nothing turns, as far as known.

    Returns
    -------
    tuple of list and int
        When the work is done and no break runs, per number of breaks taken; the steady time.
    """
    ready: Moments = [None] * len(moments)
    for taken, moment in enumerate(moments):
        if moment is None:
            continue
        free, moves = moment
        done = free + work_s
        known = ready[taken]
        if known is None:
            ready[taken] = (done, moves)
        else:
            ready[taken], steady = _earlier(known, (done, moves), steady)
        free_moves = moves
        for index in range(taken, len(breaks)):
            rest = breaks[index]
            if free > rest.latest_s:
                break
            (free, free_moves), steady = _later((free, free_moves), rest.earliest_s, steady)
            if free_moves:
                steady = min(steady, rest.latest_s - free)
            free += rest.duration_s
            done += rest.duration_s
            if moves == free_moves:
                option = (max(done, free), moves)
            else:  # the work moves, the break's end stays
                option, steady = _later((done, moves), free, steady)
            ready[index + 1], steady = _earlier(ready[index + 1], option, steady)
    return ready, steady


def serve(ready: Moments, task: Task, steady: int) -> tuple[Moments, int]:
    """Start service as soon as it is allowed, and end it.

    Parameters
    ----------
    ready
        Earliest readiness per number of breaks taken.
    task
        The visit.
    steady
        For how long nothing turns, as far as known.

    Returns
    -------
    tuple of list and int
        The ends of service, None where no start is left; the steady time.
    """
    served: Moments = [None] * len(ready)
    for taken, moment in enumerate(ready):
        if moment is None:
            continue
        time, moves = moment
        for opens, closes in task.starts:
            if time <= closes:
                if moves:  # until the window closes, or until it no longer has to be waited for
                    steady = min(steady, closes - time if time >= opens else opens - time)
                if time < opens:
                    time, moves = opens, 0
                served[taken] = (time + task.service_s, moves)
                break
    return served, steady


def _rests_fit_after(
    moment: Moment, rests: Sequence[ShiftBreak], limit: int, steady: int
) -> tuple[bool, int]:
    """Tell whether a return is in time, and the breaks still due fit between it and the limit."""
    for rest in (None, *rests):
        last, length = limit, 0
        if rest is not None:
            moment, steady = _later(moment, rest.earliest_s, steady)
            last, length = min(rest.latest_s, limit - rest.duration_s), rest.duration_s
        if moment[0] > last:
            return False, steady
        if moment[1]:
            steady = min(steady, last - moment[0])
        moment = (moment[0] + length, moment[1])
    return True, steady


def _later(moment: Moment, fixed: int, steady: int) -> tuple[Moment, int]:
    """The later of a moment and a fixed time."""
    time, moves = moment
    if time >= fixed:
        return moment, steady
    if moves:
        steady = min(steady, fixed - time)
    return (fixed, 0), steady


def _earlier(one: Moment | None, other: Moment, steady: int) -> tuple[Moment, int]:
    """The earlier of two moments."""
    if one is None:
        return other, steady
    if one[1] == other[1]:
        return min(one, other), steady
    moving, fixed = (one, other) if one[1] else (other, one)
    if moving[0] < fixed[0]:
        return moving, min(steady, fixed[0] - moving[0])
    return fixed, steady
