"""When an agent is back: the chances of every end of a route, by whom he will have met.

A plan counts with the mean time at a door. In truth a borrower is met, and the visit takes long,
or is not, and it is short::

    departure ── leg ── set-up ─┬─ met (p) ───── long ──┬── leg ── … ── back
                                └─ not met (1 - p) short┘
                                      never before the window: whoever is early waits

All ends are followed from door to door with their chances, which is exact, and cheap: ends that
fall on the same second are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from router.domain.problem import Problem, Shift, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route
from router.domain.worth import VisitWorth

__all__ = ["FOUR_OF_FIVE", "finish_chances", "finish_quantile"]

FOUR_OF_FIVE = 0.8
_TINY = 1e-12  # so that a sum of chances that is 0.8 but for rounding counts as 0.8


def finish_quantile(
    problem: Problem,
    route: Route,
    worths: Sequence[VisitWorth],
    share: float = FOUR_OF_FIVE,
) -> int:
    """Return by when a route has ended on a share of such days.

    Parameters
    ----------
    problem
        What was planned.
    route
        Of the plan.
    worths
        What is known of its visits; a visit without one takes what is planned.
    share
        Of the days, over 0 and up to 1.

    Returns
    -------
    int
        Seconds after the problem's origin: the earliest end that is not exceeded on that share.

    Raises
    ------
    ValueError
        If the share is none.
    """
    if not 0 < share <= 1:
        raise ValueError("a share of days is over 0 and up to 1")
    chances = finish_chances(problem, route, worths)
    reached = 0.0
    for end_s, chance in chances:
        reached += chance
        if reached >= share - _TINY:
            return end_s
    return chances[-1][0]


def finish_chances(
    problem: Problem, route: Route, worths: Sequence[VisitWorth]
) -> tuple[tuple[int, float], ...]:
    """Return at which times a route may end, each with its chance.

    Parameters
    ----------
    problem
        What was planned.
    route
        Of the plan.
    worths
        What is known of its visits; a visit without one, or planned at a time of which it says
        nothing, takes what is planned. Whoever accompanies a visit takes as long as it does.

    Returns
    -------
    tuple of (int, float)
        Seconds after the problem's origin, rising, and chances that add up to 1.

    Notes
    -----
    The agent leaves as planned, goes as fast as planned, and keeps the order of the plan. Whoever
    is early serves early, but not before the window (or legal span, or release) in which the
    visit is planned opens, and not before the planned start where the plan waits, at a meeting
    and at a locked start; a break does not start before its earliest time. Whoever is late does
    not skip a visit. Borrowers are met independently of each other, with the chance of the
    planned start also if it comes to be another hour. For a meeting, only the own agent's delay
    counts. A time that a borrower was told beside the windows is not looked at.
    """
    known = {worth.visit_id: worth for worth in worths}
    known |= {
        second: known[first]
        for second, first in problem.companions.items()
        if first in known and second not in known
    }
    visits = {visit.visit_id: visit for visit in problem.visits}
    shift = next((one for one in problem.shifts if one.shift_id == route.shift_id), None)
    together = {one for meeting in problem.meetings for one in (meeting.first, meeting.second)}
    ends: Mapping[int, float] = {route.start_s: 1.0}
    left_s = route.start_s  # when the plan leaves the door before
    for planned in (visit for stop in route.stops for visit in stop.visits):
        between = _breaks(route, shift, left_s, planned.start_s)
        moving_s = planned.start_s - planned.wait_s - left_s - _length(between)
        opens_s = _opens(visits.get(planned.visit_id), planned, planned.visit_id in together)
        served: defaultdict[int, float] = defaultdict(float)
        for free_s, chance in ends.items():
            start_s = max(_after(free_s, moving_s, between), opens_s)
            for service_s, share in _services(planned, known.get(planned.visit_id)):
                served[start_s + service_s] += chance * share
        ends, left_s = served, planned.end_s
    between = _breaks(route, shift, left_s, route.end_s)
    home_s = route.end_s - left_s - _length(between)
    home: defaultdict[int, float] = defaultdict(float)
    for free_s, chance in ends.items():
        home[_after(free_s, home_s, between)] += chance
    return tuple(sorted(home.items()))


def _services(planned: PlannedVisit, worth: VisitWorth | None) -> list[tuple[int, float]]:
    """Return how long a visit may take, each length with its chance."""
    met = worth.chance_at(planned.start_s) if worth is not None else None
    if worth is None or met is None:
        return [(planned.end_s - planned.start_s, 1.0)]
    lengths = [(worth.met_service_s, met), (worth.missed_service_s, 1 - met)]
    return [(length, chance) for length, chance in lengths if chance > 0]


def _opens(visit: Visit | None, planned: PlannedVisit, together: bool) -> int:
    """Return before when the visit does not start, however early the agent is."""
    start_s = planned.start_s
    # A wait of the plan has its reason, if only a better hour.
    if visit is None or together or planned.wait_s or visit.locked_start_s is not None:
        return start_s
    spans = (*visit.windows, *visit.legal)
    opened = [first for first, last in spans if first <= start_s <= last]
    if visit.release_s is not None and visit.release_s <= start_s:
        opened.append(visit.release_s)
    return max(opened, default=-(2**31))


def _breaks(
    route: Route, shift: Shift | None, from_s: int, until_s: int
) -> list[tuple[int, PlannedBreak]]:
    """Return the breaks between two services, each with its earliest start."""
    stated = shift.breaks if shift is not None else ()
    return [
        (stated[at].earliest_s if at < len(stated) else rest.start_s, rest)
        for at, rest in enumerate(route.breaks)
        if from_s <= rest.start_s and rest.end_s <= until_s
    ]


def _length(between: Sequence[tuple[int, PlannedBreak]]) -> int:
    return sum(rest.end_s - rest.start_s for _, rest in between)


def _after(free_s: int, moving_s: int, between: Sequence[tuple[int, PlannedBreak]]) -> int:
    """Return when the next door is reached: a break may pause the way, not start too early."""
    earliest_s, breaks_s = free_s, 0
    for opens_s, rest in between:
        length = rest.end_s - rest.start_s
        earliest_s = max(earliest_s, opens_s) + length
        breaks_s += length
    return max(earliest_s, free_s + moving_s + breaks_s)
