"""Where a few coupled visits fit best into a plan, by trying many starts for each.

A visit that is tried becomes many: one for each start on a grid, held at it. So a meeting is the
cheapest pair of insertions at one start, and each insertion is rated exactly by what rates all
others. A visit of the route may give way, if it is worth less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from router.domain.problem import Problem, Span, Visit
from router.domain.route import Route
from router.solving.options import start_windows
from router.solving.pinned import coupled_visits, pin
from router.solving.planned import absence_price, in_order, starts_of
from router.solving.prepared import Prepared
from router.solving.rating import EPSILON, NOTHING, Rater, Trip
from router.solving.timetable import route_of

__all__ = ["place"]

GRID_S = 600  # between the starts that are tried
STARTS = 60  # per visit, about, at most: the grid gets coarser
GIVING = 3  # visits of a route that may give way to one, nearest in time


class _Fit(NamedTuple):
    """A trip that makes a visit at a start, and what the plan costs more then."""

    cost: float
    trip: Trip
    start_s: int


def place(
    problem: Problem, routes: Sequence[Route], part: Collection[str], shift_ids: Collection[str]
) -> tuple[Route, ...] | None:
    """Take visits off and put each back where it is best now, or leave it out.

    Parameters
    ----------
    problem
        The statement.
    routes
        A plan that keeps every rule.
    part
        Visit ids, none of them locked to the beginning of a shift; of a meeting both or none.
    shift_ids
        On which the part is tried, those that have one of its visits among them.

    Returns
    -------
    tuple of Route or None
        A plan that keeps every rule, but perhaps those of groups and orders with visits of the
        part; it may be dearer. None if the routes do not hold without the part.
    """
    visits = {visit.visit_id: visit for visit in problem.visits}
    pairs = [(m.first, m.second) for m in problem.meetings if m.first in part]
    met = {visit_id for pair in pairs for visit_id in pair}
    units = [*pairs, *((visit_id,) for visit_id in sorted(part) if visit_id not in met)]
    units.sort(
        key=lambda unit: (
            not any(visits[v].mandatory for v in unit),
            -sum(absence_price(visits[v]) for v in unit),
        )
    )
    board = _Board(problem, routes, part, shift_ids)
    if not board.ready:
        return None
    for unit in units:
        board.put(unit)
    return in_order(problem, board.routes())


class _Board:
    """The opened routes without the part, and the part at every start that is tried."""

    def __init__(
        self,
        problem: Problem,
        routes: Sequence[Route],
        part: Collection[str],
        shift_ids: Collection[str],
    ) -> None:
        self.problem = problem
        self.fixed = [route for route in routes if route.shift_id not in shift_ids]
        self.starts = {v: at for v, at in starts_of(routes).items() if v not in part}
        opened = {route.shift_id: route for route in routes if route.shift_id in shift_ids}
        shifts = tuple(shift for shift in problem.shifts if shift.shift_id in shift_ids)
        by_id = {visit.visit_id: visit for visit in problem.visits}
        self.held = {  # its id in the small problem, by visit and start
            (visit_id, at): f"{visit_id}@{at}"
            for visit_id in sorted(part)
            if by_id[visit_id].locked_shift in ("", *shift_ids)
            for at in _tried(by_id[visit_id], problem)
        }
        pinned = {visit.visit_id: visit for visit in pin(problem, routes).visits}
        there = [v for route in opened.values() for v in route.visit_ids if v not in part]
        self.day = Prepared(
            replace(
                problem,
                visits=(
                    *(pinned[visit_id] for visit_id in there),
                    # Mandatory, so that an insertion is rated whatever it costs.
                    *(
                        replace(
                            by_id[v], visit_id=name, locked_start_s=at, mandatory=True, group=""
                        )
                        for (v, at), name in self.held.items()
                    ),
                ),
                shifts=shifts,
                orders=(),
                spacings=(),
                meetings=(),
            )
        )
        self.rater = Rater(self.day)
        self.duty = {v: 0.0 if by_id[v].mandatory else self.day.dearest for v in part}
        self.real = {name: visit_id for (visit_id, _), name in self.held.items()}
        coupled = coupled_visits(problem)
        begun = {v for shift in shifts for v in shift.locked_visits}
        self.giving = {
            self.day.index[v]
            for v in there
            if v not in coupled and v not in begun and not by_id[v].mandatory
        }
        self.trips: list[Trip] = []
        self.ready = True
        for number, shift in enumerate(shifts):
            made = opened[shift.shift_id].visit_ids if shift.shift_id in opened else ()
            trip = self._trip(number, [v for v in made if v not in part])
            if trip is None:
                self.ready = False
            else:
                self.trips.append(trip)

    def _trip(self, shift: int, made: Sequence[str]) -> Trip | None:
        """Lay visits out in the options of their present starts."""
        day = self.day
        options = []
        for visit_id in made:
            several = day.options_of[day.index[visit_id]]
            at = self.starts[visit_id]
            options.append(next((o for o in several if _inside(day.windows[o], at)), several[0]))
        trip = self.rater.trip(shift, tuple(options))
        return None if trip is None else self.rater.with_best_options(trip)

    def put(self, unit: Sequence[str]) -> None:
        """Put a visit, or the two of a meeting, where they cost least, if that pays."""
        best: tuple[float, list[_Fit]] = (-EPSILON, [])
        for at in sorted({at for visit_id, at in self.held if visit_id == unit[0]}):
            if not all((v, at) in self.held and self._apart(v, at) for v in unit):
                continue
            choices = [sorted(self._fits(v, at), key=lambda fit: fit.cost) for v in unit]
            for fits in self._together(unit, choices):
                cost = sum(fit.cost for fit in fits)
                if cost < best[0]:
                    best = (cost, fits)
        for visit_id, fit in zip(unit, best[1], strict=False):
            self.starts[visit_id] = fit.start_s
            self.trips[fit.trip.shift] = fit.trip

    def _together(
        self, unit: Sequence[str], choices: Sequence[Sequence[_Fit]]
    ) -> Iterator[list[_Fit]]:
        """Yield the best way alone, or with the best partner for each way."""
        shifts = self.day.problem.shifts
        if len(choices) == 1:
            yield from ([fit] for fit in choices[0][:1])
        else:
            meeting = next(m for m in self.problem.meetings if m.first == unit[0])
            for one in choices[0]:
                agent = shifts[one.trip.shift].agent_id
                for other in choices[1]:
                    if meeting.allows(agent, shifts[other.trip.shift].agent_id):
                        yield [one, other]
                        break

    def _apart(self, visit_id: str, at: int) -> bool:
        return all(
            abs(at - self.starts[other]) >= spacing.gap_s
            for spacing in self.problem.spacings
            if visit_id in spacing.visit_ids
            for other in spacing.visit_ids
            if other != visit_id and other in self.starts
        )

    def _fits(self, visit_id: str, at: int) -> Iterator[_Fit]:
        """Yield the best way on every trip, with a visit that gives way if that is cheaper."""
        day = self.day
        option = day.options_of[day.index[self.held[visit_id, at]]][0]
        for trip in self.trips:
            if not day.allowed[trip.shift][option]:
                continue
            best: Trip | None = None
            for base in self._bases(trip, at):
                _, position = self.rater.best_insertion(base, option, exact=False)
                if position == NOTHING[1]:
                    continue
                order = base.sequence
                new = self.rater.trip(trip.shift, (*order[:position], option, *order[position:]))
                if new is not None and (best is None or new.net < best.net):
                    best = new
            if best is not None:
                yield _Fit(best.net - trip.net + self.duty[visit_id], best, at)

    def _bases(self, trip: Trip, at: int) -> Iterator[Trip]:
        yield trip
        day = self.day
        near = sorted(
            (abs(self.starts[day.problem.visits[day.visit_of[o]].visit_id] - at), o)
            for o in trip.sequence
            if day.visit_of[o] in self.giving
        )
        for _, gone in near[:GIVING]:
            shorter = self.rater.trip(trip.shift, tuple(o for o in trip.sequence if o != gone))
            if shorter is not None:
                yield shorter

    def routes(self) -> list[Route]:
        """Return the whole plan."""
        found = list(self.fixed)
        for trip in self.trips:
            route = route_of(self.day, trip.shift, trip.sequence) if trip.sequence else None
            if route is not None:
                found.append(self._named(route))
        return found

    def _named(self, route: Route) -> Route:
        """The route with the visits' own ids."""
        return replace(
            route,
            stops=tuple(
                replace(
                    stop,
                    visits=tuple(
                        replace(visit, visit_id=self.real.get(visit.visit_id, visit.visit_id))
                        for visit in stop.visits
                    ),
                )
                for stop in route.stops
            ),
        )


def _inside(windows: Sequence[Span], at: int) -> bool:
    return any(lo <= at <= hi for lo, hi in windows)


def _tried(visit: Visit, problem: Problem) -> list[int]:
    """The starts that are tried: where windows open, and on a grid inside them."""
    first = min((shift.earliest_s for shift in problem.shifts), default=0)
    last = max((shift.latest_s + shift.overtime_max_s for shift in problem.shifts), default=0)
    spans = [
        (max(lo, first), min(hi, last))
        for lo, hi in start_windows(visit)
        if lo <= last and hi >= first
    ]
    grid = max(GRID_S, sum(hi - lo for lo, hi in spans) // STARTS)
    found = {lo for lo, _ in spans}
    for lo, hi in spans:
        found |= set(range(lo + (first - lo) % grid, hi + 1, grid))
    return sorted(found)
