"""How far an agent gets by a dispatcher's reckoning: earliest times, breaks included.

Breaks come in their order, so their number says which were taken; for each number only the
earliest moment matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, ShiftBreak
from router.domain.visits import Visit
from router.simulation.openings import next_start

__all__ = ["Reach", "gets_home", "go_on", "may_go", "set_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where an agent stands after some visits.

    Parameters
    ----------
    moments
        The earliest moment for every number of breaks taken; None if there is none.
    place, building
        Where; None before an open start.
    count, metres, load
        Visits so far, the way, and what is carried.
    start_s
        Of the last service.
    """

    moments: tuple[int | None, ...]
    place: int | None
    building: str = ""
    count: int = 0
    metres: int = 0
    load: int = 0
    start_s: int = 0


def may_go(shift: Shift, visit: Visit) -> bool:
    """Tell whether an agent may make a visit at all, whenever that is.

    Parameters
    ----------
    shift, visit
        Who, and where to.

    Returns
    -------
    bool
        Skills, agents and locks considered.
    """
    locked = visit.locked_shift not in ("", shift.shift_id)
    return not locked and visit.allows(shift.agent_id, shift.skills)


def set_out(shift: Shift) -> Reach:
    """Put an agent at the start of a shift.

    Parameters
    ----------
    shift
        The shift.

    Returns
    -------
    Reach
        Breaks may lie before departure.
    """
    moments: list[int | None] = [shift.earliest_s] + [None] * len(shift.breaks)
    free = shift.earliest_s
    for taken, rest in enumerate(shift.breaks, start=1):
        begin = max(free, rest.earliest_s)
        if begin > rest.latest_s:
            break
        free = moments[taken] = begin + rest.duration_s
    return Reach(moments=tuple(moments), place=shift.start_location)


def go_on(problem: Problem, shift: Shift, reach: Reach, visit: Visit) -> Reach | None:
    """Make one more visit, as soon as it may be.

    Parameters
    ----------
    problem, shift
        The travel times, and whose.
    reach
        So far.
    visit
        The next.

    Returns
    -------
    Reach or None
        None if it cannot be made in time, or is more than the agent may do.
    """
    travel, metres = _leg(problem, shift, reach.place, visit.location)
    if travel == UNREACHABLE:
        return None
    setup = visit.setup_s if visit.building != reach.building else 0
    ready = _work(reach.moments, travel + setup, shift.breaks)
    starts = [None if one is None else next_start(visit, one, visit.service_s) for one in ready]
    found = [one for one in starts if one is not None]
    after = Reach(
        moments=tuple(None if one is None else one + visit.service_s for one in starts),
        place=visit.location,
        building=visit.building,
        count=reach.count + 1,
        metres=reach.metres + metres,
        load=reach.load + visit.load,
        start_s=min(found, default=0),
    )
    too_many = shift.max_visits is not None and after.count > shift.max_visits
    too_heavy = shift.capacity is not None and after.load > shift.capacity
    return None if not found or too_many or too_heavy else after


def gets_home(problem: Problem, shift: Shift, reach: Reach) -> bool:
    """Tell whether an agent can end a shift in time, all breaks taken.

    Parameters
    ----------
    problem, shift
        The travel times, and whose.
    reach
        So far.

    Returns
    -------
    bool
        Without overtime.
    """
    travel, metres = _leg(problem, shift, reach.place, shift.end_location)
    if travel == UNREACHABLE:
        return False
    if shift.max_distance_m is not None and reach.metres + metres > shift.max_distance_m:
        return False
    last = shift.latest_s
    if shift.max_duration_s is not None:
        last = min(last, shift.earliest_s + shift.max_duration_s)
    for taken, moment in enumerate(_work(reach.moments, travel, shift.breaks)):
        if moment is None or moment > last:
            continue
        free = moment
        for rest in shift.breaks[taken:]:
            free = max(free, rest.earliest_s)
            if free > rest.latest_s:
                break
            free += rest.duration_s
        else:
            if free <= shift.latest_s:
                return True
    return False


def _leg(problem: Problem, shift: Shift, origin: int | None, goal: int | None) -> tuple[int, int]:
    """Seconds and metres; an open end costs neither."""
    if origin is None or goal is None:
        return 0, 0
    matrix = problem.matrices[shift.matrix]
    return int(matrix.duration_s[origin, goal]), int(matrix.distance_m[origin, goal])


def _work(
    moments: Sequence[int | None], seconds: int, breaks: Sequence[ShiftBreak]
) -> list[int | None]:
    """Travel and set up, pausing for any number of the breaks that are still due."""
    ready: list[int | None] = [None] * len(moments)
    for taken, moment in enumerate(moments):
        if moment is None:
            continue
        free, done = moment, moment + seconds
        for number in range(taken, len(moments)):
            known = ready[number]
            ready[number] = done if known is None else min(known, done)
            if number == len(breaks) or free > breaks[number].latest_s:
                break
            free = max(free, breaks[number].earliest_s) + breaks[number].duration_s
            done = max(done + breaks[number].duration_s, free)
    return ready
