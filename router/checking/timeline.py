"""Read a stated route against the matrix: what every time on it should be.

The rule for a stated timeline (what the solver writes and what a person edits are judged alike)
-------------------------------------------------------------------------------------------------
Every leg is judged from the *stated* departure before it, so that one wrong number is one finding.

``departure``
    ``route.start_s`` for the first visit, the stated service end of the visit before otherwise.
``arrival`` (stated once per stop)
    exactly ``departure + travel + breaks``, where *breaks* are the lengths of all breaks that start
    in ``[departure, arrival)``. Nobody waits on the way: a wait is at the next door. If the start
    of the shift is open, the first arrival is ``route.start_s`` and there is no leg.
``service start``
    at least ``arrival + setup + breaks``, with the breaks that start in ``[arrival, start)``. The
    setup is due if the building is not that of the visit before on the route. For the second and
    later visits of a stop, which have no arrival of their own: at least ``departure + travel +
    breaks`` with the breaks in ``[departure, start)``. A later start is allowed; what is left over
    is ``wait_s``.
``service end``
    exactly ``start + service``.
``route.end_s``
    exactly ``last departure + travel + breaks`` with the breaks in ``[last departure, end_s)``; the
    last service end if the end of the shift is open.
*breaks*
    A break that starts when the agent arrives may be counted on either side of the arrival. No
    break lies across a departure, an arrival, a service or the return: it ends by the next of
    these. Breaks that end by ``route.start_s`` or start at or after ``route.end_s`` are unpaid
    and move nothing.

::

    start_s        arrival          start      end             arrival
      |--travel--[break]--travel--|--setup--..wait..--|#service#|--travel--|--setup--|#service#| ...
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop

__all__ = ["Leg", "Step", "Timeline", "break_time", "read_timeline"]


@dataclass(frozen=True, slots=True)
class Leg:
    """The way between two places, from the matrix.

    Parameters
    ----------
    travel_s, distance_m
        Seconds and metres; -1 in both if there is no way.
    """

    travel_s: int
    distance_m: int

    @property
    def reachable(self) -> bool:
        """True if there is a way."""
        return self.travel_s != UNREACHABLE


NO_LEG = Leg(0, 0)
NO_LEG_TO_OPEN_START = Leg(0, 0)  # an object of its own: not even a break lies on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One visit of a stated route, with what its times should be.

    Parameters
    ----------
    stop, planned, visit
        What is stated, and the visit of the problem; None if the problem does not know it.
    opens_stop
        True for the first visit of its stop.
    departure_s
        Stated end of what came before.
    leg
        The way that leads here; None if it is not known because a neighbour is unknown.
    setup_due_s
        0 if the visit before is in the same building.
    arrival_due_s
        What the stop's arrival should be; None if it opens no stop or the leg cannot be judged.
    ready_s
        When service may start at the earliest, windows aside; None if the leg cannot be judged.
    """

    stop: Stop
    planned: PlannedVisit
    visit: Visit | None
    opens_stop: bool
    departure_s: int
    leg: Leg | None
    setup_due_s: int
    arrival_due_s: int | None
    ready_s: int | None

    @property
    def wait_due_s(self) -> int | None:
        """What the wait should be; None if the leg cannot be judged."""
        return None if self.ready_s is None else max(0, self.planned.start_s - self.ready_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A stated route, read against the matrix.

    Parameters
    ----------
    steps
        The visits in order.
    return_leg
        From the last visit to the end of the shift; None if it is not known.
    end_due_s
        What ``route.end_s`` should be; None if the return leg cannot be judged.
    complete
        True if every visit is known and every leg can be travelled.
    travel_s, distance_m, service_s, setup_s, wait_s, break_s
        What the totals should be (of what is known, if the timeline is not complete).
    """

    steps: tuple[Step, ...]
    return_leg: Leg | None
    end_due_s: int | None
    complete: bool
    travel_s: int
    distance_m: int
    service_s: int
    setup_s: int
    wait_s: int
    break_s: int


def break_time(breaks: Sequence[PlannedBreak], from_s: int, to_s: int) -> int:
    """Add up the lengths of the breaks that start in a span.

    Parameters
    ----------
    breaks
        As stated.
    from_s, to_s
        The span ``[from_s, to_s)``.

    Returns
    -------
    int
        Seconds.
    """
    return sum(max(0, b.end_s - b.start_s) for b in breaks if from_s <= b.start_s < to_s)


def read_timeline(problem: Problem, shift: Shift, route: Route) -> Timeline:
    """Recompute from the matrix what the times of a stated route should be.

    Parameters
    ----------
    problem
        What the route belongs to.
    shift
        The shift of the route.
    route
        As stated; its visits may be unknown and its times wrong.

    Returns
    -------
    Timeline
        One step per stated visit, and the totals.
    """
    visits = {visit.visit_id: visit for visit in problem.visits}
    steps: list[Step] = []
    before: Visit | None = None
    departure_s = route.start_s
    for stop in route.stops:
        for position, planned in enumerate(stop.visits):
            visit = visits.get(planned.visit_id)
            leg = _leg_to(problem, shift, before, visit, first=not steps)
            step = _step(stop, planned, visit, before, leg, departure_s, route, position == 0)
            steps.append(step)
            before, departure_s = visit, planned.end_s
    return_leg = _return_leg(problem, shift, before)
    end_due_s = None
    if return_leg is not None and return_leg.reachable:
        pauses = break_time(route.breaks, departure_s, route.end_s)
        # With an open end nothing follows the last service, so nothing can be paused.
        on_the_way = 0 if shift.end_location is None else return_leg.travel_s + pauses
        end_due_s = departure_s + on_the_way
    legs = [*(step.leg for step in steps), return_leg]
    known = [leg for leg in legs if leg is not None and leg.reachable]
    return Timeline(
        steps=tuple(steps),
        return_leg=return_leg,
        end_due_s=end_due_s,
        complete=bool(steps) and len(known) == len(legs),
        travel_s=sum(leg.travel_s for leg in known),
        distance_m=sum(leg.distance_m for leg in known),
        service_s=sum(step.visit.service_s for step in steps if step.visit is not None),
        setup_s=sum(step.setup_due_s for step in steps),
        wait_s=sum(step.wait_due_s or 0 for step in steps),
        break_s=break_time(route.breaks, route.start_s, route.end_s),
    )


def _step(
    stop: Stop,
    planned: PlannedVisit,
    visit: Visit | None,
    before: Visit | None,
    leg: Leg | None,
    departure_s: int,
    route: Route,
    opens_stop: bool,
) -> Step:
    new_building = visit is not None and (before is None or visit.building != before.building)
    setup_due_s = visit.setup_s if visit is not None and new_building else 0
    arrival_due_s = ready_s = None
    if leg is not None and leg.reachable:
        reached_s = departure_s + leg.travel_s
        if opens_stop:
            arrival_due_s = reached_s
            if leg is not NO_LEG_TO_OPEN_START:
                arrival_due_s += break_time(route.breaks, departure_s, stop.arrival_s)
        else:
            # Without an arrival of its own, the visit's way and setup are judged in one piece.
            pauses = break_time(route.breaks, departure_s, planned.start_s)
            ready_s = reached_s + setup_due_s + pauses
    if opens_stop and visit is not None:
        pauses = break_time(route.breaks, stop.arrival_s, planned.start_s)
        ready_s = stop.arrival_s + setup_due_s + pauses
    return Step(
        stop=stop,
        planned=planned,
        visit=visit,
        opens_stop=opens_stop,
        departure_s=departure_s,
        leg=leg,
        setup_due_s=setup_due_s,
        arrival_due_s=arrival_due_s,
        ready_s=ready_s,
    )


def _leg_to(
    problem: Problem, shift: Shift, before: Visit | None, visit: Visit | None, *, first: bool
) -> Leg | None:
    """The way to a visit; None if an unknown visit lies at either end."""
    if visit is None or (before is None and not first):
        return None
    origin = shift.start_location if before is None else before.location
    if origin is None:
        return NO_LEG_TO_OPEN_START
    return _leg(problem, shift, origin, visit.location)


def _return_leg(problem: Problem, shift: Shift, last: Visit | None) -> Leg | None:
    if last is None:
        return None
    if shift.end_location is None:
        return NO_LEG
    return _leg(problem, shift, last.location, shift.end_location)


def _leg(problem: Problem, shift: Shift, origin: int, target: int) -> Leg:
    if origin == target:
        return NO_LEG
    matrix = problem.matrices[shift.matrix]
    return Leg(int(matrix.duration_s[origin, target]), int(matrix.distance_m[origin, target]))
