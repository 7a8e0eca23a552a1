"""Leave earlier, where that alone keeps an appointment that slower travel would break.

What is gained is a wait at the door of the appointment, which absorbs delay::

    as planned   leave ------#----#--------|A|     no room before A
    earlier   leave ------#----#--------~~~|A|     the wait before A is the room
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from router.checking.itinerary import priced_starts
from router.checking.numbers import sane
from router.checking.retiming import before_departure, retimed
from router.checking.slower import SLOWER, late_appointments, late_on, slowed
from router.checking.timeline import read_timeline
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route

__all__ = ["leave_earlier"]


def leave_earlier(
    problem: Problem, routes: Sequence[Route], factor: float = SLOWER
) -> tuple[Route, ...]:
    """Move departures forward so far that appointments hold on slower ways, where that is enough.

    Parameters
    ----------
    problem
        What the routes belong to.
    routes
        That keep every rule.
    factor
        1.2 means that every leg takes 20 % longer.

    Returns
    -------
    tuple of Route
        In the same order; the same object where no change is needed or none helps. Changed routes
        keep every rule: order and breaks between visits stay, nothing is later, no start has
        another price, and starts on which other routes depend are not moved. They leave as late as
        still saves all the appointments that leaving earlier can save.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    late = {one.shift_id for one in late_appointments(problem, routes, factor)}
    slower = slowed(problem, factor)
    return tuple(
        _earlier(problem, slower, shifts[route.shift_id], route)
        if route.shift_id in late
        else route
        for route in routes
    )


def _earlier(problem: Problem, slower: Problem, shift: Shift, route: Route) -> Route:
    timeline = read_timeline(problem, shift, route)
    if not sane(route) or not timeline.complete or len(route.breaks) != len(shift.breaks):
        return route
    tied = {name for spacing in problem.spacings for name in spacing.visit_ids}
    tied |= {name for meeting in problem.meetings for name in (meeting.first, meeting.second)}
    opens: dict[str, int] = {}
    for step in timeline.steps:
        assert step.visit is not None
        start = step.planned.start_s
        name = step.visit.visit_id
        opens[name] = start if name in tied else _opens(step.visit, start)

    def leaving(moment: int) -> Route:
        return retimed(problem, shift, route, moment, opens)

    def short_enough(moment: int) -> bool:
        longest = shift.max_duration_s
        return longest is None or leaving(moment).end_s - moment <= longest

    def missed(moment: int) -> int:
        return sum(1 for _ in late_on(slower, shift, leaving(moment)))

    before = before_departure(shift, route)
    soonest = max([shift.earliest_s, *(end for _, end in before)])
    soonest = _first(soonest, route.start_s, short_enough)
    fewest = missed(soonest)
    if fewest == sum(1 for _ in late_on(slower, shift, route)):
        return route
    # One second before the first departure that misses more.
    more = _first(soonest, route.start_s + 1, lambda moment: missed(moment) > fewest)
    return leaving(more - 1)


def _opens(visit: Visit, start_s: int) -> int:
    """The beginning of the span of equal price in which a visit is planned."""
    spans, _ = priced_starts(visit)
    return next((opens for opens, closes in spans if opens <= start_s <= closes), start_s)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first moment from which something holds on; nothing is asked of ``high``."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return high
