"""The best times for a given order of visits, exactly: departure, breaks, return.

How it works
------------
For one departure, a walk along the route keeps, for every number of breaks taken so far, the
earliest moment at which the agent can be done. Being earlier with the same breaks taken is never
worse, because waiting at the next door is always allowed: these few moments are all that matters.

A later departure may cost less: it can swallow a wait. While the departure moves later, every
moment of the walk either *moves* with it or *stays* (a wait or a break swallows the change), until
one of the comparisons made on the way turns. The walk reports for how long none does: its
*steady* time. Within it the finish is a straight line, so the cheapest departure is one of its two
ends; after it the next walk begins. With the number of breaks taken before departure held fixed
the finish never falls, so the search ends at the first departure that does not work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from router.checking.costs import time_cost
from router.checking.times import merged
from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, ShiftBreak, Span, Visit

__all__ = [
    "FOREVER",
    "Itinerary",
    "Maps",
    "Moment",
    "Moments",
    "Task",
    "Times",
    "allowed_starts",
    "best_times",
    "departures",
    "pass_leg",
    "serve",
]

FOREVER = 10**12  # seconds; far beyond every time of a problem

Moment = tuple[int, int]
"""A time, and 1 if it moves with the departure, 0 if it stays."""

Moments = list[Moment | None]
"""The earliest moment for every number of breaks taken; None if there is none."""


@dataclass(frozen=True, slots=True)
class Task:
    """One visit on an itinerary.

    Parameters
    ----------
    work_s
        Travel and setup before it.
    service_s
        At the door.
    starts
        When service may start: windows and legal hours together.
    """

    work_s: int
    service_s: int
    starts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Visits in order, as one shift would make them.

    Parameters
    ----------
    tasks
        One per visit.
    return_s
        Travel after the last one.
    distance_m
        Of all legs.
    """

    tasks: tuple[Task, ...]
    return_s: int
    distance_m: int

    @property
    def work_s(self) -> int:
        """Travel, setups and services; no schedule is shorter."""
        return self.return_s + sum(task.work_s + task.service_s for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Times:
    """When a route departs and returns.

    Parameters
    ----------
    start_s, end_s
        Seconds after the problem's origin.
    cost
        Paid time and overtime premium, in money.
    """

    start_s: int
    end_s: int
    cost: float


def allowed_starts(visit: Visit) -> tuple[Span, ...]:
    """Return when service of a visit may start: inside a window, and wholly inside legal hours.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    tuple of Span
        In order, apart from each other; empty if windows and legal hours leave no time.
    """
    windows = merged(visit.windows) or ((-FOREVER, FOREVER),)
    legal = merged(visit.legal) or ((-FOREVER, FOREVER),)
    both = [
        (max(opens, from_s), min(closes, to_s - visit.service_s))
        for opens, closes in windows
        for from_s, to_s in legal
    ]
    return tuple(sorted(span for span in both if span[0] <= span[1]))


class Maps:
    """Travel of a problem as plain lists, and the starts of its visits: fast to look up.

    Parameters
    ----------
    problem
        The problem.
    """

    def __init__(self, problem: Problem) -> None:
        used = {shift.matrix for shift in problem.shifts}
        self._travel: dict[str, list[list[int]]] = {}
        self._metres: dict[str, list[list[int]]] = {}
        for key in sorted(used):
            self._travel[key] = problem.matrices[key].duration_s.tolist()
            self._metres[key] = problem.matrices[key].distance_m.tolist()
        self._starts = {v.visit_id: (v, allowed_starts(v)) for v in problem.visits}

    def leg(self, shift: Shift, origin: int | None, target: int | None) -> tuple[int, int] | None:
        """Return seconds and metres of a leg, 0 at an open end, or None if there is no way."""
        if origin is None or target is None or origin == target:
            return 0, 0
        travel_s = self._travel[shift.matrix][origin][target]
        if travel_s == UNREACHABLE:
            return None
        return travel_s, self._metres[shift.matrix][origin][target]

    def task(self, before: Visit | None, visit: Visit, travel_s: int) -> Task:
        """Return a visit as a task after the one before it."""
        known, starts = self._starts[visit.visit_id]
        if known is not visit:  # a copy without its windows, to see what they cost
            starts = allowed_starts(visit)
        setup_s = 0 if before is not None and before.building == visit.building else visit.setup_s
        return Task(travel_s + setup_s, visit.service_s, starts)

    def itinerary(self, shift: Shift, visits: Sequence[Visit]) -> Itinerary | None:
        """Return visits in order as an itinerary of a shift, or None if a leg has no way."""
        tasks: list[Task] = []
        distance_m = 0
        before: Visit | None = None
        place = shift.start_location
        for visit in visits:
            leg = self.leg(shift, place, visit.location)
            if leg is None:
                return None
            tasks.append(self.task(before, visit, leg[0]))
            distance_m += leg[1]
            before, place = visit, visit.location
        leg = self.leg(shift, place, shift.end_location) if visits else (0, 0)
        if leg is None:
            return None
        return Itinerary(tuple(tasks), leg[0], distance_m + leg[1])


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


def best_times(shift: Shift, itinerary: Itinerary) -> Times | None:
    """Find the cheapest times of an itinerary.

    Parameters
    ----------
    shift
        Its bounds, breaks, duration limit and costs count; its other limits do not.
    itinerary
        At least one visit.

    Returns
    -------
    Times or None
        The cheapest, of equals the one that returns first; None if no departure works.

    Notes
    -----
    Exact in whole seconds for any number of windows, legal spans and breaks.
    """
    best: Times | None = None
    longest = FOREVER if shift.max_duration_s is None else shift.max_duration_s
    work_s = itinerary.work_s
    for taken, earliest in departures(shift):
        start = earliest
        while True:
            walked = _walk(shift, itinerary, start, taken)
            if walked is None:
                break
            (finish, moves), steady = walked
            for later in (0, steady):
                times = _times(shift, start + later, finish + later * moves)
                if times.end_s - times.start_s > longest:
                    continue
                if best is None or (times.cost, times.end_s) < (best.cost, best.end_s):
                    best = times
            # No later departure returns before this finish or is shorter than the work.
            if best is not None and best.cost <= time_cost(shift, finish - work_s, finish):
                break
            start += steady + 1
    return best


def _times(shift: Shift, start_s: int, end_s: int) -> Times:
    return Times(start_s, end_s, time_cost(shift, start_s, end_s))


def _walk(shift: Shift, itinerary: Itinerary, start: int, taken: int) -> tuple[Moment, int] | None:
    """Earliest finish for one departure with some breaks already taken, and the steady time."""
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
        done, done_moves = moment[0] + work_s, moment[1]
        free, free_moves = moment
        ready[taken], steady = _earlier(ready[taken], (done, done_moves), steady)
        for index in range(taken, len(breaks)):
            rest = breaks[index]
            (free, free_moves), steady = _later((free, free_moves), rest.earliest_s, steady)
            if free > rest.latest_s:
                break
            if free_moves:
                steady = min(steady, rest.latest_s - free)
            free += rest.duration_s
            done += rest.duration_s
            option: Moment
            if done_moves == free_moves:
                option = (max(done, free), done_moves)
            else:  # the work moves, the break's end stays
                option, steady = _later((done, done_moves), free, steady)
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
        for opens, closes in task.starts:
            if moment[0] <= closes:
                if moment[1] and moment[0] >= opens:
                    steady = min(steady, closes - moment[0])
                (start, moves), steady = _later(moment, opens, steady)
                served[taken] = (start + task.service_s, moves)
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
