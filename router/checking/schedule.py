"""The best times for a given order of visits, exactly: departure, breaks, return.

A later departure may cost less: it swallows a wait. With the number of breaks taken before the
departure held fixed, the return never falls while the departure moves later, and it does so in
pieces. Where the return stays, the latest departure is best; where it moves along, the earliest is.
So it suffices to look at one departure per piece, and to stop at the first that does not work.

::

    return |                 ______/         / moves along: its first second is best
           |        ________|                __ stays: its last second is best
           |   ____/
           +---------------------- departure
"""

from __future__ import annotations

from dataclasses import dataclass

from router.checking.costs import time_cost
from router.checking.earliest import departures, earliest_finish
from router.checking.itinerary import FOREVER, Itinerary
from router.checking.latest import latest_departure, latest_starts
from router.domain.problem import Shift

__all__ = ["Times", "best_times"]


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
    for taken, start in departures(shift):
        while True:
            walked = earliest_finish(shift, itinerary, start, taken)
            if walked is None:
                break
            (finish, moves), steady = walked
            departure = start if moves else _last_departure(shift, itinerary, finish, taken)
            if finish - departure <= longest:
                cost = time_cost(shift, departure, finish)
                if best is None or (cost, finish) < (best.cost, best.end_s):
                    best = Times(departure, finish, cost)
            # No later departure returns before this finish or is shorter than the work.
            if best is not None and best.cost <= time_cost(
                shift, finish - itinerary.work_s, finish
            ):
                break
            start = (start + steady if moves else departure) + 1
    return best


def _last_departure(shift: Shift, itinerary: Itinerary, finish: int, taken: int) -> int:
    """The latest departure that still returns by a finish that is known to work."""
    first = latest_starts(shift, itinerary, finish)[0]
    last = latest_departure(first, taken, itinerary.tasks[0].work_s, shift.breaks)
    assert last is not None
    return last
