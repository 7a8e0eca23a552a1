"""Two agents agree on a time: days with meetings, searched by the compiled kernel.

The kernel makes both visits of a meeting or neither, and holds them at one time that it moves (see
`router.solving.kernel.meeting`). What its processes tell is written out here with these times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from router.domain.problem import Problem
from router.domain.route import EngineShare, Route
from router.solving.conducting import Conductor, Limits
from router.solving.cores import cores
from router.solving.crew import Crew
from router.solving.memory import fitting_workers
from router.solving.obstacles import kernel_obstacle
from router.solving.pinned import mended
from router.solving.planned import plan_price, starts_of
from router.solving.prepared import Prepared
from router.solving.record import Record
from router.solving.timetable import route_of, sequences_of

__all__ = ["agree", "can_agree", "tied_visits", "written"]

Plan = Mapping[int, Sequence[int]]
Times = Mapping[int, int]


def tied_visits(problem: Problem) -> frozenset[str]:
    """Return the coupled visits whose times the kernel cannot move.

    Parameters
    ----------
    problem
        The statement.

    Returns
    -------
    frozenset of str
        Ids of visits that are spaced, or locked to the beginning of a shift, if they meet; and of
        those with whom these meet.
    """
    tied = {visit_id for spacing in problem.spacings for visit_id in spacing.visit_ids}
    begun = {visit_id for shift in problem.shifts for visit_id in shift.locked_visits}
    for meeting in problem.meetings:
        both = {meeting.first, meeting.second}
        if not both.isdisjoint(tied | begun):
            tied |= both
    return frozenset(tied)


def can_agree(problem: Problem) -> bool:
    """Tell whether there are meetings that the kernel can search.

    Parameters
    ----------
    problem
        The statement.

    Returns
    -------
    bool
        True if some meeting is not tied, and the kernel can model all else.
    """
    tied = tied_visits(problem)
    loose = Prepared(replace(problem, spacings=(), meetings=()))
    return any(meeting.first not in tied for meeting in problem.meetings) and not kernel_obstacle(
        loose
    )


def agree(
    problem: Problem,
    *,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    start: Sequence[Route],
    workers: int | None,
    take: Callable[[Sequence[Route], str], None],
    prepare: Callable[[bool], None],
) -> tuple[EngineShare, ...]:
    """Search days with meetings.

    Parameters
    ----------
    problem
        Without spacings; no meeting is tied (see `tied_visits`).
    seconds, iterations, seed, workers
        As for `router.solving.solve`.
    start
        Routes to begin from, or none; with times, and no rule broken.
    take
        Called with every better plan, and the engine that found it.
    prepare
        Called when the kernel begins or ends to be compiled.

    Returns
    -------
    tuple of EngineShare
        What the search did.
    """
    limits = Limits(seconds, iterations)
    day = Prepared(problem)
    if not any(day.plannable):
        return ()
    if workers is None:
        workers = 1 if seconds is None else cores()
    workers = fitting_workers(day, workers, model=False, timed=seconds is not None)
    record = _Agreed(day, take, prepare, limits.begun, timed=seconds is not None)
    record.start(start)
    with Crew(problem, workers, seed, record, in_turn=seconds is None) as crew:
        conductor = Conductor(day, crew, record, limits, seed)
        conductor.wait()
        conductor.run_kernel(given=bool(start), others=False)
    return record.shares


class _Agreed(Record):
    """The best plan so far, with the times of its meetings."""

    def __init__(
        self,
        day: Prepared,
        take: Callable[[Sequence[Route], str], None],
        prepare: Callable[[bool], None],
        begun: float,
        *,
        timed: bool,
    ) -> None:
        super().__init__(day, None, begun, timed=timed)
        self._pass_on = take
        self._price: tuple[int, float] | None = None
        self._begin: tuple[Plan, Times] = {}, {}
        self._tell_of = prepare

    @property
    def begin(self) -> tuple[dict[int, list[int]], dict[int, int]]:
        """The plan to go on from: options by shift; when its meetings are, by position."""
        plan, times = self._begin
        return {shift: list(options) for shift, options in plan.items()}, dict(times)

    def prepare(self, preparing: bool) -> None:
        """Tell whether the kernel is being compiled."""
        self._tell_of(preparing)

    def start(self, routes: Sequence[Route]) -> None:
        """Begin from routes."""
        starts = starts_of(routes)
        times = {
            number: starts[meeting.first]
            for number, meeting in enumerate(self.day.problem.meetings)
            if meeting.first in starts
        }
        self._begin = sequences_of(self.day, routes), times

    def hear(self, plan: Plan, times: Times, by: str) -> None:
        """Write a plan out, and keep it if it is better."""
        routes = written(self.day, plan, times)
        price = plan_price(self.day.problem, routes)
        if self._price is None or price < self._price:
            self._price = price
            self._begin = plan, times
            self._pass_on(routes, by)


def written(day: Prepared, plan: Plan, times: Times) -> tuple[Route, ...]:
    """Write a plan out.

    Parameters
    ----------
    day
        The problem.
    plan
        Options by shift.
    times
        When its meetings are, by position.

    Returns
    -------
    tuple of Route
        At their best times, meetings at theirs; what would break a rule is taken off.
    """
    problem = day.problem
    at = {
        visit_id: time_s
        for number, time_s in times.items()
        for visit_id in (problem.meetings[number].first, problem.meetings[number].second)
    }
    visits = tuple(
        replace(visit, locked_start_s=at[visit.visit_id]) if visit.visit_id in at else visit
        for visit in problem.visits
    )
    pinned = Prepared(replace(problem, visits=visits, meetings=()))
    routes = []
    for shift, options in sorted(plan.items()):
        sequence = []
        for option in options:
            visit = day.visit_of[option]
            rank = 0 if visits[visit].visit_id in at else day.options_of[visit].index(option)
            sequence.append(pinned.options_of[visit][rank])
        route = route_of(pinned, shift, sequence)
        if route is not None:
            routes.append(route)
    return mended(problem, routes)
