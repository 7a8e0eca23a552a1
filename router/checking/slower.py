"""Appointments that would be missed if travel were slower than planned, to be shown beforehand.

The agents leave as planned, and go on as planned: same order, same breaks, nothing before its
stated time. What is planned as a wait absorbs delay; every second of a slower way that no wait
absorbs makes the next service start later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from router.checking import words
from router.checking.itinerary import FOREVER, allowed_starts
from router.checking.numbers import sane
from router.checking.timeline import Step, read_timeline
from router.domain.plan import AT_RISK
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import PlannedBreak, Route

__all__ = ["SLOWER", "LateAppointment", "at_risk", "late_appointments", "late_on", "slowed"]

SLOWER = 1.2
"""An appointment has to be kept if travel takes a fifth longer, or to be flagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAppointment:
    """A visit that has to be made, and would begin too late on slower ways.

    Parameters
    ----------
    visit_id, case_ids
        Which.
    shift_id
        Who makes it.
    planned_s, closes_s
        When it starts as planned, and at the latest; seconds after the problem's origin.
    start_s
        When it would start.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    shift_id: str
    planned_s: int
    closes_s: int
    start_s: int

    @property
    def late_s(self) -> int:
        """By how many seconds it would be late."""
        return self.start_s - self.closes_s


def late_appointments(
    problem: Problem, routes: Sequence[Route], factor: float = SLOWER
) -> tuple[LateAppointment, ...]:
    """Find the appointments that would be missed if every way took longer.

    Parameters
    ----------
    problem
        What the routes belong to. Its mandatory visits are the appointments.
    routes
        As stated; those with numbers that cannot be times, or a leg without a way, are passed over.
    factor
        1.2 means that every leg takes 20 % longer, rounded up to whole seconds.

    Returns
    -------
    tuple of LateAppointment
        In the order of the routes. Latest is the end of the span of windows and lawful hours in
        which the visit is planned; one that is planned outside all of them is the checker's to
        find.

    Notes
    -----
    Setups and services last as planned. A visit that would miss its own window is still made, as
    the delay of those after it is then not underrated.
    """
    slower = slowed(problem, factor)
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    return tuple(
        late
        for route in routes
        if route.shift_id in shifts and sane(route)
        for late in late_on(slower, shifts[route.shift_id], route)
    )


def slowed(problem: Problem, factor: float) -> Problem:
    """Return a problem in which every leg takes longer.

    Parameters
    ----------
    problem
        The problem.
    factor
        1.2 means 20 % longer.

    Returns
    -------
    Problem
        Otherwise the same.
    """
    matrices = {key: matrix.scaled(factor) for key, matrix in problem.matrices.items()}
    return replace(problem, matrices=matrices)


def late_on(slower: Problem, shift: Shift, route: Route) -> Iterator[LateAppointment]:
    """Find the appointments that one route would miss.

    Parameters
    ----------
    slower
        The problem as it would be.
    shift, route
        The route as stated for the problem as planned.

    Yields
    ------
    LateAppointment
        In the order of the route.
    """
    timeline = read_timeline(slower, shift, route)
    if not timeline.complete:
        return
    clock = route.start_s
    for step in timeline.steps:
        assert step.visit is not None
        clock = max(step.planned.start_s, _ready(route.breaks, step, clock))
        closes = _closes(step.visit, step.planned.start_s)
        if step.visit.mandatory and clock > closes:
            yield LateAppointment(
                visit_id=step.visit.visit_id,
                case_ids=step.visit.case_ids,
                shift_id=shift.shift_id,
                planned_s=step.planned.start_s,
                closes_s=closes,
                start_s=clock,
            )
        clock += step.visit.service_s


def at_risk(
    problem: Problem, late: Sequence[LateAppointment], factor: float = SLOWER
) -> tuple[str, ...]:
    """Say which appointments slower travel would break.

    Parameters
    ----------
    problem
        The problem.
    late
        What `late_appointments` found.
    factor
        That it was asked for.

    Returns
    -------
    tuple of str
        One sentence each, for the warnings of a plan; of people they name ids only.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    return tuple(
        f"{AT_RISK}: case {', '.join(one.case_ids)}, agent {shifts[one.shift_id].agent_id}, "
        f"planned {words.clock(problem, one.planned_s)}, due by "
        f"{words.clock(problem, one.closes_s)}: {words.minutes(one.late_s)} late if travel takes "
        f"{round(100 * (factor - 1))} % longer."
        for one in late
    )


def _ready(breaks: Sequence[PlannedBreak], step: Step, departure_s: int) -> int:
    """When the work before a service and the breaks that lie there are over, leaving then."""
    assert step.leg is not None
    rested = free = 0
    for rest in breaks:
        if step.departure_s <= rest.start_s < step.planned.start_s:
            free = max(free, departure_s, rest.start_s) + rest.end_s - rest.start_s
            rested += rest.end_s - rest.start_s
    return max(departure_s + step.leg.travel_s + step.setup_due_s + rested, free)


def _closes(visit: Visit, start_s: int) -> int:
    """The end of the span in which a visit is planned; never, if it is in none."""
    spans = (closes for opens, closes in allowed_starts(visit) if opens <= start_s <= closes)
    return next(spans, FOREVER)
