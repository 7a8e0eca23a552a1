"""Walk from door to door, always to the one that is served soonest, appointments kept."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.problem import Problem, Shift
from router.domain.visits import Visit
from router.simulation.openings import start_spans
from router.simulation.reach import Reach, gets_home, go_on, may_go, set_out

__all__ = ["in_order", "keeps", "nearest_first"]


def nearest_first(
    problem: Problem,
    shift: Shift,
    wanted: Sequence[Visit],
    appointments: Sequence[Visit] = (),
    *,
    most: int | None = None,
) -> tuple[str, ...]:
    """Order the visits of a shift as an agent would who always goes to the next door.

    Parameters
    ----------
    problem, shift
        The travel times, and whose day.
    wanted
        What may be visited; of equal ones the first goes first.
    appointments
        That must be kept; those that cannot be are left out.
    most
        Visits in all; None for as many as the shift holds.

    Returns
    -------
    tuple of str
        Visit ids in order. What cannot be reached in time is left out.
    """
    fixed = keeps(problem, shift, appointments)
    reach, left = set_out(shift), list(wanted)
    order: list[str] = []
    groups = {visit.group for visit in fixed}
    while most is None or len(order) + len(fixed) < most:
        best: tuple[int, Visit, Reach] | None = None
        for visit in left:
            if visit.group and visit.group in groups:
                continue
            after = go_on(problem, shift, reach, visit)
            if after is None or (best is not None and after.start_s >= best[0]):
                continue
            if _still(problem, shift, after, fixed):
                best = after.start_s, visit, after
        soonest = go_on(problem, shift, reach, fixed[0]) if fixed else None
        if fixed and soonest is not None and (best is None or soonest.start_s <= best[0]):
            best = soonest.start_s, fixed.pop(0), soonest
        if best is None:
            break
        _, visit, reach = best
        order.append(visit.visit_id)
        groups.add(visit.group)
        left = [one for one in left if one.visit_id != visit.visit_id]
    return (*order, *(visit.visit_id for visit in fixed))


def keeps(problem: Problem, shift: Shift, appointments: Sequence[Visit]) -> list[Visit]:
    """Return those of some appointments that one agent can keep, in order of time.

    Parameters
    ----------
    problem, shift
        The travel times, and whose day.
    appointments
        Earlier ones have the right of way.

    Returns
    -------
    list of Visit
        What one agent can do in a day without anything else.
    """
    kept: list[Visit] = []
    for visit in sorted(appointments, key=_begins):
        if may_go(shift, visit) and _still(problem, shift, set_out(shift), [*kept, visit]):
            kept.append(visit)
    return kept


def in_order(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> tuple[str, ...]:
    """Keep an order, without what cannot be reached in time.

    Parameters
    ----------
    problem, shift
        The travel times, and whose day.
    visits
        In order.

    Returns
    -------
    tuple of str
        Visit ids.
    """
    reach, order = set_out(shift), []
    for visit in visits:
        after = go_on(problem, shift, reach, visit) if may_go(shift, visit) else None
        if after is not None and gets_home(problem, shift, after):
            reach = after
            order.append(visit.visit_id)
    return tuple(order)


def _still(problem: Problem, shift: Shift, reach: Reach | None, due: Sequence[Visit]) -> bool:
    """Tell whether some visits can still be made, one after the other, and the way home."""
    for visit in due:
        if reach is None:
            return False
        reach = go_on(problem, shift, reach, visit)
    return reach is not None and gets_home(problem, shift, reach)


def _begins(visit: Visit) -> tuple[int, str]:
    spans = start_spans(visit, visit.service_s)
    return (spans[0][0] if spans else 0, visit.visit_id)
